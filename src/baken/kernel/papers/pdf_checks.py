# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in a PDF that runs by itself, is encrypted, or is a file of its own. No database, no disk, no PDF library.

A reader starts at any place that the file's own table points to, so nothing here goes by the order of the file: names are
sought in all of it, and in every object stream (PDF 1.5: objects packed into one stream) that an object anywhere opens.
A name may be written with its letters as numbers (`/J#61vaScript`, ISO 32000-1, 7.3.5). An object stream that is packed in
a way we don't unpack isn't trusted: ordinary programs write them with Flate alone.

All work is linear in what is looked at, and that is bounded: bytes unpacked, names, marks and letters. So nobody keeps us busy.
"""

import base64
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SCRIPT, EMBEDDED, ENCRYPTED, UNREADABLE, TOO_LARGE = "script", "embedded", "encrypted", "unreadable", "too_large_inside"
REMOTE = "remote"
MAX_TOKENS = 3_000_000
"""Marks that are looked at to find where dictionaries end; a file of 20 MB has some hundred thousands of them."""
MAX_DICTIONARY = 1 << 20
MAX_STREAM_DICTIONARY = 1 << 16
"""Bytes of the dictionary of one stream; ordinary ones have some hundreds."""
MAX_NAMES = 6_000_000
"""Beginnings of names (and letters written as numbers) that are looked at, in the file and what it packs: what takes time."""
MAX_LETTERED = 1 << 20
"""Bytes of object streams written in letters (hexadecimal, base 85), slow to read, and written by no program of now."""
_PIECE = 1 << 16

_ENDS = rb"(?![^\x00\t\n\f\r ()<>\[\]{}/%])"
"""A name ends before white space, before a mark, or with the text."""


def _name(word: str) -> bytes:
    """Return a pattern for a name, each letter as itself or as its number."""
    letters = (rb"(?:%b|#(?i:%02x))" % (letter.encode(), ord(letter)) for letter in word)
    return rb"/" + b"".join(letters) + _ENDS


def _any(*words: str) -> re.Pattern[bytes]:
    return re.compile(b"|".join(_name(word) for word in words))


# An action's kind may stand in an object of its own, or after a remark: the name alone is enough. XFA forms hold scripts.
_SCRIPTS = _any("JavaScript", "Launch", "XFA")
_FILES = _any("EmbeddedFile", "EmbeddedFiles", "RichMedia")
# Actions that may run on opening and go to another computer: a file on a share there gets the reader's name and a proof of the
# password (GoToR, GoToE, ImportData), a form what was filled in (SubmitForm). A link to a page (URI) waits for a click.
_REMOTE = _any("GoToR", "GoToE", "ImportData", "SubmitForm")
_LOCK = re.compile(_name("Encrypt") + rb"[\x00\s]*(?:\d+[\x00\s]+\d+[\x00\s]+R|<<|%)")
_OBJECT = re.compile(rb"obj" + _ENDS)
_BLANK = re.compile(rb"(?:[\x00\t\n\f\r ]|%[^\r\n]*)*")
_LINE_END = re.compile(rb"[\r\n]")
_AFTER_STREAM = re.compile(rb"[ \t]*(?:\r\n|\n|\r)?")
_MARK = re.compile(rb"<<|>>|[(<%]")
_IN_TEXT = re.compile(rb"\\.|[()]", re.DOTALL)
_PACKED = _any("ObjStm")
_FIRST, _COUNT = _any("First"), _any("N")
_FILTER, _ELSEWHERE = _any("Filter"), _any("F")
_FILTERS = re.compile(rb"/Filter[\x00\s]*(\[[^\]%]*\]|/[A-Za-z0-9]+)")
_PREDICTOR = re.compile(rb"/Predictor[\x00\s]+(?!1(?![0-9]))")
_REFERENCE = re.compile(rb"/(?:DecodeParms|DP)[\x00\s]*(?:[0-9%]|\[[^\]<]*[0-9%])")
_NUMBERED = re.compile(rb"#([0-9A-Fa-f]{2})")
_LONGEST = 64
"""Letters kept of one piece for the next: more than the longest name, written in numbers, that is sought."""


class _Unreadable(Exception):
    """An object stream, or the file, can't be looked at."""


