# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which a finding of an inspection is passed on as a signal."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from baken.access.facade import Request, municipality_of
from baken.act.concerns import facade as concerns
from baken.act.inspections import facade as inspections
from baken.kernel import moment
from baken.privacy.facade import shows_alone
from baken.ui import answering
from baken.ui.answering import either

from .forms import NOTHING, PassOnForm
from .passing_on import PassedOn, pass_on

TEMPLATE = "journeys/finding_signal.html"


@either
@inspections.confidential("page", inspections.RECORD)
def signal(request: Request, seen: inspections.Seen, key: UUID) -> HttpResponse:
    """Pass on one finding as a signal."""
    it, actor = seen.file, seen.actor
    finding = inspections.row(seen, inspections.Finding, key)
    if not actor.may(concerns.REPORT):
        raise Http404
    shows_alone(request, part=finding.part)
    offered = concerns.offered_to(actor, municipality_of(actor))
    groups = [(label, [(one.slug, one.name) for one in found]) for label, found in concerns.grouped(offered)]
    start = {"text": "\n".join(filter(None, (finding.question, str(finding.note)))), "with_address": True}
    settles = inspections.settles_by_signal(it)
    form = PassOnForm(answering.posted(request), initial=start, groups=groups, settles=settles)

    def act() -> HttpResponse:
        told = form.cleaned_data
        category = next(one for one in offered if one.slug == told["category"])
        reference = pass_on(
            actor=actor, at=moment.now(), purpose=seen.purpose, inspection=it, finding=finding,
            chosen=PassedOn(category, told["text"], told["with_address"], told.get("left") == NOTHING),
        )  # fmt: skip
        messages.success(request, _("Doorgegeven als signaal %(reference)s.") % {"reference": reference})
        return redirect(f"{it.get_absolute_url()}#bevindingen")

    def page(status: int, **more: object) -> HttpResponse:
        context = {**inspections.frame(seen, moment.now()), "finding": finding, "form": form, **more}
        return render(request, TEMPLATE, context, status=status)

    return answering.answer(form, act, page, actor=actor, again=answering.repeated(request, it))
