# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the letters of documents from those of the pages: fixed weights as TrueType, which typst and vl-convert read.

Run it only when the letters of the pages change; it needs `fonttools` and `brotli`, which Baken itself does not:
`uv run --with fonttools --with brotli python scripts/make_document_fonts.py`. The licence (OFL 1.1) reserves the name
"Source", so what is changed gets another: Baken Sans, Baken Serif.
"""

from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parent.parent / "src/baken/ui/static/ui/fonts"
TARGET = Path(__file__).resolve().parent.parent / "src/baken/account/documents/fonts"
WANTED = (
    ("source-sans-3-latin-wght-normal.woff2", "Baken Sans", {"Regular": 400, "SemiBold": 600}),
    ("source-serif-4-latin-wght-normal.woff2", "Baken Serif", {"SemiBold": 600}),
)
NAMES = (1, 2, 3, 4, 6, 16, 17, 21, 22, 25)


def main() -> None:
    """Write one file for each weight."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    for file, family, weights in WANTED:
        for style, weight in weights.items():
            font = TTFont(SOURCE / file)
            font.flavor = None
            axes = {axis.axisTag: weight if axis.axisTag == "wght" else axis.defaultValue for axis in font["fvar"].axes}
            fixed = instancer.instantiateVariableFont(font, axes)
            rename(fixed, family, style)
            fixed["OS/2"].usWeightClass = weight
            path = TARGET / f"{family.replace(' ', '')}-{style}.ttf"
            fixed.save(path)
            print(f"wrote {path.name}, {path.stat().st_size} bytes")


def rename(font: Any, family: str, style: str) -> None:
    """Give a font its own name, in the old and the new name fields."""
    table, plain = font["name"], f"{family.replace(' ', '')}-{style}"
    for record in [r for r in table.names if r.nameID in NAMES]:
        table.removeNames(nameID=record.nameID)
    legacy = family if style == "Regular" else f"{family} {style}"
    for number, text in (
        (1, legacy),
        (2, "Regular"),
        (3, plain),
        (4, f"{family} {style}"),
        (6, plain),
        (16, family),
        (17, style),
    ):
        table.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main()