class _TooLarge(Exception):
    """It unpacks to more than is allowed."""


def found_in(data: bytes, largest: int) -> tuple[str, ...]:
    """Return what speaks against a PDF, each once: of `SCRIPT`, `EMBEDDED`, `REMOTE`, `ENCRYPTED`, `UNREADABLE`
    and `TOO_LARGE`.

    `largest`: the bytes to which all its object streams together may unpack.
    """
    seen, allowed = _Seen(), _Allowed(largest)
    encrypted, broken = False, ""
    try:
        allowed.names_in(data)
        seen.look(data)
        encrypted = bool(_LOCK.search(data))
        for piece in _unpacked(data, allowed) if not encrypted else ():  # then nothing in it can be unpacked
            seen.look(piece)
    except _Unreadable:
        broken = UNREADABLE
    except _TooLarge:
        broken = TOO_LARGE
    told = (
        ENCRYPTED if encrypted else "",
        SCRIPT if seen.script else "",
        EMBEDDED if seen.file else "",
        REMOTE if seen.remote else "",
        broken,
    )
    return tuple(one for one in told if one)


@dataclass(slots=True)
class _Seen:
    script: bool = False
    file: bool = False
    remote: bool = False

    def look(self, text: bytes) -> None:
        self.script = self.script or bool(_SCRIPTS.search(text))
        self.file = self.file or bool(_FILES.search(text))
        self.remote = self.remote or bool(_REMOTE.search(text))


class _Allowed:
    """How much may still be unpacked and looked at of one file; raises `_TooLarge` beyond it."""

    def __init__(self, largest: int) -> None:
        self.size, self.names, self.lettered = largest, MAX_NAMES, MAX_LETTERED

    def names_in(self, text: bytes) -> None:
        self.names -= text.count(b"/") + text.count(b"#")
        self._check()

    def unpacks(self, piece: bytes) -> None:
        self.size -= len(piece)
        self.names_in(piece)

    def letters(self, count: int) -> None:
        self.lettered -= count
        self._check()

    def _check(self) -> None:
        if min(self.size, self.names, self.lettered) < 0:
            raise _TooLarge


def _unpacked(data: bytes, allowed: _Allowed) -> Iterator[bytes]:
    """Yield the text of every object stream in pieces that overlap, so that no name falls between two."""
    for told, start in _streams(data, allowed):
        tail = b""
        for piece in _decoded(data, told, start, allowed):
            allowed.unpacks(piece)
            yield tail + piece
            tail = piece[-_LONGEST:]


def _streams(data: bytes, allowed: _Allowed) -> Iterator[tuple[bytes, int]]:
    """Yield the dictionary of each object stream, wherever an object begins, and where its content starts."""
    reading = _Reading(data)
    for match in _OBJECT.finditer(data):
        start = reading.past_blank(match.end())
        if not data.startswith(b"<<", start):
            continue
        end = reading.dictionary_end(start)
        if end is None or not data.startswith(b"stream", at := reading.past_blank(end)):
            continue
        if end - start > MAX_STREAM_DICTIONARY:
            raise _Unreadable
        told = data[start:end]
        allowed.names_in(told)
        if _PACKED.search(told) or (_FIRST.search(told) and _COUNT.search(told)):  # readers go by the latter two
            begin = _AFTER_STREAM.match(data, at + len(b"stream"))
            assert begin is not None
            yield told, begin.end()


