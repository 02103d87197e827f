# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which a measure is asked of a signal."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from baken.access.facade import Request, purpose_label
from baken.act.concerns import facade as concerns
from baken.act.measures import facade as measures
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from .asking import ask, may_ask, requests
from .asking_forms import AskForm


@either
@concerns.confidential("page", concerns.SHARE)
def measure(request: Request, seen: concerns.Seen) -> HttpResponse:
    """Ask the legal adviser for a measure."""
    it = seen.concern
    if request.method != "POST" and not may_ask(seen, requests(seen)):
        raise Http404
    start = {
        "version": it.version,
        "title": it.category.text("name", "nl"),
        "address": it.address,
        "facts": concerns.redacted(it.description),
    }
    form = AskForm(answering.posted(request), initial=start, things=_things(seen))

    def act() -> HttpResponse:
        ask(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, concern=it, seen=form.cleaned_data["version"],
            asked=form.asked,
        )  # fmt: skip
        messages.success(request, _("Gevraagd. De juridisch adviseur laat weten of hij het in behandeling neemt."))
        return redirect(it)

    def page(status: int, **more: Any) -> HttpResponse:
        aims = sorted({purpose for power in measures.POWERS.values() for purpose in power.purposes})
        context = {
            **concerns.frame(seen, moment.now()), "form": form,
            "aims": " / ".join(capfirst(purpose_label(one)) for one in aims), **more,
        }  # fmt: skip
        return render(request, "journeys/ask.html", context, status=status)

    return answering.answer(form, act, page, actor=seen.actor, record=it, again=answering.repeated(request, it))


def _things(seen: concerns.Seen) -> list[str]:
    rows = concerns.rows(seen, concerns.ConcernObject)
    told = (" ".join(filter(None, (capfirst(one.get_kind_display()) + ":", one.name, one.number))) for one in rows)
    return list(dict.fromkeys(told))
