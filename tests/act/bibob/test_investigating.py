# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The own investigation: sources with what for, relations and facts with a source, weighed in words; what may not count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import DecimalField, FloatField, IntegerField
from hypothesis import given
from hypothesis import strategies as st

from baken.act.bibob.concluding import counting
from baken.act.bibob.models import Indicator, Relation, SourceLook
from baken.act.bibob.rules import counts_not, five_years_after
from baken.kernel.errors import Refused
from tests.kernel.towns import do

from .builders import WHY, World

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))


def reasons(refused: Any) -> set[str]:
    return {reason.slug for reason in refused.value.reasons}


def test_a_source_tells_what_for_and_what_it_said(world: World) -> None:
    screening = world.screening("investigating")
    with pytest.raises(Refused) as refused:
        world.act(screening, "look", 0, kind="gossip", why="zomaar", found="", on=world.day(0) + timedelta(days=1))
    assert reasons(refused) == {"kind", "why", "found", "future"}
    row = world.act(screening, "look", 0, kind="kvk", why=WHY, where="12345678", found="one director")
    with world.inside():
        kept = SourceLook.objects.get(pk=row.pk)
    assert (kept.kind, kept.purpose, kept.found, kept.by_id, kept.connected) == (
        "kvk", WHY, "one director", world.users["bibob"].pk, False,
    )  # fmt: skip


@pytest.mark.parametrize("status", ["asked", "concluded", "stopped", "settled"])
def test_no_source_is_looked_at_while_no_investigation_runs(world: World, status: str) -> None:
    screening = world.screening(status)
    with pytest.raises(Refused) as refused:
        world.look(screening)
    assert reasons(refused) == {"status"}


def test_relations_and_facts_need_a_source_of_this_file(world: World) -> None:
    one, other = world.screening("investigating"), world.screening("investigating")
    foreign = world.look(other)
    with pytest.raises(Refused) as refused:
        world.act(one, "relate", kind="leads", name="J. Voorbeeld", look=foreign.pk)
    assert reasons(refused) == {"source"}
    for look in (None, foreign.pk):
        with pytest.raises(Refused) as refused:
            world.act(one, "indicate", about="money", text=WHY, look=look)
        assert reasons(refused) == {"source"}
    own = world.look(one)
    related = world.act(one, "relate", kind="leads", name="J. Voorbeeld", look=own.pk)
    fact = world.act(one, "indicate", about="money", text=WHY, look=own.pk, relation=related.pk)
    with world.inside():
        assert (Relation.objects.get(pk=related.pk).look_id, Indicator.objects.get(pk=fact.pk).look_id) == (
            own.pk,
            own.pk,
        )


@pytest.mark.parametrize("weighed", ["heavy", "some", "little"])
def test_an_acquitted_offence_never_counts(world: World, weighed: str) -> None:
    screening = world.screening("investigating")
    fact = world.fact(screening, 0, outcome="acquitted", fact_on=world.day(30))
    assert not fact.counts
    assert "3a(3)" in fact.counts_not_because
    with pytest.raises(Refused) as refused:
        world.act(screening, "weigh_fact", indicator=fact.pk, weighed=weighed, because=WHY)
    assert reasons(refused) == {"counts_not"}
    fact.counts = True
    with world.inside(), pytest.raises(IntegrityError):
        do(fact.save)


def test_an_acquittal_that_comes_later_takes_the_weight_away(world: World) -> None:
    screening = world.screening("investigating")
    fact = world.fact(screening, 0, outcome="charged", fact_on=world.day(30))
    with pytest.raises(Refused) as refused:
        world.act(screening, "weigh_fact", indicator=fact.pk, outcome="freed", fact_on=world.day(0) + timedelta(days=1))
    assert reasons(refused) == {"outcome", "future", "weighed", "because"}
    now = world.act(screening, "weigh_fact", indicator=fact.pk, outcome="acquitted", fact_on=world.day(2))
    assert (now.counts, now.weighed, now.weighed_because, now.on) == (False, "", "", world.day(2))
    assert "3a(3)" in now.counts_not_because
    other = world.fact(screening, 0, outcome="charged", fact_on=world.day(30))
    convicted = {"outcome": "convicted", "fact_on": world.day(2), "weighed": "heavy", "because": WHY}
    assert world.act(screening, "weigh_fact", indicator=other.pk, **convicted).outcome == "convicted"


def test_what_was_not_prosecuted_may_count(world: World) -> None:
    fact = world.fact(world.screening("investigating"), 0, outcome="dismissed", fact_on=world.day(30))
    assert (fact.counts, fact.weighed) == (True, "heavy")


def test_older_than_five_years_stays_visible_without_counting(world: World) -> None:
    screening = world.screening("investigating")
    old = world.fact(screening, 0, outcome="convicted", fact_on=world.day(0) - timedelta(days=5 * 366))
    assert (old.counts, old.weighed) == (False, "")
    assert "vijf jaar" in old.counts_not_because
    with world.inside():
        assert Indicator.objects.filter(screening=screening).count() == 1


