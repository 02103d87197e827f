# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages: who may see what, what they offer, how files come, and what the public sees."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from baken.access.roles import ROLES
from baken.account import content
from baken.account.models import CouncilPack
from baken.account.public import pages as public
from baken.ui.panels import Section

from .made_up import EXAMPLE, RANK, SECTIONS, WORDS

OVERVIEW, PACK, REGISTER = "/verantwoorden/", "/verantwoorden/raadsdossier/2025/", "/verantwoorden/uitgaven/"
PUBLIC = "/openbaar/velsen/"
PDF = "bestand/council-pack-2025.pdf"


def page(response, status=200):
    assert response.status_code == status, response.content[:300]
    text = response.content.decode()
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert " style=" not in text
    return text


@pytest.mark.parametrize("role", [role for role in ROLES if role != "system"])
def test_pages_per_role(logged_in, made, role):
    made()
    client, drafts = logged_in(role), "account.pack.view_draft" in ROLES[role].permissions
    page(client.get(OVERVIEW))
    page(client.get(REGISTER))
    assert client.get(PACK).status_code == (200 if drafts else 404)
    assert client.get(PACK + "bestand/03-ranking-wijk.csv").status_code == (200 if drafts else 404)


@pytest.mark.parametrize("address", [OVERVIEW, PACK, PACK + PDF, REGISTER])
def test_visitors_are_asked_to_log_in(velsen, made, client, address):
    made("issued")
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_the_list_says_what_comes_next_and_the_empty_one_too(logged_in, made):
    client = logged_in("safety_adviser")
    assert "Nog geen raadsdossier" in page(client.get(OVERVIEW))
    made()
    text = page(client.get(OVERVIEW))
    assert "Veiligheid in Velsen 2025" in text
    assert "Bekijken en vaststellen" in text
    assert "Nog geen raadsdossier" in page(logged_in("council_member").get(OVERVIEW))


def test_the_pack_on_screen_shows_its_panels_downloads_and_history(policy, logged_in, made):
    made()
    text = page(logged_in("safety_adviser").get(PACK))
    for panel in content.panels_of(content.load(CouncilPack.objects.get().content)):
        assert panel.title.split("(")[0].strip()[:40] in text.replace("&#x27;", "'")
    assert text.count("Download CSV") >= 10
    assert "Concept gemaakt" in text
    for ending in ("pdf", "docx", "json"):
        assert f"council-pack-2025.{ending}?editie=1" in text


def offered(text):
    return {step for step in ("vaststellen", "publiceren", "intrekken") if f"/{step}/" in text}


def test_buttons_are_those_of_the_reader_and_the_state(logged_in, made):
    made()
    assert offered(page(logged_in("safety_adviser").get(PACK))) == {"vaststellen"}
    assert offered(page(logged_in("executive").get(PACK))) == set()
    made("issued")
    assert offered(page(logged_in("safety_adviser").get(PACK))) == {"publiceren", "intrekken"}
    assert offered(page(logged_in("council_clerk").get(PACK))) == {"publiceren"}
    assert offered(page(logged_in("council_member").get(PACK))) == set()


def test_from_draft_to_the_public_and_back_by_the_buttons(logged_in, made):
    client = logged_in("safety_adviser")
    response = client.post("/verantwoorden/raadsdossier/maken/", {"year": "2025"})
    assert response["Location"] == PACK + "?editie=1"
    digest = re.search(r'name="content_digest" value="(\w{64})"', page(client.get(PACK))).group(1)
    steps = [("vaststellen", {"content_digest": digest}), ("publiceren", {}), ("intrekken", {"reason": "Fout"})]
    for step, given in steps:
        response = client.post(f"{PACK}1/{step}/", given)
        assert response.status_code == 302, step
    text = page(client.get(PACK))
    assert "Dit dossier is ingetrokken." in text
    assert [row for row in ("Vastgesteld", "Gepubliceerd", "Ingetrokken") if row in text] == [
        "Vastgesteld",
        "Gepubliceerd",
        "Ingetrokken",
    ]
    assert "teruggetrokken" in page(client.get(REGISTER))


def test_what_goes_wrong_is_told_on_the_page(logged_in, made):
    client = logged_in("safety_adviser")
    for given in ({"year": "1800"}, {"year": "x"}, {}, {"year": "2015"}, {"year": "2025", "as_of": "gisteren"}):
        assert client.post("/verantwoorden/raadsdossier/maken/", given).status_code == 422
    made("issued")
    assert client.post(f"{PACK}1/intrekken/", {"reason": ""}).status_code == 422
    assert client.post(f"{PACK}1/intrekken/", {"reason": "x" * 401}).status_code == 422
    assert client.post(f"{PACK}1/vaststellen/", {"content_digest": "0" * 64}).status_code == 409


