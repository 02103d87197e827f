# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws the icons of Baken Veld from the mark (ui/static/ui/mark.svg): paper on petrol, with room round it for a mask.

python scripts/make_field_icons.py
"""

import math
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "src/baken/ui/static/ui/field"
PAPER, ACCENT = "#ffffff", "#0b4f63"
OVER = 4
"""Drawn so many times larger and brought back, for smooth edges."""


def wave(top: float, phase: float) -> list[tuple[float, float]]:
    """Return half of the waterline of the mark: two crests from 3 to 21, in units of the mark."""
    steps = [3 + 18 * i / 96 for i in range(97)]
    return [(x, top - 0.62 * math.sin((x - 3) / 18 * 4 * math.pi + phase)) for x in steps]


def mark(size: int, share: float) -> Image.Image:
    """Return the mark in a square; its height is `share` of it."""
    whole = size * OVER
    picture = Image.new("RGB", (whole, whole), ACCENT)
    unit = whole * share / 30
    left, top = (whole - 24 * unit) / 2, (whole - 30 * unit) / 2

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(left + x * unit, top + y * unit) for x, y in points]

    draw = ImageDraw.Draw(picture)
    draw.polygon(at((12, 0), (18.5, 7), (12, 14), (5.5, 7)), fill=PAPER)
    draw.polygon(at((10.6, 15), (13.4, 15), (13.4, 24), (10.6, 24)), fill=PAPER)
    draw.polygon(at(*wave(26.8, 0), *reversed(wave(29.0, 0))), fill=PAPER)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    for name, size, share in (("icon-192", 192, 0.7), ("icon-512", 512, 0.7), ("icon-maskable-512", 512, 0.52)):
        mark(size, share).save(FOLDER / f"{name}.png", optimize=True)
