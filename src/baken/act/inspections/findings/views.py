# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings on pages: filling them in at one address, saying one anew, and a photo."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Request, desk_files
from baken.kernel import moment
from baken.kernel.papers.kept import PaperDamaged
from baken.kernel.papers.sealed import download
from baken.privacy.facade import shows_alone
from baken.ui import answering
from baken.ui.answering import either

from ..checklists.queries import for_branch, holding
from ..checklists.rules import VISIT
from ..doors import confidential
from ..file.pages import frame
from ..models import Branch, Checklist, Finding, FindingPhoto, Target
from ..parts import DISCIPLINES, PLAN
from ..policies import RECORD, VIEW
from ..queries import Seen, row
from ..victims import victims_category
from . import pages
from .forms import CorrectForm, FindingsForm
from .receiving import may_record_in, receive


@either
@confidential("page", RECORD)
def record(request: Request, seen: Seen, target: UUID) -> HttpResponse:
    """Fill in what was found at one address, by one of the reader's own lists (`?lijst=`)."""
    it = row(seen, Target, target)
    offered = _offered(seen, moment.now())
    if not offered:
        raise Http404
    asked = request.GET.get("lijst", "")
    chosen = next((one for one in offered if one[0] == asked), offered[0])
    _value, discipline, checklist, _label = chosen
    form = FindingsForm(
        answering.posted(request), request.FILES or None, discipline=discipline, checklist=checklist, home=it.is_home
    )
    _shows(request, PLAN)
    sex_work = seen.file.branch == Branch.SEX_WORK

    def page(status: int, **more: Any) -> HttpResponse:
        context = {
            **frame(seen, moment.now()),
            "target": it,
            "form": form,
            "choices": [{"value": one[0], "label": one[3], "chosen": one is chosen} for one in offered],
            "discipline": DISCIPLINES.get(discipline, discipline),
            "open": may_record_in(seen.file.status),
            "sex_work": sex_work,
            "victims": victims_category(seen.file.municipality_id) if sex_work else "",
            **more,
        }
        return render(request, "inspections/findings/record.html", context, status=status)

    def act() -> HttpResponse:
        receive(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, target=it, sending=form.sending(),
            key=f"page-{uuid4()}", files=form.cleaned_data["photos"],
        )  # fmt: skip
        messages.success(request, _("Uw bevindingen zijn vastgelegd."))
        return redirect(f"{seen.file.get_absolute_url()}#bevindingen")

    return answering.answer(
        form, act, page, actor=seen.actor, again=answering.repeated(request, seen.file)
    )  # fmt: skip


@either
@confidential("page", RECORD)
def correct(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Say one's own finding anew: a new row, which names the old one."""
    it = row(seen, Finding, key)
    if it.item == VISIT or it.by_id != seen.actor.id or it.corrected_by.exists() or not may_record_in(seen.file.status):
        raise Http404
    form = CorrectForm(answering.posted(request), finding=it, initial={"answer": it.answer, "note": it.note})
    _shows(request, it.part)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**frame(seen, moment.now()), "finding": it, "form": form, **more}
        return render(request, "inspections/findings/correct.html", context, status=status)

    def act() -> HttpResponse:
        receive(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, target=it.target, sending=form.sending(),
            key=f"page-{uuid4()}",
        )  # fmt: skip
        messages.success(request, _("Uw verbetering staat erbij. Wat u eerst vastlegde, blijft te zien."))
        return redirect(f"{seen.file.get_absolute_url()}#bevindingen")

    return answering.answer(
        form, act, page, actor=seen.actor, again=answering.repeated(request, seen.file)
    )  # fmt: skip


@require_safe
@confidential("download")
def photo(request: Request, seen: Seen, key: UUID) -> FileResponse:
    """A photo with a finding of this inspection; under another's address it isn't there."""
    it = desk_files.row(seen, FindingPhoto, key, VIEW, "finding__inspection")
    try:
        shows_alone(request, it.pk, part=it.part)
        return download(it)
    except PaperDamaged as damaged:
        raise Http404 from damaged


def _offered(seen: Seen, at: datetime) -> list[tuple[str, str, Checklist | None, str]]:
    """Return what the reader may fill in: value, discipline, list (or none) and label, for each discipline of their own."""
    disciplines = pages.own_disciplines(seen)
    lists = for_branch(list(holding(seen.file.municipality, disciplines, timezone.localdate(at))), seen.file.branch)
    found: list[tuple[str, str, Checklist | None, str]] = []
    for discipline in disciplines:
        mine = [one for one in lists if one.discipline == discipline]
        found += [(f"{one.slug}", discipline, one, one.title) for one in mine]
        if not mine:
            found.append((discipline, discipline, None, str(DISCIPLINES.get(discipline, discipline))))
    return found


def _shows(request: Request, part: str) -> None:
    """Have the trace say that this page shows one part, not the whole inspection."""
    shows_alone(request, part=part)
