# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a concern shows of looking up, weighing, the GSO and its reporter: blocks, and what a form needs of them."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import role_label, visible_to
from baken.decide.meetings.facade import Discussed, points_about
from baken.ui.format import day

from .. import queries
from ..blocks import Block
from ..models import Look, Message, Packet, Route, Status, Weighing
from ..policies import SHARE, VIEW
from ..queries import Seen, may_handle
from ..workflow import OUTSIDE, WEIGHABLE
from . import agenda
from .actions import OUTCOMES, SOURCES
from .feedback import REOPEN, of

LANGUAGES = {
    "nl": gettext_lazy("Nederlands"),
    "en": gettext_lazy("Engels"),
    "easy": gettext_lazy("eenvoudig Nederlands"),
}
KINDS = {
    "message": gettext_lazy("bericht"),
    "question": gettext_lazy("vraag"),
    "handled": gettext_lazy("in behandeling"),
    "closed": gettext_lazy("afgerond"),
    "reopen": gettext_lazy("vraagt opnieuw te kijken"),
}


def discussed(seen: Seen) -> list[Discussed]:
    """Return where the concern stands on an agenda or was spoken of, as the reader may see it."""
    return points_about(seen.actor, agenda.SLUG, str(seen.concern.pk))


def points(seen: Seen) -> list[tuple[str, str]]:
    """Return the agenda points on which a weighing can rest: key and words."""
    return [(str(one.key), f"{one.meeting}, {day(one.on)}") for one in discussed(seen)]


def looks_block(seen: Seen, at: datetime) -> Block | None:
    """Return what was looked up; nothing where there is nothing to look up any more."""
    rows = [(row, SOURCES.get(row.source, row.source)) for row in queries.rows(seen, Look).select_related("by")]
    may = seen.concern.status in WEIGHABLE and may_handle(seen)
    return Block("concerns/weighing/_looks.html", {"rows": rows, "may": may}) if rows or may else None


def next_block(seen: Seen, at: datetime) -> Block | None:
    """Return what is next with a concern that is being handled, with the pages of the steps; by when, the page tells."""
    it = seen.concern
    shared = _shared(seen)
    words = _next(seen, shared=shared)
    if not words:
        return None
    mine = may_handle(seen)
    return Block(
        "concerns/weighing/_next.html",
        {"words": words, "steps": steps(seen, shared=shared) if mine else [], "news": mine and it.news},
    )


def _next(seen: Seen, *, shared: bool) -> str:
    """Return in a sentence or two what is next, "" where nothing is."""
    it = seen.concern
    if it.status == Status.AGENDA:
        return _("Het wacht op het signalenoverleg. Weeg het daarna, met wat daar is gezegd.")
    if it.status in WEIGHABLE:
        if agenda.against(it):
            return _("Kijk na wat nodig is, en weeg dan: krijgt dit opvolging, en van wie?")
        return _(
            "Kijk na wat nodig is, vraag zo nodig het signalenoverleg, en weeg dan: krijgt dit opvolging, en van wie?"
        )
    if it.status == Status.ROUTED and it.route in OUTSIDE and not shared:
        return _("Gewogen, maar er is nog niets gedeeld. Deel wat de ontvanger nodig heeft, of rond af.")
    if it.status == Status.ROUTED:
        return _("Gewogen en uitgezet. Rond af zodra u weet hoe het afliep.")
    if it.status == Status.SET_ASIDE:
        return _("Gewogen: geen opvolging. Rond af; daarna ziet u het bericht aan de melder.")
    if it.news and it.status in (Status.CLOSED, Status.REFUSED):
        return _("Lees het, en kies of dat iets verandert.")
    return ""


def _shared(seen: Seen) -> bool:
    """Return whether something of it went to a partner. Asked only where the route leads out of the municipality."""
    return seen.concern.route in OUTSIDE and queries.rows(seen, Packet).filter(partner__isnull=False).exists()


