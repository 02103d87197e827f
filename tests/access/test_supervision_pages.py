# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of supervision: who may open and change what, what a form keeps, what hostile input gets."""

import re
import uuid

import pytest

from baken.access.facade import Covenant, EmergencyAccess, MatrixChange, Team, TeamMembership, Vault, VaultAdmission
from baken.kernel.models import AuditEntry
from baken.kernel.moment import now
from tests.access.desk import (
    DAY,
    PURPOSE,
    REASON,
    account,
    browser,
    covenant,
    guarded,
    partner,
    take_part,
    vault,
)
from tests.kernel.towns import town

pytestmark = pytest.mark.django_db
LOOK = (
    "/toezicht/rollen/",
    "/toezicht/rollen/rol/mayor/",
    "/toezicht/rollen/recht/access.log.view/",
    "/toezicht/registers/",
    "/toezicht/registers/premises/",
    "/toezicht/convenanten/",
    "/toezicht/convenanten/c/",
    "/toezicht/teams/",
    "/toezicht/teams/ours/",
    "/toezicht/noodtoegang/",
)
CHANGE = (
    "/toezicht/rollen/mayor/access.log.view/",
    "/toezicht/registers/nieuw/",
    "/toezicht/registers/premises/wijzigen/",
    "/toezicht/registers/premises/toelaten/",
    "/toezicht/registers/premises/rol/inspector/",
    "/toezicht/convenanten/nieuw/",
    "/toezicht/convenanten/c/verlengen/",
    "/toezicht/convenanten/c/einde/",
    "/toezicht/teams/nieuw/",
)
CELL = CHANGE[0]


@pytest.fixture
def world():
    from baken.access.facade import make_team
    from tests.access.desk import system

    police = partner()
    found = vault(admitted=["inspector"], emergency=True)
    agreed = covenant(police, until=now() + 30 * DAY)
    take_part(guarded(found), partner=police, covenant=agreed)
    make_team(actor=system(), at=now(), municipality=town(), slug="ours", name="Ours")
    account("administrator")
    return {"police": police, "covenant": agreed, "vault": found}


@pytest.fixture
def officer(world):
    return browser(account("privacy_officer"))


def test_the_fg_looks_and_changes_nothing(world):
    looks = browser(account("data_protection_officer"))
    for address in LOOK:
        page = looks.get(address)
        assert page.status_code == 200, address
        text = page.content.decode()
        forms = text.count('method="post"')
        assert forms <= 2, address  # the header's: log out, language
        for other in CHANGE:
            assert f'href="{other}"' not in text, (address, other)
        assert looks.post(address, {}).status_code in (404, 405), address
    for address in CHANGE:
        assert looks.get(address).status_code == looks.post(address, {"reason": REASON}).status_code == 404, address
    assert not MatrixChange.objects.exists()
    assert VaultAdmission.objects.count() == 1


@pytest.mark.parametrize("role", ["administrator", "inspector", "mayor", "partner", "undermining_coordinator"])
def test_for_anybody_else_there_are_no_such_pages_not_even_a_question_for_a_password(world, role):
    user = account(role, "somebody", partner=world["police"] if role == "partner" else None)
    for client in (browser(user), browser(user, recognised=False)):
        for address in (*LOOK, *CHANGE):
            assert client.get(address).status_code == 404, address


def test_a_visitor_is_asked_to_log_in(world, client):
    for address in (*LOOK, *CHANGE, "/noodtoegang/", "/waarom/"):
        reply = client.get(address)
        assert reply.status_code == 302, address
        assert reply["Location"].startswith("/accounts/login/")


def test_a_change_asks_who_is_there_first(world):
    user = account("privacy_officer")
    stale = browser(user, recognised=False)
    for address in CHANGE:
        assert "Uw wachtwoord" in stale.get(address).content.decode(), address
    stale.post(CELL, {"was": "no", "reason": REASON})
    assert not MatrixChange.objects.exists()


def test_one_cell_changes_with_a_reason_that_is_shown_afterwards(officer):
    page = officer.get(CELL).content.decode()
    assert "Recht geven: logboek bekijken" in page
    assert officer.post(CELL, {"was": "no", "reason": ""}).status_code == 422
    assert officer.post(CELL, {"was": "no", "reason": REASON}).status_code == 302
    assert MatrixChange.objects.get().granted
    later = officer.get(CELL).content.decode()
    assert REASON in later
    assert "Recht intrekken" in later
    assert officer.post(CELL, {"was": "no", "reason": REASON}).status_code == 409  # somebody was first
    overview = officer.get("/toezicht/rollen/").content.decode()
    assert "wijkt op 1 plek af" in overview
    assert "burgemeester (door de gemeente gegeven)" in overview


