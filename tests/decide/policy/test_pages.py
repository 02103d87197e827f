# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of this step: for whom, with what on them, in how many queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from baken.access.facade import ROLES, Partner, system_actor
from baken.decide.policy.models import Framework, Plan
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality
from baken.registry.facade import Organisation

from .builders import FRAMEWORK, PLAN, changed
from .conftest import NOW, demo_text

pytestmark = pytest.mark.usefixtures("facts", "on_the_day")

FRAMEWORK_PAGE = "/besluiten/kadernota/2023-2026/"
PRIORITY_PAGE = "/besluiten/kadernota/2023-2026/ondermijning/"
PLAN_PAGE = "/besluiten/ivp/2025-2026/"
EFFORT_PAGE = "/besluiten/ivp/2025-2026/integrale-controles/"
OTHERS_EFFORT = "/besluiten/ivp/2025-2026/haventeam-signalen/"
POLICY_PAGES = ("/besluiten/", FRAMEWORK_PAGE, PRIORITY_PAGE, "/besluiten/kadernota/2019-2022/")
STAFF_PAGES = (PLAN_PAGE, EFFORT_PAGE, f"{PLAN_PAGE}inspanningen.csv")
PAGES = (*POLICY_PAGES, *STAFF_PAGES, f"{FRAMEWORK_PAGE}prioriteiten.csv")


def text_of(response: Any) -> str:
    """Return the words of a page, spaces made single."""
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(plain.split())


@pytest.fixture
def youth_work(policy: Municipality) -> Partner:
    @action
    def link(*, actor: Any, at: Any) -> Partner:
        partner = Partner(municipality=policy, slug="jongerenwerk", name="Jongerenwerk")
        partner.save()
        organisation = Organisation.objects.get(municipality=policy, slug="jongerenwerk")
        organisation.partner = partner
        organisation.save()
        audit.record("test.linked", partner)
        return partner

    return link(actor=system_actor(policy), at=NOW)


def test_addresses_have_names() -> None:
    assert reverse("decide:overview") == "/besluiten/"
    assert reverse("decide:framework", args=["2023-2026"]) == FRAMEWORK_PAGE
    assert reverse("decide:priority", args=["2023-2026", "ondermijning"]) == PRIORITY_PAGE
    assert reverse("decide:plan", args=["2025-2026"]) == PLAN_PAGE
    assert reverse("decide:effort", args=["2025-2026", "integrale-controles"]) == EFFORT_PAGE


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"system", "partner", "administrator"}))
def test_staff_and_council_open_every_page_but_reading_in(
    policy: Municipality, logged_in: Callable[..., Client], role: str
) -> None:
    client = logged_in(role)
    assert {page: client.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)
    assert client.get("/besluiten/inlezen/").status_code == (200 if role == "safety_adviser" else 404)


def test_a_partner_sees_policy_and_its_own_efforts(
    policy: Municipality, logged_in: Callable[..., Client], youth_work: Partner
) -> None:
    client = logged_in("partner", youth_work)
    for page in POLICY_PAGES:
        assert client.get(page).status_code == 200
    for page in (*STAFF_PAGES, OTHERS_EFFORT, "/besluiten/inlezen/"):
        assert client.get(page).status_code == 404
    assert client.get("/besluiten/ivp/2025-2026/escaperoom-scholen/").status_code == 200
    words = text_of(client.get(PRIORITY_PAGE))
    assert "Voorlichting en escaperoom" in words
    assert "Haventeam verzamelt" not in words
    assert "2 van 9 getoond" in words
    assert "Haventeam verzamelt" not in text_of(client.get("/besluiten/"))