def weighing_block(seen: Seen, at: datetime) -> Block | None:
    """Return the weighing in force, earlier ones, the GSO, and the steps that come next."""
    it = seen.concern
    if it.status == Status.MERGED:
        return None
    rows = list(queries.rows(seen, Weighing).select_related("by"))
    shared = _shared(seen)
    closed = it.status == Status.CLOSED and may_handle(seen) and not it.news  # else what is next offers the same
    return Block(
        "concerns/weighing/_weighing.html",
        {
            "now": next((told(row) for row in rows if row.withdrawn_at is None), None),
            "before": [told(row) for row in rows if row.withdrawn_at is not None],
            "discussed": discussed(seen),
            "steps": steps(seen, shared=shared) if closed else [],
            "outcome": it.get_outcome_display(),
            "agenda": it.status == Status.AGENDA,
            "weighable": it.status in WEIGHABLE,
            "shared": shared,
        },
    )


def told(row: Weighing) -> dict[str, Any]:
    """Return a weighing in words."""
    roles = ", ".join(role_label(role) for role in row.by_role.split(",") if role)
    return {
        "row": row,
        "route": str(Route(row.route).label) if row.route else _("geen opvolging"),
        "by": row.by.display_name if row.by else roles,
        "outside": row.route in OUTSIDE,
    }


def steps(seen: Seen, *, shared: bool) -> list[tuple[str, str, bool]]:
    """Return the pages of the steps that can come next: address, words, whether it is the usual one.

    `shared`: something of it went to a partner already; sharing more begins at the block that shows what went.
    """
    it = seen.concern
    found: list[tuple[str, str, bool]] = []

    def add(name: str, words: str, *, first: bool = False) -> None:
        found.append((reverse(f"concerns:{name}", args=[it.reference]), words, first))

    if it.status in WEIGHABLE:
        add("weigh", _("Weeg dit signaal"), first=True)
    if it.status in (Status.ADMITTED, Status.ENRICHING) and not agenda.against(it):
        add("put_on_agenda", _("Naar het signalenoverleg"))
    if it.status == Status.AGENDA:
        add("off_agenda", _("Haal van de agenda"))
    if it.status in OUTCOMES:
        add("close", _("Rond af"), first=shared or it.route not in OUTSIDE)
    if it.status == Status.ROUTED and it.route in OUTSIDE and not shared and seen.actor.may(SHARE):
        add("share", _("Deel met een partner"), first=True)
    if it.status in (Status.ROUTED, Status.SET_ASIDE):
        add("withdraw", _("Trek de weging in"))
    if it.status == Status.CLOSED:
        add("reopen", _("Open weer"))
    return found


def reporter_block(seen: Seen, at: datetime) -> Block | None:
    """Return what was written between the desk and who reported, also of what was merged into it: marked with its number."""
    it = seen.concern
    found = visible_to(Message.objects.filter(of(it)), seen.actor, VIEW, seen.purpose)
    rows = [
        (row, KINDS.get(row.kind, ""), "" if row.concern_id == it.pk else row.reference)
        for row in found.annotate(reference=F("concern__reference")).order_by("at", "id")
    ]
    mine = may_handle(seen)
    waits = (
        it.status == Status.RECEIVED
    )  # nothing goes out before the toets vooraf; what came in later belongs to what is tested
    if not rows and (waits or not mine):
        return None
    asks_again = any(row.kind == REOPEN and row.read_at is None for row, _kind, _of in rows)
    closed = it.status == Status.CLOSED
    return Block(
        "concerns/weighing/_reporter.html",
        {
            "rows": rows,
            "may": mine and not closed and not waits,
            "may_read": mine and it.news and not (asks_again and closed),
            "asks_again": asks_again,
            "may_answer": mine and asks_again and closed,
            "language": LANGUAGES.get(it.language, it.language),
            "sensitive": it.sensitive,
        },
    )
