# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads that nobody explained: the queue, one question, and the reader's own page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import (
    ROLES,
    Actor,
    Request,
    RoleAssignment,
    door_word,
    municipality_of,
    purpose_label,
    visible_or_404,
    visible_to,
)
from baken.kernel import moment
from baken.kernel.models import AuditEntry
from baken.kernel.processing import processes, touched
from baken.ui.answering import either, posted

from ..answering import answer, reader
from ..models import ReadLook, ReadReview
from ..policies import EXPLAIN, REVIEW_READS, VIEW_READS
from ..retention.due import kind_label
from . import actions as reads
from . import mail
from .forms import FOLLOW_UPS, ExplainForm, FollowUpForm, ReadFilter, SettleForm
from .rules import reason_told, rule_texts
from .workflow import READ

PAGE = 50
STANDINGS = {
    "open": "attention",
    "answered": "attention",
    "asked": "on_course",
    "explained": "done",
    "unexplained": "behind",
}


def shown(review: ReadReview) -> dict[str, Any]:
    """Return one question as pages show it."""
    return {
        "it": review,
        "kind": kind_label(review.kind),
        "purpose": purpose_label(review.purpose) if review.purpose else "",
        "reasons": [reason_told(rule, review.told) for rule in review.rules],
        "standing": STANDINGS.get(review.status, "attention"),
        "status": READ.status(review.status).label,
        "follow_up": dict(FOLLOW_UPS).get(review.follow_up, ""),
        "follow_up_open": _follows(review),
        "follow_up_late": review.follow_up_by is not None and review.follow_up_by < moment.today(),
    }


@require_safe
@processes("supervision")
def queue(request: Request) -> HttpResponse:
    """What falls outside the pattern of work; what waits for the privacy officer first."""
    actor = reader(request, VIEW_READS)
    rules = rule_texts()
    words = [(status.slug, status.label) for status in READ.statuses]
    short = [(slug, reason_told(slug, {slug: "…"})) for slug in rules]
    form = ReadFilter(request.GET, choices={"stand": words, "regel": short})
    chosen = form.chosen()
    mine = visible_to(ReadReview.objects.select_related("reader"), actor, VIEW_READS)
    rows = mine.filter(status=chosen["stand"]) if "stand" in chosen else mine
    found = [row for row in rows[:1000] if "regel" not in chosen or chosen["regel"] in row.rules]
    found.sort(key=lambda row: row.status not in ("open", "answered") and not _follows(row))
    page = Paginator(found, PAGE).get_page(request.GET.get("bladzijde"))
    waiting = mine.filter(status__in=["open", "answered"]).count()
    following = mine.filter(follow_up_done_at__isnull=True).exclude(follow_up="").count()
    context = {
        "page": page,
        "rows": [shown(row) for row in page.object_list],
        "waiting": waiting,
        "following": following,
        "form": form,
        "filtered": bool(chosen),
        "rules": rules.values(),
        "look": visible_to(ReadLook.objects.all(), actor, VIEW_READS).first(),
        "manage": actor.may(REVIEW_READS),
    }
    return render(request, "privacy/reads.html", context)


def _follows(review: ReadReview) -> bool:
    return bool(review.follow_up) and review.follow_up_done_at is None


@require_POST
@processes("supervision")
def look(request: Request) -> HttpResponse:
    """Look at the reads of today already now; the worker does it each night."""
    actor = reader(request, REVIEW_READS)
    found = reads.look(actor=actor, at=moment.now(), municipality=municipality_of(actor))
    messages.success(request, _("Bekeken. %(n)d keer een vraag toegevoegd of aangevuld.") % {"n": found})
    return redirect("privacy:reads")


@either
@processes("supervision")
def read(request: Request, pk: UUID) -> HttpResponse:
    """One question; the privacy officer settles it here."""
    actor = reader(request, VIEW_READS)
    review = visible_or_404(_reviews(), actor, VIEW_READS, pk=pk)
    if request.method == "POST":
        reader(request, REVIEW_READS)
    touched(request, "account", review.reader_id)
    form = SettleForm(posted(request), initial={"version": review.version})
    context = {**_page(actor, review), "following": FollowUpForm(initial={"version": review.version})}

    def act() -> str:
        values = form.cleaned_data
        reads.settle(
            actor=actor,
            at=moment.now(),
            review=review,
            explained=values["outcome"] == "explained",
            note=values["note"],
            seen=values["version"],
            follow_up=values["follow_up"],
            who=values["follow_up_who"],
            by=values["follow_up_by"],
        )
        messages.success(request, _("Het oordeel is bewaard."))
        return reverse("privacy:reads")

    return answer(request, form, act, context, record=review, template="read")


