# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages: what each shows, that the FG changes nothing, and that odd input gets a clear answer."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from baken.access.facade import User
from baken.privacy.facade import add_request
from baken.privacy.models import Destruction, Dpia, DpiaRisk, Hold, ProcessingActivity, ReadReview, RetentionRule
from baken.privacy.reads import actions as reads
from baken.privacy.retention import destruction
from tests.access.signing_in import confirm

from .builders import read_of, record
from .conftest import NOW, TODAY

PAGES = (
    "/toezicht/",
    "/toezicht/verwerkingen/",
    "/toezicht/verwerkingen/casework-premises/",
    "/toezicht/verzoeken/",
    "/toezicht/dpia/",
    "/toezicht/dpia/casework/",
    "/toezicht/dataverwerkingen/",
    "/toezicht/inzage/",
    "/toezicht/bewaren/",
    "/toezicht/bewaren/toezicht/",
    "/toezicht/bewaren/komend-jaar/",
    "/toezicht/bewaren/termijnen/",
    "/toezicht/bewaren/verklaringen/",
)


@pytest.fixture
def world(town, actor, colleague, paper_kind):
    """A read to explain, a record that is due, one that is held, and a certificate."""
    officer = actor("privacy_officer")
    read_of(actor("inspector"), record(town, "2026-0009", closed=None), NOW.replace(hour=2))
    reads.look(actor=officer, at=NOW, municipality=town)
    gone, held = record(town, "2015-0001"), record(town, "2015-0002")
    destruction.approve(actor=officer, at=NOW, guarded=gone)
    certificate = destruction.destroy(actor=colleague, at=NOW, guarded=gone)
    destruction.place_hold(actor=officer, at=NOW, guarded=held, reason="Bezwaar loopt.")
    return {
        "read": ReadReview.objects.get(),
        "due": record(town, "2015-0003"),
        "held": held,
        "certificate": certificate,
        "request": _request(actor("privacy_officer"), town),
        "town": town,
    }


def _request(officer, town):
    return add_request(
        actor=officer, at=NOW, municipality=town, kind="access", received_on=TODAY, handler="jurist", name="P. Geheim"
    )


def every(world):
    """Every page with something on it."""
    return (
        *PAGES,
        f"/toezicht/inzage/{world['read'].pk}/",
        f"/toezicht/bewaren/{world['due'].pk}/",
        f"/toezicht/bewaren/{world['held'].pk}/",
        f"/toezicht/bewaren/verklaringen/{world['certificate'].number}/",
    )


@pytest.mark.parametrize("role", ["privacy_officer", "data_protection_officer"])
def test_supervision_opens_every_page(world, logged_in, role):
    client = logged_in(role)
    for url in every(world):
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("role", ["safety_adviser", "undermining_coordinator", "mayor", "council_member"])
def test_nobody_else_opens_any(world, logged_in, role):
    client = logged_in(role)
    for url in every(world):
        assert client.get(url).status_code == 404, url


def test_on_an_empty_installation_each_page_says_what_to_do(town, logged_in):
    client = logged_in("privacy_officer")
    for url in PAGES[5:]:
        assert client.get(url).status_code == 200
    assert "Nog geen verklaring" in client.get("/toezicht/bewaren/verklaringen/").content.decode()


def addresses(world):
    """Every address of privacy, filled in with what there is."""
    keys = {
        "read": world["read"].pk, "read_ask": world["read"].pk, "explain": world["read"].pk,
        "record": world["due"].pk, "hold": world["due"].pk, "approve": world["due"].pk, "destroy": world["due"].pk,
        "read_follow_up": world["read"].pk,
        "request": world["request"].pk, "request_edit": world["request"].pk,
        **dict.fromkeys(("rule", "rule_edit", "rule_verify"), RetentionRule.objects.first().pk),
    }  # fmt: skip
    slugs = {
        "activity": "accounts",
        "activity_edit": "accounts",
        **dict.fromkeys(("dpia", "dpia_edit", "dpia_anew", "risk_new"), "casework"),
    }
    slugs["own_rows_destroy"] = "emergency.access"
    found = {"request_step": reverse("privacy:request_step", args=[world["request"].pk, "take_up"])}
    for name in get_resolver().namespace_dict["privacy"][1].reverse_dict:
        if isinstance(name, str) and name not in found:
            number = world["certificate"].number if name.startswith("certificate") and name != "certificates" else None
            given = keys.get(name) or slugs.get(name) or number
            more = [DpiaRisk.objects.filter(dpia__slug="casework").first().pk] if name == "risk_edit" else []
            found[name] = reverse(f"privacy:{name}", args=["casework", *more] if more else [given] if given else [])
    return found


