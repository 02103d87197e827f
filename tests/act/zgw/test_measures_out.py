# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A decision that was signed and served stands in the case system, once; nothing else of its file does."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from baken.access.facade import opened
from baken.act.journeys.zgw import client as client_module
from baken.act.journeys.zgw import work
from baken.act.journeys.zgw.models import Kind, State, ZgwContact, ZgwLink, ZgwTask
from baken.act.measures.models import Measure, MeasureDocument
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import AuditEntry, Municipality
from baken.kernel.papers import kept as papers
from baken.kernel.papers import sealed as sealed_papers
from tests.act.measures.builders import World, build
from tests.plugins.remembered import remembered_world

from .catalogue import Catalogue, settings_file
from .stub import Stub

DECISION = b"The decision as it was signed and served."
KINDS = (
    "zaken/zaken",
    "documenten/enkelvoudiginformatieobjecten",
    "zaken/zaakinformatieobjecten",
    "besluiten/besluiten",
    "besluiten/besluitinformatieobjecten",
)


@pytest.fixture
def town(
    db: None, stub: Stub, catalogue: Catalogue, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> World:
    """Velsen with its desks, connected since a year."""
    monkeypatch.setattr(client_module, "PAUSE", 0.0)
    world: World = remembered_world("zgw.measures", _with_one)
    stub.now = world.now + timedelta(days=60)
    settings.ZGW = settings_file(stub, tmp_path)
    since(world, 365)
    return world


def _with_one(municipality: Municipality) -> World:
    """The world of measures with one that was served."""
    world: World = build(municipality)
    served(world)
    return world


def since(world: World, days: int) -> None:
    """It was switched on so many days ago, and the day's comparison is done."""
    with opened(world.system, system=True):
        _since(actor=world.system, at=world.now, world=world, days=days)


@action
def _since(*, actor: Any, at: Any, world: World, days: int) -> None:
    day = (at - timedelta(days=days)).date()
    row, _new = ZgwContact.objects.get_or_create(municipality=world.municipality, defaults={"since": day})
    row.since, row.compared_at = day, at
    row.save()
    audit.record("test.since", row)


def served(world: World, instrument: str = "opium_closing", *, fictitious: bool = False) -> Measure:
    """A measure whose decision was served, with its signed paper."""
    made = world.measure(instrument, "served", fictitious=fictitious)
    with opened(world.system, system=True):
        _paper(actor=world.system, at=world.now, made=made)
    return made


@action
def _paper(*, actor: Any, at: Any, made: Measure) -> None:
    it = Measure.objects.get(pk=made.pk)
    if MeasureDocument.objects.filter(measure=it, kind="decision").exclude(signed_at=None).exists():
        audit.record("test.none", it.guarded)
        return
    checked = papers.CheckedPaper("besluit.txt", "text/plain", len(DECISION), "", DECISION)
    row = MeasureDocument(
        municipality_id=it.municipality_id, measure=it, kind="decision", told="{}", made_at=at, signed_at=at
    )
    for name, value in sealed_papers.keep(checked, owner_id=row.pk).fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    audit.record("test.paper", it.guarded)


def the_one(world: World) -> Measure:
    with opened(world.system, system=True):
        return Measure.objects.get(municipality=world.municipality)


def send(world: World, at: Any = None) -> None:
    at = at or world.now
    work.look(at)
    work.run(world.municipality, at)


def counts(stub: Stub) -> list[int]:
    return [len(stub.of(kind)) for kind in KINDS]


def test_a_served_decision_is_registered(town: World, stub: Stub, catalogue: Catalogue) -> None:
    made = the_one(town)
    send(town)
    assert counts(stub) == [1] * 5
    [zaak], [document], [decision] = (stub.of(KINDS[at]) for at in (0, 1, 3))
    assert zaak["zaaktype"] == catalogue.closing
    assert zaak["vertrouwelijkheidaanduiding"] == document["vertrouwelijkheidaanduiding"] == "zaakvertrouwelijk"
    assert len(base64.b64decode(document["inhoud"])) == document["bestandsomvang"] > 0
    assert decision["datum"] == town.day(21).isoformat()
    assert decision["verzenddatum"] == town.day(22).isoformat()
    with opened(town.system, system=True):
        link = ZgwLink.objects.get(subject=made.pk)
        assert (link.zaak, link.decision) == (zaak["url"], decision["url"])
        assert AuditEntry.objects.filter(action="measure.to_case_system", resource_id=str(made.guarded_id)).count() == 1


def test_it_is_registered_once(town: World, stub: Stub, later: Any) -> None:
    send(town)
    for hours in (1, 2, 30):
        send(town, later(hours=hours))
    assert counts(stub) == [1] * 5


@pytest.mark.parametrize("at", ["POST /zaken/api/v1/zaken", "enkelvoudig", "POST /besluiten", "besluitinformatie"])
@pytest.mark.parametrize("done", [True, False])
def test_once_also_when_an_answer_was_lost(town: World, stub: Stub, later: Any, at: str, done: bool) -> None:
    stub.drop(at=at, done=done, times=3)
    send(town)
    stub.mend()
    send(town, later(hours=2))
    assert counts(stub) == [1] * 5


@pytest.mark.parametrize("status", ["received", "drafted", "signed"])
def test_what_is_not_served_stays_here(town: World, stub: Stub, status: str) -> None:
    town.measure("opium_closing", status)
    send(town)
    assert counts(stub) == [1] * 5  # the one that was served


def test_instruments_that_were_not_named_stay_here(town: World, stub: Stub) -> None:
    served(town, "disturbance_closing")
    send(town)
    assert counts(stub) == [1] * 5


def test_what_was_served_before_it_was_switched_on_stays_here(town: World, stub: Stub) -> None:
    since(town, 5)
    send(town)
    assert stub.sent() == ""


def test_an_example_never_leaves(town: World, stub: Stub) -> None:
    served(town, fictitious=True)
    send(town)
    assert counts(stub) == [1] * 5


def test_nothing_else_of_the_file_leaves(town: World, stub: Stub) -> None:
    made = the_one(town)
    send(town)
    sent = "\n".join(call.text for call in stub.calls if "enkelvoudig" not in call.path or call.method == "GET")
    for secret in (
        "Loods aan de kade", "harddrugs", "Voorbeeldkade", "Exploitant", made.reference, str(made.pk), made.pk.hex,
        "IJmuiden",
    ):  # fmt: skip
        assert secret not in sent
    fields = {name for call in stub.calls if call.body for name in call.body}
    assert fields <= {
        "identificatie", "bronorganisatie", "verantwoordelijkeOrganisatie", "omschrijving", "zaaktype", "startdatum",
        "vertrouwelijkheidaanduiding", "creatiedatum", "titel", "auteur", "taal", "formaat", "bestandsnaam", "inhoud",
        "bestandsomvang", "indicatieGebruiksrecht", "informatieobjecttype", "zaak", "informatieobject", "besluittype",
        "datum", "ingangsdatum", "verzenddatum", "publicatiedatum", "besluit",
    }  # fmt: skip


def test_a_day_that_has_not_come_there_is_waited_for(town: World, stub: Stub, later: Any) -> None:
    """Open Zaak counts days by UTC: what is signed after midnight here is of tomorrow there, for an hour or two."""
    with opened(town.system, system=True):
        signed = Measure.objects.get(municipality=town.municipality).signed_at
    assert signed is not None
    stub.now = signed - timedelta(days=1)
    send(town)
    with opened(town.system, system=True):
        task = ZgwTask.objects.get(kind=Kind.REGISTER)
        contact = ZgwContact.objects.get(municipality=town.municipality)
    assert task.state == State.WAITING
    assert "future_not_allowed" in task.problem
    assert contact.failed_at is None  # it answered: the line is well, and nothing else waits for this
    stub.now = signed
    send(town, later(hours=2))
    assert counts(stub) == [1] * 5


def test_a_type_that_is_missing_waits_for_a_person(town: World, stub: Stub, catalogue: Catalogue) -> None:
    stub.rows[catalogue.closing]["concept"] = True
    send(town)
    with opened(town.system, system=True):
        task = ZgwTask.objects.get(kind=Kind.REGISTER)
    assert task.state == State.FAILED
    assert "SLUITING" in task.problem


def became(world: World, status: str, ended_on: Any) -> None:
    """The measure that was served is withdrawn, or what was withdrawn is taken up again."""
    made = the_one(world)
    with opened(world.system, system=True):
        _became(actor=world.system, at=world.now, made=made, status=status, ended_on=ended_on)


@action
def _became(*, actor: Any, at: Any, made: Measure, status: str, ended_on: Any) -> None:
    made.status, made.ended_on = status, ended_on
    made.save()
    audit.record("test.became", made.guarded)


def lapse(stub: Stub) -> tuple[Any, Any]:
    [decision] = stub.of("besluiten/besluiten")
    return decision.get("vervaldatum"), decision.get("vervalreden", "")


def told(world: World) -> int:
    with opened(world.system, system=True):
        return AuditEntry.objects.filter(action="measure.to_case_system").count()


def test_a_withdrawal_is_told_once_and_taken_back_with_it(town: World, stub: Stub, later: Any) -> None:
    send(town)
    assert lapse(stub) == (None, "")
    became(town, "withdrawn", town.day(40))
    for hours in (1, 2, 3):
        send(town, later(hours=hours))
    assert lapse(stub) == (town.day(40).isoformat(), "ingetrokken_overheid")
    assert (counts(stub), told(town)) == ([1] * 5, 2)
    became(town, "served", None)
    send(town, later(hours=4))
    assert lapse(stub) == (None, "")
    assert told(town) == 3


def test_a_withdrawal_of_before_it_was_registered_is_told_too(town: World, stub: Stub, later: Any) -> None:
    became(town, "withdrawn", town.day(40))
    send(town)
    send(town, later(hours=1))
    assert lapse(stub) == (town.day(40).isoformat(), "ingetrokken_overheid")


def test_an_end_that_comes_sooner_than_decided_is_told_without_a_reason(town: World, stub: Stub, later: Any) -> None:
    send(town)
    made = town.take(the_one(town), "in_force")
    send(town, later(hours=1))
    assert made.in_force_until is not None
    assert lapse(stub) == (made.in_force_until.isoformat(), "")
    became(town, "ended", made.in_force_until - timedelta(days=1))  # its last day: as was decided
    send(town, later(hours=2))
    assert lapse(stub) == (made.in_force_until.isoformat(), "")
    became(town, "ended", town.day(45))
    send(town, later(hours=3))
    assert lapse(stub) == (town.day(45).isoformat(), "")


def test_a_withdrawal_that_is_refused_waits_for_a_person_and_is_asked_once(town: World, stub: Stub, later: Any) -> None:
    send(town)
    became(town, "withdrawn", town.day(40))
    stub.fail(status=403, at="PATCH")
    for hours in (1, 2):
        send(town, later(hours=hours))
    with opened(town.system, system=True):
        task = ZgwTask.objects.get(kind=Kind.REGISTER)
    assert (task.state, len([call for call in stub.calls if call.method == "PATCH"])) == (State.FAILED, 1)


def test_a_withdrawal_is_told_after_a_break(town: World, stub: Stub, later: Any) -> None:
    send(town)
    became(town, "withdrawn", town.day(40))
    stub.drop(at="PATCH", done=True, times=3)
    send(town, later(hours=1))
    send(town, later(hours=3))
    assert lapse(stub) == (town.day(40).isoformat(), "ingetrokken_overheid")
    assert told(town) == 2
