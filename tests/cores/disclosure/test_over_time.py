# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is published later is read beside what was published before."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from baken.cores.disclosure import Axis, Relation, Release, Rule, Table, attack, protect, round_to, same_total
from tests.cores.disclosure.attacker import tables, told, widths

RULE = Rule(4)
PLAIN = (Axis.flat("area", "PQR", total="T"), Axis.flat("type", "xyz", total="all"))
LEAVES = np.array([[20, 50, 10], [8, 19, 22], [17, 3, 12]])
DAY = date(2026, 1, 31)


def first_release(leaves: np.ndarray = LEAVES) -> tuple[Table, np.ndarray, float, Release]:
    found = protect(Table.from_leaves(PLAIN, leaves), RULE)
    return (*told(found), found.release("first", DAY))


def changed(cells: dict[tuple[int, int], int]) -> np.ndarray:
    leaves = LEAVES.copy()
    for cell, count in cells.items():
        leaves[cell] = count
    return leaves


def test_the_same_table_again_keeps_its_pattern() -> None:
    table, suppressed, _, release = first_release()
    again = protect(table, RULE, published=[release])
    assert again.safe
    assert again.suppressed[suppressed].all()


def test_another_pattern_of_its_own_would_tell_by_difference() -> None:
    """With other prices the same table is safe by itself and unsafe beside the first; with the first known it isn't."""
    table, suppressed, floor, release = first_release()
    prices = np.where(suppressed, 1e6, 1.0)
    alone = protect(table, RULE, prices=prices)
    assert min(widths([told(alone)]).values()) >= 5
    assert min(widths([(table, suppressed, floor), told(alone)]).values()) < 5
    careful = protect(table, RULE, prices=prices, published=[release])
    assert careful.safe
    assert min(widths([(table, suppressed, floor), told(careful)]).values()) >= 5


def test_a_sum_published_later_may_not_undo_what_was_hidden() -> None:
    """First without totals, where nothing needs company; then with totals, each of which would tell the one hidden."""
    bare = Table((Axis.flat("area", "PQR"), Axis.flat("type", "xyz")), LEAVES)
    first = protect(bare, RULE)
    assert first.suppressed.sum() == 1
    table = Table.from_leaves(PLAIN, LEAVES)
    later = protect(table, RULE, published=[first.release("bare", DAY)])
    assert later.safe
    assert later.suppressed[2, 3]
    assert later.suppressed[3, 1]
    assert min(widths([told(first), told(later)]).values()) >= 5


def test_a_revised_figure_that_would_be_safe_now() -> None:
    """3 became 9. All may be told by itself, but beside the first release it would tell the 3."""
    table, suppressed, floor, release = first_release()
    new = Table.from_leaves(PLAIN, changed({(2, 1): 9}))
    alone = protect(new, RULE)
    assert not alone.suppressed.any()
    assert min(widths([(table, suppressed, floor), told(alone)]).values()) == 0
    careful = protect(new, RULE, published=[release])
    assert careful.safe
    assert careful.suppressed.any()
    left = widths([(table, suppressed, floor), told(careful)])
    assert left[("R", "y"), 3.0] >= 5
    assert min(left.values()) >= 5


def test_where_readers_know_how_little_a_revision_changes_more_is_hidden() -> None:
    """3 became 5, which is safe; but who knows that it changed by 2 at most knows the old one to be 3 to 7."""
    areas = (Axis.flat("area", "PQ"),)
    release = protect(Table(areas, np.array([3, 40])), RULE).release("first", DAY)
    new = Table(areas, np.array([5, 40]))
    told_now = protect(new, RULE, published=[release])
    assert not told_now.suppressed.any()
    assert attack([release, told_now.release("second", DAY)], revision=2).narrower_than(5) == [("P",)]
    careful = protect(new, Rule(4, revision=2), published=[release])
    assert careful.safe
    assert careful.suppressed.tolist() == [True, False]
    assert attack([release, careful.release("second", DAY)], revision=2).narrower_than(5) == []


