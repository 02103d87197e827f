# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions as text that somebody can read and change: YAML, read safely, with the line of what can't be read."""

import io
import re
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from baken.kernel.errors import BakenError

REPEATED = re.compile(r"(^|[\s,\[{:-])[&*][A-Za-z0-9_]+", re.MULTILINE)
"""An anchor or alias: a few lines of them unfold to gigabytes, and nobody needs them here."""
DEEPEST = 12


class BadYaml(BakenError):
    """The text can't be read; the message says on which line."""


def parsed(text: str) -> list[dict[str, Any]]:
    """Return the questions in a text, [] for an empty one. Raises `BadYaml`."""
    if not text.strip():
        return []
    if found := REPEATED.search(_without_quotes(text)):
        line = text.count("\n", 0, found.start(0)) + 1
        raise BadYaml(_("Regel %(line)d: verwijzingen met & en * kunnen hier niet.") % {"line": line})
    try:
        data = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError, RecursionError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        told = _("Regel %(line)d: dit is niet te lezen. Kijk naar het inspringen, streepjes en dubbele punten.")
        raise BadYaml(told % {"line": line}) from wrong
    if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
        raise BadYaml(_("Schrijf een lijst: elke vraag begint met een streepje en een slug."))
    return [_plain(one) for one in data]


def written(questions: list[Any]) -> str:
    """Return questions as text."""
    if not questions:
        return ""
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 4_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.ignore_aliases = lambda *data: True
    out = io.StringIO()
    yaml.dump([_short(one) for one in questions], out)
    return re.sub(r"^  ", "", out.getvalue(), flags=re.MULTILINE)


def _short(question: Any) -> Any:
    """Have the texts, options and conditions of a question stand on one line each."""
    if not isinstance(question, dict):
        return question
    made = CommentedMap()
    for name, value in question.items():
        if isinstance(value, list):
            made[name] = CommentedSeq(_line(one) for one in value)
            if not any(isinstance(one, dict) for one in value):
                made[name].fa.set_flow_style()
        else:
            made[name] = _line(value)
    return made


def _line(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    made = CommentedMap((name, _line(one)) for name, one in value.items())
    made.fa.set_flow_style()
    return made


def _without_quotes(text: str) -> str:
    """Blank out what stands between quotes: there & and * are letters."""
    return re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", lambda found: " " * len(found.group()), text)


def _plain(value: Any, depth: int = 0) -> Any:
    """Return data that JSON can hold: days and numbers become the text that stood there."""
    if depth > DEEPEST:
        raise BadYaml(_("Deze vragen zijn te diep ingesprongen."))
    if isinstance(value, dict):
        return {str(name): _plain(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, depth + 1) for one in value]
    if value is None or isinstance(value, (bool, str)):
        return value
    return str(value)