@either
@processes("supervision")
def follow_up(request: Request, pk: UUID) -> HttpResponse:
    """Write down what was done after a read stayed unexplained."""
    actor = reader(request, REVIEW_READS)
    review = visible_or_404(_reviews(), actor, VIEW_READS, pk=pk)
    form = FollowUpForm(posted(request), initial={"version": review.version})

    def act() -> str:
        values = form.cleaned_data
        reads.follow_up_done(actor=actor, at=moment.now(), review=review, note=values["note"], seen=values["version"])
        messages.success(request, _("Afgerond."))
        return review.get_absolute_url()

    return answer(request, form, act, {**_page(actor, review), "following": form}, record=review, template="read")


@require_POST
@processes("supervision")
def ask(request: Request, pk: UUID) -> HttpResponse:
    """Ask the reader to explain, by a mail that tells nothing."""
    actor = reader(request, REVIEW_READS)
    review = visible_or_404(ReadReview.objects.select_related("reader"), actor, VIEW_READS, pk=pk)
    reads.ask(actor=actor, at=moment.now(), review=review)
    if mail.send_question(review):
        messages.success(request, _("De vraag is gesteld. De lezer krijgt een mail zonder inhoud."))
    else:
        told = _("De vraag staat klaar bij Uw inzage. Er ging geen mail: spreek de lezer zelf aan.")
        messages.warning(request, told)
    return redirect(review)


@require_safe
@processes("supervision")
def own_reads(request: Request) -> HttpResponse:
    """What the reader was asked to explain."""
    actor = reader(request, EXPLAIN)
    mine = visible_to(ReadReview.objects.filter(reader_id=actor.id, asked_at__isnull=False), actor, EXPLAIN)
    rows = [shown(row) for row in mine[:200]]
    context = {"rows": rows, "waiting": sum(row["it"].status == "asked" for row in rows)}
    return render(request, "privacy/own_reads.html", context)


@either
@processes("supervision")
def explain(request: Request, pk: UUID) -> HttpResponse:
    """Explain one's own read."""
    actor = reader(request, EXPLAIN)
    review = visible_or_404(ReadReview.objects.filter(reader_id=actor.id), actor, EXPLAIN, pk=pk)
    start = {"explanation": review.explanation, "version": review.version}
    form = ExplainForm(posted(request), initial=start)

    def act() -> str:
        values = form.cleaned_data
        reads.answer(actor=actor, at=moment.now(), review=review, text=values["explanation"], seen=values["version"])
        messages.success(request, _("Dank u. De privacy officer leest uw uitleg."))
        return reverse("privacy:own_reads")

    context = {**shown(review), "open": review.status in ("asked", "answered"), "doors": _doors(review)}
    return answer(request, form, act, context, record=review, template="explain")


def _reviews() -> QuerySet[ReadReview]:
    return ReadReview.objects.select_related("reader", "settled_by", "follow_up_done_by")


def _page(actor: Actor, review: ReadReview) -> dict[str, Any]:
    """Return what the page of one question shows, its forms aside."""
    own = review.reader_id == actor.id
    return {
        **shown(review),
        "doors": _doors(review),
        "role": _role_of(review),
        "rules": [text for slug, text in rule_texts().items() if slug in review.rules],
        "manage": actor.may(REVIEW_READS) and not own,
        "own": own,
        "settled": review.status in ("explained", "unexplained"),
    }


def _doors(review: ReadReview) -> list[dict[str, Any]]:
    """Return when and by which door the record was opened on that day, by the reader."""
    rows = AuditEntry.objects.filter(
        municipality_id=review.municipality_id,
        kind="read",
        actor_id=review.reader_id,
        resource_id=str(review.guarded_key),
        at__date=review.day,
    ).order_by("sequence")[:100]
    return [
        {"at": row.at, "door": door_word(str(row.detail.get("door", ""))), "purpose": purpose_label(row.purpose)}
        for row in rows
    ]


def _role_of(review: ReadReview) -> str:
    rows = RoleAssignment.objects.filter(user=review.reader_id, municipality=review.municipality_id)
    held = [
        row.role for row in rows if row.valid_from <= review.day and (not row.valid_to or review.day <= row.valid_to)
    ]
    return ", ".join(str(ROLES[slug].label) for slug in held if slug in ROLES)
