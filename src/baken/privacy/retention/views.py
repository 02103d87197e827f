# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of retention: what is due, one record on its way to destruction, and the certificates."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, GuardedRecord, Request, opened, recognised_recently, visible_or_404, visible_to
from baken.kernel import moment
from baken.kernel.errors import BakenError, Denied, Refused
from baken.kernel.processing import processes, touched
from baken.ui.free_text import acting

from ..answering import overseeing, reader
from ..models import Certificate, Destruction, Hold, RetentionRule
from ..policies import MANAGE_RETENTION, VIEW_RETENTION
from . import certificates as papers
from . import destruction
from . import due as retention
from .forms import HoldForm

logger = logging.getLogger(__name__)
PAGE = 50
SHORT = 20


@require_safe
@processes("supervision")
@overseeing
def due(request: Request) -> HttpResponse:
    """What must go now, what soon, and what is held."""
    actor = reader(request, VIEW_RETENTION)
    rules, today = _rules(actor), moment.today()
    page = Paginator(retention.due_rows(actor, rules, today), PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "page": page,
        "due": retention.told(page.object_list, rules),
        "soon": retention.told(retention.soon_rows(actor, rules, today)[:SHORT], rules),
        "held": retention.told(retention.held_rows(actor)[:SHORT], rules),
        "ruleless": retention.told(retention.ruleless_rows(actor, rules)[:SHORT], rules),
        "rules": rules,
        "manage": actor.may(MANAGE_RETENTION),
    }
    return render(request, "privacy/retention.html", context)


@require_safe
@processes("supervision")
@overseeing
def record(request: Request, pk: UUID) -> HttpResponse:
    """One record on its way: what is known of it, what may be done, who did what."""
    actor = reader(request, VIEW_RETENTION)
    guarded = _guarded(actor, pk)
    touched(request, guarded.kind or "guarded", guarded.pk)
    return render(request, "privacy/record.html", _way(actor, guarded, HoldForm()))


def _way(actor: Actor, guarded: GuardedRecord, form: HoldForm) -> dict[str, Any]:
    """Return what the page of one record shows. Ask inside `opened`."""
    rules = _rules(actor)
    (row,) = retention.told([guarded], rules)
    way = Destruction.objects.filter(guarded=guarded).select_related("approved_by").first()
    is_due = row.due is not None and row.due <= moment.today()
    kind = retention.kind_of(guarded.kind)
    status = way.status if way else ""
    free = actor.may(MANAGE_RETENTION) and not guarded.hold and not row.waits
    sound = free and is_due and row.rule is not None and row.rule.verified
    needs = row.rule is not None and row.rule.approval
    ready = status == "begun" or (sound and (status == "approved" or not needs))
    own = way is not None and way.approved_by_id is not None and way.approved_by_id == actor.id
    return {
        "row": row,
        "guarded": guarded,
        "way": way,
        "kind": kind,
        "is_due": is_due,
        "own": own,
        "holds": Hold.objects.filter(guarded=guarded).select_related("placed_by", "released_by"),
        "form": form,
        "manage": actor.may(MANAGE_RETENTION),
        "may_approve": sound and needs and status in ("", "proposed"),
        "may_withdraw": actor.may(MANAGE_RETENTION) and status == "approved",
        "may_destroy": free and ready and kind is not None and not own,
    }


