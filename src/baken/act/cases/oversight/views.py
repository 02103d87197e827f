# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What supervision sees of sharing: from which register to whom, when, on which basis, for what. Never what it was.

Supervision takes part in no case: it knows a case by its reference, as it does for retention.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Actor, Request, municipality_of, opened, purpose_label, require
from baken.kernel import audit, moment
from baken.kernel.actions import action
from baken.kernel.processing import processes
from baken.ui.csv_export import BOM, csv_file, safe

from .. import queries
from ..models import Sharing
from ..parts import part_label
from ..policies import OVERSEE

PAGE = 50
MOST = 20_000
"""Rows of one export; the newest."""


@dataclass(frozen=True, slots=True)
class Line:
    """One act of sharing, without what was shared."""

    at: datetime
    register: str
    reference: str
    part: str
    recipient: str
    to_reference: str
    covenant: str
    purpose: str
    basis: str
    by: str


def lines(rows: Iterable[Sharing]) -> list[Line]:
    """Return rows as supervision may know them."""
    return [
        Line(
            at=row.at,
            register=row.guarded.vault.name,
            reference=row.guarded.reference,
            part=part_label(row.part),
            recipient=row.recipient,
            to_reference=row.to_reference,
            covenant=row.covenant.name if row.covenant else "",
            purpose=purpose_label(row.purpose),
            basis=row.basis,
            by=row.by.display_name if row.by else "",
        )
        for row in rows
    ]


@require_safe
@processes("supervision")
def sharings(request: Request) -> HttpResponse:
    """The acts of sharing, newest first."""
    actor = _reader(request)
    with opened(actor):
        page = Paginator(queries.shared(actor), PAGE).get_page(request.GET.get("bladzijde"))
        rows, number = lines(page.object_list), page.paginator.count
    response = render(request, "cases/sharings.html", {"page": page, "rows": rows, "number": number})
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@processes("supervision")
def sharings_csv(request: Request) -> HttpResponse:
    """The same for a spreadsheet; that it was taken along stands in the log."""
    actor = _reader(request)
    text = export(actor=actor, at=moment.now())
    response = csv_file(text, "delingen.csv")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@action
def export(*, actor: Actor, at: datetime) -> str:
    """Return the acts of sharing as CSV; leaves a row in the log."""
    require(actor, OVERSEE)
    with opened(actor):
        found = lines(queries.shared(actor)[:MOST])
    audit.record("sharings.exported", municipality_of(actor), rows=len(found))
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    write.writerow(
        [_("wanneer"), _("uit register"), _("dossier"), _("onderdeel"), _("naar"), _("dossier daar"), _("convenant"),
         _("waarvoor"), _("grondslag"), _("door")]
    )  # fmt: skip
    for line in found:
        when = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M")
        told = (when, line.register, line.reference, line.part, line.recipient, line.to_reference, line.covenant,
                line.purpose, line.basis, line.by)  # fmt: skip
        write.writerow([safe(text) for text in told])
    return BOM + out.getvalue()


def _reader(request: Request) -> Actor:
    actor: Actor = request.actor
    require(actor, OVERSEE)
    return actor