def test_an_unsafe_figure_that_was_safe_before_is_hidden_by_itself() -> None:
    safe = protect(Table.from_leaves(PLAIN, changed({(2, 1): 9})), RULE)
    new = protect(Table.from_leaves(PLAIN, LEAVES), RULE, published=[safe.release("first", DAY)])
    assert new.safe
    # what didn't change was told before and can't hide anything: only the sums that were revised with it can
    assert np.argwhere(new.suppressed).tolist() == [[2, 1], [2, 3], [3, 1], [3, 3]]
    assert min(widths([told(safe), told(new)]).values()) >= 5


def test_what_was_told_before_is_named_as_exposed_and_stops_nothing() -> None:
    """A first page without any protection: the cell is lost, the others of the next table aren't."""
    table = Table.from_leaves(PLAIN, LEAVES)
    counts = table.values.ravel()
    careless = Release("careless", DAY, tuple(table.keys()), counts, counts, counts, np.zeros(16, dtype=bool))
    found = protect(table, RULE, published=[careless])
    assert not found.safe
    assert found.exposed == (("R", "y"),)
    assert found.suppressed.sum() == 1


def test_an_area_that_is_split() -> None:
    """The old area was published as 24; its parts 21 and 3 add up to it."""
    old = Table((Axis.flat("area", ("P", "Q")),), np.array([24, 40]))
    release = protect(old, RULE).release("old", DAY)
    new = Table((Axis.flat("area", ("P1", "P2", "Q")),), np.array([21, 3, 40]))
    assert protect(new, RULE, published=[release]).suppressed.tolist() == [False, True, False]
    split = same_total([("P",)], [("P1",), ("P2",)])
    found = protect(new, RULE, published=[release], relations=[split])
    assert found.safe
    assert found.suppressed.tolist() == [True, True, False]
    assert min(widths([told(protect(old, RULE)), told(found)], [split]).values()) >= 5


def test_a_split_that_is_known_roughly() -> None:
    old = Table((Axis.flat("area", ("P", "Q")),), np.array([24, 40]))
    release = protect(old, RULE).release("old", DAY)
    new = Table((Axis.flat("area", ("P1", "P2", "Q")),), np.array([22, 3, 40]))
    roughly = Relation(((("P",), 1.0), (("P1",), -1.0), (("P2",), -1.0)), slack=1)
    found = protect(new, RULE, published=[release], relations=[roughly])
    assert found.suppressed.tolist() == [True, True, False]
    wide = Relation(roughly.terms, slack=10)  # so rough that it tells nothing: 3 may be anything up to 12
    assert protect(new, RULE, published=[release], relations=[wide]).suppressed.tolist() == [False, True, False]
    with pytest.raises(ValueError, match="relations must hold"):
        protect(new, RULE, published=[release], relations=[Relation(roughly.terms)])


def test_a_rounded_release_narrows_what_can_be_hidden() -> None:
    table = Table.from_leaves(PLAIN, LEAVES)
    rounded = round_to(table, 10).release("rounded", DAY)
    found = protect(table, RULE, published=[rounded])
    shown = attack([rounded, found.release("counts", DAY)])
    assert found.safe == (shown.narrower_than(5) == [])
    assert found.safe


def test_a_public_release_is_not_enough_to_go_on() -> None:
    table, _, _, release = first_release()
    with pytest.raises(ValueError, match="published must have the values of release 'first'"):
        protect(table, RULE, published=[release.public()])


def test_three_releases_of_changing_tables_tell_nobody_anything() -> None:
    random = np.random.default_rng(11)
    for table in tables(5, seed=12):
        shown, kept = [], []
        for number in range(3):
            leaves = table.values[table.leaves]
            revised = np.where(random.random(leaves.size) < 0.15, random.poisson(leaves + 0.5), leaves)
            shape = [int(axis.leaves.sum()) for axis in table.axes]
            table = Table.from_leaves(table.axes, revised.reshape(shape))
            prices = random.uniform(0.5, 20, table.values.shape)
            found = protect(table, RULE, published=kept, prices=prices, optimum_up_to=0)
            kept.append(found.release(str(number), DAY))
            shown.append(told(found))
            left = widths(shown)
            lost = set(found.exposed)
            narrow = {key for (key, _), width in left.items() if width < 5 - 1e-6}
            # a cell can only be lost to what was told before; and what is called lost is
            assert narrow <= lost or number == 0
            assert number > 0 or not lost
