# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking owners by mail, and what a personal link gives to whom: real mail, real pages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from baken.decide.programme.models import ProgressReport, ProgressRequest
from baken.decide.programme.owners.asking import ask_progress, remind, revoke
from baken.decide.programme.owners.links import VALID, digest
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry

from .conftest import NOW

SLUG = "leerwerktrajecten"
OWNER = "coördinator jeugd"
GOOD = {
    "outlook": "on_course",
    "hours_used": "190",
    "spent": "20000",
    "expected_on": "2026-11-30",
    "done": "14 plekken",
}
DEAD = "Deze link werkt niet"


@pytest.fixture
def asked(post: Any, clock: Any, adviser: Any, policy: Any, effort: Any, reachable: Any) -> str:
    """The address of the link that the owner of one effort got."""
    reachable(OWNER)
    ask_progress(actor=adviser, at=NOW, municipality=policy, efforts=[effort(SLUG)])
    (link,) = post.links()
    return str(link)


def opened(link: str) -> Client:
    """A browser in which the link was opened."""
    browser = Client()
    assert browser.post(link).status_code == 302
    return browser


def is_dead(reply: Any, effort: Any) -> bool:
    text = reply.content.decode()
    assert effort(SLUG).title not in text
    assert OWNER not in text
    return reply.status_code == 404 and DEAD in text


def test_each_owner_gets_one_mail_with_a_link_per_effort(
    post: Any, adviser: Any, policy: Any, effort: Any, reachable: Any
) -> None:
    reachable(OWNER, "adviseur jeugd")
    chosen = [
        effort(s)
        for s in (SLUG, "jeugdboa-op-straat", "financiele-coaching", "escaperoom-scholen", "lobby-zorgplekken")
    ]
    asked = ask_progress(actor=adviser, at=NOW, municipality=policy, efforts=chosen)
    assert (asked.efforts, asked.mails, asked.unknown, asked.failed) == (3, 2, ("beleidsadviseur zorg",), ())
    assert sorted(post.receivers()) == ["adviseur-jeugd@velsen.example.org", "coordinator-jeugd@velsen.example.org"]
    by_receiver = dict(zip(post.receivers(), range(2), strict=True))
    theirs = by_receiver["coordinator-jeugd@velsen.example.org"]
    assert len(set(post.links(theirs))) == 2
    assert effort(SLUG).title in post.text(theirs)
    assert len(post.links(1 - theirs)) == 1, "escaperoom-scholen is done: it isn't asked"
    assert effort(SLUG).hours_used is not None
    assert str(effort(SLUG).risk or "@@") not in post.text(theirs)


def test_only_hashes_are_kept_and_the_log_knows_no_address(asked: str) -> None:
    token = asked.split("/")[2]
    request = ProgressRequest.objects.get()
    assert request.token_digest == digest(token)
    assert request.valid_until == NOW + timedelta(days=21) == NOW + VALID
    assert request.sent_at == NOW
    stored = [str(value) for row in AuditEntry.objects.values() for value in row.values()]
    assert not [text for text in stored if token in text or "example.org" in text]


def test_opening_the_link_shows_nothing_and_changes_nothing(asked: str, effort: Any) -> None:
    before = list(ProgressRequest.objects.values())
    reply = Client().get(asked)
    text = reply.content.decode()
    assert reply.status_code == 200
    assert "Verder" in text
    assert effort(SLUG).title not in text
    assert OWNER not in text
    assert "Velsen" not in text
    assert list(ProgressRequest.objects.values()) == before
    assert reply["Referrer-Policy"] == "no-referrer"
    assert "no-store" in reply["Cache-Control"]
    assert "noindex" in reply["X-Robots-Tag"]


