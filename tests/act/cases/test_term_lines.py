# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions of cases on the list of terms: for who sees them, without what they are about, and with a trace where named."""

from datetime import timedelta

import pytest

from baken.act.cases.term_lines import case_lines
from baken.kernel.models import AuditEntry

from .builders import ALL, World


def seen(world: World, name: str, *, named: bool = True):
    return case_lines(world.actor(name), world.municipality, world.now.date(), named)


def listed() -> int:
    return AuditEntry.objects.filter(action="guarded.listed").count()


@pytest.mark.parametrize(("name", "number"), [("lead", len(ALL)), ("police", 3), ("housing", 1), ("council", 0)])
def test_each_sees_the_actions_of_the_parts_that_he_or_she_sees(world, name, number):
    found = [line for line in seen(world, name) if world.case.reference in line.title]
    assert len(found) == number


def test_a_line_tells_the_reference_and_the_day_and_nothing_of_the_action(world):
    line = seen(world, "lead")[0]
    assert line.title == f"Actie in casus {world.case.reference}"
    assert line.href == world.case.get_absolute_url()
    assert line.due == world.now.date() + timedelta(days=9)
    told = str(line)
    assert not [word for word in ("actionpremises", "Loods", "Voorbeeldkade") if word in told]
    assert (line.explainable, line.why_in) == (False, "schrijf de reden in de casus")


def test_shown_by_name_it_leaves_a_trace_and_counted_it_does_not(world):
    before = listed()
    lines = seen(world, "lead", named=False)
    assert listed() == before
    assert {line.title for line in lines} == {""}
    assert {line.outside for line in lines} == {"/uitvoeren/casussen/"}
    seen(world, "lead")
    assert listed() == before + 1
    seen(world, "council")
    assert listed() == before + 1


def test_the_page_shows_them_and_the_calendar_leads_to_no_case(world, client_of):
    from baken.terms import feeds

    assert f"Actie in casus {world.case.reference}" in client_of("lead").get("/termijnen/").content.decode()
    token = feeds.make_feed(actor=world.actor("lead"), at=world.now)
    text = client_of("police").get(f"/termijnen/agenda/{token}.ics").content.decode()
    assert text.count("BEGIN:VEVENT") == len(ALL)
    assert world.case.reference not in text
    assert "/uitvoeren/casussen/\r\n" in text


def test_an_action_that_is_done_is_gone(world):
    from baken.act.cases import facade as cases
    from baken.act.cases.models import CaseAction

    with world.looking("lead"):
        made = CaseAction.objects.filter(guarded=world.case.guarded_id).first()
    world.act("lead", cases.finish_action, case=world.case, made=made)
    lines = seen(world, "lead")
    assert made.pk not in {line.record for line in lines}
    assert len(lines) == len(ALL) - 1


def test_of_a_late_action_nothing_is_written_outside_the_case(world, client_of, monkeypatch):
    from baken.kernel import moment

    monkeypatch.setattr(moment, "today", lambda: world.now.date() + timedelta(days=12))
    page = client_of("lead").get("/termijnen/").content.decode()
    assert page.count("schrijf de reden in de casus") == len(ALL)
    assert "reden nog niet opgeschreven" not in page
    assert "/termijnen/gemist/" not in page
