# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A register with a desk: who makes it one and when, what supervision and its people are told of it, and that cases stay out."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from baken.access.facade import (
    VaultAdmission,
    change_vault,
    index_words,
    make_vault,
    matching_words,
    newest_in_desks,
    note_listed,
    note_read,
    opened,
    purposes_open_to,
    sights_of,
    why,
)
from baken.access.models import GuardedRecord, SearchToken, Vault
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry
from baken.kernel.moment import now
from tests.access.desk import (
    REASON,
    account,
    acting,
    browser,
    covenant,
    guarded,
    partner,
    system,
    take_part,
    vault,
)
from tests.kernel.towns import do, town

pytestmark = pytest.mark.django_db
NUISANCE = "signal_nuisance"
HANDLER = "undermining_coordinator"


def desk(slug: str = "signals", **more: object) -> Vault:
    return vault(slug, purposes=[NUISANCE], desk=True, **{"admitted": [HANDLER], **more})


def change(found: Vault, **values: object) -> Vault:
    whole = {name: getattr(found, name) for name in ("name", "basis", "purposes", "emergency", "desk")} | values
    return change_vault(actor=system(), at=now(), vault=found, values=whole, reason=REASON)


def slugs(act) -> list[str]:
    with pytest.raises(Refused) as found:
        act()
    return [reason.slug for reason in found.value.reasons]


def test_a_desk_and_emergency_access_do_not_go_together_in_the_action_nor_in_the_database():
    assert slugs(lambda: vault(desk=True, emergency=True)) == ["desk_emergency"]
    found = vault(desk=True)
    assert slugs(lambda: change(found, emergency=True)) == ["desk_emergency"]
    with pytest.raises(IntegrityError, match="vault_desk"), transaction.atomic():
        do(lambda: Vault.objects.filter(pk=found.pk).update(emergency=True))


def test_a_desk_is_settled_once_something_lies_in_the_register():
    found = desk()
    change(found, desk=False)
    found = change(Vault.objects.get(), desk=True)
    assert AuditEntry.objects.filter(action="vault.changed").order_by("-sequence")[0].detail["desk"] is True
    guarded(found)
    assert slugs(lambda: change(found, desk=False)) == ["desk_settled"]
    assert change(found, name="Other").name == "Other"
    plain = vault("plain")
    guarded(plain, "2026-0002")
    assert slugs(lambda: change(plain, desk=True)) == ["desk_settled"]


def test_who_is_admitted_sees_all_without_taking_part_and_reading_leaves_a_trace():
    found = desk()
    record = guarded(found)
    handler = acting(account(HANDLER))
    with opened(handler, NUISANCE):
        assert sights_of(handler, NUISANCE, record.pk) == {"premises": 3, "police": 3}
        note_read(actor=handler, at=now(), guarded=record, purpose=NUISANCE, parts=["police"])
        note_listed(actor=handler, at=now(), purpose=NUISANCE, keys=[record.pk])
    read, listed = AuditEntry.objects.filter(kind="read").order_by("sequence")
    assert (read.resource_id, read.vault_id, read.purpose) == (str(record.pk), found.pk, NUISANCE)
    assert listed.detail["records"] == [str(record.pk)]


def test_from_the_day_that_a_role_is_dismissed_or_the_purpose_goes_nothing_is_seen():
    found = desk()
    record = guarded(found)
    handler = acting(account(HANDLER))
    do(lambda: VaultAdmission.objects.update(purposes=[]))
    with opened(handler, NUISANCE):
        assert sights_of(handler, NUISANCE, record.pk) is None
    with pytest.raises(Denied), opened(handler, NUISANCE):
        note_read(actor=handler, at=now(), guarded=record, purpose=NUISANCE)


def test_a_partner_sees_of_a_desk_only_what_it_takes_part_in():
    found = desk()
    police = partner()
    agreed = covenant(police, purposes=[NUISANCE], kinds=["premises"])
    shared, other = guarded(found, "2026-0001"), guarded(found, "2026-0002")
    take_part(shared, partner=police, covenant=agreed)
    officer = acting(account("partner", partner=police))
    with opened(officer, NUISANCE):
        assert sights_of(officer, NUISANCE, shared.pk) == {"premises": 2}
        assert sights_of(officer, NUISANCE, other.pk) is None
    handler = acting(account(HANDLER))
    with opened(handler, NUISANCE):
        assert [taker.participation.partner for taker in why.who(shared)] == [police]


