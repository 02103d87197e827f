# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with a mapping, what Baken guesses, and that a saved one comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from baken.observe.local_files.mapping import Mapping, Role, Use, faults, guess, unknown_words
from baken.observe.local_files.reading import read

from .files import COUNTS, GOOD, LONG, MARK, UNSAFE, WIDE, write


def said(mapping: Mapping) -> list[tuple[str, str]]:
    return [(fault.column or fault.field, fault.text) for fault in faults(mapping)]


@pytest.mark.parametrize("mapping", [WIDE, LONG, COUNTS])
def test_a_sound_mapping_has_no_faults_and_survives_saving(mapping: Mapping) -> None:
    assert said(mapping) == []
    assert Mapping.from_json(mapping.to_json()) == mapping


def test_the_year_is_not_saved() -> None:
    assert Mapping.from_json(replace(COUNTS, year=2025).to_json()).year is None


def test_an_empty_mapping_lacks_everything() -> None:
    assert said(Mapping(())) == [
        ("", "Zeg welke kolom het gebied heeft."),
        ("", "Zeg welke kolom een cijfer heeft."),
        ("year", "Geef het jaar, of zeg welke kolom het jaar heeft."),
    ]


@pytest.mark.parametrize(
    ("uses", "column", "text"),
    [
        ((Use("w2", Role.AREA),), "w2", "maar één kolom"),
        ((Use("x", Role.VALUE),), "x", "Kies welk cijfer dit is."),
        ((Use("x", Role.VALUE, UNSAFE),), "x", "staat ook bij een andere kolom"),
        ((Use("x", Role.UPPER, MARK),), "x", "een ondergrens én een bovengrens"),
        ((Use("x", Role.LOWER), Use("y", Role.UPPER)), "x", "Kies bij welk cijfer deze grens hoort."),
        ((Use("x", Role.N, "survey_cohesion"),), "x", "geen kolom met het cijfer zelf"),
        ((Use("x", Role.VALUE, "nuisance_youth"),), "", "Niet allebei"),
        ((Use("x", Role.INDICATOR),), "onveilig", "zegt al welk cijfer"),
    ],
)
def test_a_fault_is_named_at_its_column(uses: tuple[Use, ...], column: str, text: str) -> None:
    assert any(where == column and text in words for where, words in said(replace(WIDE, uses=(*WIDE.uses, *uses))))


def test_a_count_has_no_margin() -> None:
    mapping = replace(COUNTS, uses=(*COUNTS.uses, Use("n", Role.N)))
    assert said(mapping) == [("n", "Bij een telling horen geen marge en geen aantal ondervraagden.")]


def test_a_year_in_a_column_and_beside_it_is_one_too_many() -> None:
    assert said(replace(WIDE, year=2025))[0][0] == "year"


def test_the_headings_suggest_what_is_what(tmp_path: Path) -> None:
    head = "Wijk;Jaar;n;Voelt zich wel eens onveilig;ondergrens;bovengrens;Cijfer voor de leefbaarheid;opmerking"
    found = guess(read(write(tmp_path, f"{head}\nVelserbroek;2025;331;0,24;0,20;0,28;0,9;goed\n")))
    assert [(u.column, u.role, u.indicator) for u in found.uses] == [
        ("Wijk", Role.AREA, ""),
        ("Jaar", Role.YEAR, ""),
        ("n", Role.N, ""),
        ("Voelt zich wel eens onveilig", Role.VALUE, UNSAFE),
        ("ondergrens", Role.LOWER, UNSAFE),
        ("bovengrens", Role.UPPER, UNSAFE),
        ("Cijfer voor de leefbaarheid", Role.VALUE, MARK),
    ]
    assert found.share
    assert found.comma


def test_points_and_percentages_are_recognised(tmp_path: Path) -> None:
    found = guess(read(write(tmp_path, "gebied;indicator;waarde\nVelsen;x;24.5\n")))
    assert (found.comma, found.share) == (False, False)


def test_words_that_are_no_indicator_are_asked(tmp_path: Path) -> None:
    text = "gebied;onderwerp;waarde\na;Onveilig;1\na;survey_cohesion;1\na;Cijfer voor de leefbaarheid;1\na;Onveilig;1\n"
    assert unknown_words(read(write(tmp_path, text)), "onderwerp") == ["Onveilig"]


def test_a_recalled_mapping_takes_the_headings_of_the_file_and_leaves_out_what_it_lacks(tmp_path: Path) -> None:
    table = read(write(tmp_path, GOOD.replace("marge onder", "Marge Onder").replace("leefbaarheid", "weg")))
    found = WIDE.renamed(table)
    assert [use.column for use in found.uses] == ["wijk", "jaar", "n", "onveilig", "Marge Onder", "marge boven"]
    assert WIDE.missing(table) == ("leefbaarheid",)