@pytest.mark.parametrize("page", [*PAGES, "/besluiten/inlezen/"])
def test_a_visitor_is_asked_to_log_in(policy: Municipality, client: Client, page: str) -> None:
    response = client.get(page)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "page",
    [
        "/besluiten/kadernota/2031-2034/",
        "/besluiten/kadernota/2023-2026/zeeroof/",
        "/besluiten/ivp/1999/",
        "/besluiten/ivp/2025-2026/niets/",
    ],
)
def test_what_is_not_there_is_not_found(policy: Municipality, logged_in: Callable[..., Client], page: str) -> None:
    assert logged_in("mayor").get(page).status_code == 404


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/besluiten/", 26),
        (FRAMEWORK_PAGE, 37),
        (PRIORITY_PAGE, 30),
        (PLAN_PAGE, 14),
        (EFFORT_PAGE, 21),
        ("/besluiten/kadernota/2019-2022/", 22),
    ],
)
def test_pages_ask_the_database_a_bounded_number_of_times(
    policy: Municipality,
    logged_in: Callable[..., Client],
    django_assert_max_num_queries: Any,
    page: str,
    most: int,
) -> None:
    client = logged_in("safety_adviser")
    if page == EFFORT_PAGE and connection.vendor == "postgresql":
        most += 4  # figures from own records: the database is told who looks, in a transaction of its own
    with django_assert_max_num_queries(most):
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("page", [p for p in PAGES if not p.endswith(".csv")])
def test_every_page_has_one_heading_and_no_inline_style(
    policy: Municipality, logged_in: Callable[..., Client], page: str
) -> None:
    html = logged_in("safety_adviser").get(page).content.decode()
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_the_overview_tells_how_the_priorities_stand(policy: Municipality, logged_in: Callable[..., Client]) -> None:
    words = text_of(logged_in("council_member").get("/besluiten/"))
    assert "2 van de 5 prioriteiten zijn op koers" in words
    for expected in (
        "2 van 9 inspanningen zijn over hun datum.",
        "De 4 inspanningen hebben nog geen einddatum.",
        "verzonnen",
    ):
        assert expected in words
    assert "Minstens 80% van de inspanningen ligt op tijd" in words
    assert "inlezen" not in words


def test_the_priority_page_shows_the_whole_line(policy: Municipality, logged_in: Callable[..., Client]) -> None:
    words = text_of(logged_in("council_member").get(PRIORITY_PAGE))
    for expected in (
        "Prioriteit 1 van 5",
        "aandacht nodig",
        "Van cijfer tot besluit",
        "Velsen-Noord: 372",
        "310 van 400 uur",
        "over datum",
        "11 van 16 controles",
        "Niet geprioriteerd",
        "7 van 9 inspanningen op tijd is 77%.",
        "Geen echt cijfer van deze prioriteit is aantoonbaar slechter.",
        "Voorbeeldcijfers tellen niet mee.",
    ):
        assert expected in words, expected
    assert "2.025" not in words


def test_another_effort_can_be_put_in_the_line(policy: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("council_member")
    html = client.get(PRIORITY_PAGE, {"inspanning": "bibob-in-processen"}).content.decode()
    line = html[html.index('class="sight"') : html.index("</ol>", html.index('class="sight"'))]
    assert "Bibob-toets" in line
    assert client.get(PRIORITY_PAGE, {"inspanning": "<script>"}).status_code == 200


def test_no_line_of_sight_without_an_indicator_of_the_priority(
    velsen: Municipality, logged_in: Callable[..., Client]
) -> None:
    from baken.decide.policy.facade import import_document

    bare = FRAMEWORK[: FRAMEWORK.index("    indicators:\n      - indicator")]
    for text in (bare, PLAN):
        import_document(actor=system_actor(velsen), at=NOW, municipality=velsen, text=text)
    words = text_of(logged_in("mayor").get(PRIORITY_PAGE))
    assert "Van cijfer tot besluit" not in words
    assert "nog geen indicator gekoppeld" in words


def test_the_framework_page_holds_all_that_the_framework_says(
    policy: Municipality, logged_in: Callable[..., Client]
) -> None:
    words = text_of(logged_in("council_member").get(FRAMEWORK_PAGE))
    for expected in (
        "Gemeentewet, artikel 172",
        "Ruimte voor wat zich voordoet",
        "High impact crime als eigen prioriteit",
        "Niet met de beschikbare cijfers te toetsen: er zijn alleen voorbeeldcijfers",
        "Velsen-Zuid en Driehuis",
        "Veiligheid hoort niet af te hangen van de wijk",
        "Kadernota Veilig in Velsen 2019–2022",
    ):
        assert expected in words, expected


def test_the_previous_framework_shows_its_themes_with_evaluation(
    policy: Municipality, logged_in: Callable[..., Client]
) -> None:
    words = text_of(logged_in("council_member").get("/besluiten/kadernota/2019-2022/"))
    for expected in ("Veilige havens", "High impact crime", "Zorg en veiligheid", "Inbraken en overvallen namen af."):
        assert expected in words, expected
    assert "Volgende kadernota" in words


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, 31),
        ({"stand": "overdue"}, 6),
        ({"prioriteit": "jeugd"}, 7),
        ({"prioriteit": "jeugd", "stand": "overdue"}, 1),
        ({"eigenaar": "adviseur cyber"}, 2),
        ({"jaar": "2025"}, 5),
        ({"stand": "onzin", "eigenaar": "<b>"}, 31),
    ],
)
def test_the_plan_can_be_narrowed(
    policy: Municipality, logged_in: Callable[..., Client], query: dict[str, str], shown: int
) -> None:
    client = logged_in("council_member")
    html = client.get(PLAN_PAGE, query).content.decode()
    assert html.count('data-l="Eigenaar"') == shown
    rows = client.get(f"{PLAN_PAGE}inspanningen.csv", query).content.decode("utf-8-sig")
    assert sum(
        "ondermijning" in line.lower() or "adviseur" in line or "coördinator" in line for line in rows.splitlines()
    ) >= min(shown, 1)


