# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken alerts` looks and tells; wrong input costs one line."""

from __future__ import annotations

from typing import Any


def test_it_tells_what_rose_and_that_a_second_look_changes_nothing(world: Any, baken: Any) -> None:
    told = baken("alerts")
    assert told.status == 0
    assert "september 2026: 53 reeksen beoordeeld, 4 attenderingen" in told.out
    assert "Overlast door jeugd (E35) in Velserbroek: 34 geteld, 8,7 verwacht." in told.out
    assert "telt nog niet mee: oktober 2026" in told.out
    assert told.out.endswith("er is iets veranderd\n")
    assert baken("alerts", "--period", "2026-09").out.endswith("er is niets veranderd\n")


def test_wrong_input_is_one_line(world: Any, baken: Any) -> None:
    assert "schrijf een maand als 2026-09" in baken("alerts", "--period", "september").refusal
    assert "de nieuwste die meetelt is 2026-09" in baken("alerts", "--period", "2026-10").refusal
    assert "--area" in baken("alerts", "--area", "NL00").refusal


def test_without_months_it_says_what_to_do(velsen: Any, no_facts: Any, baken: Any) -> None:
    assert "baken sources pull" in baken("alerts").refusal
