# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compiles the store's questions ahead of time: ``python -m baken.observe.facts.ahead`` writes ``compiled.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from baken.observe.facts.query import AHEAD, LIMITS, Shape, compiled, key


def usual() -> Iterator[tuple[str, Shape]]:
    """The questions and shapes that are compiled ahead of time: all that the store's own methods can ask."""
    for size in range(len(LIMITS) + 1):
        for shape in combinations(LIMITS, size):
            yield "rows", shape
    yield "rows", ("areas", "periods", "versions")
    yield "ranking", ("levels", "periods")
    yield "ranking", ("levels", "periods", "as_of")


def compiled_ahead() -> str:
    """What ``compiled.json`` should hold."""
    found = {key(question, shape): compiled(question, shape) for question, shape in usual()}
    return json.dumps(found, ensure_ascii=False, indent=0) + "\n"


def main() -> None:
    """Write ``compiled.json``; to be run after a change of the expressions or of Ibis."""
    Path(__file__).with_name(AHEAD).write_text(compiled_ahead(), encoding="utf-8")


if __name__ == "__main__":
    main()
