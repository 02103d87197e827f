# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages and letters of a measure say: how far it is, what to do by when, what happened, how long it lasts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from baken.act.measures.blocks import Block
from baken.act.measures.documents.drafting import title_of
from baken.act.measures.documents.facts import facts_of
from baken.act.measures.documents.filling import told_by_name
from baken.act.measures.files import pages, telling
from baken.act.measures.models import DocumentKind, Instrument, Measure, Status, View

from .builders import WAY, World

Client = Callable[[str], Any]


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def file(status: str, **more: Any) -> Measure:
    return Measure(**{"status": status, "instrument": Instrument.OPIUM_CLOSING, "view": View.NONE, **more})


def test_the_road_goes_on_with_the_file_and_ends_where_it_stopped() -> None:
    reached = [sum(one.over for one in telling.road(file(status))) for status in WAY]
    assert reached == sorted(reached)
    assert reached[0] == 0
    assert reached[-1] == len(telling.ROAD)
    assert all(sum(one.here for one in telling.road(file(status))) == 1 for status in WAY[:-1])
    assert telling.road(file(Status.DROPPED)) == telling.road(file(Status.WITHDRAWN)) == []


def test_a_road_in_a_hurry_shows_no_intention_that_was_never_sent() -> None:
    told = [one.label for one in telling.road(file(Status.HEARD, view=View.SKIPPED))]
    assert not {"voornemen", "zienswijze"} & set(told)


def test_a_measure_that_does_its_work_asks_nothing_until_its_last_day(world: World) -> None:
    on = world.now.date()
    running = file(Status.IN_FORCE, in_force_until=on + timedelta(days=1))
    assert telling.rests(running, on)
    assert not telling.rests(running, on + timedelta(days=1))
    assert "nog tot en met" in telling.what_next(running, on)
    assert "Leg vast dat de maatregel voorbij is" in telling.what_next(running, on + timedelta(days=1))


@pytest.mark.django_db
def test_the_box_tells_the_first_term_and_the_timeline_what_happened(world: World, client_of: Client) -> None:
    measure = world.measure(status=Status.INTENDED)
    page = client_of("adviser").get(measure.get_absolute_url())
    told = text(page)
    assert "Eerste termijn : Zienswijze vastleggen" in told
    assert page.context["timeline"]["lines"][0].what == "Voornemen verstuurd"


@pytest.mark.django_db
def test_who_signs_reads_the_decision_where_it_is_signed(world: World, client_of: Client) -> None:
    measure = world.measure(status=Status.DRAFTED)
    page = client_of("mayor").get(f"{measure.get_absolute_url()}stap/signed/")
    assert page.status_code == 200
    assert page.context["letter"].kind == DocumentKind.DECISION
    assert "ready" in page.context


@pytest.mark.django_db
def test_a_file_that_ended_says_what_is_still_open(world: World, client_of: Client) -> None:
    measure = world.measure(status=Status.ENDED, ago=61)
    told = text(client_of("adviser").get(measure.get_absolute_url()))
    assert "Dit staat nog open" in told


@pytest.mark.django_db
@pytest.mark.parametrize(("months", "days", "told"), [
    (1, [], "1 maand"), (6, [], "6 maanden"), (None, ["2026-10-01", "2026-10-08"], "2 dagen: 1 oktober 2026, 8 oktober 2026"),
    (None, [], ""),
])  # fmt: skip
def test_a_letter_tells_how_long_in_words(world: World, months: int | None, days: list[str], told: str) -> None:
    measure = world.measure(Instrument.AREA_BAN, Status.ASSESSED)
    measure.months, measure.days = months, days
    assert facts_of(measure, world.now.date(), [])["duration"] == told


def test_a_warning_is_called_so_once() -> None:
    assert title_of(file(Status.HEARD, instrument=Instrument.WARNING), DocumentKind.WARNING) == "Waarschuwing"


def test_a_template_is_read_by_what_its_facts_are() -> None:
    assert told_by_name("Voor {{ duration }}, {{nothing}}.") == (
        "Voor [duur in woorden: maanden, of losse dagen], [nothing]."
    )


def test_a_letter_that_waits_for_the_reader_is_told_at_the_top() -> None:
    waiting = SimpleNamespace(may_sign=True, kind="Invorderingsbesluit")
    told = [Block(pages.PAPERS, {"papers": [waiting, SimpleNamespace(may_sign=False)]}), Block("other.html", {})]
    assert pages.to_sign(told) == [waiting]
