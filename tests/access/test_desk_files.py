# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files in registers with a desk: opened by who is admitted, found by who may see, with the terms that run on them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.utils.translation import gettext_lazy, override

from baken.access.desks.files import begin, close, drop_terms, files, find, first_purpose, keep_term
from baken.access.facade import DeskTerm, opened, visible_to
from baken.act.measures.models import Measure
from baken.act.measures.policies import HANDLE, MAYOR, VIEW
from baken.cores.terms import DutchCalendar, EventKind
from baken.cores.terms import find as rule_of
from baken.kernel import audit, clocks
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Refused
from tests.act.desks import Desks, build
from tests.plugins.remembered import remembered_world

pytestmark = pytest.mark.django_db
OBJECTION = rule_of("objection", date(2026, 1, 1))


@pytest.fixture
def world(db: None) -> Desks:
    return remembered_world("desks", build)


@action
def make(*, actor: Any, at: Any, world: Desks, given: dict[str, Any]) -> Measure:
    told = {"vault": "measures-mayor", "purpose": MAYOR, **given}
    return begin(
        Measure, actor=actor, at=at, permission=HANDLE, kind="measure", prefix="M", owner_role="legal_adviser",
        instrument="opium_closing", title="Loods", **{**told, "vault": world.vaults[told["vault"]]},
    )  # fmt: skip


def made(world: Desks, who: str = "adviser", **more: Any) -> Measure:
    actor = world.actor(who)
    with opened(actor, more.get("purpose", MAYOR)):
        return make(actor=actor, at=world.now, world=world, given=more)


@action
def run(*, actor: Any, at: Any, act: Any) -> None:
    act()
    audit.record("test.done", resource_type="test", resource_id="1")


def do(world: Desks, act: Any) -> None:
    actor = world.actor("adviser")
    with opened(actor, MAYOR):
        run(actor=actor, at=world.now, act=act)


def test_a_file_is_its_guard_and_its_reference_is_drawn(world: Desks) -> None:
    one, two = made(world), made(world)
    assert one.pk == one.guarded_id
    assert one.reference != two.reference
    assert one.reference.startswith("M-")
    assert len(one.reference) == 9


@pytest.mark.parametrize("who", ["adviser", "mayor"])
def test_who_is_admitted_finds_it(world: Desks, who: str) -> None:
    measure = made(world)
    assert find(Measure, world.actor(who), measure.reference, VIEW).file == measure


@pytest.mark.parametrize("who", ["executive", "bibob", "coordinator", "privacy", "fg", "police", "oncall", "council"])
def test_for_others_it_is_not_there(world: Desks, who: str) -> None:
    measure = made(world)
    with pytest.raises(Http404):
        find(Measure, world.actor(who), measure.reference, VIEW)
    with opened(world.actor(who), MAYOR):
        assert not files(Measure, world.actor(who), VIEW, MAYOR).exists()


def test_only_in_a_register_that_admits_and_serves(world: Desks) -> None:
    with pytest.raises(Denied):
        made(world, "mayor")
    with pytest.raises(Refused) as refused:
        made(world, vault="measures-executive")
    assert [reason.slug for reason in refused.value.reasons] == ["not_admitted", "purpose"]
    first = made(world, reference="M-EXAMPLE")
    with pytest.raises(Refused):
        made(world, reference=first.reference)


def test_the_first_purpose_is_one_with_a_file(world: Desks) -> None:
    adviser = world.actor("adviser")
    both = ("measures_executive", "measures_mayor")
    assert first_purpose(Measure, adviser, VIEW, both) == "measures_executive"
    made(world)
    assert first_purpose(Measure, adviser, VIEW, both) == "measures_mayor"
    assert first_purpose(Measure, adviser, VIEW, both, asked="measures_executive") == "measures_executive"
    assert first_purpose(Measure, world.actor("council"), VIEW, both) == ""


def test_closing_starts_the_term_of_retention(world: Desks) -> None:
    measure = made(world)
    do(world, lambda: close(measure, date(2026, 11, 2)))
    assert measure.guarded.retention_from == date(2026, 11, 2)


def test_terms_follow_the_ledger(world: Desks) -> None:
    measure, calendar = made(world), DutchCalendar()

    def kept() -> list[tuple[Any, ...]]:
        adviser = world.actor("adviser")
        with opened(adviser, MAYOR):
            rows = visible_to(DeskTerm.objects.all(), adviser, "terms.list.view", MAYOR)
            return list(rows.values_list("rule", "due", "paused", "done_on"))

    def tell(kind: EventKind, on: date) -> None:
        clocks.tell(measure, OBJECTION, kind, on=on, basis="Awb 6:7")
        keep_term(measure, "measure", measure, clocks.standing(measure, OBJECTION, calendar), OBJECTION)

    do(world, lambda: tell(EventKind.STARTED, date(2026, 3, 2)))
    assert kept() == [("objection", date(2026, 4, 13), False, None)]
    do(world, lambda: tell(EventKind.SUSPENDED, date(2026, 3, 9)))
    assert kept()[0][2] is True
    do(world, lambda: tell(EventKind.RESUMED, date(2026, 3, 16)))
    do(world, lambda: tell(EventKind.ENDED, date(2026, 4, 1)))
    assert kept() == [("objection", date(2026, 4, 20), False, date(2026, 4, 1))]
    do(world, lambda: keep_term(measure, "measure", measure, label="Pand weer open", due=date(2026, 6, 1)))
    assert len(kept()) == 2
    do(world, lambda: keep_term(measure, "measure", measure, label="Pand weer open"))
    assert len(kept()) == 1
    do(world, lambda: drop_terms(measure))
    assert kept() == []


def test_whoever_acts_in_whatever_language_it_is_the_same_term(world: Desks) -> None:
    measure, label, due = made(world), gettext_lazy("Opvolging na controle"), date(2026, 6, 1)
    for language, done_on in (("nl", None), ("en", date(2026, 5, 1))):
        with override(language):
            do(world, lambda done=done_on: keep_term(measure, "measure", measure, label=label, due=due, done_on=done))
    with opened(world.actor("adviser"), MAYOR):
        assert list(DeskTerm.objects.values_list("label", "done_on")) == [("Opvolging na controle", date(2026, 5, 1))]


def test_terms_are_seen_by_who_sees_the_file(world: Desks) -> None:
    measure = made(world)
    do(world, lambda: keep_term(measure, "measure", measure, label="x", due=world.now.date() + timedelta(days=3)))
    for who, sees in (("mayor", True), ("executive", False), ("coordinator", False), ("police", False)):
        actor = world.actor(who)
        with opened(actor, MAYOR):
            assert visible_to(DeskTerm.objects.all(), actor, "terms.list.view", MAYOR).exists() is sees, who
