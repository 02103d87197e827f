# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Papers as accessible PDF (PDF/UA-1) by typst, from text alone: the template holds the layout, the text comes as JSON."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
ROUNDS = 12
REPLACEMENT = "?"
ASCII = 127


def pdf_of(template: Path, told: Mapping[str, Any], timestamp: int, fonts: Iterable[Path] = ()) -> bytes:
    """Return the PDF of a template with what it tells: the same text at the same moment (Unix seconds) gives the same bytes.

    PDF/UA allows no letter that can't be shown. Typst names the first that no font holds; it becomes a question mark, and what
    is left after some rounds becomes one all at once.
    """
    text, folders = json.dumps(told, ensure_ascii=False), [str(one) for one in fonts]
    for _round in range(ROUNDS):
        try:
            return _typeset(template, text, timestamp, folders)
        except _compiler().TypstError as problem:
            found = UNSHOWN.search(str(problem))
            if found is None:
                raise
            unshown = ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), found.group(1))
            for sign in set(unshown) - set(REPLACEMENT):
                if ord(sign) > ASCII:
                    text = text.replace(sign, REPLACEMENT)
    return _typeset(
        template, "".join(sign if _surely_shown(sign) else REPLACEMENT for sign in text), timestamp, folders
    )


def _surely_shown(sign: str) -> bool:
    return sign == "\N{MINUS SIGN}" or bool(sign.encode("cp1252", "ignore"))


def _typeset(template: Path, text: str, timestamp: int, fonts: list[str]) -> bytes:
    return bytes(
        _compiler().compile(
            str(template),
            root=str(template.parent),
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": text},
            pdf_standards=["ua-1"],
            timestamp=timestamp,
        )
    )


@cache
def _compiler() -> Any:
    import typst

    return typst