def test_words_are_found_in_a_desk_whatever_their_part_and_not_by_others():
    found = desk()
    records = [guarded(found, f"2026-000{n}") for n in range(4)]
    for record, text in zip(records, ("kade boot", "kade", "boot", "kades bij de boten"), strict=True):
        row = SearchToken(municipality_id=town().pk, guarded=record, part="elsewhere", level=3)
        with opened(system(), system=True):
            do(lambda row=row, text=text: index_words(row, text))
    handler, bibob = acting(account(HANDLER)), acting(account("bibob_coordinator"))
    with opened(handler, NUISANCE):
        rows = GuardedRecord.objects.order_by("-id")
        both = [records[3].pk, records[0].pk]
        assert sorted(matching_words(handler, NUISANCE, "boten kade")) == sorted(both)
        for words, expected in (("boten kade", both), ("", []), ("sloep", []), ("kade sloep", [])):
            assert newest_in_desks(handler, NUISANCE, words, rows).keys == expected
        assert newest_in_desks(handler, "signal_care", "kade", rows).keys == []
    with opened(bibob, NUISANCE):
        assert list(matching_words(bibob, NUISANCE, "kade")) == []
        assert newest_in_desks(bibob, NUISANCE, "kade", rows).keys == []


def test_purposes_tell_desks_apart():
    desk()
    vault("premises", admitted=[HANDLER])
    handler = acting(account(HANDLER))
    assert purposes_open_to(handler) == ("premises_approach", NUISANCE)
    assert purposes_open_to(handler, desk=True) == (NUISANCE,)
    assert purposes_open_to(handler, desk=False) == ("premises_approach",)


def test_supervision_and_ones_own_page_say_that_there_is_a_desk():
    found = desk(admitted=[HANDLER, "bibob_coordinator"])
    officer = browser(account("privacy_officer"))
    text = officer.get(f"/toezicht/registers/{found.slug}/").content.decode()
    assert "ja: wie is toegelaten, ziet alles in dit register" in text
    assert "niets: de rol mag geen signalen bekijken" in text  # the Bibob coordinator has no permission for signals
    assert "vaste bezetting" in officer.get("/toezicht/registers/").content.decode()
    handler = account(HANDLER)
    assert "vaste bezetting: alles in dit register" in browser(handler).get("/waarom/").content.decode()
    record, actor = guarded(found), acting(handler)
    with opened(actor, NUISANCE):
        told = why.seen(actor, NUISANCE, record, "police")
    assert "niet nodig: het register heeft een vaste bezetting" in [fact.text for fact in told.facts]
    assert [fact.label for fact in why.at_desk(found)] == ["Bibob-coördinator", "coördinator ondermijning"]
    assert why.at_desk(vault()) == ()


def test_the_form_makes_a_desk_and_stops_offering_it_once_something_lies_in_it():
    officer = browser(account("privacy_officer"))
    new = {
        "name": "Signalen", "slug": "signals", "controller": "mayor", "regime": "general", "basis": "Gemeentewet 172",
        "purposes": [NUISANCE], "desk": "on",
    }  # fmt: skip
    assert officer.post("/toezicht/registers/nieuw/", new).status_code == 302
    found = Vault.objects.get(slug="signals")
    assert found.desk
    page = f"/toezicht/registers/{found.slug}/wijzigen/"
    assert 'name="desk"' in officer.get(page).content.decode()
    guarded(found)
    assert 'name="desk"' not in officer.get(page).content.decode()
    kept = {**new, "name": "Ander", "version": found.version, "reason": REASON, "desk": ""}
    assert officer.post(page, kept).status_code == 302
    found.refresh_from_db()
    assert (found.name, found.desk) == ("Ander", True)
    assert (
        "ziet vanaf de volgende klik alles erin"
        in officer.get("/toezicht/registers/signals/toelaten/").content.decode()
    )


def test_no_case_is_opened_in_a_desk():
    from baken.act.cases import actions, lists

    found = desk()
    leader = acting(account(HANDLER))
    assert lists.openings(leader) == []
    values = {"title": "Pand aan de kade", "address": "", "municipality": town()}
    refused = slugs(
        lambda: actions.open_case(
            actor=leader, at=now(), purpose=NUISANCE, municipality=town(), vault=found, role=HANDLER, values=values
        )
    )
    assert refused == ["desk"]


def test_make_vault_without_a_word_about_it_makes_no_desk():
    values = {"name": "N", "basis": "-", "purposes": [NUISANCE], "emergency": False}
    made = make_vault(
        actor=system(), at=now(), municipality=town(), slug="s", controller="mayor", regime="general", values=values
    )
    assert made.desk is False