def test_the_fg_is_refused_every_change(world, logged_in):
    """Every address of this feature, by POST: refused as if it weren't there, or a page that takes no POST; nothing changes."""
    from baken.kernel.models import AuditEntry

    client = logged_in("data_protection_officer")
    before = AuditEntry.objects.count()
    for name, url in addresses(world).items():
        answer = client.post(
            url, {"reason": "x", "step": "withdraw", "outcome": "explained", "note": "x", "version": "1"}
        )
        assert answer.status_code in (404, 405), (name, answer.status_code)
    assert AuditEntry.objects.count() == before


def test_the_fg_sees_no_button_that_changes(world, logged_in):
    client = logged_in("data_protection_officer")
    for url in every(world):
        main = client.get(url).content.decode().split("<main")[1].split("</main")[0]
        assert 'method="post"' not in main, url
        assert "/wijzigen/" not in main, url
        assert "/nieuw/" not in main, url


def test_only_the_officer_finds_the_way_to_change(world, logged_in):
    client = logged_in("privacy_officer")
    assert 'action="/toezicht/logboek/controle/"' in client.get("/toezicht/").content.decode()
    assert "Vernietig dit dossier" not in client.get(f"/toezicht/bewaren/{world['due'].pk}/").content.decode()
    assert "Keur vernietiging goed" in client.get(f"/toezicht/bewaren/{world['due'].pk}/").content.decode()
    assert "Hef het tegenhouden op" in client.get(f"/toezicht/bewaren/{world['held'].pk}/").content.decode()


def test_from_due_to_certificate_by_hand(world, logged_in, people, client):
    client, url = logged_in("privacy_officer"), f"/toezicht/bewaren/{world['due'].pk}/"
    asked = client.post(f"{url}goedkeuren/").content.decode()
    assert "Uw wachtwoord" in asked
    assert not Destruction.objects.filter(guarded=world["due"]).exists()
    confirm(client, people("privacy_officer"))
    assert "Dossiers waarvan de termijn voorbij is" in client.get("/toezicht/bewaren/").content.decode()
    client.post(f"{url}goedkeuren/")
    page = client.get(url).content.decode()
    assert "Goedgekeurd door" in page
    assert "Wie goedkeurt, vernietigt niet zelf" in page
    assert "Vernietig dit dossier" not in page
    assert client.post(f"{url}vernietigen/").status_code == 409
    other = User.objects.get(username="collega")
    client.force_login(other, backend="baken.access.login.backends.AccountBackend")
    confirm(client, other)
    assert "Vernietig dit dossier" in client.get(url).content.decode()
    done = client.post(f"{url}vernietigen/", follow=True)
    assert "is vernietigd op 24 nov 2026" in done.content.decode()
    assert client.get(url).status_code == 404


def test_the_overview_names_what_waits(world, logged_in):
    page = logged_in("data_protection_officer").get("/toezicht/").content.decode()
    assert "1 inzage te bekijken" in page
    assert "1 dossier moet worden vernietigd" in page
    assert "Verzoeken van betrokkenen" in page
    assert "Register van datalekken" in page


def test_a_covenant_about_to_end_is_named_while_it_holds(town, logged_in):
    from baken.access.facade import Covenant

    from .builders import acting

    for slug, days in (("bijna", 30), ("later", 200), ("voorbij", -1)):
        covenant = Covenant(
            municipality=town, slug=slug, name=f"Convenant {slug}", basis="-", since=NOW - timedelta(days=400),
            until=NOW + timedelta(days=days),
        )  # fmt: skip
        acting(town, covenant.save)
    page = logged_in("privacy_officer").get("/toezicht/").content.decode()
    assert "Convenant bijna" in page
    assert "Convenant later" not in page
    assert "Convenant voorbij" not in page


def test_a_review_that_was_missed_is_told(town, logged_in):
    from .builders import acting

    acting(
        town,
        lambda: Dpia.objects.filter(slug="casework").update(
            done_on=TODAY.replace(year=2024), review_on=TODAY.replace(day=1)
        ),
    )
    acting(town, lambda: ProcessingActivity.objects.filter(slug="search").update(review_on=TODAY.replace(day=1)))
    client = logged_in("privacy_officer")
    assert "Had opnieuw bekeken moeten zijn op 1 nov 2026" in client.get("/toezicht/").content.decode()
    assert "Eén DPIA moet opnieuw" in client.get("/toezicht/dpia/").content.decode()
    assert "Eén van de" in client.get("/toezicht/verwerkingen/").content.decode()


