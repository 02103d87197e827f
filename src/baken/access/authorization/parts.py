# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which parts a kind of guarded record has, as the features that make them say: for covenants, sights and explanations."""

from collections.abc import Iterable, Mapping
from typing import Any

_parts: dict[str, dict[str, Any]] = {}


def register_parts(kind: str, parts: Mapping[str, Any] | Iterable[str]) -> None:
    """Tell which parts (slug, with what it is called) records of `kind` have. Called once, when the app starts."""
    _parts[kind] = dict(parts) if isinstance(parts, Mapping) else {slug: slug for slug in parts}


def parts_of(kind: str) -> tuple[str, ...]:
    """Return the parts of a kind of record; none for a kind that nobody told of."""
    return tuple(_parts.get(kind, ()))


def all_parts() -> dict[str, str]:
    """Return every part there is, over all kinds, with what it is called."""
    return {slug: str(label) for parts in _parts.values() for slug, label in parts.items()}


def part_label(slug: str, kind: str = "") -> str:
    """Return what a part is called, or its slug where nobody told."""
    if kind in _parts and slug in _parts[kind]:
        return str(_parts[kind][slug])
    return all_parts().get(slug, slug)
