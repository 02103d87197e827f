# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Emergency access to a case: found by reference or exact address, one hour, marked on the page; and what is destroyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from baken.access.emergency.actions import take
from baken.act.cases import facade as cases
from baken.act.cases import models
from baken.act.cases.destruction import destroy
from baken.kernel.errors import Refused
from baken.ui.format import clock, day

from .builders import WPG, World, open_case
from .test_pages import home, text

REASON = "Rook uit het pand, onbekend wat er ligt opgeslagen."


@pytest.mark.parametrize("asked", ["reference", "Voorbeeldkade 12", "voorbeeldkade  12 "])
def test_the_officer_on_call_sees_the_case_for_an_hour(world: World, client_of: Callable[..., Any], asked: str) -> None:
    officer = client_of("oncall")
    assert officer.get(home(world.case)).status_code == 404
    wanted = world.case.reference if asked == "reference" else asked
    take(actor=world.actor("oncall"), at=world.now, wanted=wanted, danger="fire", reason=REASON)
    reply = officer.get(home(world.case))
    assert reply.status_code == 200
    page = text(reply)
    assert "Noodtoegang tot" in page
    assert "notepolice2" in page
    assert "notepolice3" not in page
    assert officer.get(home(world.other)).status_code == 404
    assert officer.post(f"{home(world.case)}onderdeel/premises/notitie/", {}).status_code == 404
    assert "oncall (voorbeeld)" not in text(client_of("police").get(home(world.case))).lower()
    assert "oncall (voorbeeld)" in text(client_of("lead").get(home(world.case))).lower()


def test_in_an_emergency_one_reads_and_takes_nothing_along(world: World, client_of: Callable[..., Any]) -> None:
    from baken.access.facade import EMERGENCY
    from baken.kernel.models import AuditEntry

    officer = client_of("oncall")
    take(actor=world.actor("oncall"), at=world.now, wanted=world.case.reference, danger="fire", reason=REASON)
    page = text(officer.get(home(world.case)))
    assert "Meenemen" not in page
    for path in ("casus.json", "casus.csv"):
        reply = officer.get(f"{home(world.case)}{path}")
        assert reply.status_code == 409
        assert "niet als geheel meenemen" in text(reply)
        assert "notepolice2" not in text(reply)
    for path in ("", "/sections/police"):
        reply = officer.get(f"/api/v1/cases/{world.case.reference}{path}")
        assert reply.status_code == 409
        assert "notepolice2" not in reply.content.decode()
    for path in ("", "tijdlijn/", "verloop.svg", "onderdeel/police/"):
        assert officer.get(f"{home(world.case)}{path}").status_code == 200
    with world.looking("oncall", EMERGENCY):
        paper = models.CaseDocument.objects.get(guarded=world.case.guarded_id, part="police", level=2)
    reply = officer.get(f"{home(world.case)}document/{paper.pk}/")
    assert b"".join(reply.streaming_content) == b"contentpolice2"
    row = AuditEntry.objects.filter(kind="read", resource_id=str(world.case.guarded_id)).order_by("sequence").last()
    assert row is not None
    told = {name: row.detail[name] for name in ("door", "parts", "rows")}
    assert told == {"door": "download", "parts": ["police"], "rows": [str(paper.pk)]}
    assert client_of("lead").get(f"{home(world.case)}casus.json").status_code == 200, "who takes part still may"


def test_the_page_of_emergency_leads_to_the_case(world: World, client_of: Callable[..., Any]) -> None:
    take(actor=world.actor("oncall"), at=world.now, wanted=world.case.reference, danger="fire", reason=REASON)
    page = client_of("oncall").get("/").content.decode()
    assert f'href="{home(world.case)}">Open {world.case.reference}</a>' in page


@pytest.mark.parametrize("wanted", ["Voorbeeldkade 1", "Voorbeeldkade", "Loods Voorbeeldkade", "Dijk 40", "2000-1234"])
def test_near_matches_and_closed_registers_answer_alike(world: World, wanted: str) -> None:
    with pytest.raises(Refused) as refused:
        take(actor=world.actor("oncall"), at=world.now, wanted=wanted, danger="fire", reason=REASON)
    assert [reason.slug for reason in refused.value.reasons] == ["nothing"]


