# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The overview of supervision, and the check of the audit log."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, municipality_of, visible_to
from baken.kernel import moment
from baken.kernel.processing import processes

from . import overview
from .answering import overseeing, reader
from .models import ChainCheck
from .policies import MANAGE_RETENTION, VIEW_LOG
from .register import actions


@require_safe
@processes("supervision")
@overseeing
def index(request: Request) -> HttpResponse:
    """What needs attention today, and the way to every page of supervision."""
    actor = reader(request, "privacy.register.view")
    found = overview.attention(actor, moment.now())
    context = {
        "attention": found,
        "late": sum(it.standing == "behind" for it in found),
        "rooms": overview.rooms(actor),
        "chain": visible_to(ChainCheck.objects.all(), actor, VIEW_LOG).first() if actor.may(VIEW_LOG) else None,
        "may_log": actor.may(VIEW_LOG),
        "manage": actor.may(MANAGE_RETENTION),
        "today": moment.today(),
    }
    return render(request, "privacy/overview.html", context)


@require_POST
@processes("supervision")
def check(request: Request) -> HttpResponse:
    """Check the audit log now."""
    actor = reader(request, MANAGE_RETENTION)
    row = actions.check_chain(actor=actor, at=moment.now(), municipality=municipality_of(actor))
    if row.problems:
        told = _("Het logboek is niet meer heel vanaf regel %(n)d. Meld dit aan de FG.") % {"n": row.first_problem}
        messages.error(request, told)
    else:
        messages.success(request, _("Het logboek is gecontroleerd en heel."))
    return redirect("privacy:overview")
