# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Bibob policy: drafted, adopted, versioned; which line holds on a day; a sample that chance alone draws."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.act.bibob.models import Trigger
from baken.act.bibob.triggers import actions, queries, rules
from baken.act.bibob.triggers.actions import Draft
from baken.kernel.errors import Denied, Refused, StaleVersion
from tests.act.desks import Desks

from .handing_in import SINCE, put_line, today

DRAFT = Draft(
    scope="permit", title="Vergunning voor een horecabedrijf", when="always", basis="Wet Bibob 7", valid_from=SINCE
)
DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1))


@dataclass
class Line:
    slug: str = "a"
    version_number: int = 1
    scope: str = "permit"
    when: str = "always"
    risk: str = ""
    sample_percent: int | None = None
    valid_from: date = SINCE
    valid_until: date | None = None
    adopted_on: date | None = SINCE


@given(
    lines=st.lists(
        st.builds(
            Line, slug=st.sampled_from("ab"), version_number=st.integers(1, 5), valid_from=DAYS,
            valid_until=st.none() | DAYS, adopted_on=st.none() | DAYS,
        ),
        max_size=8,
    ),
    on=DAYS,
)  # fmt: skip
def test_of_each_name_one_line_holds_and_only_within_its_days(lines: list[Line], on: date) -> None:
    found = rules.in_force(lines, on)
    assert len({line.slug for line in found}) == len(found)
    for line in found:
        assert line.adopted_on is not None
        assert line.valid_from <= on
        assert line.valid_until is None or on < line.valid_until
    for line in lines:
        if rules.holds(line, on):
            assert any(one.slug == line.slug and one.version_number >= line.version_number for one in found)


def _always(number: int) -> Callable[[int], int]:
    """Chance that says one number."""
    return lambda _below: number


@given(percent=st.integers(1, 99))
def test_a_sample_takes_that_many_of_a_hundred(percent: int) -> None:
    drawn = [rules.is_drawn(percent, _always(one)) for one in range(100)]
    assert sum(drawn) == percent


def test_nothing_of_the_application_goes_into_a_draw() -> None:
    assert list(inspect.signature(rules.is_drawn).parameters) == ["percent", "below"]


pytestmark_db = pytest.mark.django_db


def draft(world: Desks, who: str = "bibob", told: Draft = DRAFT, slug: str = "") -> Trigger:
    return actions.draft(
        actor=world.actor(who), at=world.now, municipality=world.municipality, told=told, slug=slug
    )  # fmt: skip


def adopt(world: Desks, line: Trigger, on: date = SINCE, because: str = "besluit 12") -> Trigger:
    return actions.adopt(
        actor=world.actor("bibob"), at=world.now, line=line, seen=line.version, on=on, because=because
    )  # fmt: skip


@pytestmark_db
def test_a_draft_holds_nowhere_until_it_is_adopted(world: Desks) -> None:
    line = draft(world)
    assert queries.for_application(world.municipality, "permit", today(world)) == []
    adopt(world, line)
    assert queries.for_application(world.municipality, "permit", today(world)) == [line]
    assert queries.for_application(world.municipality, "subsidy", today(world)) == []
    assert queries.for_application(world.municipality, "permit", SINCE - timedelta(days=1)) == []


@pytestmark_db
@pytest.mark.parametrize("who", ["permits", "contracts", "mayor", "policy", "privacy"])
def test_only_who_manages_drafts(world: Desks, who: str) -> None:
    with pytest.raises(Denied):
        draft(world, who)


@pytestmark_db
def test_adopting_asks_a_day_and_a_decision(world: Desks) -> None:
    line = draft(world)
    with pytest.raises(Refused) as refused:
        adopt(world, line, today(world) + timedelta(days=1), " ")
    assert [one.slug for one in refused.value.reasons] == ["on", "valid_from", "because"]
    adopted = adopt(world, line)
    assert adopted.adopted_because == "besluit 12"
    with pytest.raises(Refused) as refused:
        adopt(world, adopted)
    assert [one.slug for one in refused.value.reasons] == ["adopted"]


@pytestmark_db
def test_what_was_adopted_never_changes(world: Desks) -> None:
    line = adopt(world, draft(world))
    actor = world.actor("bibob")
    with pytest.raises(Refused):
        actions.change_draft(actor=actor, at=world.now, line=line, seen=line.version, told=replace(DRAFT, title="X"))
    with pytest.raises(Refused):
        actions.drop_draft(actor=actor, at=world.now, line=line, seen=line.version)
    assert Trigger.objects.get(pk=line.pk).title == DRAFT.title


