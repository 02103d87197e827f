# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetches the boundaries of one year and stores what changed. Facts aren't touched."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from baken.access.facade import Actor, municipality_of, require, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason
from baken.registry.facade import DivisionChange, DivisionRow, load_division

from ..base import Progress, PullFailed
from .checks import COLLECTIONS, Bounded, checked
from .client import PdokClient
from .outlines import close, simplified

PERMISSION = "observe.figures.load"
FIRST_YEAR = 2021
STEPS = len(COLLECTIONS) + 1
SOURCE = "CBS / Kadaster, wijken en buurten {year} (PDOK)"

Boundaries = DivisionChange
"""What a pull of boundaries did: codes that are new, changed, ended, and how many stayed as they were."""


def pull_boundaries(
    *,
    actor: Actor,
    at: datetime,
    municipality_code: str,
    year: int,
    progress: Progress,
    base_url: str | None = None,
    client: PdokClient | None = None,
) -> Boundaries:
    """Fetch municipality, wijken and buurten as they are in `year` and store them: all of it or nothing.

    Whoever may load figures may do this, for their own municipality. Everything is fetched, checked and simplified before
    anything is stored. An outline that lies within `outlines.TOLERANCE` of the one PDOK gave before makes no new edition.
    `base_url` stands in for settings.PDOK. Raises `Denied` and `PullFailed`.
    """
    _allowed(actor, municipality_code)
    if not re.fullmatch("GM[0-9]{4}", municipality_code):
        raise PullFailed(_("%(area)s is geen gemeentecode, zoals GM0453.") % {"area": municipality_code[:40]})
    if not FIRST_YEAR <= year <= at.year:
        raise PullFailed(
            _("PDOK heeft grenzen van %(first)s tot en met dit jaar. Kies een van die jaren.") % {"first": FIRST_YEAR}
        )
    features = _fetched(client or PdokClient(base_url or settings.PDOK), municipality_code, year, progress)
    progress(STEPS - 1, STEPS, _("grenzen controleren"))
    areas = checked(features, municipality_code)
    outlines = simplified({area.code: area.polygons for area in areas})
    rows = [_row(area, outlines[area.code]) for area in areas]
    change = _store(actor=actor, at=at, municipality_code=municipality_code, year=year, rows=rows)
    progress(STEPS, STEPS, _("grenzen opgeslagen"))
    return change


def _fetched(client: PdokClient, municipality_code: str, year: int, progress: Progress) -> dict[str, Any]:
    features = {}
    try:
        for step, collection in enumerate(COLLECTIONS):

            def tell(what: str, step: int = step) -> None:
                progress(step, STEPS, what)

            def heard(found: int, what: str = collection) -> None:
                tell(f"{what}: {found}")

            tell(collection)
            client.tick = tell  # whoever listens may stop the pull while it waits
            features[collection] = client.features(collection, year=year, municipality=municipality_code, heard=heard)
    finally:
        client.close()
    return features


def _allowed(actor: Actor, municipality_code: str) -> None:
    require(actor, PERMISSION)
    if actor.municipality_id is not None and municipality_of(actor).code != municipality_code:
        raise Denied((Reason("other_municipality", _("Dit hoort bij een andere gemeente.")),))


def _row(area: Bounded, outline: object) -> DivisionRow:
    return DivisionRow(area.code, area.level, area.name, area.parent, outline, area.urbanity, area.address_density)


@action
def _store(*, actor: Actor, at: datetime, municipality_code: str, year: int, rows: list[DivisionRow]) -> DivisionChange:
    """Areas belong to all who use this installation, so Baken itself stores them; that a person asked is logged here."""
    _allowed(actor, municipality_code)
    municipality = municipality_of(actor) if actor.municipality_id is not None else None
    change = load_division(
        actor=system_actor(municipality),
        at=at,
        municipality_code=municipality_code,
        year=year,
        rows=rows,
        source=SOURCE.format(year=year),
        alike=_alike,
    )
    audit.record(
        "boundaries.pulled",
        resource_type="registry.area",
        resource_id=municipality_code,
        year=year,
        new=len(change.new),
        changed=len(change.changed),
        ended=len(change.ended),
        unchanged=change.unchanged,
    )
    return change


def _alike(stored: object, source: str, fetched: object) -> bool:
    """Only an outline that came from PDOK is kept for one that nearly equals it; coarser ones give way."""
    return source.endswith("(PDOK)") and close(stored, fetched)
