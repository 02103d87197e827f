# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far the wijken lie apart, over the years, and whether that changed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.cores.estimation import Disparity, Reason
from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Sentence

from ..picture.together import apart, apart_since
from ..queries import MAIN, Picture
from .words import listed, shown_as_of, small, sources_of, why_not


def disparity_panel(picture: Picture) -> Panel | None:
    """Return the distance between wijken per year up to the picture's, with the change since the first; None without any."""
    codes = [area.code for area in picture.wijken]
    indicator, wildness = picture.indicators[MAIN], picture.dispersion(MAIN, "wijk")
    years = [year for year in picture.years if year <= picture.year]
    told = {year: apart(picture.series, indicator, codes, year, wildness) for year in years}
    now = told.get(picture.year)
    if now is None or now.distance is None:
        return None
    known = [year for year in years if told[year].distance is not None]
    return Panel(
        key="disparity",
        title=_title(picture, now, known, codes),
        subtitle=_("Hoe ver wijken doorgaans boven of onder het gemiddelde van de gemeente liggen"),
        unit=_("% van het gemiddelde"),
        period=f"{known[0]}-{known[-1]}" if len(known) > 1 else str(picture.year),
        as_of=shown_as_of(picture.as_of),
        columns=(Column("year", _("Jaar")), Column("rate", _("Afstand"), Kind.PERCENT)),
        rows=tuple(Row(str(year), (Cell(str(year)), _cell(told[year]))) for year in years),
        sentences=tuple(_sentences(picture, now, codes)),
        sources=sources_of(list(picture.figures(MAIN, "wijk").values())),
        notes=(_("Wat toeval aan afstand geeft, is eraf getrokken."), *_left_out(picture, now, codes)),
        chart="interval",
    )


def _cell(one: Disparity) -> Cell:
    if one.distance is None or one.lower is None or one.upper is None:
        return Cell(note=why_not(str(one.reason)) or _("geen cijfer"))
    return Cell(round(100 * one.distance, 2), round(100 * one.lower, 2), round(100 * one.upper, 2))


def _title(picture: Picture, now: Disparity, known: list[int], codes: list[str]) -> str:
    used = sum(reason is None for reason in now.left_out)
    words = {"year": picture.year, "count": small(used), "percent": fmt.number(100 * (now.distance or 0), Kind.PERCENT)}
    if not now.differ:
        return _("In %(year)s verschillen de wijken niet aantoonbaar van elkaar") % words
    text = (
        ngettext(
            "In %(year)s lag %(count)s wijk doorgaans %(percent)s boven of onder het gemiddelde",
            "In %(year)s lagen %(count)s wijken doorgaans %(percent)s boven of onder het gemiddelde",
            used,
        )
        % words
    )
    if len(known) < 2:
        return text
    step = apart_since(
        picture.series,
        picture.indicators[MAIN],
        codes,
        (known[0], picture.year),
        picture.dispersion(MAIN, "wijk"),
    )
    ends = {
        "higher": _("het verschil is aantoonbaar groter dan in %(year)s"),
        "lower": _("het verschil is aantoonbaar kleiner dan in %(year)s"),
        "no_significant_change": _("of dat anders is dan in %(year)s, is niet aan te tonen"),
    }
    end = ends.get(str(step.verdict))
    return f"{text}; {end % {'year': known[0]}}" if end else text


def _sentences(picture: Picture, now: Disparity, codes: list[str]) -> list[Sentence]:
    if now.highest is None:
        return []
    top = now.areas[now.highest]
    if top.ratio is None or top.ratio_lower is None or top.ratio_upper is None:
        return []
    words = {"lower": fmt.rate(top.ratio_lower), "upper": fmt.rate(top.ratio_upper)}
    text = _(
        "Per inwoner registreerde de politie hier %(times)s keer zoveel als in de andere wijken samen "
        "(marge %(lower)s tot %(upper)s)."
    )
    if str(top.verdict) == "no_significant_change":
        text = text + " " + _("Omdat het de hoogste van alle is, telt een strengere maat: dit kan toeval zijn.")
    name = picture.areas[codes[now.highest]].name
    return [Sentence(text % {**words, "times": fmt.rate(top.ratio)}, subject=name, tone=str(top.verdict))]


def _left_out(picture: Picture, now: Disparity, codes: list[str]) -> list[str]:
    names = {
        reason: [picture.areas[code].name for code, why in zip(codes, now.left_out, strict=True) if why is reason]
        for reason in (Reason.POPULATION_TOO_SMALL, Reason.POPULATION_UNKNOWN, Reason.COUNT_UNKNOWN)
    }
    return [
        _("Niet meegeteld: %(names)s (%(why)s).") % {"names": listed(left), "why": why_not(str(reason), compared=True)}
        for reason, left in names.items()
        if left
    ]
