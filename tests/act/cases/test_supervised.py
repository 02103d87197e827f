# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What supervision learns of casework: under which activity a request falls, who has a task in a case, what was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from baken.access.facade import GuardedRecord, add_to_team, make_team, note_read, system_actor
from baken.act.cases import facade as cases
from baken.act.cases import models
from baken.act.cases.involved import involved
from baken.kernel.models import AuditEntry
from baken.privacy.facade import load_defaults
from baken.privacy.models import ProcessingActivity, ProcessingRecord, ReadReview
from baken.privacy.reads import actions as reads
from tests.privacy.builders import acting

from .builders import PURPOSE, WPG, World, add, open_case
from .test_pages import BASE, home, text

CALLED = "Mevrouw De Vries belde, 06-12345678."


def told_of(request: Callable[[], Any]) -> list[str]:
    """The activities that the logbook names of what a request did."""
    ProcessingRecord.objects.all().delete()
    request()
    return list(ProcessingRecord.objects.order_by("pk").values_list("processing_activity_id", flat=True))


def test_a_case_in_the_wpg_register_names_its_own_activity(world: World, client_of: Callable[..., Any]) -> None:
    load_defaults(actor=system_actor(world.municipality), at=world.now, municipality=world.municipality)
    youth, lead = client_of("youth"), client_of("lead")
    of_wpg, of_premises = ["investigation-boa"], ["casework-premises"]
    for path in ("", "onderdeel/premises/", "casus.json", "casus.csv", "tijdlijn/", "verloop.svg", "wijzigen/"):
        assert told_of(lambda path=path: youth.get(f"{home(world.barn)}{path}")) == of_wpg, path
        assert told_of(lambda path=path: lead.get(f"{home(world.case)}{path}")) == of_premises, path
    note = {"happened_at": "2024-01-01T10:00", "text": "Schuur gezien", "level": "2"}
    assert told_of(lambda: youth.post(f"{home(world.barn)}onderdeel/premises/notitie/", note)) == of_wpg
    assert told_of(lambda: youth.get(BASE, {"doel": WPG})) == of_wpg
    assert told_of(lambda: lead.get(BASE, {"doel": PURPOSE})) == of_premises
    for path in ("/api/v1/cases", f"/api/v1/cases/{world.barn.reference}"):
        assert told_of(lambda path=path: youth.get(path)) == of_wpg, path
    opening = {"place": f"investigation|{WPG}|youth_officer", "title": "Erf", "address": "Dijk 41"}
    assert told_of(lambda: youth.post(f"{BASE}nieuw/", opening)) == of_wpg


def test_a_case_that_one_may_not_open_does_not_tell_its_register(world: World, client_of: Callable[..., Any]) -> None:
    assert told_of(lambda: client_of("police").get(home(world.barn))) == ["casework-premises"]