def test_the_owner_answers_and_the_effort_is_up_to_date(asked: str, effort: Any, logged_in: Any) -> None:
    browser = opened(asked)
    page = browser.get(f"{asked}antwoord/").content.decode()
    assert effort(SLUG).title in page
    assert effort("jeugdboa-op-straat").title not in page
    reply = browser.post(f"{asked}antwoord/", GOOD, follow=True)
    assert "Bedankt" in reply.content.decode()
    it = effort(SLUG)
    assert (it.hours_used, it.spent, it.expected_on, it.result) == (190, 20000, date(2026, 11, 30), "14 plekken")
    assert (it.progress_on, it.risk_reported, it.done_on) == (date(2026, 11, 24), False, None)
    report = ProgressReport.objects.get()
    assert (report.outlook, report.owner, report.request_id) == ("on_course", OWNER, ProgressRequest.objects.get().pk)
    shown = logged_in("council_member").get(it.get_absolute_url()).content.decode()
    assert "14 plekken" in shown
    assert "op koers" in shown


@pytest.mark.parametrize(
    ("given", "state", "word"),
    [
        ({"outlook": "at_risk", "needed": "Te weinig mensen"}, "at_risk", "loopt risico"),
        ({"outlook": "on_course", "expected_on": "2027-03-01"}, "at_risk", "verwacht het pas op 1 mrt 2027"),
        ({"outlook": "done"}, "done", "Klaar op 24 nov 2026"),
        ({"outlook": "stopped", "needed": "Subsidie vervallen"}, "stopped", "Subsidie vervallen"),
    ],
)
def test_the_state_follows_from_the_answer_by_rule(
    asked: str, effort: Any, logged_in: Any, given: dict[str, str], state: str, word: str
) -> None:
    from baken.decide.policy.facade import effort_state

    browser = opened(asked)
    assert browser.post(f"{asked}antwoord/", given).status_code == 302
    it = effort(SLUG)
    assert effort_state(it.facts, date(2026, 11, 24)).value == state
    assert word in logged_in("mayor").get(it.get_absolute_url()).content.decode()


def test_a_bad_answer_keeps_what_was_filled_in_and_stores_nothing(asked: str, effort: Any) -> None:
    browser, before = opened(asked), effort(SLUG).version
    for wrong in (
        {},
        {"outlook": "fine"},
        {"outlook": "at_risk"},
        {"outlook": "on_course", "hours_used": "-1"},
        {"outlook": "on_course", "hours_used": "9999999999999"},
        {"outlook": "on_course", "expected_on": "31-12-2026"},
        {"outlook": "on_course", "expected_on": "0001-01-01"},
        {"outlook": "on_course", "done": "a\0b"},
        {"outlook": "on_course", "done": "x" * 2001},
    ):
        reply = browser.post(f"{asked}antwoord/", {"needed": "", "spent": "77"} | wrong)
        assert reply.status_code == 422, wrong
        assert 'value="77"' in reply.content.decode()
    assert effort(SLUG).version == before
    assert not ProgressReport.objects.exists()
    assert browser.post(f"{asked}antwoord/", GOOD).status_code == 302


def test_another_browser_gets_the_one_page_without_content(asked: str, effort: Any) -> None:
    opened(asked)
    other = Client()
    for reply in (
        other.get(asked),
        other.post(asked),
        other.get(f"{asked}antwoord/"),
        other.post(f"{asked}antwoord/", GOOD),
    ):
        assert is_dead(reply, effort)
    other.cookies["baken_progress"] = "forged"
    assert is_dead(other.get(f"{asked}antwoord/"), effort)
    assert not ProgressReport.objects.exists()


def test_a_cookie_of_one_link_does_not_open_another_that_was_opened_elsewhere(
    asked: str, post: Any, adviser: Any, policy: Any, effort: Any
) -> None:
    ask_progress(actor=adviser, at=NOW, municipality=policy, efforts=[effort("gezinsaanpak")])
    (second,) = post.links()
    opened(asked)
    reply = opened(second).get(f"{asked}antwoord/")
    assert is_dead(reply, effort)


def test_an_old_link_is_dead_to_the_second(asked: str, effort: Any, clock: Any) -> None:
    browser = opened(asked)
    clock.now = NOW + VALID
    assert browser.get(f"{asked}antwoord/").status_code == 200
    clock.pass_by(seconds=1)
    assert is_dead(browser.get(f"{asked}antwoord/"), effort)
    assert is_dead(browser.post(f"{asked}antwoord/", GOOD), effort)
    assert is_dead(Client().get(asked), effort)


