# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed since the year before: the municipality, then its wijken."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from ..picture.figures import Figure
from ..queries import MAIN, Picture
from .words import (
    area_url,
    change_cell,
    shown_as_of,
    small,
    sources_of,
    value_cell,
    verdict_cell,
)


def change_panel(picture: Picture, *, limit: int | None = None) -> Panel:
    """Return the change since the year before: the municipality, then wijken from most to least certain."""
    figures = list(picture.figures(MAIN, "wijk").values())
    judged = [f for f in figures if f.change]
    ordered = sorted(judged, key=lambda f: f.change.p_value if f.change and f.change.p_value is not None else 2)
    whole = picture.figure(MAIN, picture.municipality.code)
    chosen = ([whole] if whole else []) + ordered[:limit]
    versus = chosen[0].change.versus if chosen and chosen[0].change else picture.year - 1
    earlier = {f.area: picture.series.facts(MAIN, f.area).get(versus) for f in chosen}
    rows = tuple(
        Row(
            f.area,
            (
                Cell(picture.areas[f.area].name, href=area_url(f.area, picture.year, picture.as_of)),
                Cell(int(e.value))
                if (e := earlier[f.area]) and e.value is not None
                else Cell(note=_("niet gepubliceerd")),
                value_cell(f),
                change_cell(f),
                verdict_cell(f.change.verdict, f.change.reason) if f.change else Cell(),
            ),
            total=f is whole,
        )
        for f in chosen
    )
    return Panel(
        key="change",
        title=_change_title(ordered),
        subtitle=_("Geregistreerde misdrijven"),
        unit=_("verandering in %"),
        period=f"{versus}-{picture.year}",
        as_of=shown_as_of(picture.as_of),
        columns=(
            Column("name", _("Gebied")),
            Column("before", str(versus), Kind.COUNT),
            Column("count", str(picture.year), Kind.COUNT),
            Column("change", _("Verandering"), Kind.CHANGE),
            Column("verdict", _("Oordeel"), Kind.VERDICT),
        ),
        rows=rows,
        sources=sources_of(chosen, population=False),
        notes=(
            _("De %(count)s wijken zijn samen beoordeeld: anders kreeg toeval bij elke wijk een nieuwe kans.")
            % {"count": fmt.count(len(judged))},
        ),
        chart="change",
        reference=0.0,
        reference_label="0",
    )


def _change_title(figures: list[Figure]) -> str:
    higher = sum(1 for f in figures if f.change and f.change.verdict == "higher")
    lower = sum(1 for f in figures if f.change and f.change.verdict == "lower")
    if not figures:
        return _("Er is geen eerder jaar om mee te vergelijken")
    if not higher and not lower:
        return _("In geen enkele wijk is er een aantoonbaar verschil; wat u ziet, kan toeval zijn")
    words = {"higher": small(higher), "lower": small(lower)}
    parts = []
    if higher:
        parts.append(ngettext("%(higher)s wijk hoger", "%(higher)s wijken hoger", higher) % words)
    if lower:
        parts.append(ngettext("%(lower)s wijk lager", "%(lower)s wijken lager", lower) % words)
    text = _("%(parts)s; de rest kan toeval zijn") % {"parts": ", ".join(parts)}
    return text[0].upper() + text[1:]
