# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a measure ends: single days, withdrawing by who may, closing the file and opening it again as what it was."""

from __future__ import annotations

from typing import Any

import pytest

from baken.access.facade import opened
from baken.act.measures.files import carrying, deciding, preparing
from baken.act.measures.files.step_specs import steps
from baken.act.measures.models import Instrument, Mandate, Measure, MeasureEvent, Status
from baken.kernel.errors import Refused
from baken.kernel.models import ClockEvent
from tests.kernel.towns import do

from .builders import World, purpose_of
from .test_steps import slugs, terms

pytestmark = pytest.mark.django_db


def test_an_order_in_single_days_holds_from_the_first_to_the_last(world: World) -> None:
    days = [world.day(40), world.day(33), world.day(47)]
    measure = world.measure(
        Instrument.AREA_BAN, Status.SERVED, steps={"drafted": {"draft": preparing.Draft(days=days, earlier_days=())}}
    )
    with pytest.raises(Refused) as refused:
        world.take(measure, "in_force", days=30)
    assert slugs(refused) == ["first_day"]
    measure = world.take(measure, "in_force", days=33)
    assert (measure.in_force_from, measure.in_force_until) == (world.day(33), world.day(48))
    assert not ClockEvent.objects.filter(resource_id=measure.pk, rule="area_ban").exists()


def withdraw(world: World, measure: Measure, who: str, days: int = 50) -> Measure:
    purpose, file = purpose_of(measure), world.seen(measure).file
    return world.within(who, purpose, lambda actor: carrying.withdraw(
        actor=actor, at=world.moment(days), purpose=purpose, measure=file, seen=file.version, on=world.day(days),
        reason="Hij is verhuisd.",
    ))  # fmt: skip


def single_days(world: World, first: int, number: int, **more: Any) -> preparing.Draft:
    return preparing.Draft(days=[world.day(first + at) for at in range(number)], **{"earlier_days": (), **more})


def test_a_second_order_in_single_days_counts_with_the_first(world: World) -> None:
    first = world.measure(Instrument.AREA_BAN, Status.IN_FORCE, steps={
        "drafted": {"draft": single_days(world, 30, 60)}})  # fmt: skip
    other = world.measure(Instrument.AREA_BAN, Status.IN_FORCE)
    second = world.measure(Instrument.AREA_BAN, Status.HEARD)

    def draft(number: int, **more: Any) -> Measure:
        return world.take(second, "drafted", draft=single_days(world, 95, number, **more))

    for more, expected in (
        ({"earlier_days": [world.day(-at) for at in range(1, 62)]}, "spread_earlier"),
        ({"earlier_files": [first.reference.lower()]}, "spread_earlier"),
        ({"earlier_files": [other.reference]}, "earlier_file"),
        ({"earlier_files": [second.reference]}, "earlier_file"),
        ({"earlier_files": ["M-NERGENS"]}, "earlier_file"),
        ({"earlier_days": None}, "earlier"),
    ):
        with pytest.raises(Refused) as refused:
            draft(31, **more)
        assert slugs(refused) == [expected], more
    assert len(draft(30, earlier_files=[first.reference]).earlier_days) == 60
    assert world.take(second, "signed").status == Status.SIGNED
    # Days after the first order was withdrawn weren't held.
    withdraw(world, first, "mayor", 40)
    third = world.measure(Instrument.AREA_BAN, Status.HEARD)
    told = single_days(world, 95, 80, earlier_files=[first.reference])
    assert len(world.take(third, "drafted", draft=told).earlier_days) == 10


def test_an_order_is_withdrawn_once_it_isnt_needed(world: World) -> None:
    measure = world.measure(Instrument.AREA_BAN, Status.IN_FORCE)
    assert "Beslissen over verlengen" in terms(world, measure)
    gone = withdraw(world, measure, "mayor")
    assert (gone.status, gone.ended_on) == (Status.WITHDRAWN, world.day(50))
    told = terms(world, gone)
    assert set(told) == {"Zienswijze vastleggen", "objection", "area_ban"}
    assert told["area_ban"][1] == world.day(50)
    kinds = (
        ClockEvent.objects.filter(resource_id=gone.pk, rule="area_ban").order_by("on").values_list("kind", flat=True)
    )
    assert list(kinds) == ["started", "ended"]


