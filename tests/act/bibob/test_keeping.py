# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes after five years, who had a task, no emergency access, no other municipality."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override

from baken.access.facade import DeskTerm, Regime, Vault, opened
from baken.access.models import EmergencyAccess
from baken.act.bibob import home
from baken.act.bibob.keeping.destruction import ROWS, destroy
from baken.act.bibob.keeping.involved import involved
from baken.act.bibob.models import SampleDraw, Screening, Standing, Trigger
from baken.act.bibob.policies import OF_A_SCREENING
from baken.kernel.errors import Refused
from baken.kernel.models import ClockEvent, Municipality
from baken.privacy.facade import load_defaults
from baken.privacy.models import RetentionRule
from baken.privacy.retention.due import RowKind, kind_of
from baken.privacy.retention.forecast import year_ahead
from baken.privacy.retention.rows import destroy_rows, standings
from tests.kernel.towns import do
from tests.plugins.remembered import logged_in

from .builders import WHY, World, build
from .handing_in import put_line

pytestmark = pytest.mark.django_db
Clients = Callable[[str], Any]


def settled(world: World) -> Screening:
    """A file with something in every kind of row that this feature makes itself."""
    screening = world.screening("investigating", 60)
    world.fact(screening, 55)
    world.act(screening, "relate", 55, kind="leads", name="J. Voorbeeld", look=world.look(screening, 55).pk)
    world.ask(screening, 54)
    world.act(screening, "receive", 50, conclusion="none", text=WHY)
    world.act(screening, "disclose", 50, recipient="court", what=WHY, why=WHY, secrecy_told=True)
    world.act(screening, "conclude", 40, conclusion="none", text=WHY, may=["grant"])
    with world.inside():
        duty = screening.duties.get().pk
    world.act(screening, "fulfil", 39, duty=duty, how="by letter")
    world.act(screening, "settle", 30)
    return world.again(screening)


def test_a_duty_done_in_another_language_is_done(world: World) -> None:
    """By its words a term is found again: they stay Dutch, or a second one would come and the first stand open for ever."""
    screening = world.screening("investigating", 60)
    world.ask(screening, 54)
    with world.inside():
        duty = screening.duties.get().pk
    with override("en"):
        world.act(screening, "fulfil", 39, duty=duty, how="by letter")
    with world.inside():
        [term] = DeskTerm.objects.filter(subject=duty)
        assert term.done_on is not None


def test_destroying_takes_all_of_it_and_the_departments_row_along(world: World) -> None:
    screening = settled(world)
    counts = do(lambda: _inside(world, lambda: destroy(screening.guarded)), world.municipality)
    assert counts["screenings"] == 1
    assert {slug for slug, number in counts.items() if not number} == {"papers", "files", "questionnaires", "draws"}
    with opened(world.system, system=True):
        assert not any(model.objects.filter(screening=screening).exists() for model in ROWS.values())
        assert not DeskTerm.objects.filter(guarded=screening.guarded).exists()
    assert not ClockEvent.objects.filter(resource_type="bibob.advice").exists()
    with opened(world.system, system=True):
        assert not Standing.objects.filter(pk=screening.standing_id).exists()
    assert not ClockEvent.objects.filter(resource_type="bibob.standing").exists()


def test_every_row_of_a_file_is_destroyed() -> None:
    assert set(ROWS.values()) == set(OF_A_SCREENING)


def test_what_is_open_isnt_destroyed(world: World) -> None:
    screening = settled(world)
    world.act(screening, "reopen", 0, reason=WHY)
    with pytest.raises(Refused):
        do(lambda: _inside(world, lambda: destroy(screening.guarded)), world.municipality)


def test_who_worked_on_it_had_a_task(world: World) -> None:
    screening, other = settled(world), world.screening()
    with opened(world.system, system=True):
        assert involved([screening.pk, other.pk]) == {
            (screening.pk, world.users["bibob"].pk),
            (other.pk, world.users["bibob"].pk),
        }
        assert involved([]) == set()


def test_no_emergency_opens_it(world: World, client_of: Clients) -> None:
    """The register is under the Wet Bibob: it can't be opened to emergencies, and an emergency shows nothing of it."""
    vault = world.vaults["bibob"]
    assert vault.regime == Regime.BIBOB
    vault.emergency = True
    with pytest.raises(Exception, match=r"emergency|vault_desk"):
        do(vault.save, world.municipality)
    assert not Vault.objects.get(pk=vault.pk).emergency
    screening = world.screening("weighing")
    assert EmergencyAccess is apps.get_model("access", "EmergencyAccess")
    assert client_of("oncall").get(screening.get_absolute_url()).status_code == 404


def test_home_tells_what_waits(world: World, client_of: Clients) -> None:
    def lines(who: str) -> str:
        return " ".join(line["text"] for line in home.home_lines(world.actor(who), world.municipality, world.day()))

    assert lines("bibob") == ""
    world.standing(days_ago=3)
    world.screening("at_lbb")
    assert lines("bibob") == "Bibob: 1 aanvraag wacht op een dossier. Bibob: 1 mededeling is nog te doen."
    assert all(not lines(who) for who in ("permits", "mayor", "coordinator", "police", "oncall"))
    assert "1 aanvraag wacht op een dossier" in client_of("bibob").get("/").content.decode()