def test_an_answered_link_is_dead(asked: str, effort: Any) -> None:
    browser = opened(asked)
    browser.post(f"{asked}antwoord/", GOOD)
    for reply in (browser.get(asked), browser.get(f"{asked}antwoord/"), browser.post(f"{asked}antwoord/", GOOD)):
        assert is_dead(reply, effort)
    assert ProgressReport.objects.count() == 1


def test_a_revoked_link_is_dead(asked: str, effort: Any, adviser: Any) -> None:
    browser = opened(asked)
    revoke(actor=adviser, at=NOW, request=ProgressRequest.objects.get())
    assert is_dead(browser.get(f"{asked}antwoord/"), effort)
    with pytest.raises(Refused):
        revoke(actor=adviser, at=NOW, request=ProgressRequest.objects.get())


@pytest.mark.parametrize("change", [{"owner": "adviseur jeugd"}, {"done_on": "2026-11-20"}])
def test_a_link_dies_when_the_effort_gets_another_owner_or_ends(
    asked: str, effort: Any, adviser: Any, change: dict[str, str]
) -> None:
    from baken.decide.programme.actions import update_effort

    browser, it = opened(asked), effort(SLUG)
    update_effort(actor=adviser, at=NOW, effort=it, version=it.version, values=change)
    assert browser.get(f"{asked}antwoord/").status_code == 404


@pytest.mark.parametrize("guess", ["x" * 43, "a", "..", "é" * 43, "0" * 4000])
def test_a_guessed_link_is_the_same_page(asked: str, effort: Any, guess: str) -> None:
    assert is_dead(Client().get(f"/voortgang/{guess}/"), effort)
    assert is_dead(Client().post(f"/voortgang/{guess}/antwoord/", GOOD), effort)


def test_every_dead_link_gets_the_very_same_answer(asked: str, clock: Any) -> None:
    opened(asked)
    pages = {
        Client().get(asked).content,
        Client().get(f"/voortgang/{'x' * 43}/").content,
        Client().get("/voortgang/").content,
    }
    assert len(pages) == 1


def test_whoever_keeps_guessing_is_told_to_wait_but_an_opened_link_goes_on(asked: str) -> None:
    browser, guesser = opened(asked), Client()
    for number in range(30):
        assert guesser.get(f"/voortgang/{str(number) * 20:x<43.43}/").status_code == 404
    assert guesser.get(f"/voortgang/{'y' * 43}/").status_code == 429
    assert guesser.get(asked).status_code == 429
    assert browser.get(f"{asked}antwoord/").status_code == 200


def test_a_new_link_goes_to_the_known_address_only_and_the_answer_is_always_the_same(
    asked: str, post: Any, effort: Any, clock: Any
) -> None:
    clock.pass_by(days=30)
    known = Client().post("/voortgang/nieuwe-link/", {"email": "Coordinator-Jeugd@velsen.example.org"})
    unknown = Client().post("/voortgang/nieuwe-link/", {"email": "iemand@elders.example.org"})
    assert known.content == unknown.content
    assert known.status_code == 200
    assert post.receivers() == ["coordinator-jeugd@velsen.example.org"] * 2
    (fresh,) = post.links()
    assert fresh != asked
    assert is_dead(Client().get(asked), effort)
    assert opened(fresh).get(f"{fresh}antwoord/").status_code == 200


def test_asking_new_links_is_limited_per_address(asked: str, post: Any) -> None:
    for _time in range(5):
        assert (
            Client().post("/voortgang/nieuwe-link/", {"email": "coordinator-jeugd@velsen.example.org"}).status_code
            == 200
        )
    assert len(post.mails) == 1 + 2, "two new links an hour"
    assert Client().post("/voortgang/nieuwe-link/", {"email": "ander@example.org"}).status_code == 429