@pytestmark_db
def test_a_next_version_takes_over_from_a_day_on(world: Desks) -> None:
    first = adopt(world, draft(world))
    begin = today(world) + timedelta(days=10)
    second = draft(
        world, told=replace(DRAFT, when="risk", risk="geen bankfinanciering", valid_from=begin), slug=first.slug
    )
    assert second.version_number == 2
    with pytest.raises(Refused):
        draft(world, slug=first.slug)
    adopt(world, second, today(world))
    held = {
        day: queries.for_application(world.municipality, "permit", day) for day in (begin - timedelta(days=1), begin)
    }
    assert list(held.values()) == [[first], [second]]


@pytestmark_db
def test_a_next_version_begins_after_the_one_before(world: Desks) -> None:
    first = adopt(world, draft(world))
    second = draft(world, slug=first.slug)
    with pytest.raises(Refused) as refused:
        adopt(world, second)
    assert [one.slug for one in refused.value.reasons] == ["too_early"]
    assert Trigger.objects.get(pk=first.pk).valid_until is None


def test_drafts_are_changed_and_dropped(world: Desks) -> None:
    line, actor = draft(world), world.actor("bibob")
    changed = actions.change_draft(
        actor=actor, at=world.now, line=line, seen=line.version,
        told=replace(DRAFT, when="sample", sample_percent=10, zaaktypes=("B2", " B1 ", "B2")),
    )  # fmt: skip
    assert (changed.sample_percent, changed.zaaktypes) == (10, ["B1", "B2"])
    with pytest.raises(StaleVersion):
        actions.drop_draft(actor=actor, at=world.now, line=line, seen=line.version)
    actions.drop_draft(actor=actor, at=world.now, line=line, seen=changed.version)
    assert not Trigger.objects.exists()


@pytestmark_db
def test_reasons_against_a_line(world: Desks) -> None:
    for told, slug in (
        (replace(DRAFT, when="risk"), "risk"),
        (replace(DRAFT, when="sample", sample_percent=100), "sample_percent"),
        (replace(DRAFT, valid_from=date(2000, 1, 1)), "valid_from"),
    ):
        with pytest.raises(Refused) as refused:
            draft(world, told=told)
        assert [one.slug for one in refused.value.reasons] == [slug]


@pytestmark_db
def test_a_line_ends_and_old_days_keep_it(world: Desks) -> None:
    line = adopt(world, draft(world))
    on = today(world)
    ended = actions.end(
        actor=world.actor("bibob"), at=world.now, line=line, seen=line.version, until=on, because="besluit 13"
    )  # fmt: skip
    assert queries.in_force(world.municipality, on) == []
    assert queries.in_force(world.municipality, on - timedelta(days=1)) == [ended]


@pytestmark_db
def test_a_case_type_sets_off_its_lines(world: Desks) -> None:
    line = put_line(world, zaaktypes=["HORECA-1"])
    on = today(world)
    assert queries.for_zaaktype(world.municipality, "HORECA-1", on) == [line]
    assert queries.for_zaaktype(world.municipality, "HORECA-2", on) == []
    assert queries.for_zaaktype(world.municipality, "", on) == []
    assert queries.zaaktypes(world.municipality, on) == ["HORECA-1"]
    assert queries.for_zaaktype(world.municipality, "HORECA-1", SINCE - timedelta(days=1)) == []


@pytestmark_db
def test_the_page_from_draft_to_adopted(world: Desks, client_of: Any) -> None:
    client, url = client_of("bibob"), "/uitvoeren/bibob/beleid/"
    assert "Er is nog geen beleid." in client.get(url).content.decode()
    typed = {
        "scope": "subsidy", "title": "Subsidie boven € 100.000", "when": "sample", "basis": "Wet Bibob 6",
        "valid_from": SINCE.isoformat(), "zaaktypes": "SUB-1, SUB-2",
    }  # fmt: skip
    assert client.post(f"{url}nieuw/", typed).status_code == 409
    answer = client.post(f"{url}nieuw/", {**typed, "sample_percent": "25"})
    assert answer.status_code == 302
    page = answer.url
    line = Trigger.objects.get()
    assert "Concept" in client.get(page).content.decode()
    wrong = {"on": SINCE.isoformat(), "because": "", "version": line.version}
    assert client.post(f"{page}vaststellen/", wrong).status_code == 422
    assert client.post(f"{page}vaststellen/", {**wrong, "because": "collegebesluit 7"}).status_code == 302
    told = client.get(url).content.decode()
    assert "steekproef van 25 procent" in told.lower()
    assert client.get(f"{page}wijzigen/").status_code == 200
    assert (
        client.post(f"{page}wijzigen/", {**typed, "sample_percent": "30", "version": line.version}).status_code == 302
    )
    assert Trigger.objects.filter(slug=line.slug).count() == 2
    for name in ("permits", "mayor"):
        assert client_of(name).get(url).status_code == 404


@pytestmark_db
def test_the_page_asks_the_same_number_of_queries(world: Desks, client_of: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, url = client_of("bibob"), "/uitvoeren/bibob/beleid/"
    put_line(world)
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for number in range(6):
        put_line(world, f"regel-{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(one)
