# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small real pictures, and the same ones with what a camera or a program tells in them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image, PngImagePlugin

SECRET = b"Kanarie te Velsen-Noord"
"""Stands in every picture made by `telling`."""


def pixels(size: tuple[int, int] = (24, 16)) -> Image.Image:
    """A picture that looks different each way it is turned."""
    image = Image.new("RGB", size, (240, 240, 240))
    for x in range(size[0]):
        for y in range(size[1]):
            image.putpixel((x, y), (x * 10 % 256, y * 15 % 256, (x * y) % 256))
    return image


def jpeg(**options: object) -> bytes:
    """A JPEG without anything beside the picture."""
    out = io.BytesIO()
    pixels().save(out, "JPEG", quality=90, **options)
    return out.getvalue()


def png(**options: object) -> bytes:
    """A PNG without anything beside the picture."""
    out = io.BytesIO()
    pixels().save(out, "PNG", **options)
    return out.getvalue()


def exif(orientation: int = 1) -> bytes:
    """What a camera writes: maker, owner, place, and how it was held."""
    told = Image.Exif()
    told[0x010F] = SECRET.decode()
    told[0x0112] = orientation
    told.get_ifd(0x8825)[2] = (52.0, 27.0, 30.0)
    told.get_ifd(0x8825)[29] = SECRET.decode()
    return told.tobytes()


def telling_jpeg(orientation: int = 1, **options: object) -> bytes:
    """A JPEG with camera data, XMP, a comment, Photoshop's block, a thumbnail, and a second file behind it."""
    data = jpeg(exif=exif(orientation), comment=SECRET, icc_profile=profile(), **options)
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    more = [
        (0xE1, xmp),
        (0xED, b"Photoshop 3.0\0" + SECRET),
        (0xE2, b"MPF\0" + SECRET),
        (0xEA, SECRET),
        (0xE0, b"JFXX\0" + SECRET),
    ]
    extra = b"".join(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in more)
    return data[:2] + extra + data[2:] + SECRET + jpeg(exif=exif())


def telling_png(orientation: int = 1) -> bytes:
    """A PNG with texts of each kind, camera data, a time, a private chunk, and something behind it."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_text("Comment", SECRET.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    data = png(pnginfo=texts, exif=exif(orientation), icc_profile=profile(), dpi=(72, 72))
    private = chunk(b"prVt", SECRET) + chunk(b"tIME", b"\x07\xea\x0b\x18\0\0\0")
    return data[:33] + private + data[33:] + SECRET


def profile() -> bytes:
    """A colour profile, which is kept: without it colours come out wrong."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def chunk(name: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that would take gigabytes to show."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 2000))
        + chunk(b"IEND", b"")
    )


def shown(data: bytes) -> Image.Image:
    """What a browser shows: decoded, and turned as the file says."""
    from PIL import ImageOps

    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")


def markers(data: bytes) -> Iterator[int]:
    """The markers of a JPEG up to its first scan."""
    place = 2
    while data[place + 1] != 0xDA:
        yield data[place + 1]
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