@pytest.mark.parametrize("email", ["", "geen adres", "a\0@b.nl", "x" * 500 + "@b.nl"])
def test_nonsense_for_an_address_is_told_kindly(asked: str, email: str) -> None:
    assert Client().post("/voortgang/nieuwe-link/", {"email": email}).status_code == 422


def test_a_reminder_goes_after_ten_days_with_a_new_link(
    asked: str, post: Any, adviser: Any, policy: Any, effort: Any
) -> None:
    def again(at: Any) -> Any:
        return remind(actor=adviser, at=at, municipality=policy, requests=list(ProgressRequest.objects.all()))

    with pytest.raises(Refused):
        again(NOW + timedelta(days=9, hours=23))
    told = again(NOW + timedelta(days=10))
    assert told.mails == 1
    assert str(post.mails[-1]["Subject"]).startswith("Herinnering")
    assert is_dead(Client().get(asked), effort)
    assert post.links() != [asked]
    with pytest.raises(Refused):
        again(NOW + timedelta(days=19))


def test_mail_that_fails_is_told_and_can_be_sent_again(
    post: Any, adviser: Any, policy: Any, effort: Any, reachable: Any
) -> None:
    reachable(OWNER)
    post.down = True
    asked = ask_progress(actor=adviser, at=NOW, municipality=policy, efforts=[effort(SLUG)])
    assert (asked.mails, asked.failed) == (0, (OWNER,))
    assert ProgressRequest.objects.get().sent_at is None
    post.down = False
    again = ask_progress(actor=adviser, at=NOW, municipality=policy, efforts=[effort(SLUG)])
    assert again.mails == 1
    assert ProgressRequest.objects.get().sent_at == NOW


def test_only_who_runs_the_programme_asks(policy: Any, as_role: Any, effort: Any, reachable: Any, post: Any) -> None:
    reachable(OWNER)
    for role in ("mayor", "council_member", "council_clerk", "partner"):
        with pytest.raises(Denied):
            ask_progress(actor=as_role(role), at=NOW, municipality=policy, efforts=[effort(SLUG)])
    assert not post.mails
    assert not ProgressRequest.objects.exists()


def test_the_page_asks_reminds_and_shows_who_is_silent(
    post: Any, clock: Any, policy: Any, reachable: Any, logged_in: Any, effort: Any
) -> None:
    reachable(OWNER)
    client = logged_in("safety_adviser")
    page = client.get("/besluiten/programma/voortgang/").content.decode()
    assert "Van deze eigenaren is geen e-mailadres bekend" in page
    form = {
        "plan": "2025-2026",
        "inspanning": [SLUG, "gezinsaanpak", "lobby-zorgplekken"],
        "terug": "prioriteit=jeugd&x=1",
    }
    reply = client.post("/besluiten/programma/voortgang/vragen/", form, follow=True)
    text = reply.content.decode()
    assert "1 mail verstuurd, over 2 inspanning" in text
    assert "Zonder e-mailadres, dus niet gevraagd: beleidsadviseur zorg" in text
    assert reply.redirect_chain[0][0].endswith("?plan=2025-2026&prioriteit=jeugd")
    assert "2 vragen wachten op antwoord" in text
    assert "Stuur een herinnering" not in text
    clock.pass_by(days=11)
    assert "Stuur een herinnering voor 2 vragen" in client.get("/besluiten/programma/voortgang/").content.decode()
    client.post("/besluiten/programma/voortgang/herinneren/", {"plan": "2025-2026"})
    assert len(post.mails) == 2
    (first, _second) = ProgressRequest.objects.all()
    client.post(f"/besluiten/programma/voortgang/{first.pk}/intrekken/")
    assert "1 vraag wacht op antwoord" in client.get("/besluiten/programma/voortgang/").content.decode()
    nothing = client.post("/besluiten/programma/voortgang/vragen/", {"plan": "2025-2026"}, follow=True)
    assert "Kies minstens één lopende inspanning" in nothing.content.decode()


