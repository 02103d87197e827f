# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of counts with nested areas, types and periods: what is to be protected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from baken.cores.disclosure.relations import Key, Relation

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension: its codes and, for each, the code it adds up to (None at a top).

    ``Axis("area", ("B1", "B2", "W1", "GM"), ("W1", "W1", "GM", None))`` has two buurten in one wijk. Raises ValueError
    for repeated codes, an unknown parent or a circle.
    """

    name: str
    codes: tuple[str, ...]
    parents: tuple[str | None, ...]

    def __post_init__(self) -> None:
        if not self.codes:
            raise ValueError(f"codes of axis {self.name!r} must not be empty")
        if len(set(self.codes)) != len(self.codes):
            raise ValueError(f"codes of axis {self.name!r} must differ")
        if len(self.parents) != len(self.codes):
            raise ValueError(f"parents of axis {self.name!r} must be as many as its codes")
        unknown = {parent for parent in self.parents if parent is not None} - set(self.codes)
        if unknown:
            raise ValueError(f"parents of axis {self.name!r} must be among its codes, got {sorted(unknown)!r}")
        parent_of = dict(zip(self.codes, self.parents, strict=True))
        for code in self.codes:
            seen, step = {code}, parent_of[code]
            while step is not None:
                if step in seen:
                    raise ValueError(f"parents of axis {self.name!r} must not lead in a circle, got {code!r}")
                seen.add(step)
                step = parent_of[step]

    @classmethod
    def nested(cls, name: str, parents: Mapping[str, str | None]) -> Axis:
        """Return the axis with a code for each key of ``parents``, below the code it maps to."""
        return cls(name, tuple(parents), tuple(parents.values()))

    @classmethod
    def flat(cls, name: str, codes: Sequence[str], *, total: str | None = None) -> Axis:
        """Return the axis of ``codes`` without nesting, with one ``total`` over all of them if it is named."""
        if total is None:
            return cls(name, tuple(codes), (None,) * len(codes))
        return cls(name, (*codes, total), (*([total] * len(codes)), None))

    @property
    def leaves(self) -> Mask:
        """True for codes that nothing adds up to."""
        above = set(self.parents)
        return np.array([code not in above for code in self.codes])

    def families(self) -> list[tuple[int, NDArray[np.intp]]]:
        """Return (position of a parent, positions of its children), children before their parents' own parents."""
        at = {code: position for position, code in enumerate(self.codes)}
        children: dict[int, list[int]] = {}
        for position, parent in enumerate(self.parents):
            if parent is not None:
                children.setdefault(at[parent], []).append(position)
        done: list[tuple[int, NDArray[np.intp]]] = []
        waiting = dict(children)
        while waiting:
            ready = [parent for parent, below in waiting.items() if not any(child in waiting for child in below)]
            done += [(parent, np.array(waiting.pop(parent), dtype=np.intp)) for parent in ready]
        return done

    def near(self) -> tuple[NDArray[np.intp], ...]:
        """Return for each code the positions of those that share a sum with it, itself included."""
        found = [{position} for position in range(len(self.codes))]
        for parent, children in self.families():
            family = {parent, *children.tolist()}
            for member in family:
                found[member] |= family
        return tuple(np.array(sorted(members), dtype=np.intp) for members in found)


@dataclass(frozen=True, slots=True)
class Table:
    """Counts over axes, margins included; ``values`` has one dimension per axis, in the order of its codes.

    ``relations`` are further equations that readers may know, between cells of this table or of earlier releases.
    Raises ValueError where shapes don't fit, counts are negative, fractional or unknown, or a margin isn't the sum of
    its parts: what can't be placed needs a code of its own ("unknown area"), or sums would betray it.
    """

    axes: tuple[Axis, ...]
    values: Numbers
    relations: tuple[Relation, ...] = ()

    def __post_init__(self) -> None:
        values = checked_counts("values", self.values, tuple(len(axis.codes) for axis in self.axes))
        if not self.axes:
            raise ValueError("axes must not be empty")
        if len({axis.name for axis in self.axes}) != len(self.axes):
            raise ValueError("axes must have different names")
        for number, axis in enumerate(self.axes):
            along = np.moveaxis(values, number, 0)
            for parent, children in axis.families():
                if (along[children].sum(axis=0) != along[parent]).any():
                    raise ValueError(f"values of {axis.name} {axis.codes[parent]!r} must be the sum of its parts")
        values.flags.writeable = False
        object.__setattr__(self, "values", values)

    @classmethod
    def from_leaves(cls, axes: Sequence[Axis], leaves: ArrayLike, *, relations: Sequence[Relation] = ()) -> Table:
        """Return the table with margins added up; ``leaves`` has the leaves of each axis only, in the order of its codes."""
        found = checked_counts("leaves", leaves, tuple(int(axis.leaves.sum()) for axis in axes))
        values = np.zeros([len(axis.codes) for axis in axes])
        values[np.ix_(*(np.flatnonzero(axis.leaves) for axis in axes))] = found
        for number, axis in enumerate(axes):
            along = np.moveaxis(values, number, 0)
            for parent, children in axis.families():
                along[parent] = along[children].sum(axis=0)
        return cls(tuple(axes), values, tuple(relations))

    def keys(self) -> Iterator[Key]:
        """Yield the keys of all cells, in the order of ``values.ravel()``."""
        return product(*(axis.codes for axis in self.axes))

    @property
    def leaves(self) -> Mask:
        """True for cells that no margin is in."""
        mask = np.ones(self.values.shape, dtype=np.bool_)
        for number, axis in enumerate(self.axes):
            shape = [1] * len(self.axes)
            shape[number] = -1
            mask &= axis.leaves.reshape(shape)
        return mask

    def sums(self) -> Iterator[tuple[NDArray[np.intp], Numbers]]:
        """Yield each equation of the margins: flat positions of its cells, and weights (1 for parts, -1 for their sum)."""
        positions = np.arange(self.values.size, dtype=np.intp).reshape(self.values.shape)
        for number, axis in enumerate(self.axes):
            along = np.moveaxis(positions, number, 0).reshape(len(axis.codes), -1)
            for parent, children in axis.families():
                weights = np.append(np.ones(children.size), -1.0)
                for column in along[np.append(children, parent)].T:
                    yield column, weights


def checked_counts(name: str, values: ArrayLike, shape: tuple[int, ...]) -> Numbers:
    """Return ``values`` as a fresh float array; ValueError unless finite whole numbers of at least 0 in this shape."""
    found: Numbers = np.array(values, dtype=np.float64)
    if found.shape != shape:
        raise ValueError(f"{name} must have the shape {shape} of the axes, got {found.shape}")
    if not np.isfinite(found).all():
        raise ValueError(f"{name} must be finite: leave a cell that isn't known out of the table")
    if (found < 0).any():
        raise ValueError(f"{name} must not be negative")
    if (found != np.floor(found)).any():
        raise ValueError(f"{name} must be whole numbers of events")
    return found