def test_a_refused_change_keeps_what_was_typed(officer):
    page = officer.post("/toezicht/rollen/privacy_officer/access.matrix.manage/", {"was": "yes", "reason": REASON})
    # the one who asks is the only one who holds it
    assert page.status_code == 409
    assert REASON in page.content.decode()
    assert "geen enkel actief account" in page.content.decode()


def test_a_register_is_made_filled_and_changed(officer):
    made = {
        "name": "New", "slug": "new", "controller": "executive", "regime": "wgs", "basis": "WGS",
        "purposes": ["joint_casework"], "emergency": "on",
    }  # fmt: skip
    refused = officer.post("/toezicht/registers/nieuw/", made)
    assert refused.status_code == 409
    assert "Noodtoegang kan alleen bij een register onder de AVG" in refused.content.decode()
    del made["emergency"]
    assert officer.post("/toezicht/registers/nieuw/", made).status_code == 302
    assert officer.post("/toezicht/registers/nieuw/", made).status_code == 409
    admit = {"role": "inspector", "purposes": ["joint_casework"], "reason": REASON}
    assert officer.post("/toezicht/registers/new/toelaten/", admit).status_code == 302
    assert officer.post("/toezicht/registers/new/toelaten/", {**admit, "role": "partner"}).status_code == 422
    assert officer.post("/toezicht/registers/new/toelaten/", {**admit, "purposes": ["x"]}).status_code == 422
    found = Vault.objects.get(slug="new")
    change = {"name": "Newer", "basis": "B", "purposes": ["joint_casework"], "reason": REASON, "version": found.version}
    assert (
        officer.post("/toezicht/registers/new/wijzigen/", {**change, "regime": "general", "slug": "x"}).status_code
        == 302
    )
    stale = officer.post("/toezicht/registers/new/wijzigen/", {**change, "name": "Mine"})
    assert stale.status_code == 409
    assert "Mine" in stale.content.decode()
    assert "Newer" in stale.content.decode()
    found.refresh_from_db()
    assert (found.name, found.regime, found.slug, found.controller) == ("Newer", "wgs", "new", "executive")
    assert officer.post("/toezicht/registers/new/rol/inspector/", {"reason": REASON}).status_code == 302
    assert officer.get("/toezicht/registers/new/rol/inspector/").status_code == 404


def test_a_covenant_is_made_extended_and_ended(officer, world):
    form = {
        "name": "N", "slug": "n", "basis": "AVG 6", "purposes": [PURPOSE], "kinds": ["premises"],
        "partners": [str(world["police"].pk)], "since": "2026-01-01", "last_day": "2027-01-01",
    }  # fmt: skip
    assert officer.post("/toezicht/convenanten/nieuw/", {**form, "purposes": ["acute_danger"]}).status_code == 422
    elsewhere = partner("elsewhere", town("GM9001", "Elders"))
    assert officer.post("/toezicht/convenanten/nieuw/", {**form, "partners": [str(elsewhere.pk)]}).status_code == 422
    assert officer.post("/toezicht/convenanten/nieuw/", {**form, "last_day": "2025-01-01"}).status_code == 409
    assert officer.post("/toezicht/convenanten/nieuw/", form).status_code == 302
    found = Covenant.objects.get(slug="n")
    assert f"{found.until:%Y-%m-%dT%H:%M}" == "2027-01-01T23:00"  # the end of 1 January here
    address = "/toezicht/convenanten/n/"
    assert "1 jan 2027" in officer.get(address).content.decode()  # the last day on which it counts
    longer = {"last_day": "2028-01-01", "reason": REASON, "version": found.version}
    assert officer.post(f"{address}verlengen/", longer).status_code == 302
    assert officer.post(f"{address}verlengen/", {**longer, "last_day": "2029-01-01"}).status_code == 409
    found.refresh_from_db()
    end = {"reason": REASON, "version": found.version}
    assert officer.post(f"{address}einde/", end).status_code == 422  # not confirmed
    assert officer.post(f"{address}einde/", {**end, "sure": "on"}).status_code == 302
    page = officer.get(address).content.decode()
    assert "Dit convenant is afgelopen" in page
    assert f'href="{address}verlengen/"' not in page