def test_mail_in_another_municipality_stays_there(asked: str, post: Any, policy: Any) -> None:
    from baken.access.facade import system_actor
    from baken.decide.programme.facade import set_contact
    from baken.kernel.models import Municipality

    elsewhere = Municipality.objects.create(code="GM0001", slug="elders", name="Elders")
    set_contact(
        actor=system_actor(elsewhere), at=NOW, municipality=elsewhere, owner=OWNER, email="jeugd@elders.example.org"
    )
    Client().post("/voortgang/nieuwe-link/", {"email": "jeugd@elders.example.org"})
    assert len(post.mails) == 1, "that owner was asked nothing there"


def test_a_link_that_went_to_another_address_is_dead_when_the_address_is_put_right(
    asked: str, effort: Any, policy: Any, logged_in: Any, post: Any
) -> None:
    browser, client = opened(asked), logged_in("safety_adviser")
    page = "/besluiten/programma/eigenaren/wijzigen/?eigenaar=coördinator jeugd"
    same = {"owner": OWNER, "email": "Coordinator-Jeugd@velsen.example.org"}
    assert "werken niet meer" not in client.post(page, same, follow=True).content.decode()
    assert browser.get(f"{asked}antwoord/").status_code == 200
    told = client.post(page, {"owner": OWNER, "email": "jeugd@velsen.example.org"}, follow=True).content.decode()
    assert "Links die naar het oude adres gingen, werken niet meer" in told
    assert is_dead(browser.get(f"{asked}antwoord/"), effort)
    assert is_dead(browser.post(f"{asked}antwoord/", GOOD), effort)
    Client().post("/voortgang/nieuwe-link/", {"email": "coordinator-jeugd@velsen.example.org"})
    assert len(post.mails) == 1
    assert AuditEntry.objects.filter(action="progress.revoked").count() == 1


def test_behind_a_proxy_one_who_guesses_does_not_lock_the_others_out(asked: str, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(31):
        # what a visitor writes stands before what the proxy wrote
        told = f"10.0.0.{number}, 203.0.113.7"
        Client().get(f"/voortgang/{str(number) * 20:x<43.43}/", headers={"x-forwarded-for": told})
    assert Client().get(asked, headers={"x-forwarded-for": "198.51.100.1, 203.0.113.7"}).status_code == 429
    assert Client().get(asked, headers={"x-forwarded-for": "203.0.113.7, 198.51.100.1"}).status_code == 200


def test_without_a_proxy_nobody_makes_an_address_up(asked: str, clock: Any) -> None:
    for number in range(31):
        Client().get(f"/voortgang/{str(number) * 20:x<43.43}/", headers={"x-forwarded-for": f"10.0.0.{number}"})
    assert Client().get(asked, headers={"x-forwarded-for": "198.51.100.1"}).status_code == 429


def test_the_owner_is_told_that_the_answer_may_become_public(asked: str) -> None:
    page = opened(asked).get(f"{asked}antwoord/").content.decode()
    assert "Dit kan in het openbare raadsdossier komen. Noem geen namen van personen." in page


def test_an_owner_who_writes_a_name_is_asked_first_and_the_link_stays_alive(asked: str, effort: Any) -> None:
    browser = opened(asked)
    address = f"{asked}antwoord/"
    named = GOOD | {"done": "Gesproken met dhr. Jansen"}
    first = browser.post(address, named)
    assert first.status_code == 422
    assert "<mark>dhr. Jansen</mark>" in first.content.decode()
    assert not ProgressReport.objects.exists()
    digest = re.search(r'name="done-guard-of" value="(\w+)"', first.content.decode())
    assert digest
    choice = {"done-guard-of": digest[1], "done-guard": "keep"}
    assert browser.post(address, named | choice).status_code == 302
    assert effort(SLUG).result == "Gesproken met dhr. Jansen"
    row = AuditEntry.objects.get(action="guard.kept")
    assert (row.resource_type, row.actor_id, row.detail) == (
        "programme.progressreport", None, {"fields": {"done": ["name"]}},
    )  # fmt: skip
