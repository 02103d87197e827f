# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From bytes to YAML nodes, for files that anybody may have made: no tags, no aliases, bounded size and depth."""

from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent
from ruamel.yaml.nodes import MappingNode, Node

from .problems import Problem

MAX_BYTES = 256 * 1024
"""A kadernota is some 20 kB; ten times that is no policy document."""
MAX_DEPTH = 8
MAX_EVENTS = 40_000


def load(text: str | bytes) -> tuple[MappingNode | None, list[Problem]]:
    """Return the root of the file and no problems, or None and what is wrong with the file as such."""
    decoded = _decode(text)
    if isinstance(decoded, Problem):
        return None, [decoded]
    try:
        problems = _dangers(decoded)
        if problems:
            return None, problems
        root = _yaml().compose(decoded)
    except MarkedYAMLError as error:
        return None, [_syntax(error)]
    except (YAMLError, ValueError, RecursionError) as error:
        return None, [
            Problem(
                1,
                "yaml",
                _("dit is geen geldige YAML (%(why)s)") % {"why": type(error).__name__},
                _("controleer het bestand"),
            )
        ]
    if not isinstance(root, MappingNode):
        return None, [
            Problem(
                _line(root),
                "shape",
                _("het bestand moet uit sleutels met waarden bestaan"),
                _("begin met format, slug en title"),
            )
        ]
    return root, []


def _decode(given: str | bytes) -> str | Problem:
    """Return the text, or what kind of file this is instead."""
    raw = given if isinstance(given, bytes) else given.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_BYTES:
        size = {"size": MAX_BYTES // 1024}
        return Problem(
            1, "too_large", _("het bestand is groter dan %(size)d kB") % size, _("lever een kleiner bestand aan")
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = raw[: error.start].count(b"\n") + 1
        return Problem(number, "encoding", _("hier staat tekst die geen UTF-8 is"), _("sla het bestand op als UTF-8"))
    for number, line in enumerate(text.split("\n"), start=1):
        if any((ord(c) < 32 and c not in "\t\r") or ord(c) == 127 for c in line):
            what = _("hier staan tekens die niet in een tekstbestand horen")
            return Problem(number, "binary", what, _("lever een tekstbestand aan"))
    if not text.strip():
        return Problem(1, "empty", _("het bestand is leeg"), _("vul het volgens docs/kadernota-file.md"))
    return text


def _dangers(text: str) -> list[Problem]:
    """Look through the events before anything is built: a bomb of aliases never gets the chance to unfold."""
    problems: list[Problem] = []
    depth = 0
    for count, event in enumerate(_yaml().parse(text)):
        line = event.start_mark.line + 1
        if count > MAX_EVENTS:
            return [
                *problems,
                Problem(
                    line, "too_large", _("het bestand heeft te veel onderdelen"), _("lever een kleiner bestand aan")
                ),
            ]
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            problems.append(Problem(line, "alias", _("verwijzingen met & en * mogen niet"), _("schrijf de waarde uit")))
        if _tagged(event):
            problems.append(
                Problem(
                    line,
                    "tag",
                    _("typen met ! mogen niet"),
                    _("haal het uitroepteken weg of zet de tekst tussen aanhalingstekens"),
                )
            )
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                return [
                    *problems,
                    Problem(
                        line,
                        "too_deep",
                        _("de onderdelen zijn te diep in elkaar gezet"),
                        _("volg de opbouw van docs/kadernota-file.md"),
                    ),
                ]
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            depth -= 1
    return problems


def _tagged(event: Any) -> bool:
    tag = getattr(event, "tag", None)
    return tag is not None and str(tag) not in ("", "None")


def _syntax(error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else 1
    return Problem(
        line,
        "yaml",
        _("dit is geen geldige YAML (%(why)s)") % {"why": error.problem or error.context or "?"},
        _("controleer inspringen, dubbele punten en aanhalingstekens"),
    )


def _line(node: Node | None) -> int:
    return 1 if node is None else node.start_mark.line + 1


def _yaml() -> YAML:
    # Pure, since only that keeps line marks; not round-trip, since that leaves marks of folding in the text.
    return YAML(typ="safe", pure=True)
