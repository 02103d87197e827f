# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a map is made of: areas, the words at them, and the size of those words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import outline as o

WIDTH, MOST_HEIGHT = 560.0, 620.0
LEADING = 17.0
"""Distance of lines in pixels, at a type of 15.5 px."""
LETTERS = {"mwMW@": 12.0, "iljI.,'’": 4.0, " -ftr1()": 4.8}
CAPITAL, LETTER = 9.0, 8.0


def width_of(*texts: str) -> float:
    """Return about how wide the widest text is in pixels, at 15.5 px: measured in Source Sans, rounded upward."""
    return max((sum(map(_letter, text)) for text in texts), default=0.0)


def _letter(letter: str) -> float:
    known = next((width for letters, width in LETTERS.items() if letter in letters), None)
    return known if known is not None else CAPITAL if letter.isupper() else LETTER


@dataclass(frozen=True, slots=True)
class MapShape:
    """One area. `geometry` is GeoJSON in WGS84. `value` None: no class, drawn dashed; `label` still says what there is.

    `rank` is the number on phones; where it is 0, the place in the caller's order, which is the ranking beside the map.
    """

    code: str
    name: str
    href: str
    geometry: Mapping[str, Any]
    value: float | None = None
    label: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """Words at an area: `lines` centred on `x`, from `y` (baseline of the first) downward, the last with the figure.

    `leader` is the line (x1, y1, x2, y2) to the area where the words stand outside it.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    figure: str
    leader: tuple[float, float, float, float] | None = None

    @property
    def own_line(self) -> bool:
        """Whether the figure has a line of its own, or stands behind the second half of the name."""
        return self.leader is not None or len(self.lines) == 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """One area as drawn: its rings in pixels, its class (0 = none), its number (0 = no room for it) and where the
    words stand."""

    shape: MapShape
    rings: tuple[o.Ring, ...]
    step: int
    rank: int
    heart: o.XY
    label: Label | None = None

    @property
    def path(self) -> str:
        """The area as an SVG path."""
        return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in self.rings)

    @property
    def dark(self) -> bool:
        """Whether words on it must be white."""
        return self.step >= 4


def split(name: str, longest: int) -> tuple[str, ...]:
    """Return a name in at most two lines, broken after the space or hyphen nearest to its middle."""
    places = [i + 1 for i, letter in enumerate(name[:-1]) if letter in " -"]
    if len(name) <= longest or not places:
        return (name,)
    at = min(places, key=lambda i: abs(i - len(name) / 2))
    return name[:at].strip(), name[at:].strip()
