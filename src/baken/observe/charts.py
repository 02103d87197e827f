# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shapes for the map, from outlines and the ranking panel."""

from baken.ui.charts.map import MapShape
from baken.ui.panels import Panel

from .panels.words import area_url
from .queries import Picture


def map_shapes(picture: Picture, ranking: Panel) -> list[MapShape]:
    """Return the wijken as shapes with their rate; without a verdict the rate isn't drawn (too few residents)."""
    shapes = []
    for row in ranking.rows:
        info = picture.areas[row.key]
        rate, verdict = ranking.cell(row, "rate"), ranking.cell(row, "verdict")
        if info.outline is None:
            continue
        shapes.append(
            MapShape(
                code=info.code,
                name=info.name,
                href=area_url(info.code, picture.year, picture.as_of),
                geometry=info.outline,
                value=None if verdict.value == "not_assessable" else rate.value,  # type: ignore[arg-type]
                label="",
            )
        )
    return shapes