class _Reading:
    """Finds where things end. What it may look at in all is bounded, so that no file keeps us busy."""

    def __init__(self, data: bytes) -> None:
        self.data, self.left = data, MAX_TOKENS

    def past_blank(self, at: int) -> int:
        found = _BLANK.match(self.data, at, at + _PIECE)
        assert found is not None
        self._spend(found.end() - at)
        if found.end() == at + _PIECE:
            raise _Unreadable
        return found.end()

    def dictionary_end(self, start: int) -> int | None:
        """Return where the dictionary that starts here ends; None where it doesn't: then no reader has a stream in it."""
        depth, at, last = 0, start, min(len(self.data), start + MAX_DICTIONARY)
        while match := self._next(_MARK, at, last):
            at, mark = match.end(), match[0]
            if mark == b"<<":
                depth += 1
            elif mark == b">>":
                depth -= 1
                if depth == 0:
                    return at
            elif mark == b"(":
                at = self._text_end(at, last)
            elif mark == b"<":
                at = self.data.find(b">", at, last) + 1 or last
            else:
                line = self._next(_LINE_END, at, last)
                at = line.end() if line else last
        if last < len(self.data):
            raise _Unreadable
        return None

    def _text_end(self, at: int, last: int) -> int:
        depth = 1
        while depth and (match := self._next(_IN_TEXT, at, last)):
            at = match.end()
            depth += {b"(": 1, b")": -1}.get(match[0], 0)
        return last if depth else at

    def _next(self, sought: re.Pattern[bytes], at: int, last: int) -> re.Match[bytes] | None:
        match = sought.search(self.data, at, last)
        self._spend((match.end() if match else last) - at)
        return match

    def _spend(self, size: int) -> None:
        self.left -= 1 + size // 64
        if self.left < 0:
            raise _Unreadable


def _decoded(data: bytes, told: bytes, start: int, allowed: _Allowed) -> Iterator[bytes]:
    """Yield what an object stream unpacks to. Unpacked ones yield nothing: they were looked at with the file itself."""
    plain = _NUMBERED.sub(lambda match: bytes.fromhex(match[1].decode()), told)
    if plain.count(b"/Filter") > 1 or plain.count(b"/DecodeParms") + plain.count(b"/DP") > 1:
        raise _Unreadable  # a list without end after each of many would be gone through as often
    named = _FILTERS.findall(plain)
    if len(named) != len(_FILTER.findall(told)) or len(named) > 1 or _ELSEWHERE.search(told):
        raise _Unreadable
    if _PREDICTOR.search(plain) or _REFERENCE.search(plain):
        raise _Unreadable
    steps = re.findall(rb"/([A-Za-z0-9]+)", named[0]) if named else []
    while steps and steps[0] in _TEXTS:
        end, decode = _TEXTS[steps.pop(0)]
        until = data.find(end, start)
        if until < 0:
            raise _Unreadable
        allowed.letters(until - start)
        try:
            data, start = decode(data[start:until]), 0
        except ValueError as problem:
            raise _Unreadable from problem
    if steps == []:
        if start == 0:
            yield data
    elif steps in ([b"FlateDecode"], [b"Fl"]):
        yield from _inflated(data, start)
    else:
        raise _Unreadable


def _from_hex(text: bytes) -> bytes:
    digits = re.sub(rb"[\x00\s]", b"", text).decode("ascii")
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


_TEXTS: dict[bytes, tuple[bytes, Callable[[bytes], bytes]]] = {
    b"ASCIIHexDecode": (b">", _from_hex),
    b"AHx": (b">", _from_hex),
    b"ASCII85Decode": (b"~>", base64.a85decode),
    b"A85": (b"~>", base64.a85decode),
}


def _inflated(data: bytes, start: int) -> Iterator[bytes]:
    """Yield in pieces what zlib unpacks from here. What breaks off is shown by readers as far as it goes, so by us too."""
    unpacking = zlib.decompressobj()
    for at in range(start, len(data), _PIECE):
        waiting = data[at : at + _PIECE]
        while waiting and not unpacking.eof:
            try:
                piece = unpacking.decompress(waiting, _PIECE * 16)
            except zlib.error as problem:
                raise _Unreadable from problem
            waiting = unpacking.unconsumed_tail
            if piece:
                yield piece
        if unpacking.eof:
            return
    raise _Unreadable
