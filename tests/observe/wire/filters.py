# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The part of OData's $filter that StatLine's users write: comparisons of one column with a text, joined by and / or.

A filter is worked out per column: which of its keys are left. Each part that is joined by "and" must be of one column.
"""

from __future__ import annotations

import re
from collections.abc import Callable

TOKEN = re.compile(r"\s*(?:(\(|\)|,)|'((?:[^']|'')*)'|([A-Za-z_]\w*|\d+))")
Test = Callable[[str], bool]


class BadFilter(ValueError):
    """A filter that the server doesn't understand: answered with 400."""


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        at = 0
        text = text.rstrip()
        while at < len(text):
            found = TOKEN.match(text, at)
            if found is None:
                raise BadFilter(text[at:])
            kind = "mark" if found[1] else "text" if found[2] is not None else "word"
            self.tokens.append((kind, found[1] or (found[2].replace("''", "'") if found[2] is not None else found[3])))
            at = found.end()

    def peek(self) -> str:
        return self.tokens[0][1] if self.tokens else ""

    def take(self, *wanted: str) -> str:
        if not self.tokens or (wanted and self.peek() not in wanted):
            raise BadFilter(f"expected {wanted}, found {self.peek()!r}")
        return self.tokens.pop(0)[1]

    def any_of(self) -> dict[str, list[Test]]:
        """`or`: one column, one of its tests holds."""
        parts = [self.all_of()]
        while self.peek() == "or":
            self.take("or")
            parts.append(self.all_of())
        if len(parts) == 1:
            return parts[0]
        columns = {column for part in parts for column in part}
        if len(columns) != 1:
            raise BadFilter("or over several columns")
        column = columns.pop()
        tests = [part[column] for part in parts]
        return {column: [lambda key: any(all(test(key) for test in group) for group in tests)]}

    def all_of(self) -> dict[str, list[Test]]:
        found = dict(self.one())
        while self.peek() == "and":
            self.take("and")
            for column, tests in self.one().items():
                found[column] = [*found.get(column, []), *tests]
        return found

    def one(self) -> dict[str, list[Test]]:
        if self.peek() == "(":
            self.take("(")
            inner = self.any_of()
            self.take(")")
            return inner
        word = self.take()
        if word == "startswith":
            column, prefix = self.arguments(2)
            return {column: [lambda key: key.startswith(prefix)]}
        if word == "substring":
            column, start, length = self.arguments(3)
            self.take("eq")
            wanted = self.take()
            return {column: [lambda key: key[int(start) : int(start) + int(length)] == wanted]}
        how, value = self.take("eq", "ge", "le"), self.take()
        tests: dict[str, Test] = {
            "eq": lambda key: key == value,
            "ge": lambda key: key >= value,
            "le": lambda key: key <= value,
        }
        return {word: [tests[how]]}

    def arguments(self, count: int) -> list[str]:
        self.take("(")
        found = [self.take()]
        while len(found) < count:
            self.take(",")
            found.append(self.take())
        self.take(")")
        return found


def parse(text: str) -> dict[str, list[Test]]:
    """Return per column the tests that a key must pass."""
    if not text:
        return {}
    parser = _Parser(text)
    found = parser.any_of()
    if parser.tokens:
        raise BadFilter(f"left over: {parser.peek()!r}")
    return found
