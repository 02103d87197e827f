# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of observe."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from baken.ui.panels import Panel, Section

from . import reference
from .actions import load_source
from .alerts.example import play_alerts
from .alerts.home import alert_lines
from .area_blocks import AreaBlock, Link, register_area_block
from .changed import on_figures_changed
from .local_files.actions import import_file
from .local_files.practice import play_local_files
from .local_files.problems import FileProblems
from .local_files.queries import UnknownMapping
from .own_figures.example import invented as invented_counts
from .own_figures.example import play_own_months
from .own_figures.last_year import LastYear, own_figure_url, own_last_year
from .own_figures.nightly import close_what_ended
from .own_figures.queries import (
    OwnSeries,
    closed_years,
    example_sources,
    own_indicators,
    own_series,
    own_years,
    source_of_indicator,
)
from .panels import (
    change_panel,
    indicators_panel,
    lede,
    long_series_panel,
    municipalities_panel,
    national_types_panel,
    perception_panel,
    ranking_panel,
    summary,
    trend_panel,
)
from .panels.words import figure_url, source_of
from .picture.figures import Figure, Step
from .picture.indicators import METHOD_BREAKS, Indicator, catalogue
from .picture.series import arrange
from .pulls.example import play_pulls
from .pulls.rounds import do_rounds, end_rounds
from .queries import MAIN, NoFigures, Picture, UnknownArea, known_years, latest_year, picture_of
from .sources.base import UNKNOWN, Batch, LocalSource, OwnCount, OwnIndicator, Source, register_local_source
from .sources.example import ExampleSource
from .sources.reference import ReferenceSource
from .store import store
from .themes import THEMES, is_sensitive, may_be_shown

INDICATORS = catalogue()


def figures_of(
    wanted: Iterable[tuple[str, str]], year: int, as_of: datetime | None = None, municipality: str | None = None
) -> dict[tuple[str, str], Figure]:
    """Return figures by (indicator, area) with their verdicts, for areas of one municipality; absent ones are left out.

    `municipality` (CBS code) defaults to that of the first area's code. One read of the facts for all of them.
    """
    pairs = list(dict.fromkeys(wanted))
    if not pairs:
        return {}
    own = municipality or f"GM{pairs[0][1][2:6]}"
    try:
        picture = picture_of(
            own, year=year, as_of=as_of, indicators={slug for slug, _ in pairs} | {MAIN}, compared=False
        )
    except (NoFigures, UnknownArea):
        return {}
    return {pair: f for pair in pairs if (f := picture.figure(*pair)) is not None}


def series_of(indicator: str, area: str, as_of: datetime | None = None) -> dict[int, Figure]:
    """Return an indicator of an area by year, without verdicts, oldest first."""
    from .picture import judging as pure

    facts = store().facts([indicator, "population"], areas=[area], period_kind="year", as_of=as_of)
    series = arrange(facts, catalogue())
    return {
        year: found
        for year in series.facts(indicator, area)
        if (found := pure.figure(series, catalogue()[indicator], area, year)) is not None
    }


def council_sections(municipality: str, year: int, as_of: datetime | None = None) -> tuple[Section, ...]:
    """Return the figures of the council dossier: real ones first, example figures in a section of their own."""
    picture = picture_of(municipality, year=year, as_of=as_of)
    whole = picture.municipality.code
    real: list[Panel | None] = [
        summary(picture),
        ranking_panel(picture),
        change_panel(picture),
        trend_panel(picture, whole),
        long_series_panel(picture),
        municipalities_panel(picture, peers_only=True),
        national_types_panel(picture),
    ]
    examples: list[Panel | None] = [
        indicators_panel(picture),
        perception_panel(picture, tuple(a.code for a in picture.wijken)),
        indicators_panel(picture, example=True),
    ]
    return (
        Section("picture", _("Veiligheidsbeeld"), tuple(p for p in real if p), lede(picture)),
        Section(
            "indicators",
            _("Alle indicatoren"),
            tuple(p for p in examples if p and p.rows),
            _(
                "Cijfers met het woord voorbeeld zijn verzonnen. Ze laten zien hoe dit dossier eruitziet als de "
                "gemeente haar eigen bronnen heeft aangesloten."
            ),
        ),
    )


council_panels = council_sections

__all__ = [
    "INDICATORS",
    "MAIN",
    "METHOD_BREAKS",
    "THEMES",
    "UNKNOWN",
    "AreaBlock",
    "Batch",
    "ExampleSource",
    "Figure",
    "FileProblems",
    "Indicator",
    "LastYear",
    "Link",
    "LocalSource",
    "NoFigures",
    "OwnCount",
    "OwnIndicator",
    "OwnSeries",
    "Picture",
    "ReferenceSource",
    "Source",
    "Step",
    "UnknownArea",
    "UnknownMapping",
    "alert_lines",
    "change_panel",
    "close_what_ended",
    "closed_years",
    "council_panels",
    "council_sections",
    "do_rounds",
    "end_rounds",
    "example_sources",
    "figure_url",
    "figures_of",
    "import_file",
    "invented_counts",
    "is_sensitive",
    "known_years",
    "latest_year",
    "lede",
    "load_source",
    "may_be_shown",
    "municipalities_panel",
    "on_figures_changed",
    "own_figure_url",
    "own_indicators",
    "own_last_year",
    "own_series",
    "own_years",
    "picture_of",
    "play_alerts",
    "play_local_files",
    "play_own_months",
    "play_pulls",
    "ranking_panel",
    "reference",
    "register_area_block",
    "register_local_source",
    "series_of",
    "source_of",
    "source_of_indicator",
    "store",
    "summary",
    "trend_panel",
]
