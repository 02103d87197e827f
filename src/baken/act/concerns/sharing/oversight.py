# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What supervision sees of what was shared from signals: by register, of which kind, with whom, on which basis. Never what."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baken.access.facade import Actor, Request, opened, purpose_label
from baken.kernel.processing import processes

from ..doors import reader
from ..models import Packet
from ..policies import OVERSEE
from . import queries as sharing_queries
from .rules import ONWARD

PAGE = 50


@require_safe
@processes("supervision")
def packets(request: Request) -> HttpResponse:
    """All that was shared, newest first, and how much from each register."""
    actor = reader(request, OVERSEE)
    with opened(actor):
        rows = sharing_queries.overseen(actor)
        page = Paginator(rows, PAGE).get_page(request.GET.get("bladzijde"))
        context: dict[str, Any] = {
            "page": page,
            "rows": [_line(row) for row in page.object_list],
            "registers": _by_register(actor),
            "number": page.paginator.count,
        }
        response = render(request, "concerns/sharing/oversight.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _by_register(actor: Actor) -> list[dict[str, Any]]:
    """Return the numbers of each register: shared, taken back, answered."""
    rows = sharing_queries.overseen(actor).order_by().values("vault__name")
    found = rows.annotate(
        shared=Count("pk"),
        recalled=Count("pk", filter=Q(recalled_at__isnull=False)),
        unread=Count("pk", filter=Q(partner__isnull=False, first_read_at__isnull=True, recalled_at__isnull=True)),
    )
    return [dict(row) for row in found.order_by("vault__name")]


def _line(row: Packet) -> dict[str, Any]:
    return {
        "at": row.shared_at,
        "reference": row.reference,
        "register": row.vault.name,
        "category": row.category.name if row.category else "",
        "recipient": row.partner.name if row.partner else row.to_vault.name if row.to_vault else "",
        "covenant": row.covenant.name if row.covenant else "",
        "purpose": purpose_label(row.purpose),
        "basis": row.basis,
        "onward": ONWARD.get(row.onward, row.onward),
        "by": row.by.display_name if row.by else "",
        "recalled_at": row.recalled_at,
        "first_read_at": row.first_read_at,
    }