def _row_kind(world: World, slug: str, years: int = 1) -> RowKind:
    """A kind of row by its slug, whose rule somebody verified."""
    kind = kind_of(slug)
    assert isinstance(kind, RowKind)
    load_defaults(actor=world.system, at=world.now, municipality=world.municipality)
    rule = RetentionRule.objects.get(municipality=world.municipality, kind=slug)
    assert (rule.years, rule.start) == (years, str(kind.start))
    rule.verified = True
    do(rule.save, world.municipality)
    return kind


def test_what_never_became_a_file_goes_a_year_after_the_departments_decision(world: World) -> None:
    old, young, running = (world.standing(days_ago=420) for _each in range(3))
    with_file = world.screening("settled", 420)
    for row, ago in ((old, 367), (young, 364), (world.standing_of(with_file), 400)):
        row.stage, row.decided_on, row.decision = "decided", world.day(ago), "no_decision"
        do(row.save, world.municipality)
    draw = put_draw(world, old.application, 367, drawn=True)
    kind, officer = _row_kind(world, "bibob.standing"), world.system
    destroy_rows(actor=officer, at=world.now, municipality=world.municipality, kind=kind)
    with opened(world.system, system=True):
        kept = set(Standing.objects.values_list("pk", flat=True))
        assert not SampleDraw.objects.filter(pk=draw.pk).exists()
    assert kept == {young.pk, running.pk, with_file.standing_id}
    clocks = set(ClockEvent.objects.filter(resource_type="bibob.standing").values_list("resource_id", flat=True))
    assert str(old.pk) not in {str(one) for one in clocks}
    with pytest.raises(Refused):
        destroy_rows(actor=officer, at=world.now, municipality=world.municipality, kind=kind)


def test_a_sample_that_was_not_drawn_goes_after_a_year(world: World) -> None:
    old, drawn, young = (
        put_draw(world, "Z-8", 367),
        put_draw(world, "Z-7", 367, drawn=True),
        put_draw(world, "Z-6", 300),
    )
    kind = _row_kind(world, "bibob.draw")
    certificate = destroy_rows(actor=world.system, at=world.now, municipality=world.municipality, kind=kind)
    assert certificate.counts == {"bibob.draw": 1}
    with opened(world.system, system=True):
        assert set(SampleDraw.objects.values_list("pk", flat=True)) == {drawn.pk, young.pk}
    assert old.pk is not None


def test_who_oversees_retention_reads_how_many_there_are(world: World) -> None:
    """Nobody else sees the rows: the count is told all the same, on PostgreSQL too."""
    world.standing(days_ago=3)
    told = {one.kind.slug: one.waiting for one in standings(world.actor("privacy"), world.now)}
    assert told["bibob.standing"] == 1


def test_the_year_ahead_counts_applications_without_a_file_by_the_day_of_the_decision(world: World) -> None:
    row = world.standing(days_ago=420)
    row.stage, row.decided_on, row.decision = "decided", world.day(100), "no_decision"
    do(row.save, world.municipality)
    put_draw(world, row.application, 400)
    _row_kind(world, "bibob.standing")
    _row_kind(world, "bibob.draw")
    told = {label: (due, total) for label, due, _months, total in year_ahead(world.actor("privacy"), world.day()).rows}
    assert told["aanvragen zonder Bibob-dossier"] == (0, 1)
    assert told["steekproeven zonder Bibob-onderzoek"] == (1, 1)


def put_draw(world: World, application: str, days_ago: int, *, drawn: bool = False) -> SampleDraw:
    line = Trigger.objects.filter(slug="steekproef").first() or put_line(
        world, "steekproef", when="sample", sample_percent=20
    )
    row = SampleDraw(
        municipality=world.municipality, trigger=line, department="permit_officer", application=application,
        at=world.moment(days_ago), percent=20, drawn=drawn,
    )  # fmt: skip
    do(row.save, world.municipality)
    return row


def test_nothing_of_ours_is_there_at_the_same_desk_elsewhere(world: World) -> None:
    elsewhere = build(Municipality.objects.create(code="GM9000", slug="elders", name="Elders"), "o")
    screening, waiting = world.screening("at_lbb"), world.standing()
    world.fact(screening)
    with world.inside():
        keys = {"weigh_fact": screening.indicators.get().pk, "fulfil": screening.duties.get().pk, "paper": uuid4()}
    addresses = [reverse("bibob:open", args=[waiting.reference])]
    names = ("screening", "look", "relate", "indicate", "reuse", "disclose", "add_papers", *keys)
    for name in names:
        given = {"reference": screening.reference, **({"key": keys[name]} if name in keys else {})}
        addresses.append(reverse(f"bibob:{name}", kwargs=given))
    addresses.append(reverse("bibob:step", kwargs={"reference": screening.reference, "step": "ontvangen"}))
    ours, theirs = logged_in(world.users["bibob"]), logged_in(elsewhere.users["bibob"])
    for address in addresses:
        assert {theirs.get(address).status_code, theirs.post(address, {}).status_code} <= {404, 405}, address
        if str(keys["paper"]) not in address:
            assert ours.get(address).status_code == 200, address


def _inside(world: World, what: Callable[[], Any]) -> Any:
    with opened(world.system, system=True):
        return what()
