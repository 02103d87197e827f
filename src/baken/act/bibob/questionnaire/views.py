# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The coordinator's pages of a questionnaire: sending the link, reading what came back, judging it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import Request
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from .. import queries
from ..blocks import Block
from ..doors import confidential
from ..file import pages as file_pages
from ..models import Questionnaire, ScreeningStatus
from ..policies import HANDLE
from ..queries import Seen
from . import sending, shown
from .forms import JudgeForm, SendForm


def block(seen: Seen, at: datetime) -> Block | None:
    """Return the questionnaires of a file, for its page, with what can be done now."""
    rows = list(queries.rows(seen, Questionnaire).order_by("-id").defer("draft", "answers", "questions"))
    may = queries.may_handle(seen)
    sendable = may and seen.file.status in (ScreeningStatus.ASKED, *sending.OPEN)
    if not rows and not sendable:
        return None
    lines = [(row, _state(row, at), may and row.revoked_at is None and row.returned_at is None) for row in rows]
    waiting = any(row.returned_at and row.complete is None and row.revoked_at is None for row in rows)
    return Block("bibob/questionnaire/_block.html", {"lines": lines, "sendable": sendable, "waiting": waiting})


@either
@confidential("page", HANDLE)
def send(request: Request, seen: Seen) -> HttpResponse:
    """Make a link, mail it where there is an address, and show it this once."""
    form = SendForm(answering.posted(request), initial={"version": seen.file.version})
    again = sending.current(seen.file) is not None

    def page(status: int, **more: Any) -> HttpResponse:
        frame = file_pages.frame(seen, moment.now())
        context = {**frame, **file_pages.beside(seen, moment.now()), "form": form, "again": again, **more}
        return render(request, "bibob/questionnaire/send.html", context, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        sent = sending.send(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, screening=seen.file, seen=told["version"],
            to=told["to"], mail=told["mail"], days=told["days"],
        )  # fmt: skip
        context = {**file_pages.frame(seen, moment.now()), "sent": sent, "mail": told["mail"]}
        return render(request, "bibob/questionnaire/sent.html", context)

    return answering.answer(
        form, act, page, actor=seen.actor, record=seen.file, again=answering.repeated(request, seen.file)
    )  # fmt: skip


@require_POST
@confidential("page", HANDLE)
def revoke(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Take a link back."""
    row = queries.row(seen, Questionnaire, key, HANDLE)
    if row.revoked_at is None:
        sending.revoke(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, screening=seen.file, questionnaire=row
        )  # fmt: skip
    messages.success(request, _("De link werkt niet meer. U kunt een nieuwe versturen."))
    return redirect(seen.file)


@either
@confidential("page")
def one(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """What came back, with its papers; and judging whether it is complete."""
    row = queries.row(seen, Questionnaire, key)
    if row.returned_at is None:
        raise Http404
    at = moment.now()
    may = queries.may_handle(seen) and row.complete is None and row.revoked_at is None
    judged = may and seen.file.status in sending.OPEN
    form = JudgeForm(answering.posted(request), today=timezone.localdate(at), version=seen.file.version)
    if request.method == "POST" and not judged:
        raise Http404

    def page(status: int, **more: Any) -> HttpResponse:
        context = {
            **file_pages.frame(seen, at),
            "row": row,
            "parts": shown.read(row.questions, sending.answers_of(row), get_language() or "nl"),
            "papers": list(queries.papers(seen).filter(questionnaire=row).order_by("added_at", "id")),
            "form": form if judged else None,
            **more,
        }
        return render(request, "bibob/questionnaire/one.html", context, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        sending.judge(
            actor=seen.actor, at=at, purpose=seen.purpose, screening=seen.file, seen=told["version"], questionnaire=row,
            complete=told["complete"], missing=told["missing"], until=told["until"],
        )  # fmt: skip
        done = _("Volledig. Het eigen onderzoek kan beginnen.")
        messages.success(request, done if told["complete"] else _("Betrokkene kan aanvullen, met dezelfde link."))
        return redirect(seen.file)

    return answering.answer(form, act, page, actor=seen.actor, record=seen.file)


def _state(row: Questionnaire, at: datetime) -> str:
    if row.returned_at is not None:
        return {None: _("ingestuurd, nog te beoordelen"), True: _("ingestuurd, volledig"), False: _("ingestuurd")}[
            row.complete
        ]
    if row.revoked_at is not None:
        return _("ingetrokken")
    if row.valid_until <= at:
        return _("verlopen")
    return _("aanvulling gevraagd") if row.missing else _("verstuurd, nog niet terug")