def test_the_covenant_that_ends_soonest_is_the_headline(officer, world):
    page = officer.get("/toezicht/convenanten/").content.decode()
    assert "“C” loopt af op" in page
    detail = officer.get("/toezicht/convenanten/c/").content.decode()
    assert "neemt deel aan 1 dossier" in detail
    assert "2026-0001" not in page + detail


def test_a_covenant_tells_its_number_and_which_functions_signed_it(officer, world):
    address = "/toezicht/convenanten/c/"
    before = officer.get(address).content.decode()
    assert before.count("nog niet vastgelegd") == 2  # the municipality and the police
    found = Covenant.objects.get(slug="c")
    signed = {
        "number": "Z-2026-7", "signatory": "burgemeester", "signed_on": "2026-01-02", "partner_politie": "teamchef",
        "version": found.version,
    }  # fmt: skip
    sign = f"{address}ondertekening/"
    assert officer.post(sign, {**signed, "signatory": ""}).status_code == 422
    assert officer.post(sign, {**signed, "signed_on": "2090-01-01"}).status_code == 409
    assert officer.post(sign, {**signed, "signatory": "mevrouw De Vries"}).status_code == 422  # a name, not a function
    assert officer.post(sign, signed).status_code == 302
    assert officer.post(sign, signed).status_code == 409  # somebody was first
    page = officer.get(address).content.decode()
    for told in ("Z-2026-7", "burgemeester", "teamchef", "2 jan 2026"):
        assert told in page
    assert "Z-2026-7" in officer.get("/toezicht/convenanten/").content.decode()
    entry = AuditEntry.objects.get(action="covenant.signing_noted")
    assert entry.detail["partners"] == ["politie"]
    assert browser(account("data_protection_officer")).post(sign, signed).status_code == 404


def test_a_team_gets_and_loses_people(officer, world):
    inspector, liaison = account("inspector"), account("partner", partner=world["police"])
    address = "/toezicht/teams/ours/"
    assert officer.post(address, {"user": str(liaison.pk)}).status_code == 422
    assert officer.post(address, {"user": str(uuid.uuid4())}).status_code == 422
    assert officer.post(address, {"user": str(inspector.pk), "last_day": "2026-01-01"}).status_code == 409
    assert officer.post(address, {"user": str(inspector.pk)}).status_code == 302
    row = TeamMembership.objects.get()
    assert inspector.display_name in officer.get("/toezicht/teams/").content.decode()
    assert officer.post(f"/toezicht/teams/lid/{row.pk}/einde/").status_code == 302
    assert officer.post(f"/toezicht/teams/lid/{row.pk}/einde/").status_code == 409
    assert officer.post("/toezicht/teams/nieuw/", {"name": "B", "slug": "ours"}).status_code == 409
    assert officer.post("/toezicht/teams/nieuw/", {"name": "B", "slug": "b"}).status_code == 302
    assert Team.objects.get(slug="b").partner is None


@pytest.mark.parametrize(
    "address",
    [
        "/toezicht/rollen/rol/superuser/",
        "/toezicht/rollen/rol/system/",
        "/toezicht/rollen/recht/access.everything/",
        "/toezicht/rollen/recht/access.account.make/",
        "/toezicht/rollen/system/access.log.view/",
        "/toezicht/rollen/mayor/nothing/",
        "/toezicht/registers/nothing/",
        "/toezicht/registers/premises/rol/mayor/",
        "/toezicht/convenanten/nothing/einde/",
        "/toezicht/teams/nothing/",
        f"/toezicht/noodtoegang/{uuid.UUID(int=7)}/",
        "/toezicht/wpg-export/premises/",
    ],
)
def test_what_is_not_there_is_not_there(officer, address):
    assert officer.get(address).status_code == 404


def test_nothing_of_another_municipality_can_be_reached(officer):
    from baken.access.facade import make_team
    from tests.access.desk import system

    there = town("GM9001", "Elders")
    vault("theirs", municipality=there)
    covenant(partner("p", there), slug="theirs")
    make_team(actor=system(there), at=now(), municipality=there, slug="theirs", name="Theirs")
    for address in ("registers", "convenanten", "teams"):
        assert officer.get(f"/toezicht/{address}/theirs/").status_code == 404
        assert "Theirs" not in officer.get(f"/toezicht/{address}/").content.decode()


