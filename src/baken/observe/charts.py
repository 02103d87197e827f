# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shapes for the map, from outlines and the ranking panel."""

from django.utils.translation import gettext as _

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
        unjudged = verdict.value == "not_assessable" or rate.value is None
        shapes.append(
            MapShape(
                code=info.code,
                name=info.name,
                href=area_url(info.code, picture.year, picture.as_of),
                geometry=info.outline,
                value=None if unjudged else rate.value,  # type: ignore[arg-type]
                label=_("niet vergeleken") if unjudged else "",
            )
        )
    return shapes