def test_nothing_left_after_narrowing_says_what_to_do(policy: Municipality, logged_in: Callable[..., Client]) -> None:
    words = text_of(logged_in("mayor").get(PLAN_PAGE, {"prioriteit": "cybercriminaliteit", "stand": "done"}))
    assert "Geen inspanning past bij deze keuze." in words


def test_an_empty_municipality_gets_a_next_step(velsen: Municipality, logged_in: Callable[..., Client]) -> None:
    words = text_of(logged_in("safety_adviser").get("/besluiten/"))
    assert "Er is nog geen vastgestelde kadernota" in words
    assert "Kadernota inlezen" in words


def upload(client: Client, content: bytes) -> Any:
    return client.post("/besluiten/inlezen/", {"file": SimpleUploadedFile("kadernota.yaml", content)})


def test_reading_in_leads_to_the_page(velsen: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("safety_adviser")
    for name, page in (
        ("kadernota-2019-2022.yaml", "/besluiten/kadernota/2019-2022/"),
        ("kadernota-2023-2026.yaml", FRAMEWORK_PAGE),
        ("ivp-2025-2026.yaml", PLAN_PAGE),
    ):
        response = upload(client, demo_text(name).encode())
        assert (response.status_code, response["Location"]) == (302, page)
    assert Plan.objects.get().efforts.count() == 31


def test_a_bad_file_shows_every_problem_by_line(velsen: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("safety_adviser")
    text = changed(changed(FRAMEWORK, "[crime_total]", "[crime_totaal]"), "[Velserbroek]", "[<b>Haarlem</b>]")
    response = upload(client, text.encode())
    assert response.status_code == 422
    html = response.content.decode()
    assert "2 problemen" in html
    assert "regel 12: onbekende indicator crime_totaal" in html
    assert "regel 11: onbekend gebied &lt;b&gt;Haarlem" in html
    assert Framework.objects.count() == 0
    assert upload(client, b"\x00\x01").status_code == 422
    assert upload(client, b"x" * 300_000).status_code == 422
    assert client.post("/besluiten/inlezen/").status_code == 422


def test_reading_in_is_refused_to_others(velsen: Municipality, logged_in: Callable[..., Client]) -> None:
    assert upload(logged_in("mayor"), FRAMEWORK.encode()).status_code == 404
    assert Framework.objects.count() == 0


def test_a_draft_is_hidden_from_the_council(policy: Municipality, logged_in: Callable[..., Client]) -> None:
    from baken.decide.policy.facade import import_document

    text = changed(FRAMEWORK, "status: adopted", "status: draft").replace("2023-2026", "2027-2030")
    text = text.replace("2023-01-01", "2027-01-01").replace("2026-12-31", "2030-12-31")
    import_document(actor=system_actor(policy), at=NOW, municipality=policy, text=text)
    page = "/besluiten/kadernota/2027-2030/"
    client = logged_in("council_member")
    assert client.get(page).status_code == 404
    assert client.get(f"{page}ondermijning/").status_code == 404
    assert "2027" not in text_of(client.get("/besluiten/"))
    client = logged_in("safety_adviser")
    assert "nog niet vastgesteld" in text_of(client.get(page))
    assert "Nog geen stand" in text_of(client.get(f"{page}ondermijning/"))