def test_without_a_template_who_may_sign_withdraws_what_was_made_known(world: World) -> None:
    signed = world.measure(Instrument.AREA_BAN, Status.SIGNED)
    assert withdraw(world, signed, "adviser").status == Status.WITHDRAWN
    served = world.measure(Instrument.AREA_BAN, Status.SERVED)
    with pytest.raises(Refused) as refused:
        withdraw(world, served, "adviser")
    assert slugs(refused) == ["unsigned"]
    names = {who: {one.name for one in steps(world.seen(served, who))} for who in ("adviser", "mayor")}
    assert names["mayor"] == {"revoked"}
    assert "revoked" not in names["adviser"]
    assert withdraw(world, served, "mayor").status == Status.WITHDRAWN
    mandate = Mandate(
        municipality=world.municipality, slug="back", title="Mandaat intrekken", role="legal_adviser",
        kinds=["withdrawal"], instruments=["area_ban"], signs_as="Namens de burgemeester", valid_from=world.day(10),
        adopted_on=world.day(9),
    )  # fmt: skip
    do(mandate.save, world.municipality)
    gone = withdraw(world, world.measure(Instrument.AREA_BAN, Status.SERVED), "adviser")
    told = world.within(
        "adviser", "measures_mayor", lambda _a: MeasureEvent.objects.get(measure=gone, kind="withdrawn")
    )
    assert "Mandaat intrekken, versie 1" in told.text


@pytest.mark.parametrize("how", ["ended", "withdrawn", "revoked", "dropped"])
def test_a_closed_file_opens_again_as_what_it_was(world: World, how: str) -> None:
    status = {"ended": Status.ENDED, "withdrawn": Status.SIGNED, "revoked": Status.SERVED, "dropped": Status.HEARD}[how]
    measure = world.measure(Instrument.AREA_BAN, status)
    purpose = purpose_of(measure)
    if how == "dropped":
        file = world.seen(measure).file
        world.within("adviser", purpose, lambda actor: carrying.drop(
            actor=actor, at=world.moment(50), purpose=purpose, measure=file, seen=file.version, on=world.day(50),
            reason="Het bleek een ander.",
        ))  # fmt: skip
    elif how != "ended":
        withdraw(world, measure, "mayor" if how == "revoked" else "adviser")
    expected = {"revoked": "withdrawn"}.get(how, how)
    for _time in range(2):  # also when it was opened again before
        closed = world.take(measure, "settled")
        name = "reopened" if expected == "ended" else f"reopened_{expected}"
        seen = world.seen(closed)
        with opened(seen.actor, seen.purpose):
            assert [one.name for one in steps(seen)] == [name]
        again = world.within("adviser", purpose, lambda actor, closed=closed: carrying.reopen(
            actor=actor, at=world.now, purpose=purpose, measure=closed, seen=closed.version, on=world.day(99),
            reason="Er kwam een verzoek.",
        ))  # fmt: skip
        assert (again.status, again.closed_on) == (expected, None)
        measure = again


def test_a_file_closes_once_nothing_is_open(world: World) -> None:
    measure = world.measure(status=Status.ENDED, steps={"served": {"published_on": None, "published_where": ""}})
    with pytest.raises(Refused) as refused:
        world.take(measure, "settled", days=62)
    assert slugs(refused) == ["objection", "unpublished"]
    assert world.seen(measure).file.closed_on is None
    purpose = purpose_of(measure)
    measure = world.seen(measure).file
    measure = world.within(
        "adviser", purpose,
        lambda actor: deciding.publish(
            actor=actor, at=world.moment(90), purpose=purpose, measure=measure, seen=measure.version, on=world.day(90),
            where="Op de deur van het pand",
        ),
    )  # fmt: skip
    closed = world.take(measure, "settled")
    again = world.within(
        "adviser", purpose,
        lambda actor: carrying.reopen(
            actor=actor, at=world.now, purpose=purpose, measure=closed, seen=closed.version, on=world.day(100),
            reason="Er kwam een verzoek.",
        ),
    )  # fmt: skip
    assert (again.status, again.closed_on, again.guarded.retention_from) == (Status.ENDED, None, None)
