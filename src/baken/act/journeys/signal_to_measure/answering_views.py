# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which the legal adviser answers who asked for a measure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from baken.access.facade import Request
from baken.act.measures import facade as measures
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from .answering import answer as answer_request
from .answering import request_of, waits
from .answering_forms import AnswerForm


@either
@measures.confidential("page", measures.HANDLE)
def answer(request: Request, seen: measures.Seen) -> HttpResponse:
    """Answer who asked for this measure."""
    it = seen.file
    asked = request_of(it)
    if asked is None or (request.method != "POST" and not waits(it, asked)):
        raise Http404
    form = AnswerForm(answering.posted(request), initial={"version": it.version})

    def act() -> HttpResponse:
        given = dict(form.cleaned_data)
        answer_request(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, measure=it, seen=given.pop("version"), **given
        )  # fmt: skip
        taken = _("In behandeling genomen. Toets nu de rapportage aan het beleid.")
        messages.success(request, taken if given["taken_up"] else _("Teruggestuurd. Wie het vroeg, ziet waarom."))
        return redirect(it)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**measures.frame(seen, moment.now()), "form": form, "request_packet": asked, **more}
        return render(request, "journeys/answer.html", context, status=status)

    return answering.answer(form, act, page, actor=seen.actor, record=it, again=answering.repeated(request, it))