def test_a_page_that_fails_is_told_under_the_right_activity(
    world: World, client_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baken.act.cases.pages.case", lambda *_: 1 / 0)
    youth = client_of("youth")
    youth.raise_request_exception = False
    assert told_of(lambda: youth.get(home(world.barn))) == ["investigation-boa"]


def test_the_register_of_activities_decides_where_it_names_a_closed_register(
    world: World, client_of: Callable[..., Any]
) -> None:
    load_defaults(actor=system_actor(world.municipality), at=world.now, municipality=world.municipality)
    entries = ProcessingActivity.objects.filter(municipality=world.municipality)
    acting(world.municipality, lambda: entries.filter(slug="casework-premises").update(vault=""))
    acting(world.municipality, lambda: entries.filter(slug="search").update(slug="own-premises", vault="premises"))
    assert told_of(lambda: client_of("lead").get(home(world.case))) == ["own-premises"]


def read(world: World, name: str, case: Any, at: Any, purpose: str = PURPOSE) -> None:
    with world.looking(name, purpose):
        note_read(actor=world.actor(name, at), at=at, guarded=case.guarded, purpose=purpose, parts=["premises"])


def look(world: World) -> dict[Any, list[str]]:
    """The rules that hit, by reader."""
    reads.look(actor=world.actor("privacy"), at=world.now, municipality=world.municipality)
    return {
        row.reader_id: sorted(set(row.rules) - {"hours"}) for row in ReadReview.objects.all() if row.rules != ["hours"]
    }


def asleep(world: World, case: Any) -> None:
    """Have a case closed more than a year ago, and not opened since."""
    rows = GuardedRecord.objects.filter(pk=case.guarded_id)
    acting(world.municipality, lambda: rows.update(retention_from=(world.now - timedelta(days=400)).date()))


def sees_premises(world: World, case: Any) -> None:
    add(world, case, role="inspector", premises=2)


def test_who_leads_by_function_may_open_many_and_one_of_the_others_is_asked(world: World) -> None:
    for number in range(21):
        case = open_case(world, "lead", title=f"Pand {number}")
        sees_premises(world, case)
        for name in ("lead", "inspector"):
            read(world, name, case, world.now)
    assert look(world) == {world.users["inspector"].pk: ["many"]}


def test_a_sleeping_case_is_asked_about_unless_one_had_a_task_in_it(world: World) -> None:
    case = open_case(world, "lead", title="Oud pand")
    for who in ("inspector", "mayor"):
        add(world, case, role=who, premises=2)
    world.act("inspector", cases.add_entry, case=case, part="premises", level=2, happened_at=world.past, text="Gezien.")
    asleep(world, case)
    read(world, "mayor", case, world.now)
    assert look(world) == {world.users["mayor"].pk: ["dormant"]}
    for name in ("lead", "inspector"):
        again = open_case(world, "lead", title=f"Oud pand {name}")
        sees_premises(world, again)
        if name == "inspector":
            world.act(
                name, cases.add_entry, case=again, part="premises", level=2, happened_at=world.past, text="Gezien."
            )
        asleep(world, again)
        read(world, name, again, world.now)
    assert set(look(world)) == {world.users["mayor"].pk}, "who leads or wrote in it isn't asked"


def test_whoever_has_a_task_is_told_by_function_team_and_work(world: World) -> None:
    case = open_case(world, "lead", title="Pand")
    team = make_team(
        actor=world.actor("privacy"), at=world.past, municipality=world.municipality, slug="toezicht", name="Toezicht"
    )
    for who in ("mayor", "inspector"):
        add_to_team(actor=world.actor("privacy"), at=world.past, team=team, user=world.users[who])
    world.act("lead", cases.add_participant, at=world.past, case=case, sights={"premises": 2}, team=team)
    add(world, case, partner="police", premises=2)

    def tasks() -> set[str]:
        with world.looking("lead"):
            found = involved([case.guarded_id])
        names = {user.pk: name for name, user in world.users.items()}
        return {names[user] for record, user in found if record == case.guarded_id}

    assert tasks() == {"lead", "mayor", "inspector"}
    world.act("police", cases.add_entry, case=case, part="premises", level=2, happened_at=world.past, text="Gezien.")
    assert tasks() == {"lead", "mayor", "inspector", "police"}


def test_it_asks_as_much_of_the_database_for_many_cases_as_for_one(
    world: World, django_assert_num_queries: Any
) -> None:
    made = [open_case(world, "lead", title=f"Pand {number}").guarded_id for number in range(3)]
    with world.looking("lead"):
        with django_assert_num_queries(7):
            involved(made[:1])
        with django_assert_num_queries(7):
            involved(made)


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([\w-]+-guard-of)" value="(\w+)">', page))


def test_what_is_shared_is_looked_at_first(world: World, client_of: Callable[..., Any]) -> None:
    lead, path = client_of("lead"), f"{home(world.case)}delen/"
    told = {
        "part": "signals", "what": CALLED, "basis": "AVG 6", "sharing_purpose": PURPOSE,
        "recipient": f"partner:{world.partners['police'].pk}",
    }  # fmt: skip
    asked = lead.post(path, told)
    assert asked.status_code == 422
    assert "<mark>Mevrouw De Vries</mark>" in asked.content.decode()
    assert lead.post(path, {**told, **hidden(asked.content.decode()), "what-guard": "keep"}).status_code == 302
    row = AuditEntry.objects.get(action="guard.kept")
    assert row.resource_id == str(world.case.guarded_id)
    assert row.detail == {"fields": {"what": ["name", "phone"]}}
    with world.looking("lead"):
        assert models.Sharing.objects.get().what == CALLED


def test_why_a_case_is_closed_is_looked_at_first(world: World, client_of: Callable[..., Any]) -> None:
    lead, path = client_of("lead"), f"{home(world.other)}stap/"
    for step in ("investigated", "acted", "aftercared"):
        assert lead.post(path, {"step": step}).status_code == 302, step
    asked = lead.post(path, {"step": "closed", "reason": CALLED})
    assert asked.status_code == 422
    assert "Dit lijkt op persoonsgegevens" in text(asked)
    done = {"step": "closed", "reason": CALLED, **hidden(asked.content.decode()), "reason-guard": "remove"}
    assert lead.post(path, done).status_code == 302
    with world.looking("lead"):
        assert models.Case.objects.get(pk=world.other.pk).closed_because == "[verwijderd] belde, [verwijderd]."


def test_an_action_names_a_function_and_no_person(world: World, client_of: Callable[..., Any]) -> None:
    path = f"{home(world.case)}onderdeel/premises/actie/"
    given = {"title": "Bellen", "owner": "mevrouw De Vries", "due_on": "2030-01-01"}
    assert client_of("lead").post(path, given).status_code == 422
