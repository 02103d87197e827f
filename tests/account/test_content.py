# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is stored of a pack comes back as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.account import content
from baken.ui.panels import Section

from .made_up import RANK, SECTIONS, panels


@given(st.lists(st.lists(panels(), max_size=2), max_size=3))
def test_sections_come_back_as_they_were(groups):
    sections = tuple(Section(f"s{i}", f"Deel {i}", tuple(group), "i" * i) for i, group in enumerate(groups))
    assert content.load(content.dump(sections)) == sections


def test_equal_sections_give_equal_text_and_another_figure_another_digest():
    row = RANK.rows[0]
    other = replace(
        RANK,
        rows=(replace(row, cells=(row.cells[0], replace(row.cells[1], value=3173), *row.cells[2:])), *RANK.rows[1:]),
    )
    changed = (replace(SECTIONS[1], panels=(other, *SECTIONS[1].panels[1:])),)
    same = (SECTIONS[1],)
    assert content.digest(content.dump(same)) == content.digest(content.dump(same))
    assert content.digest(content.dump(same)) != content.digest(content.dump(changed))


def test_another_schema_is_refused():
    with pytest.raises(ValueError, match="schema"):
        content.load(content.dump(SECTIONS).replace('"schema":1', '"schema":99'))


def test_the_facts_digest_follows_sources_and_periods_only():
    retitled = (replace(SECTIONS[1], panels=(replace(RANK, title="Anders"), *SECTIONS[1].panels[1:])),)
    later = (replace(SECTIONS[1], panels=(replace(RANK, as_of="2026-12-01"), *SECTIONS[1].panels[1:])),)
    before = content.facts_digest((SECTIONS[1],))
    assert content.facts_digest(retitled) == before
    assert content.facts_digest(later) != before
