# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form for outdoors: its page, the same for everybody and kept on the phone; its lists; and receiving what was filled in."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from baken.access.facade import Request, municipality_of, require
from baken.kernel import moment
from baken.kernel.idempotency import OtherBody
from baken.kernel.papers.kept import examine_picture
from baken.kernel.processing import processes
from baken.ui.field.forms import find
from baken.ui.field.lists import answer
from baken.ui.field.pages import page
from baken.ui.field.sending import Sent, Unfit, account_id, receives

from ..doors import ACTIVITY, in_register
from ..models import Channel
from ..policies import REPORT
from ..reporting.intake import receive, register_of
from .form import SLUG, TEMPLATE
from .sending import lists as lists_for
from .sending import report_of


@require_safe
def form(request: Request) -> HttpResponse:
    """The page: nothing of the reader stands in it."""
    return page(request, TEMPLATE, form=find(SLUG))


@require_safe
def lists(request: Request) -> HttpResponse:
    """What one may choose from, for whoever may report; the phone keeps it for when there is no reception."""
    require(request.actor, REPORT)
    told = {"account": account_id(request.user), **lists_for(request.actor, moment.today())}
    return answer(request, told)


@processes(ACTIVITY)
def _received(request: Any, sent: Sent) -> dict[str, Any]:
    actor = request.actor
    require(actor, REPORT)
    told = report_of(actor, sent.data, moment.today())
    files = [examine_picture(file) for file in sent.files]
    municipality = municipality_of(actor)
    in_register(request, register_of(municipality, told.category, told.report))
    try:
        kept = receive(
            actor=actor, at=moment.now(), municipality=municipality, category=told.category, report=told.report,
            channel=Channel.FIELD, source_kind=told.source_kind, key=sent.key, body=sent.body, files=files,
        )  # fmt: skip
    except OtherBody as other:
        raise Unfit(other.reasons) from other
    return {"reference": kept.reference}


send = receives(_received)
