# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields of a Word document that start a program or fetch something by themselves. No database, no disk.

A field is an instruction in the text (ECMA-376 part 1, 17.16): `DDEAUTO` starts a program, `INCLUDEPICTURE` with an address asks
another computer for a picture, and tells it who reads. No relation of the file shows either. An instruction may be cut over
several runs, so all of a part are joined before they are judged.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

MOST = 16 << 20
"""Bytes of all instructions of one part together; what programs for references write there stays far below."""
LONGEST = 1 << 16
"""Bytes of the beginning of one field; more is written by no program."""
BEGIN = b"\x01"
"""Stands between fields once they are joined."""
_TAG = re.compile(
    rb"<(?:\w{1,20}:)?(?P<start>instrText|delInstrText|fldChar|fldSimple)\b(?P<more>[^<>]*)>?"
    rb"|</(?:\w{1,20}:)?(?P<end>instrText|delInstrText)\b|(?P<odd><!)"
)
_ANY_TAG = re.compile(rb"<[^<>]*>?")
_MARK = re.compile(rb"fldCharType\s*=\s*[\"']begin", re.IGNORECASE)
_INSTRUCTION = re.compile(rb"\binstr\s*=\s*[\"']([^\"']*)")
_STARTS = re.compile(rf"{BEGIN.decode()}\s*(?:DDE|DDEAUTO|LINK)(?!\w)", re.IGNORECASE)
_FETCHES = re.compile(
    rf"{BEGIN.decode()}\s*INCLUDE(?:PICTURE|TEXT)(?!\w)[^{BEGIN.decode()}]*?(?:\w{{2}}:/|\\\\|//)", re.IGNORECASE
)


def reach_out(pieces: Iterable[bytes]) -> bool:
    """Whether a part of a document, given in pieces, holds a field that runs or fetches by itself.

    True as well for fields with remarks or marks of the document type between them, or longer than any program writes: they
    would read otherwise here than in Word. All work is linear in the length.
    """
    reading = _Reading()
    return any(reading.refuses(piece) for piece in pieces) or reading.ends()


@dataclass(slots=True)
class _Reading:
    """What was seen of a part so far: the instructions joined, and what may go on in the next piece."""

    told: bytearray = field(default_factory=bytearray)
    tail: bytes = b""
    inside: bool = False
    odd: bool = False

    def refuses(self, piece: bytes) -> bool:
        text = self.tail + piece.replace(b"\0", b"")  # UTF-16 has zeros between the letters
        cut = text.rfind(b"<")
        whole = cut if cut >= 0 and text.find(b">", cut) < 0 else len(text)
        self.tail = text[whole:]
        if len(self.tail) > LONGEST:
            if _TAG.match(self.tail):
                return True
            self.tail = b"<"  # a long attribute of something else, such as a drawing
        self._read(text[:whole])
        return len(self.told) > MOST

    def ends(self) -> bool:
        self._read(self.tail)
        told = html.unescape(self.told.decode("utf-8", "replace"))
        return bool(self.told and self.odd) or bool(_STARTS.search(told) or _FETCHES.search(told))

    def _read(self, text: bytes) -> None:
        at = 0
        for match in _TAG.finditer(text):
            self._say(text[at : match.start()])
            at = match.end()
            if match["odd"]:
                self.odd = True
            elif match["end"]:
                self.inside = False
            else:
                self._start(match["start"], match["more"])
        self._say(text[at:])

    def _start(self, name: bytes, more: bytes) -> None:
        if name == b"fldChar":
            self.told += BEGIN if _MARK.search(more) else b""
        elif name == b"fldSimple":
            found = _INSTRUCTION.search(more)
            self.told += BEGIN + (found[1] if found else b"") + BEGIN
        else:
            self.inside = not more.rstrip().endswith(b"/")
            self.odd = self.odd or more.count(b'"') % 2 == 1 or more.count(b"'") % 2 == 1

    def _say(self, text: bytes) -> None:
        if self.inside:
            self.told += _ANY_TAG.sub(b"", text)
