# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form for findings outdoors: its page, the same for everybody and kept on the phone; its lists; and receiving it."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from baken.access.facade import Request, opened, require
from baken.kernel import moment
from baken.kernel.idempotency import OtherBody
from baken.kernel.papers.kept import examine_picture
from baken.kernel.processing import processes, touched
from baken.ui.field.forms import find
from baken.ui.field.lists import answer
from baken.ui.field.pages import page
from baken.ui.field.sending import Sent, Unfit, account_id, receives

from ..doors import ACTIVITY, in_registers
from ..findings.receiving import receive
from ..models import Answer
from ..parts import KIND
from ..policies import PURPOSE, RECORD
from . import sending
from .form import SLUG, TEMPLATE


@require_safe
def form(request: Request) -> HttpResponse:
    """The page: nothing of the reader stands in it."""
    return page(request, TEMPLATE, form=find(SLUG), answers=Answer.choices)


@require_safe
@processes(ACTIVITY)
def lists(request: Request) -> HttpResponse:
    """Addresses and checklists of the reader's own inspections; the phone keeps them, encrypted."""
    actor = request.actor
    require(actor, RECORD)
    in_registers(request, actor)
    at = moment.now()
    with opened(actor, PURPOSE):
        found = sending.lists(actor, at)
        told = {"account": account_id(request.user), "inspections": found.told, "victims": found.victims}
        return answer(request, told, lambda: sending.note(actor, at, found))


@processes(ACTIVITY)
def _received(request: Any, sent: Sent) -> dict[str, Any]:
    actor = request.actor
    require(actor, RECORD)
    in_registers(request, actor)
    files = [examine_picture(file) for file in sent.files]
    with opened(actor, PURPOSE):
        told = sending.sending_of(actor, sent.data)
        try:
            receive(
                actor=actor, at=moment.now(), purpose=PURPOSE, target=told.target, sending=told.sending, key=sent.key,
                body=sent.body, files=files,
            )  # fmt: skip
        except OtherBody as other:
            raise Unfit(other.reasons) from other
    touched(request, KIND, told.target.guarded_id, purpose=PURPOSE)
    return {"reference": told.target.inspection.reference}


send = receives(_received)