def test_the_reader_explains_on_a_page_of_ones_own(world, logged_in, actor):
    url = f"/toezicht/uw-inzage/{world['read'].pk}/"
    assert logged_in("inspector").get(url).status_code == 404  # nothing was asked
    reads.ask(actor=actor("privacy_officer"), at=NOW, review=world["read"])
    client = logged_in("inspector")
    assert "één vraag op uw uitleg" in client.get("/toezicht/uw-inzage/").content.decode()
    version = ReadReview.objects.get().version
    assert client.post(url, {"explanation": "", "version": version}).status_code == 422
    client.post(url, {"explanation": "Melding van de brandweer.", "version": version})
    assert ReadReview.objects.get().explanation == "Melding van de brandweer."
    assert logged_in("port_team").get(url).status_code == 404
    page = logged_in("privacy_officer").get(f"/toezicht/inzage/{world['read'].pk}/").content.decode()
    assert "Melding van de brandweer." in page


def test_a_judgement_that_somebody_else_overtook_loses_nothing(world, logged_in, actor):
    seen = world["read"].version
    reads.ask(actor=actor("privacy_officer"), at=NOW, review=world["read"])
    answer = logged_in("privacy_officer").post(
        f"/toezicht/inzage/{world['read'].pk}/", {"outcome": "explained", "note": "Mijn oordeel", "version": seen}
    )
    assert answer.status_code == 409
    assert "Mijn oordeel" in answer.content.decode()
    assert "Iemand was u voor" in answer.content.decode()


def test_a_changed_activity_that_somebody_else_overtook_shows_both(town, logged_in, actor):
    from baken.privacy.register import actions

    it, client = ProcessingActivity.objects.get(slug="meetings"), logged_in("privacy_officer")
    page = client.get("/toezicht/verwerkingen/meetings/wijzigen/").content.decode()
    assert re.search(r'name="version" value="1"', page)
    actions.change_activity(
        actor=actor("privacy_officer"), at=NOW, activity=it, seen=1, values={"basis": "Van een ander"}
    )
    sent = {name: getattr(it, name) for name in actions.ACTIVITY_FIELDS} | {"basis": "Van mij", "version": 1}
    answer = client.post("/toezicht/verwerkingen/meetings/wijzigen/", sent)
    assert answer.status_code == 409
    assert "Van een ander" in answer.content.decode()
    assert "Van mij" in answer.content.decode()


@pytest.mark.parametrize("text", ["\0", "x" * 10_000, "   "])
def test_hostile_text_is_told_and_stores_nothing(world, logged_in, text):
    client = logged_in("privacy_officer")
    answer = client.post(f"/toezicht/bewaren/{world['due'].pk}/tegenhouden/", {"reason": text})
    assert answer.status_code == 422
    assert "Waarom?:" in answer.content.decode()
    assert Hold.objects.count() == 1  # that of the record that was held already


@pytest.mark.parametrize(
    "url",
    [
        "/toezicht/inzage/00000000-0000-0000-0000-000000000000/",
        "/toezicht/inzage/geen-sleutel/",
        "/toezicht/bewaren/00000000-0000-0000-0000-000000000000/",
        "/toezicht/verwerkingen/bestaat-niet/",
        "/toezicht/dpia/bestaat-niet/",
        "/toezicht/bewaren/verklaringen/2026-9999/",
        "/toezicht/bewaren/verklaringen/%00/",
    ],
)
def test_what_isn_t_there_answers_404(town, logged_in, url):
    assert logged_in("privacy_officer").get(url).status_code == 404


def test_another_municipality_s_things_aren_t_there(world, logged_in, client):
    from tests.kernel.towns import town as make

    from .builders import account

    user = account(make("GM9000", "Noorderdam"), "privacy_officer")
    client.force_login(user, backend="baken.access.login.backends.AccountBackend")
    for url in every(world)[len(PAGES) :]:
        assert client.get(url).status_code == 404, url
    for name, url in addresses(world).items():
        if name in {"hold", "approve", "destroy", "read_ask", "read_follow_up", "rule_edit", "rule_verify"}:
            assert client.post(url, {"reason": "x", "version": 1}).status_code == 404, name


def test_a_page_asks_as_much_for_many_rows_as_for_few(town, actor, logged_in, paper_kind):
    client = logged_in("privacy_officer")

    def asked(url):
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        return len(found)

    def grow(numbers):
        for number in numbers:
            record(town, f"2015-{number:04d}")
            read_of(actor("inspector"), record(town, f"2026-{number:04d}", closed=None), NOW.replace(hour=2))
        reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town)

    urls = ("/toezicht/bewaren/", "/toezicht/inzage/", "/toezicht/")
    grow(range(2))
    for url in urls:
        asked(url)
    few = [asked(url) for url in urls]
    grow(range(2, 30))
    assert [asked(url) for url in urls] == few
