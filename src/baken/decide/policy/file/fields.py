# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading one mapping of a file: each value by the type that the format asks for, every mistake kept with its line."""

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from django.utils.translation import gettext as _
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .problems import Problem

T = TypeVar("T")
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
REFERENCE = re.compile(r"[A-Z]{1,3}\d{1,4}")
WHOLE = re.compile(r"-?\d{1,12}")
DECIMAL = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
EMPTY = {"", "~", "null"}


class Fields:
    """The keys of one mapping. Ask for each known key once, then `finish()`; a wrong value gives its default."""

    def __init__(self, node: MappingNode, what: str, problems: list[Problem]):
        self.line: int = node.start_mark.line + 1
        self.lines: dict[str, int] = {}
        self._what, self._problems = what, problems
        self._nodes: dict[str, Node] = {}
        self._asked: set[str] = set()
        for key, value in node.value:
            self._add(key, value)

    def _add(self, key: Node, value: Node) -> None:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            self.problem(line, "key", _("een sleutel moet een woord zijn"), _("schrijf sleutel: waarde"))
        elif key.value in self._nodes:
            self.problem(
                line, "duplicate_key", _("%(key)s staat hier twee keer") % {"key": key.value}, _("laat er één staan")
            )
        else:
            self._nodes[key.value], self.lines[key.value] = value, line

    def problem(self, line: int, slug: str, text: str, advice: str = "") -> None:
        """Remember one problem."""
        self._problems.append(Problem(line, slug, text, advice))

    def at(self, key: str) -> int:
        """Return the line of `key`, or of the mapping where the key is absent."""
        return self.lines.get(key, self.line)

    def finish(self) -> None:
        """Name every key that the format does not know."""
        for key in self._nodes:
            if key not in self._asked:
                near = get_close_matches(key, sorted(self._asked), n=1)
                advice = _("bedoelt u %(key)s?") % {"key": near[0]} if near else _("haal de sleutel weg")
                self.problem(
                    self.lines[key],
                    "unknown_key",
                    _("onbekende sleutel %(key)s bij %(what)s") % {"key": _short(key), "what": self._what},
                    advice,
                )

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """Return the value of `key` as it was written; None where it is absent or empty."""
        self._asked.add(key)
        node = self._nodes.get(key)
        if isinstance(node, ScalarNode) and node.style is None and node.value.strip() in EMPTY:
            node = None
        if node is None and required:
            self.problem(
                self.at(key),
                "missing",
                _("%(key)s ontbreekt bij %(what)s") % {"key": key, "what": self._what},
                _("vul %(key)s in") % {"key": key},
            )
        return node

    def _scalar(self, key: str, required: bool, parse: Callable[[ScalarNode], T | None], expected: str) -> T | None:
        node = self.node(key, required=required)
        if node is None:
            return None
        value = parse(node) if isinstance(node, ScalarNode) else None
        if value is None:
            got = _short(node.value) if isinstance(node, ScalarNode) else _("een lijst of groep")
            self.problem(
                self.at(key),
                "type",
                _("%(key)s moet %(expected)s zijn, niet ‘%(got)s’") % {"key": key, "expected": expected, "got": got},
                _("pas de waarde aan"),
            )
        return value

    def text(self, key: str, *, required: bool = False, limit: int = 4000) -> str:
        found = self._scalar(key, required, lambda node: " ".join(node.value.split()), _("tekst"))
        if found is not None and len(found) > limit:
            self.problem(
                self.at(key),
                "too_long",
                _("%(key)s is langer dan %(limit)d tekens") % {"key": key, "limit": limit},
                _("kort de tekst in"),
            )
            return ""
        return found or ""

    def slug(self, key: str, *, required: bool = True) -> str:
        expected = _("een korte naam van kleine letters, cijfers en streepjes")
        return (
            self._scalar(
                key, required, lambda n: n.value if SLUG.fullmatch(n.value) and len(n.value) <= 50 else None, expected
            )
            or ""
        )

    def number(self, key: str) -> float | None:
        return self._scalar(
            key,
            False,
            lambda n: float(n.value) if n.style is None and DECIMAL.fullmatch(n.value) else None,
            _("een getal"),
        )

    def count(self, key: str) -> int | None:
        """A whole number of hours, euros or things: never below 0."""
        found = self._scalar(key, False, _whole, _("een heel getal"))
        if found is not None and found < 0:
            self.problem(self.at(key), "negative", _("%(key)s is negatief") % {"key": key}, _("vul 0 of meer in"))
            return None
        if found is not None and found > 2_000_000_000:
            self.problem(
                self.at(key), "too_large", _("%(key)s is te groot") % {"key": key}, _("vul een kleiner getal in")
            )
            return None
        return found

    def year(self, key: str, *, required: bool = False) -> int | None:
        def parse(node: ScalarNode) -> int | None:
            found = _whole(node)
            return found if found is not None and 1990 <= found <= 2100 else None

        return self._scalar(key, required, parse, _("een jaar van 1990 tot 2100"))

    def day(self, key: str, *, required: bool = False) -> date | None:
        return self._scalar(key, required, _day, _("een datum als 2026-09-30"))

    def term(self, key: str, ongoing: str) -> date | str | None:
        """A date, or the word that says there is no end."""
        node = self.node(key)
        if isinstance(node, ScalarNode) and node.value == ongoing:
            return ongoing
        expected = _("een datum als 2026-09-30 of het woord %(word)s") % {"word": ongoing}
        return self._scalar(key, False, _day, expected)

    def flag(self, key: str) -> bool:
        return bool(self._scalar(key, False, lambda n: {"true": True, "false": False}.get(n.value), _("true of false")))

    def choice(self, key: str, values: tuple[str, ...], *, required: bool = True) -> str:
        return (
            self._scalar(
                key,
                required,
                lambda n: n.value if n.value in values else None,
                _("een van: %(values)s") % {"values": ", ".join(values)},
            )
            or ""
        )

    def words(self, key: str) -> tuple[tuple[int, str], ...]:
        """A list of texts, each with its line."""
        found = []
        for node in self._sequence(key, required=False):
            if isinstance(node, ScalarNode) and node.value.strip():
                found.append((node.start_mark.line + 1, node.value.strip()))
            else:
                self.problem(
                    node.start_mark.line + 1,
                    "type",
                    _("%(key)s moet een lijst van woorden zijn") % {"key": key},
                    _("schrijf [een, twee]"),
                )
        return tuple(found)

    def references(self) -> tuple[str, ...]:
        """The key `s`: numbers of what the item rests on, such as S40."""
        found = self.words("s")
        for line, word in found:
            if not REFERENCE.fullmatch(word):
                self.problem(
                    line,
                    "reference",
                    _("‘%(word)s’ is geen verwijzing") % {"word": _short(word)},
                    _("schrijf een letter met een nummer, zoals S40"),
                )
        return tuple(word for _line, word in found if REFERENCE.fullmatch(word))

    def items(self, key: str, read: Callable[["Fields"], T], what: str, *, required: bool = False) -> tuple[T, ...]:
        """A list of mappings, each read by `read`."""
        found = []
        for node in self._sequence(key, required=required):
            if isinstance(node, MappingNode):
                fields = Fields(node, what, self._problems)
                found.append(read(fields))
                fields.finish()
            else:
                self.problem(
                    node.start_mark.line + 1,
                    "type",
                    _("bij %(key)s moet elk onderdeel uit sleutels bestaan") % {"key": key},
                    _("begin met een streepje en dan sleutel: waarde"),
                )
        return tuple(found)

    def group(self, key: str, read: Callable[["Fields"], T], what: str, *, required: bool = False) -> T | None:
        """One mapping within this one."""
        node = self.node(key, required=required)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self.problem(
                self.at(key),
                "type",
                _("%(key)s moet uit sleutels met waarden bestaan") % {"key": key},
                _("schrijf sleutel: waarde, ingesprongen"),
            )
            return None
        fields = Fields(node, what, self._problems)
        found = read(fields)
        fields.finish()
        return found

    def _sequence(self, key: str, *, required: bool) -> list[Node]:
        node = self.node(key, required=required)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self.problem(
                self.at(key),
                "type",
                _("%(key)s moet een lijst zijn") % {"key": key},
                _("zet elk onderdeel achter een streepje"),
            )
            return []
        return list(node.value)


def _whole(node: ScalarNode) -> int | None:
    return int(node.value) if node.style is None and WHOLE.fullmatch(node.value) else None


def _day(node: ScalarNode) -> date | None:
    try:
        found = date.fromisoformat(node.value)
    except ValueError:
        return None
    return found if len(node.value) == 10 and 1990 <= found.year <= 2100 else None


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
