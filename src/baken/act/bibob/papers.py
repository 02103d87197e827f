# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Papers in a file, kept encrypted."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.kernel.ids import uuid7
from baken.kernel.papers.kept import CheckedPaper
from baken.kernel.papers.sealed import keep

from .models import Screening, ScreeningPaper
from .steps import mine, note, refuse


@action
def add(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, papers: Iterable[CheckedPaper]
) -> list[ScreeningPaper]:
    """Keep papers with a file, each sealed to a row of its own. Not with a settled file."""
    screening = mine(actor, screening, purpose, None)
    refuse([Reason("settled", _("Dit dossier is afgerond. Open het eerst weer."))] if screening.closed_on else [])
    rows = []
    for checked in papers:
        key = uuid7()
        row = ScreeningPaper(
            id=key, municipality_id=screening.municipality_id, screening=screening, added_at=at,
            **keep(checked, owner_id=key).fields,
        )  # fmt: skip
        row.save(force_insert=True)
        rows.append(row)
    audit.record("bibob.papers_added", screening, purpose=purpose, papers=len(rows))
    note(actor, at, screening, "papers_added", timezone.localdate(at))
    return rows