def of_record(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the record for whoever may act on it, before anything else is asked (such as the password): else 404."""

    @wraps(view)
    def within(request: Request, pk: UUID) -> HttpResponse:
        actor = reader(request, MANAGE_RETENTION)
        with opened(actor):
            guarded = _guarded(actor, pk)
        return view(request, guarded)

    return within


@require_POST
@processes("supervision")
@of_record
def hold(request: Request, guarded: GuardedRecord) -> HttpResponse:
    """Keep a record, or end that."""
    actor = request.actor
    form = HoldForm(request.POST)
    if not form.is_valid():
        with opened(actor):
            return render(request, "privacy/record.html", _way(actor, guarded, form), status=422)
    release = request.POST.get("step") == "release"
    change = destruction.release_hold if release else destruction.place_hold
    acting(
        form, actor, lambda: change(actor=actor, at=moment.now(), guarded=guarded, reason=form.cleaned_data["reason"])
    )
    told = _("Het dossier wordt niet meer tegengehouden.") if release else _("Vernietiging is tegengehouden.")
    messages.success(request, told)
    return redirect("privacy:record", guarded.pk)


@require_POST
@processes("supervision")
@of_record
@recognised_recently
def approve(request: Request, guarded: GuardedRecord) -> HttpResponse:
    """Approve a destruction, or take the approval back."""
    actor = request.actor
    if request.POST.get("step") == "withdraw":
        destruction.withdraw(actor=actor, at=moment.now(), guarded=guarded)
        messages.success(request, _("De goedkeuring is ingetrokken."))
    else:
        destruction.approve(actor=actor, at=moment.now(), guarded=guarded)
        told = _(
            "Vernietiging is goedgekeurd. Er is nog niets weg: Baken doet dat de komende nacht, of een collega eerder."
        )
        messages.success(request, told)
    return redirect("privacy:record", guarded.pk)


@require_POST
@processes("supervision")
@of_record
@recognised_recently
def destroy(request: Request, guarded: GuardedRecord) -> HttpResponse:
    """Destroy a record, or finish what broke off; then show the certificate."""
    actor = request.actor
    touched(request, guarded.kind or "guarded", guarded.pk)
    try:
        certificate = destruction.destroy(actor=actor, at=moment.now(), guarded=guarded)
    except (Denied, Refused):
        raise
    except (OSError, BakenError):
        logger.exception("a destruction broke off; it can be done again")
        messages.error(request, _("De vernietiging is niet afgemaakt. Probeer het opnieuw; wat al weg is, blijft weg."))
        return redirect("privacy:record", guarded.pk)
    messages.success(request, _("Het dossier is vernietigd. Dit is de verklaring."))
    return redirect(certificate)


@require_safe
@processes("supervision")
def certificates(request: Request) -> HttpResponse:
    """What was destroyed, newest first."""
    actor = reader(request, VIEW_RETENTION)
    rows = visible_to(Certificate.objects.all(), actor, VIEW_RETENTION)
    page = Paginator(rows, PAGE).get_page(request.GET.get("bladzijde"))
    return render(request, "privacy/certificates.html", {"page": page})


@require_safe
@processes("supervision")
def certificate(request: Request, number: str) -> HttpResponse:
    """One certificate, made to be printed."""
    it = _certificate(request, number)
    context = {
        "it": it,
        "facts": papers.facts_of(it),
        "counts": papers.counts_of(it),
        "row": papers.row_of(it),
    }
    return render(request, "privacy/certificate.html", context)


@require_safe
@processes("supervision")
def certificate_pdf(request: Request, number: str) -> HttpResponse:
    """The same as PDF."""
    it = _certificate(request, number)
    reply = HttpResponse(papers.render_pdf(it), content_type="application/pdf")
    reply["Content-Disposition"] = f'attachment; filename="verklaring-van-vernietiging-{it.number}.pdf"'
    reply["Cache-Control"] = "private, no-store"
    return reply


def _certificate(request: Request, number: str) -> Certificate:
    actor = reader(request, VIEW_RETENTION)
    rows = Certificate.objects.select_related("approved_by", "destroyed_by", "municipality")
    return visible_or_404(rows, actor, VIEW_RETENTION, number=number)


def _rules(actor: Actor) -> list[RetentionRule]:
    return list(visible_to(RetentionRule.objects.all(), actor, VIEW_RETENTION))


def _guarded(actor: Actor, pk: UUID) -> GuardedRecord:
    return visible_or_404(GuardedRecord.objects.select_related("vault"), actor, VIEW_RETENTION, pk=pk)
