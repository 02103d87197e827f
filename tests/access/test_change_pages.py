# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the second person, of who has which role, and what supervision is told of accounts."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from baken.access.accounts import identity
from baken.access.accounts.change_queries import account_attention
from baken.access.facade import User
from baken.access.models import AccountChange, Kind, RoleAssignment
from baken.kernel import moment
from tests.access.signing_in import account, acting, signed_in
from tests.kernel.towns import NOW, do, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]
LIST = "/toezicht/accounts/"
WHY = "Vervangt iemand bij de controles"


@pytest.fixture
def desk():
    account("fg", "data_protection_officer")
    account("privacy", "privacy_officer")
    return account("beheer", "administrator")


@pytest.fixture
def asked(desk):
    """A new inspector, whose role waits."""
    reply = signed_in(desk).post(
        f"{LIST}nieuw/",
        {
            "kind": "person", "username": "nieuw", "display_name": "N. Nieuw", "email": "nieuw@example.org",
            "role": "inspector", "partner": "", "since": moment.today().isoformat(), "until": "", "reason": WHY,
        },
    )  # fmt: skip
    assert reply.status_code == 302
    return AccountChange.objects.get()


def browser(name, **more):
    return signed_in(User.objects.get(username=name), **more)


def words(reply):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def page_of(change):
    return f"{LIST}wijzigingen/{change.pk}/"


def test_what_waits_stands_on_the_list_the_account_and_supervision(asked):
    for name in ("beheer", "privacy", "fg"):
        text = words(browser(name).get(LIST))
        assert "Rol geven: toezichthouder" in text
        assert "N. Nieuw" in text
        assert "Wacht op een tweede persoon" in words(browser(name).get(f"{LIST}{asked.account_id}/"))
        told = words(browser(name).get(page_of(asked)))
        for fact in (WHY, "Beheer", "nieuw@example.org", "toezichthouder"):
            assert fact in told, (name, fact)
    for name in ("privacy", "fg"):
        assert "1 wijziging van een account wacht" in words(browser(name).get("/toezicht/"))


def test_each_is_offered_what_they_may(asked):
    def buttons(name):
        page = browser(name).get(page_of(asked)).content.decode()
        return set(re.findall(r'value="(bevestig|weiger|trek-in)"', page))

    assert buttons("privacy") == {"bevestig", "weiger"}
    assert buttons("beheer") == {"trek-in"}
    assert buttons("fg") == set()
    account("tweede", "administrator")
    assert buttons("tweede") == {"bevestig", "weiger", "trek-in"}
    assert "Een ander moet het bevestigen" in words(browser("beheer").get(page_of(asked)))


def test_the_privacy_officer_confirms_and_the_role_counts(asked, django_capture_on_commit_callbacks):
    assert browser("beheer").post(f"{page_of(asked)}besluit/", {"besluit": "bevestig"}).status_code == 409
    with django_capture_on_commit_callbacks(execute=True):
        reply = browser("privacy").post(f"{page_of(asked)}besluit/", {"besluit": "bevestig"})
    assert reply["Location"] == page_of(asked)
    assert RoleAssignment.objects.get(user=asked.account).role == "inspector"
    assert [letter.to for letter in mail.outbox] == [["nieuw@example.org"]]
    told = words(browser("fg").get(f"{LIST}{asked.account_id}/"))
    assert "Bevestigd" in told
    assert WHY in told
    assert not re.search(r'value="bevestig"', browser("privacy").get(page_of(asked)).content.decode())
    assert browser("privacy").post(f"{page_of(asked)}besluit/", {"besluit": "bevestig"}).status_code == 409


def test_declining_asks_why_and_withdrawing_does_not(asked):
    officer = browser("privacy")
    assert officer.post(f"{page_of(asked)}besluit/", {"besluit": "weiger", "reason": "nee"}).status_code == 422
    officer.post(f"{page_of(asked)}besluit/", {"besluit": "weiger", "reason": "Deze persoon werkt hier niet"})
    assert "Deze persoon werkt hier niet" in words(browser("beheer").get(page_of(asked)))
    desk = browser("beheer")
    give = {"role": "inspector", "since": moment.today().isoformat(), "reason": WHY}
    desk.post(f"{LIST}{asked.account_id}/rol/", give)
    again = AccountChange.objects.get(outcome="")
    assert desk.post(f"{page_of(again)}besluit/", {"besluit": "trek-in"}).status_code == 302
    assert not RoleAssignment.objects.filter(user=asked.account).exists()


def test_deciding_asks_who_one_is_first(asked):
    reply = browser("privacy", confirmed=False).post(f"{page_of(asked)}besluit/", {"besluit": "bevestig"})
    assert "Bevestig dat u het bent" in words(reply)
    assert not RoleAssignment.objects.filter(user=asked.account).exists()


