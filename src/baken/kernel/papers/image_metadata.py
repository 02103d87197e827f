# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a picture tells beside the picture (place, camera, time, maker, thumbnail) goes; its pixels stay as they are.

The file is taken apart and only what is needed to show it is put together again: no pixel is decoded or encoded anew. The
orientation is kept, in a block of its own, since a camera turns a picture by that alone. JPEG: ITU-T T.81 annex B; PNG: W3C
PNG (third edition) chapters 5 and 11.
"""

import struct
import zlib
from collections.abc import Iterator

from PIL import Image

MAX_PIXELS = 80_000_000
"""Above this a small file can take a program's whole memory when it is shown; no camera of ours makes larger pictures."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
        b"cICP",
    )
)
_EXIF = b"Exif\0\0"
_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_SIZES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
"""Markers of a frame, which tells height and width."""
_ORIENTATION = 0x0112


class NoPicture(ValueError):
    """The content can't be taken apart as such a picture."""


class TooManyPixels(ValueError):
    """The picture is larger than `MAX_PIXELS`."""


def strip(data: bytes, kind: str) -> bytes:
    """Return a picture (`jpg` or `png`) without metadata; other kinds as they are. Stripping again changes nothing.

    Raises `NoPicture` or `TooManyPixels`.
    """
    if kind == "jpg":
        return _jpeg(data)
    if kind == "png":
        return _png(data)
    return data


def _png(data: bytes) -> bytes:
    out, turned, seen = [_PNG], 1, b""
    for name, body in _chunks(data):
        if not seen:
            if name != b"IHDR" or len(body) != 13:
                raise NoPicture("no header")
            _measure(*struct.unpack(">II", body[:8]))
        elif name == b"eXIf":
            turned = _orientation(body)
        if name[0] < 0x61 and name not in _PNG_KEPT:  # a critical chunk that nobody knows
            raise NoPicture("unknown chunk")
        if name == b"iCCP":
            body = _profile_without_name(body)
        if name == b"IDAT" and turned != 1:
            out.append(_chunk(b"eXIf", _tiff(turned)))
            turned = 1
        if name in _PNG_KEPT:
            out.append(_chunk(name, body))
        seen += name if name in (b"IHDR", b"IDAT") and not seen.endswith(name) else b""
    if seen != b"IHDRIDAT":
        raise NoPicture("no pixels")
    return b"".join(out)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and body of each chunk up to the end; what follows the end isn't part of the picture."""
    place = len(_PNG)
    while True:
        if place + 12 > len(data):
            raise NoPicture("cut off")
        length = int.from_bytes(data[place : place + 4], "big")
        name, end = data[place + 4 : place + 8], place + 8 + length
        body, check = data[place + 8 : end], data[end : end + 4]
        if len(check) < 4 or zlib.crc32(name + body) != int.from_bytes(check, "big") or not name.isalpha():
            raise NoPicture("damaged chunk")
        yield name, body
        if name == b"IEND":
            return
        place = end + 4


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _profile_without_name(body: bytes) -> bytes:
    """Return a colour profile under a name that tells nothing."""
    _, found, rest = body.partition(b"\0")
    if not found:
        raise NoPicture("damaged profile")
    return b"icc\0" + rest


def _jpeg(data: bytes) -> bytes:
    out, turned, measured, scanned = [], 1, False, False
    for marker, body, pixels in _segments(data):
        if marker in _SIZES:
            if len(body) < 6:
                raise NoPicture("damaged frame")
            _measure(*struct.unpack(">HH", body[1:5]))
            measured = True
        if marker == _APP1 and body.startswith(_EXIF):
            turned = _orientation(body[len(_EXIF) :])
        kept = _kept(marker, body)
        if kept is not None:
            out.append(_segment(marker, kept) + pixels)
        scanned = scanned or marker == _SOS
    if not (measured and scanned):
        raise NoPicture("no pixels")
    first = [part for part in out[:1] if part[1] == _APP0]
    about = [_segment(_APP1, _EXIF + _tiff(turned))] if turned != 1 else []
    return b"".join((b"\xff\xd8", *first, *about, *out[len(first) :], b"\xff\xd9"))


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield marker, body and, after a start of scan, the coded pixels, up to the end of the picture.

    What follows the end is dropped: other programs put a second picture or a film there.
    """
    if data[:2] != b"\xff\xd8":
        raise NoPicture("no start")
    place = 2
    while True:
        if data[place : place + 1] != b"\xff":
            raise NoPicture("no marker")
        while data[place : place + 1] == b"\xff":
            place += 1
        if place >= len(data):
            raise NoPicture("cut off")
        marker, place = data[place], place + 1
        if marker == _EOI:
            return
        if marker == 0x01 or 0xD0 <= marker <= _SOI or marker < 0xC0:
            raise NoPicture("a marker out of place")
        length = int.from_bytes(data[place : place + 2], "big")
        if length < 2 or place + length > len(data):
            raise NoPicture("cut off")
        body = data[place + 2 : place + length]
        place += length
        start = place
        if marker == _SOS:
            place = _end_of_scan(data, place)
        yield marker, body, data[start:place]


def _end_of_scan(data: bytes, place: int) -> int:
    """Return where the next marker stands: 0xFF followed by neither a zero (a coded 0xFF) nor a restart marker."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise NoPicture("cut off")
        after = data[place + 1]
        if after == 0xFF:
            place += 1
        elif after == 0 or 0xD0 <= after <= 0xD7:
            place += 2
        else:
            return place


def _kept(marker: int, body: bytes) -> bytes | None:
    """Return what to keep of a segment, None for nothing."""
    if marker == _APP0 and body.startswith(b"JFIF\0") and len(body) >= 14:
        return body[:12] + b"\0\0"  # without thumbnail
    if marker == _APP2 and body.startswith(b"ICC_PROFILE\0"):
        return body
    if marker == _APP14 and body.startswith(b"Adobe") and len(body) >= 12:
        return body[:12]  # tells how colours are coded
    return None if _APP0 <= marker <= 0xEF or marker >= 0xF0 else body


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _measure(one: int, other: int) -> None:
    if not one or not other:
        raise NoPicture("no size")
    if one * other > MAX_PIXELS:
        raise TooManyPixels(f"{one} x {other}")


def _orientation(block: bytes) -> int:
    """Return how a camera says that a picture must be turned: 1 (as it is) to 8. What can't be read says nothing."""
    exif = Image.Exif()
    try:
        exif.load(block)
        found = exif.get(_ORIENTATION, 1)
    except Exception:  # a reader of hostile bytes: struct, index and syntax errors alike
        return 1
    return found if isinstance(found, int) and 2 <= found <= 8 else 1


def _tiff(orientation: int) -> bytes:
    """Return the smallest block that tells an orientation: one entry, short, count one."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