def test_another_case_at_the_address_does_not_stand_in_the_way(world: World, client_of: Callable[..., Any]) -> None:
    """Two open cases at one address are opened in one act; a closed one, and one in a closed register, don't count."""
    second = open_case(world, "lead", title="Kelder", address="voorbeeldkade 12")
    hidden = open_case(world, "youth", "investigation", WPG, title="Opslag", address="Voorbeeldkade 12")
    over = open_case(world, "lead", title="Oud", address="Voorbeeldkade 12")
    for step in ("investigated", "acted", "aftercared", "closed"):
        world.act("lead", cases.step, case=over, name=step, reason="Klaar.")
    given = take(actor=world.actor("oncall"), at=world.now, wanted="Voorbeeldkade 12", danger="fire", reason=REASON)
    assert {one.reference for one in given} == {world.case.reference, second.reference}
    officer = client_of("oncall")
    for case, status in ((world.case, 200), (second, 200), (hidden, 404), (over, 404)):
        assert officer.get(home(case)).status_code == status, case.title


def test_a_case_in_a_closed_register_alone_is_not_found(world: World) -> None:
    open_case(world, "youth", "investigation", WPG, title="Opslag", address="Verborgen Pad 1")
    with pytest.raises(Refused) as refused:
        take(actor=world.actor("oncall"), at=world.now, wanted="Verborgen Pad 1", danger="fire", reason=REASON)
    assert [reason.slug for reason in refused.value.reasons] == ["nothing"]


def test_after_the_hour_nothing_is_there(world: World, client_of: Callable[..., Any]) -> None:
    before = world.now - timedelta(hours=1, seconds=1)
    take(actor=world.actor("oncall", before), at=before, wanted=world.case.reference, danger="fire", reason=REASON)
    assert client_of("oncall").get(home(world.case)).status_code == 404


def test_destruction_removes_every_row_and_file(
    world: World, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from baken.access.facade import opened, system_actor
    from baken.kernel import audit
    from baken.kernel.actions import action

    actor = system_actor(world.municipality)
    sealed = Path(settings.DOCUMENTS_ROOT) / "sealed"
    with opened(actor, system=True):
        mine = [paper.file for paper in models.CaseDocument.objects.filter(guarded=world.case.guarded_id)]
        rows = {model: model._default_manager.exclude(guarded=world.case.guarded_id).count() for model in _models()}

    @action
    def run(*, actor: Any, at: Any) -> dict[str, int]:
        with opened(actor, system=True):
            audit.record("test.destroyed", world.municipality)
            return destroy(world.case.guarded)

    with django_capture_on_commit_callbacks(execute=True):
        counts = run(actor=actor, at=world.now)
    assert counts == {
        "notes": 10, "subjects": 5, "actions": 5, "documents": 10, "sharings": 0, "sections": 5, "cases": 1, "files": 10
    }  # fmt: skip
    with opened(actor, system=True):
        assert {model: model._default_manager.count() for model in _models()} == rows, "others are untouched"
    left = {path.name for path in sealed.glob("??/*")}
    assert not {str(file) for file in mine} & left
    with opened(actor, system=True):
        again = run(actor=actor, at=world.now)
    assert not any(again.values()), "a second time finds nothing and fails on nothing"


def _models() -> tuple[Any, ...]:
    return (models.Case, models.Section, models.Entry, models.CaseAction, models.CaseDocument, models.CaseSubject)


def test_the_lead_sees_from_when_until_when_somebody_had_emergency_access(
    world: World, client_of: Callable[..., Any]
) -> None:
    take(actor=world.actor("oncall"), at=world.now, wanted=world.case.reference, danger="fire", reason=REASON)
    begin, end = clock(world.now), clock(world.now + timedelta(hours=1))
    assert f"{day(world.now)}, {begin} – {end}" in text(client_of("lead").get(home(world.case)))
