# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A release as it is kept: written, read back, and without what only the publisher knows."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date

import numpy as np
import pytest

from baken.cores.disclosure import Axis, Release, Rule, Table, attack, protect

TABLE = Table.from_leaves(
    (Axis.flat("area", "PQR", total="T"), Axis.flat("type", "xyz", total="all")),
    [[20, 50, 10], [8, 19, 22], [17, 3, 12]],
)
RELEASE = protect(TABLE, Rule(4)).release("first", date(2026, 1, 31))


def same(one: Release, other: Release) -> bool:
    pairs = [(getattr(one, field.name), getattr(other, field.name)) for field in fields(Release)]
    return all(
        np.array_equal(a, b, equal_nan=a.dtype.kind == "f") if isinstance(a, np.ndarray) else a == b for a, b in pairs
    )


@pytest.mark.parametrize("release", [RELEASE, RELEASE.public()])
def test_what_is_read_back_is_what_was_written(release: Release) -> None:
    assert same(Release.from_json(release.to_json()), release)


def test_protection_goes_on_from_what_was_read_back() -> None:
    read = Release.from_json(RELEASE.to_json())
    one, other = (protect(TABLE, Rule(4), published=[release]) for release in (read, RELEASE))
    assert (one.suppressed == other.suppressed).all()


def test_nothing_confidential_is_in_the_public_part() -> None:
    public = RELEASE.public()
    hidden = ~RELEASE.exact
    assert hidden.sum() == 4
    assert np.isnan(public.values[hidden]).all()
    assert not public.sensitive.any()
    written = json.loads(public.to_json())
    assert written["sensitive"] == []
    assert [written["values"][cell] for cell in np.flatnonzero(hidden)] == [None] * 4
    # and it still holds all that an outsider can use
    assert attack([public]).width.tolist() == attack([RELEASE]).width.tolist()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 9}, "text must be a release of format 1"),
        ({"keys": None}, "text must be a release"),
        ({"low": [1]}, "low of release 'first' must have one entry"),
        ({"values": [10**6] * 16}, "values of release 'first' must lie within"),
        ({"keys": [["P", "x"]] * 16, "relations": []}, "keys of release 'first' must differ"),
        ({"relations": [[[99], [1], 0, 0]]}, "text must be a release"),
        ({"date": "yesterday"}, "isoformat"),
    ],
)
def test_what_is_no_release_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Release.from_json(json.dumps(json.loads(RELEASE.to_json()) | change))


@pytest.mark.parametrize("text", ["", "[]", "3", "{}"])
def test_nor_is_other_text(text: str) -> None:
    with pytest.raises(ValueError):
        Release.from_json(text)