def test_steps_need_a_post_a_token_and_the_right(velsen, logged_in, made):
    made()
    assert logged_in("council_member").post(f"{PACK}1/vaststellen/").status_code == 404
    client = logged_in("safety_adviser")
    assert client.get(f"{PACK}1/vaststellen/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(f"{PACK}1/vaststellen/").status_code == 403
    assert CouncilPack.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("name", "kind", "how"),
    [
        ("council-pack-2025.pdf", "application/pdf", "inline"),
        (
            "council-pack-2025.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        ("council-pack-2025-csv.zip", "application/zip", "attachment"),
        ("council-pack-2025.json", "application/json", "attachment"),
        ("03-ranking-wijk.csv", "text/csv; charset=utf-8", "attachment"),
    ],
)
@pytest.mark.parametrize("status", ["draft", "published"])
def test_files_come_with_their_type_and_name(logged_in, made, name, kind, how, status):
    made(status)
    addresses = [f"{PACK}bestand/{name}"] + ([f"{PUBLIC}raadsdossier/2025/{name}"] if status == "published" else [])
    for address in addresses:
        response = logged_in("safety_adviser").get(address)
        assert response.status_code == 200
        assert response.streaming
        assert response["Content-Type"] == kind
        assert response["Content-Disposition"] == f'{how}; filename="{name}"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert b"".join(response.streaming_content)


@pytest.mark.parametrize("name", ["council-pack-2024.pdf", "..%2F..%2Fsecret-key", "council-pack-2025.exe", "%00"])
def test_no_other_file_can_be_had(logged_in, made, name):
    made("published")
    assert logged_in("safety_adviser").get(f"{PACK}bestand/{name}").status_code == 404
    assert Client().get(f"{PUBLIC}raadsdossier/2025/{name}").status_code == 404


@pytest.mark.parametrize("edition", ["2", "x", "-1", "999999999999", "٣"])
def test_an_edition_that_isn_t_there_is_404(logged_in, made, edition):
    made("published")
    assert logged_in("safety_adviser").get(PACK, {"editie": edition}).status_code == 404
    assert Client().get(f"{PUBLIC}raadsdossier/2025/council-pack-2025.pdf", {"editie": edition}).status_code == 404


@pytest.mark.parametrize("status", ["draft", "issued", "withdrawn"])
def test_the_public_sees_nothing_that_is_not_published(velsen, made, client, status):
    made(status)
    text = page(client.get(PUBLIC))
    assert "Nog geen dossier" in text
    assert "2.741" not in text
    assert client.get(f"{PUBLIC}raadsdossier/2025/council-pack-2025.pdf").status_code == 404
    assert "Velsen</a>" not in page(client.get("/openbaar/"))


def test_the_public_page_tells_picture_priorities_dossiers_and_where_to_call(policy, made, client):
    made("published")
    text = page(client.get(PUBLIC))
    assert "2.741 misdrijven" in text
    for name in ("Ondermijning", "Polarisatie", "Jeugd"):
        assert name in text
    assert f"{PUBLIC}raadsdossier/2025/council-pack-2025.pdf?editie=1" in text
    for number in ("tel:112", "tel:09008844", "tel:08007000"):
        assert number in text
    assert "Wat nu niet voorop staat" in text
    assert "Velsen</a>" in page(client.get("/openbaar/"))


PUBLIC_ROOMS = ("/openbaar/", "/over-baken/", "/melden/")


def test_the_public_page_holds_no_example_and_no_way_into_the_house(policy, made, client):
    made("published")
    main = page(client.get(PUBLIC)).split("<main")[1].split("</main>")[0]
    assert "vb-tag" not in main
    assert "vb-strip" not in main
    links = set(re.findall(r'href="([^"]+)"', main))
    assert not [link for link in links if link.startswith("/") and not link.startswith(PUBLIC_ROOMS)]


def test_without_examples_leaves_only_what_is_real():
    assert public.without_examples(EXAMPLE) is None
    assert public.without_examples(replace(RANK, example=True)) is None  # marked as a whole, not cell by cell
    mixed = public.without_examples(
        RANK.__class__(
            **{f: getattr(RANK, f) for f in RANK.__slots__}
            | {
                "rows": (
                    *RANK.rows,
                    EXAMPLE.rows[0].__class__("x", (*RANK.rows[0].cells[:3], EXAMPLE.rows[0].cells[1])),
                )
            }
        )
    )
    assert mixed is not None
    assert [row.key for row in mixed.rows] == [row.key for row in RANK.rows]
    assert not any(cell.href for row in mixed.rows for cell in row.cells)
    assert [s.key for s in public.real_sections((*SECTIONS, Section("none", "Niets", (EXAMPLE,))))] == [
        "opening",
        "picture",
        "more",
    ]
    assert public.without_examples(WORDS) is not None


def test_lists_take_few_queries_however_many_packs(logged_in, made, monkeypatch, django_assert_max_num_queries):
    from baken.account import gather

    monkeypatch.setattr(gather, "sections_for", lambda *args: (Section("picture", "Beeld", (RANK,)),))
    for year in range(2015, 2025):
        made("published", year)
    client = logged_in("safety_adviser")
    with django_assert_max_num_queries(11):
        client.get(OVERVIEW)
    with django_assert_max_num_queries(11):
        client.get("/verantwoorden/raadsdossier/2020/")
    with django_assert_max_num_queries(15):
        Client().get(PUBLIC)
