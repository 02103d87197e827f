# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was published once: kept, since whatever comes later is read beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from baken.cores.disclosure.relations import Key, Relation
from baken.cores.disclosure.tables import Mask, Numbers, Table

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Release:
    """One publication: per cell the bounds that readers were given, and what only the publisher knows.

    ``low`` and ``high`` are equal for a published count, the bounds of rounding for a rounded one, and what readers know
    beforehand for a suppressed one (0 or 1, and infinity). ``values`` are the true counts and ``sensitive`` tells which
    were unsafe for their own sake: both are needed to protect later releases and are as confidential as the counts.
    ``public()`` leaves them out. Raises ValueError where sizes differ, keys repeat or a count lies outside its bounds.
    """

    name: str
    date: date
    keys: tuple[Key, ...]
    low: Numbers
    high: Numbers
    values: Numbers
    sensitive: Mask
    relations: tuple[Relation, ...] = ()

    def __post_init__(self) -> None:
        for field, kind in (("low", np.float64), ("high", np.float64), ("values", np.float64), ("sensitive", np.bool_)):
            column = np.array(getattr(self, field), dtype=kind)
            if column.shape != (len(self.keys),):
                raise ValueError(
                    f"{field} of release {self.name!r} must have one entry for each of {len(self.keys)} keys"
                )
            column.flags.writeable = False
            object.__setattr__(self, field, column)
        if len(set(self.keys)) != len(self.keys):
            raise ValueError(f"keys of release {self.name!r} must differ")
        if np.isnan(self.low).any() or np.isnan(self.high).any() or (self.low > self.high).any():
            raise ValueError(f"low of release {self.name!r} must not lie above high")
        if ((self.values < self.low) | (self.values > self.high)).any():
            raise ValueError(f"values of release {self.name!r} must lie within low and high")
        known = set(self.keys)
        for relation in self.relations:
            if any(key not in known for key, _ in relation.terms):
                raise ValueError(f"relations of release {self.name!r} must be between its own cells")

    @property
    def exact(self) -> Mask:
        """True for cells of which readers were told the count."""
        mask: Mask = self.low == self.high
        return mask

    def public(self) -> Release:
        """Return what readers were given, without what only the publisher knows."""
        exact = self.exact
        return replace(self, values=np.where(exact, self.low, np.nan), sensitive=np.zeros(exact.size, dtype=np.bool_))

    def to_json(self) -> str:
        """Return the release as JSON, to be read again by ``from_json``; confidential unless it is ``public()``."""
        at = {key: position for position, key in enumerate(self.keys)}
        return json.dumps(
            {
                "format": FORMAT,
                "name": self.name,
                "date": self.date.isoformat(),
                "keys": self.keys,
                "low": _numbers(self.low),
                "high": _numbers(self.high),
                "values": _numbers(self.values),
                "sensitive": np.flatnonzero(self.sensitive).tolist(),
                "relations": [
                    [[at[key] for key, _ in one.terms], [weight for _, weight in one.terms], one.total, one.slack]
                    for one in self.relations
                ],
            },
            allow_nan=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Release:
        """Return the release that ``to_json`` wrote; ValueError where the text is no such release."""
        try:
            found = json.loads(text)
            if found["format"] != FORMAT:
                raise ValueError(f"text must be a release of format {FORMAT}, got {found['format']!r}")
            keys = tuple(tuple(str(code) for code in key) for key in found["keys"])
            sensitive = np.zeros(len(keys), dtype=np.bool_)
            sensitive[found["sensitive"]] = True
            return cls(
                name=str(found["name"]),
                date=date.fromisoformat(found["date"]),
                keys=keys,
                low=_array(found["low"], -np.inf),
                high=_array(found["high"], np.inf),
                values=_array(found["values"], np.nan),
                sensitive=sensitive,
                relations=tuple(
                    Relation(
                        tuple((keys[cell], float(w)) for cell, w in zip(cells, weights, strict=True)), total, slack
                    )
                    for cells, weights, total, slack in found["relations"]
                ),
            )
        except (KeyError, TypeError, IndexError, AttributeError) as problem:
            raise ValueError(f"text must be a release as to_json writes it: {problem!r}") from None


def relations_of(table: Table) -> tuple[Relation, ...]:
    """Return the sums of a table's margins and its further relations between its own cells."""
    keys = list(table.keys())
    sums = tuple(
        Relation(tuple((keys[cell], float(weight)) for cell, weight in zip(cells, weights, strict=True)))
        for cells, weights in table.sums()
    )
    own = set(keys)
    return sums + tuple(one for one in table.relations if all(key in own for key, _ in one.terms))


def _numbers(column: Numbers) -> list[float | int | None]:
    """Whole numbers as such, and None for what JSON can't say (infinite, or not known)."""
    return [None if not np.isfinite(n) else int(n) if n == int(n) else float(n) for n in column.tolist()]


def _array(numbers: Sequence[Any], absent: float) -> Numbers:
    return np.array([absent if number is None else float(number) for number in numbers], dtype=np.float64)
