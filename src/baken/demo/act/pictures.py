# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Photos of the example, drawn by code: of things, nobody in them, and marked as an example in the picture itself."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

from baken.kernel.papers.kept import CheckedPaper, examine_picture

WIDE, HIGH = 960, 640
WALL, FLOOR, STEEL, WOOD, DARK, LIGHT = (
    (176, 180, 178), (120, 118, 112), (74, 96, 120), (168, 128, 84), (48, 50, 52), (226, 224, 214),
)  # fmt: skip


class _Upload(io.BytesIO):
    """A picture as a form would bring it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.name, self.size = "foto.jpg", len(content)


def drawn(*subjects: str) -> list[CheckedPaper]:
    """Return a photo of each subject (`SUBJECTS`), looked at as any that comes in."""
    return [examine_picture(_Upload(_jpeg(SUBJECTS[subject]))) for subject in subjects]


def _barrels(pen: ImageDraw.ImageDraw) -> None:
    """Eight barrels without a label, at the back of a shed."""
    for row in range(2):
        for number in range(4):
            left, top = 120 + number * 190 + row * 60, 230 + row * 130
            pen.rectangle((left, top, left + 120, top + 190), fill=STEEL, outline=DARK, width=4)
            for band in (50, 130):
                pen.line((left, top + band, left + 120, top + band), fill=DARK, width=5)
            pen.ellipse((left, top - 22, left + 120, top + 22), fill=LIGHT, outline=DARK, width=4)


def _exit(pen: ImageDraw.ImageDraw) -> None:
    """A door that says exit, with pallets before it."""
    pen.rectangle((360, 110, 600, 520), fill=LIGHT, outline=DARK, width=6)
    pen.rectangle((400, 60, 560, 100), fill=(38, 120, 72))
    pen.text((448, 70), "UITGANG", fill=LIGHT)
    for number in range(5):
        top = 520 - number * 56
        pen.rectangle((300, top - 40, 680, top), fill=WOOD, outline=DARK, width=4)
        for post in (300, 480, 640):
            pen.rectangle((post, top, post + 40, top + 16), fill=DARK)


def _trailers(pen: ImageDraw.ImageDraw) -> None:
    """Two trailers without a number plate on a yard."""
    for left in (80, 520):
        pen.rectangle((left, 240, left + 360, 430), fill=LIGHT, outline=DARK, width=6)
        pen.line((left + 360, 420, left + 420, 420), fill=DARK, width=10)
        for wheel in (left + 70, left + 230):
            pen.ellipse((wheel, 400, wheel + 80, 480), fill=DARK)


SUBJECTS: dict[str, Callable[[ImageDraw.ImageDraw], None]] = {
    "barrels": _barrels,
    "exit": _exit,
    "trailers": _trailers,
}


def _jpeg(draw: Callable[[ImageDraw.ImageDraw], None]) -> bytes:
    picture, out = Image.new("RGB", (WIDE, HIGH), WALL), io.BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 430, WIDE, HIGH), fill=FLOOR)
    draw(pen)
    pen.text((20, HIGH - 30), "Voorbeeld, getekend", fill=LIGHT)
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
