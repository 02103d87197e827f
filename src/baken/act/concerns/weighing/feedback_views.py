# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Messages to who reported, on the page of a concern."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import Request
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from ..doors import confidential
from ..models import Status
from ..policies import HANDLE
from ..queries import Seen
from . import feedback
from . import pages as weighing_pages
from .feedback_texts import CLOSED, HANDLED, QUESTION, fixed
from .forms import TellForm
from .views import step_page


@either
@confidential("page", HANDLE)
def tell(request: Request, seen: Seen) -> HttpResponse:
    """Write to who reported."""
    it = seen.concern
    closed = it.status == Status.CLOSED
    form = TellForm(answering.posted(request), fixed=it.sensitive, closed=closed)
    return step_page(
        request,
        seen,
        form,
        lambda: feedback.tell(
            actor=seen.actor,
            at=moment.now(),
            purpose=seen.purpose,
            concern=it,
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data.get("text", ""),
        ),
        _("De melder kan het lezen met de code."),
        heading=_("Antwoord aan de melder: het blijft zo") if closed else _("Bericht aan de melder"),
        lede=_(
            "De melder leest dit zonder te weten wie u bent. Was er een mailadres, dan gaat een mail zonder inhoud."
        ),
        button=_("Stuur"),
        fixed_text=fixed(CLOSED if closed else HANDLED, it.language) if it.sensitive else "",
        example_text="" if it.sensitive or closed else QUESTION.get(it.language, QUESTION["nl"]),
        language=weighing_pages.LANGUAGES.get(it.language, ""),
    )


@require_POST
@confidential("page", HANDLE)
def read(request: Request, seen: Seen) -> HttpResponse:
    """Note that what the reporter wrote was read."""
    feedback.read_messages(actor=seen.actor, at=moment.now(), purpose=seen.purpose, concern=seen.concern)
    messages.success(request, _("Genoteerd dat u de berichten las."))
    return redirect(seen.concern)
