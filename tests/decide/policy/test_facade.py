# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features get: standings, what is due, panels for dossier and public page, search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from baken.access.facade import Actor
from baken.decide.policy import facade
from baken.decide.policy.models import Target
from baken.kernel.models import Municipality
from baken.ui.panels import canonical_json, from_json

from .conftest import NOW, TODAY

pytestmark = pytest.mark.usefixtures("facts")


def test_the_five_priorities_stand_as_the_rule_says(policy: Municipality) -> None:
    lines = facade.priorities_standing(policy, at=NOW)
    assert [(line.name, line.standing, line.on_time, line.total) for line in lines] == [
        ("Ondermijning", "attention", 7, 9),
        ("Polarisatie", "on_course", 5, 5),
        ("Onbegrepen gedrag", "behind", 3, 6),
        ("Jeugd", "on_course", 6, 7),
        ("Cybercriminaliteit", "not_assessable", 0, 4),
    ]
    assert all(line.fictitious for line in lines)


def test_the_standing_moves_with_the_day(policy: Municipality) -> None:
    earlier = facade.priorities_standing(policy, at=datetime(2026, 8, 1, tzinfo=UTC))
    assert earlier[0].standing == "on_course"


def test_without_a_framework_there_is_nothing_to_stand(velsen: Municipality) -> None:
    assert facade.priorities_standing(velsen, at=NOW) == []
    assert facade.council_panels(velsen, 2025, NOW) == ()
    assert facade.public_panels(velsen, NOW) == ()


def test_what_is_due_comes_soonest_first_and_never_done(policy: Municipality, as_role: Callable[..., Actor]) -> None:
    due = facade.due_efforts(as_role("mayor"), policy, date(2026, 6, 1), date(2026, 12, 31), on=TODAY)
    assert [d.on for d in due] == sorted(d.on for d in due)
    assert {d.title for d in due if d.late} >= {"Integrale controles bedrijventerrein en haven"}
    assert "Voorlichting en escaperoom over drugs op scholen" not in {d.title for d in due}
    assert len([d for d in due if d.late]) == 6
    assert facade.due_efforts(as_role("partner"), policy, date(2026, 6, 1), date(2026, 12, 31)) == []


def test_efforts_of_an_area(policy: Municipality, as_role: Callable[..., Actor]) -> None:
    found = facade.efforts_by_area(as_role("mayor"), "WK045305")
    assert {e.slug for e in found} == {"integrale-controles", "drugsoverlast-wijken", "jeugdboa-op-straat"}
    assert facade.efforts_by_area(as_role("mayor"), "WK045307") == []


def test_the_council_gets_every_panel_and_they_survive_storage(policy: Municipality) -> None:
    sections = facade.council_panels(policy, 2025, NOW)
    assert [section.key for section in sections] == ["priorities", "efforts", "evaluation"]
    every = tuple(panel for section in sections for panel in section.panels)
    assert from_json(canonical_json(every)) == every
    keys = [panel.key for panel in every]
    assert keys == list(dict.fromkeys(keys))
    assert set(keys) >= {
        "priorities",
        "ambitions",
        "not_prioritised",
        "statutory_tasks",
        "targets",
        "efforts",
        "themes",
    }


def test_efforts_add_up_in_the_total(policy: Municipality) -> None:
    efforts = next(p for s in facade.council_panels(policy, 2025, NOW) for p in s.panels if p.key == "efforts")
    assert len(efforts.rows) == 32
    assert efforts.example
    for key in ("hours_used", "hours_planned", "budget"):
        rows = [efforts.cell(row, key).value or 0 for row in efforts.rows if not row.total]
        assert efforts.cell(efforts.row("total"), key).value == sum(rows) > 0


def test_targets_read_real_figures_and_keep_examples_apart(policy: Municipality) -> None:
    panels = {p.key: p for s in facade.council_panels(policy, 2025, NOW) for p in s.panels}
    real, example = panels["targets"], panels["targets_example"]
    row = real.row("crime_total-WK045305")
    assert real.cell(row, "now").value == "372"
    assert real.cell(row, "baseline").value == "335 (2022)"
    assert real.cell(row, "target").value == "320 in 2026"
    assert real.cell(row, "target").example
    assert not real.cell(row, "now").example
    assert real.cell(row, "verdict").value == "no_significant_change"
    assert real.sources
    assert all(source.status != "example" for source in real.sources)
    assert {r.key.split("-")[0] for r in real.rows} == {"crime_total"}
    assert all(example.cell(r, "now").example and example.cell(r, "verdict").value is None for r in example.rows)


def test_the_public_sees_no_efforts(policy: Municipality) -> None:
    panels = facade.public_panels(policy, NOW)
    assert [p.key for p in panels] == ["priorities", "ambitions", "not_prioritised"]
    text = canonical_json(panels)
    assert "Haventeam verzamelt" not in text
    assert "adviseur ondermijning" not in text


def test_a_real_worsening_moves_the_standing(policy: Municipality) -> None:
    from baken.decide.policy.rules import EffortState, priority_standing
    from baken.decide.policy.targets.bound import bind

    target = Target.objects.get(indicator="crime_total", area_id="WK045305")
    (one,) = bind([target])
    assert one.real
    assert one.now is not None
    assert one.now.change is not None
    worse = replace(one, now=replace(one.now, change=replace(one.now.change, verdict="higher")))
    assert priority_standing([EffortState.ON_TIME] * 5, [worse.reading()]).state == "attention"
    example = replace(worse, now=replace(worse.now, status="example"))
    assert priority_standing([EffortState.ON_TIME] * 5, [example.reading()]).state == "on_course"


def test_search_finds_what_the_reader_may_see(policy: Municipality, as_role: Callable[..., Actor]) -> None:
    found = facade.search(as_role("mayor"), "haventeam")
    assert (
        "Haventeam verzamelt en weegt signalen",
        "inspanning",
        "/besluiten/ivp/2025-2026/haventeam-signalen/",
    ) in found
    assert (
        "Ondermijning; drugscriminaliteit en mensenhandel",
        "prioriteit",
        "/besluiten/kadernota/2023-2026/ondermijning/",
    ) in found
    assert not [row for row in facade.search(as_role("partner"), "haventeam") if row[1] == "inspanning"]
    assert facade.search(as_role("mayor"), "  ") == []


def test_has_says_what_was_read_in(policy: Municipality) -> None:
    assert facade.has_framework(policy, "2023-2026")
    assert not facade.has_framework(policy, "2027-2030")
    assert facade.has_plan(policy, "2025-2026")
    assert not facade.has_plan(policy, "2027-2028")