@pytest.mark.parametrize("path", ["", "besluit/"])
def test_nobody_else_finds_a_change(asked, path):
    account("adviseur")
    account("elders", "privacy_officer", town("GM9001", "Elders"))
    page = f"{page_of(asked)}{path}"
    ask = Client.post if path else Client.get
    for name in ("adviseur", "elders"):
        assert ask(browser(name), page, {"besluit": "bevestig"}).status_code == 404
    assert ask(browser("fg"), page, {"besluit": "bevestig"}).status_code == (404 if path else 200)
    assert ask(Client(), page)["Location"].startswith("/accounts/login/")
    assert browser("privacy").post(f"{page_of(asked)}besluit/", {"besluit": "iets"}).status_code == 404


def test_a_role_ends_with_a_reason_that_supervision_reads(desk):
    user = account("inspecteur", "inspector")
    row = user.assignments.get()
    client = signed_in(desk)
    page = f"{LIST}rollen/{row.pk}/einde/"
    assert "Rol beëindigen: toezichthouder" in words(client.get(page))
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"reason": "Jan Jansen, 06-12345678, werkt hier niet meer"}).status_code == 422
    assert client.post(page, {"reason": "Werkt nu bij een andere dienst"}).status_code == 302
    assert "Werkt nu bij een andere dienst" in words(browser("fg").get(f"{LIST}{user.pk}/"))


def test_people_per_role_by_page_and_spreadsheet(asked):
    browser("privacy").post(f"{page_of(asked)}besluit/", {"besluit": "bevestig"})
    account("weg", "mayor", is_active=False)
    account("elders", "mayor", town("GM9001", "Elders"))
    for name in ("privacy", "fg", "beheer"):
        text = words(browser(name).get(f"{LIST}rollen/"))
        assert re.search(rf"N\. Nieuw .*Beheer .*Privacy .*{WHY}", text)
        assert "Elders" not in text
        assert "Weg" not in text
    reply = browser("fg").get(f"{LIST}rollen/wie-heeft-welke-rol.csv")
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig")), delimiter=";"))
    assert {row["Gebruikersnaam"] for row in rows} == {"nieuw", "privacy", "fg", "beheer"}
    (new,) = (row for row in rows if row["Gebruikersnaam"] == "nieuw")
    assert (new["Rol"], new["Gegeven door"], new["Bevestigd door"], new["Waarom"]) == (
        "toezichthouder", "Beheer", "Privacy", WHY,
    )  # fmt: skip
    account("adviseur")
    for path in ("rollen/", "rollen/wie-heeft-welke-rol.csv"):
        assert browser("adviseur").get(f"{LIST}{path}").status_code == 404


def test_supervision_is_told_for_thirty_days_of_who_is_new_in_it(desk):
    second = account("tweede", "administrator")
    user = account("nieuwe", "executive")
    row = identity.Given(desk.pk, NOW, WHY, second.pk)
    wanted = identity.Wanted("administrator", None, NOW.date(), None)
    do(lambda: identity.assign(town(), user, wanted, row))
    fg = User.objects.get(username="fg")

    def told(days):
        at = NOW + timedelta(days=days)
        return [(title, why) for title, why, _url in account_attention(acting(fg, at), at)]

    assert told(1) == [("Nieuw: functioneel beheerder", "Nieuwe kreeg deze rol van Beheer. Tweede bevestigde dat.")]
    assert told(31) == []


def test_a_key_of_a_connection_that_waits_says_so(desk):
    robot = account("robot", "inspector", kind=Kind.SERVICE)
    given = {
        "name": "zaaksysteem", "scope": ["act.case.view"], "expires": moment.today().isoformat(), "reason": WHY,
    }  # fmt: skip
    client = signed_in(desk)
    assert client.post(f"{LIST}{robot.pk}/sleutel/", {**given, "reason": ""}).status_code == 409
    assert "werkt pas als een tweede persoon" in words(client.post(f"{LIST}{robot.pk}/sleutel/", given))
    assert "nog niet bevestigd" in words(client.get(f"{LIST}{robot.pk}/"))


def test_another_address_by_the_page_waits(desk):
    user = account("inspecteur", "inspector", email="oud@example.org")
    client, page = signed_in(desk), f"{LIST}{user.pk}/gegevens/"
    given = {"display_name": "Inspecteur", "email": "nieuw@example.org"}
    assert client.post(page, given).status_code == 409
    reply = client.post(page, {**given, "reason": WHY}, follow=True)
    assert "Het nieuwe adres wacht op een tweede persoon" in words(reply)
    change = AccountChange.objects.get()
    told = words(browser("privacy").get(page_of(change)))
    assert "oud@example.org" in told
    assert "nieuw@example.org" in told
    user.refresh_from_db()
    assert user.email == "oud@example.org"


def test_the_list_asks_the_database_as_often_for_many_that_wait_as_for_one(asked, desk):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = browser("privacy")

    def count(page):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    pages = (LIST, f"{LIST}rollen/")
    few = [count(page) for page in pages]
    for n in range(5):
        user = account(f"a{n}", "executive")
        identity.give_role(actor=acting(desk), at=NOW, user=user, role="inspector", since=moment.today(), reason=WHY)
    assert [count(page) for page in pages] == few