def test_a_judgement_has_a_day(world: World) -> None:
    screening = world.screening("investigating")
    with pytest.raises(Refused) as refused:
        world.fact(screening, 0, outcome="convicted")
    assert reasons(refused) == {"when"}


@given(DAYS, st.integers(0, 4000), st.sampled_from([o for o in Indicator.Outcome.values if o != "acquitted"]))
def test_a_fact_counts_for_five_years_and_not_a_day_longer(fact_on: date, after: int, outcome: str) -> None:
    on = fact_on + timedelta(days=after)
    last = five_years_after(fact_on)
    assert bool(counts_not(outcome, fact_on, on)) is (on > last)
    assert counts_not("acquitted", fact_on, on)
    assert (last.year, last.month) == (fact_on.year + 5, fact_on.month) or fact_on.day == 29


def test_no_field_of_a_fact_holds_a_number() -> None:
    """No score, no weight, no order: an indicator can't be added up, since there is nothing to add."""
    numbers = [
        field.name
        for field in Indicator._meta.concrete_fields
        if isinstance(field, (IntegerField, FloatField, DecimalField)) and field.name != "version"
    ]
    assert numbers == []
    assert {value for value, _label in Indicator._meta.get_field("weighed").choices or ()} == {
        "heavy",
        "some",
        "little",
    }


def test_own_findings_are_used_again_for_five_years(world: World) -> None:
    earlier = world.screening("concluded", 40)
    assert earlier.reuse_until == five_years_after(world.day(36), "bibob_reuse")
    now = world.screening("investigating")
    row = world.act(now, "reuse", earlier=earlier.reference.lower(), what="de financiering klopte", why=WHY)
    assert (row.kind, row.where) == ("own", earlier.reference)
    with world.inside():
        earlier.reuse_until = world.day(1)
        do(earlier.save)
    with pytest.raises(Refused) as refused:
        world.act(now, "reuse", earlier=earlier.reference, what="de financiering klopte", why=WHY)
    assert reasons(refused) == {"too_old"}
    with pytest.raises(Refused) as refused:
        world.act(now, "reuse", earlier=world.screening("concluded").reference, what="x", why=WHY, own=False)
    assert reasons(refused) == {"own"}  # it took nothing over itself
    for unknown in ("B-0000000", now.reference, world.screening("weighing").reference):
        with pytest.raises(Refused) as refused:
            world.act(now, "reuse", earlier=unknown, what="x", why=WHY)
        assert reasons(refused) == {"earlier"}


def test_taking_over_what_was_taken_over_starts_no_five_years_anew(world: World) -> None:
    """The five years of Wet Bibob 29 count from the first time: through a chain of files the last day stays the same."""
    first = world.screening("concluded", 40)
    with world.inside():
        first.reuse_until = world.day(-10)
        do(first.save)
    second = world.screening("investigating", 30)
    taken = world.act(second, "reuse", earlier=first.reference, what="de financiering klopte", why=WHY)
    assert taken.usable_until == world.day(-10)
    world.act(second, "weigh", 0)
    second = world.act(second, "conclude", 0, conclusion="none", text=WHY, may=["grant"])
    assert second.reuse_until == five_years_after(world.day(0), "bibob_reuse")
    third = world.screening("investigating", 0)
    own = world.act(third, "reuse", earlier=second.reference, what="eigen bevinding", why=WHY)
    again = world.act(third, "reuse", earlier=second.reference, what="de financiering klopte", why=WHY, own=False)
    assert (own.usable_until, again.usable_until) == (second.reuse_until, world.day(-10))
    with world.inside():
        taken.usable_until = world.day(1)
        do(taken.save)
    with pytest.raises(Refused) as refused:
        world.act(third, "reuse", earlier=second.reference, what="de financiering klopte", why=WHY, own=False)
    assert reasons(refused) == {"too_old"}


def test_a_fact_from_what_was_taken_over_counts_no_longer_than_its_source(world: World) -> None:
    first = world.screening("concluded", 40)
    now = world.screening("investigating", 30)
    source = world.act(now, "reuse", 20, earlier=first.reference, what=WHY, why=WHY)
    fact = world.act(now, "indicate", 20, about="money", text=WHY, look=source.pk)
    assert fact.counts
    with world.inside():
        assert counting(now, world.day()) == ([fact], [])
        source.usable_until = world.day(5)
        do(source.save)
        assert counting(now, world.day(5)) == ([fact], [])
        assert counting(now, world.day(4)) == ([], [fact])
    with pytest.raises(Refused) as refused:
        world.act(now, "weigh_fact", indicator=fact.pk, weighed="heavy", because=WHY)
    assert reasons(refused) == {"counts_not"}