@pytest.mark.parametrize("text", ["a\0b" * 10, "x" * 1_000_000, "<script>alert(1)</script> is a reason"])
def test_hostile_text_gets_a_page_and_is_never_run(officer, text):
    for address, form in (
        (CELL, {"was": "no", "reason": text}),
        ("/toezicht/teams/nieuw/", {"name": text, "slug": text}),
        ("/toezicht/registers/premises/toelaten/", {"role": text, "purposes": [text], "reason": text}),
        ("/toezicht/convenanten/nieuw/", {"name": text, "since": text, "partners": [text], "kinds": [text]}),
    ):
        reply = officer.post(address, form)
        assert reply.status_code in (302, 409, 422), address
        assert "<script>alert" not in reply.content.decode()
    assert "<script>alert" not in officer.get(CELL).content.decode()
    assert not EmergencyAccess.objects.exists()


def test_lists_take_as_many_queries_for_many_rows_as_for_few(officer, world, django_assert_max_num_queries):
    pages = ("/toezicht/rollen/", "/toezicht/convenanten/", "/toezicht/teams/", "/toezicht/noodtoegang/")
    officer.get("/toezicht/rollen/")

    def counted():
        found = []
        for page in pages:
            with django_assert_max_num_queries(40) as queries:
                assert officer.get(page).status_code == 200
            found.append(len(queries))
        return found

    from baken.access.facade import add_to_team, change_matrix, make_team
    from tests.access.desk import acting, system

    officer_actor = acting(account("privacy_officer", "second"))

    def change(role):
        change_matrix(
            actor=officer_actor, at=now(), role=role, permission="access.log.view", granted=True, reason=REASON
        )

    change("mayor")
    few = counted()
    change("executive")
    change("inspector")
    for number in range(8):
        other = partner(f"p{number}")
        agreed = covenant(other, world["police"], slug=f"c{number}")
        take_part(guarded(world["vault"], f"2026-1{number}"), partner=other, covenant=agreed)
        team = make_team(actor=system(), at=now(), municipality=town(), slug=f"t{number}", name="T")
        add_to_team(actor=system(), at=now(), team=team, user=account("inspector", f"i{number}"))
    assert counted() == few


def test_the_header_leads_there_for_whom_it_is(world, client):
    def header(role):
        return browser(account(role, f"h-{role}")).get("/").content.decode()

    assert ">Toezicht</a>" in header("privacy_officer")
    assert ">Toezicht</a>" in header("data_protection_officer")
    assert 'href="/noodtoegang/"' in header("on_call_officer")
    for role in ("inspector", "mayor"):
        page = header(role)
        assert ">Toezicht</a>" not in page
        assert 'href="/noodtoegang/"' not in page
    assert ">Toezicht</a>" not in client.get("/").content.decode()


def test_the_fg_reads_why_the_matrix_was_changed_and_by_whom(officer, world):
    """`officer` changes a cell by the page; the FG, who opens no cell, finds it on the page of roles."""
    officer.post(CELL, {"was": "no", "reason": "De burgemeester leest het logboek mee"})
    fg = browser(account("data_protection_officer", "fg"))
    page = fg.get("/toezicht/rollen/").content.decode()
    assert "De burgemeester leest het logboek mee" in page
    assert "privacy_officer" in page
    assert fg.get(CELL).status_code == 404


def test_the_form_offers_no_role_that_will_be_refused(officer, world):
    page = officer.get("/toezicht/registers/premises/toelaten/").content.decode()
    offered = set(re.findall(r'<option value="(\w+)"', page))
    assert {"mayor", "inspector"} <= offered
    assert not offered & {"administrator", "privacy_officer", "data_protection_officer", "partner", "system"}


def test_who_supervises_or_decides_about_rights_joins_no_team(officer, world):
    from baken.access.facade import add_to_team, make_team
    from baken.kernel.errors import Refused
    from tests.access.desk import system

    team = make_team(actor=system(), at=now(), municipality=town(), slug="haven", name="Haven")
    people = {role: account(role, f"wie-{role}") for role in ("inspector", "administrator", "data_protection_officer")}
    page = officer.get("/toezicht/teams/haven/").content.decode()
    assert {role for role in people if f"wie-{role}" in page} == {"inspector"}
    for role in ("administrator", "data_protection_officer"):
        with pytest.raises(Refused) as found:
            add_to_team(actor=system(), at=now(), team=team, user=people[role])
        assert [reason.slug for reason in found.value.reasons] == ["separation"]
