# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken sources pull --source pdok`: the boundaries of one year."""

import sys
from typing import TextIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.kernel.moment import now

from ..sources.base import PullFailed
from ..sources.pdok.boundaries import pull_boundaries
from .sources import Bar, Wrong, place


def boundaries(
    *, year: int | None = None, area: str | None = None, base_url: str | None = None, stream: TextIO | None = None
) -> str:
    """Fetch and store the boundaries of a municipality as they are in `year` (this year by default); return what changed.

    Raises `Wrong`; then nothing was stored.
    """
    with override("nl"):
        actor, own = place(area)
        if own is None:
            raise Wrong(_("noem met --area één gemeente, zoals GM0453: grenzen worden per gemeente opgehaald"))
        at = now()
        bar = Bar(stream or sys.stderr)
        try:
            change = pull_boundaries(
                actor=actor,
                at=at,
                municipality_code=own,
                year=year or at.year,
                progress=bar,
                base_url=base_url,
            )
        except PullFailed as failed:
            raise Wrong(str(failed)) from None
        finally:
            bar.end()
        told = {"new": len(change.new), "changed": len(change.changed), "ended": len(change.ended)}
        counts = _("%(new)d gebieden nieuw, %(changed)d gewijzigd, %(ended)d vervallen, %(same)d gelijk")
        return f"pdok {year or at.year}: " + counts % (told | {"same": change.unchanged})
