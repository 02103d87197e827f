# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concerns on a plain map of the wijken, drawn by the server. Beside each map the same stands in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from baken.registry.facade import Boundaries
from baken.ui.charts import outline

WIDTH, MOST_HEIGHT = 560.0, 620.0
GROUND = "concerns.ground"
LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """The wijken as drawn, and what turns degrees into places on the drawing."""

    projection: outline.Projection
    height: float
    paths: SafeString

    def place(self, point: LonLat) -> outline.XY | None:
        """Return where a point lies on the drawing; None for one that falls off it."""
        ((x, y),) = self.projection.ring((point,))
        return (x, y) if -WIDTH / 10 <= x <= WIDTH * 1.1 and -WIDTH / 10 <= y <= self.height + WIDTH / 10 else None


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of the map: where, what it says when pointed at, and where it leads."""

    at: LonLat
    label: str
    href: str = ""
    late: bool = False


def ground(here: Boundaries) -> Ground | None:
    """Return the drawing of a municipality's wijken, made once for as long as its boundaries stay; None without outlines."""
    kept = here.drawn.get(GROUND)
    if isinstance(kept, Ground):
        return kept
    drawn = [(wijk, outline.rings_of(wijk.outline)) for wijk in here.wijken if wijk.outline]
    if not drawn:
        return None
    projection, height = outline.fit((ring for _w, rings in drawn for ring in rings), 2.0, WIDTH - 4, MOST_HEIGHT)
    paths = format_html_join(
        "",
        '<path d="{}"><title>{}</title></path>',
        ((_path(projection, rings), wijk.name) for wijk, rings in drawn),
    )
    made = Ground(projection, height, paths)
    here.drawn[GROUND] = made
    return made


def small_map(here: Boundaries, point: LonLat | None) -> SafeString:
    """Return a small drawing with one point on it; "" where there is no point or no ground."""
    under = ground(here) if point else None
    at = under.place(point) if under and point else None
    if under is None or at is None:
        return SafeString("")
    x, y = at
    return format_html(
        '<svg class="concern-map small" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '<circle class="here" cx="{}" cy="{}" r="11"/></svg>',
        f"{WIDTH:.0f}", f"{under.height + 4:.0f}", _("De plaats op de kaart van de gemeente"), under.paths,
        f"{x:.1f}", f"{y:.1f}",
    )  # fmt: skip


def big_map(here: Boundaries, dots: Iterable[Dot], label: str) -> SafeString:
    """Return the drawing with many points, each a link; "" without outlines."""
    under = ground(here)
    if under is None:
        return SafeString("")
    placed = [(dot, at) for dot in dots if (at := under.place(dot.at))]
    marks = format_html_join("", "{}", ((_mark(dot, at),) for dot, at in placed))
    return format_html(
        '<svg class="concern-map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>',
        f"{WIDTH:.0f}", f"{under.height + 4:.0f}", label, under.paths, marks,
    )  # fmt: skip


def _mark(dot: Dot, at: outline.XY) -> SafeString:
    x, y = f"{at[0]:.1f}", f"{at[1]:.1f}"
    # the table beside the map leads to the same concerns: five hundred stops of the tab key help nobody
    shape = format_html('<circle class="dot" cx="{}" cy="{}" r="6"/>', x, y)
    if dot.late:
        shape = format_html(
            '<rect class="late" x="{}" y="{}" width="11" height="11"/>', f"{at[0] - 5.5:.1f}", f"{at[1] - 5.5:.1f}"
        )
    return format_html('<a href="{}" tabindex="-1">{}<title>{}</title></a>', dot.href, shape, dot.label)


def _path(projection: outline.Projection, rings: Iterable[outline.Ring]) -> SafeString:
    lines = ("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in projection.ring(ring)) + "Z" for ring in rings)
    return mark_safe("".join(lines))  # noqa: S308 (numbers only)
