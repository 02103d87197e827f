# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text as strangers send it, made fit to keep and to show: every letter of every script stays, what is no text goes."""

import re
import unicodedata

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Control characters, overrides of the writing direction (they make a text read otherwise than it is), halves of letters.
Marks of direction that Arabic and Hebrew need, and what joins emoji, stay."""


def plain(text: str) -> str:
    """Return text without what isn't text, with lines parted by a newline alone, in the normal form NFC."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNFIT.sub("", lines)).strip()
