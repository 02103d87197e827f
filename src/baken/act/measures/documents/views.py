# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the documents of a measure: read before it is made, made, downloaded."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request
from baken.kernel import moment
from baken.kernel.papers.kept import PaperDamaged
from baken.kernel.papers.sealed import download as as_file
from baken.privacy.facade import shows_alone
from baken.ui import answering
from baken.ui.answering import either

from .. import queries
from ..doors import confidential
from ..files.pages import frame
from ..models import DocumentKind, MeasureDocument
from ..penalties.papers import about_in
from ..policies import HANDLE
from ..queries import Seen
from . import actions
from .blocks import BY_ITS_STEP
from .checks import written
from .drafting import draft, title_of
from .forms import ReasonsForm
from .reasons import topics_for, write_reasons


@either
@confidential("page", HANDLE)
def prepare(request: Request, seen: Seen, kind: str) -> HttpResponse:
    """Read a letter or decision as it would be, with what still stands against it; the button makes the PDF."""
    if kind not in DocumentKind.values or kind == DocumentKind.COLLECTION:
        raise Http404
    measure, at = seen.file, moment.now()
    drafted = draft(measure, kind, timezone.localdate(at))
    form = forms.Form(answering.posted(request))

    def page(status: int, **more: Any) -> HttpResponse:
        context = {"seen": seen, "measure": measure, "kind": kind, "it": drafted, "form": form, **more}
        return render(request, "measures/documents/prepare.html", context, status=status)

    def act() -> HttpResponse:
        actions.make(actor=seen.actor, at=at, purpose=seen.purpose, measure=measure, kind=kind)
        messages.success(request, _("De brief is gemaakt. Lees de PDF na voordat u hem laat ondertekenen."))
        return redirect("measures:measure", measure.reference)

    again = answering.repeated(request, measure)
    return answering.answer(form, act, page, actor=seen.actor, again=again)


@either
@confidential("page", HANDLE)
def reasons(request: Request, seen: Seen, kind: str) -> HttpResponse:
    """Write why the measure is needed and fair, by topic, for one kind of letter."""
    if kind not in DocumentKind.values:
        raise Http404
    measure, at = seen.file, moment.now()
    there = written(measure)
    topics = topics_for(measure, kind, timezone.localdate(at))
    form = ReasonsForm(topics, answering.posted(request), initial={**there, "version": measure.version})

    def page(status: int, **more: Any) -> HttpResponse:
        context = {
            **frame(seen, at),
            "kind": kind,
            "form": form,
            "title": title_of(measure, kind),
            **more,
        }
        return render(request, "measures/documents/reasons.html", context, status=status)

    def act() -> HttpResponse:
        write_reasons(
            actor=seen.actor, at=at, purpose=seen.purpose, measure=measure, seen=form.cleaned_data["version"],
            reasons=form.reasons(),
        )  # fmt: skip
        messages.success(request, _("De redenen zijn bewaard."))
        return redirect(f"{reverse('measures:prepare', args=[measure.reference, kind])}?doel={seen.purpose}")

    return answering.answer(form, act, page, actor=seen.actor, record=measure)


@require_POST
@confidential("page")
def sign(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Sign a letter that lies ready, as the body or by a mandate. A decision is signed by its own step."""
    row = queries.row(seen, MeasureDocument, key)
    form = forms.Form(request.POST)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {"seen": seen, "measure": seen.file, "form": form, **more}
        return render(request, "measures/documents/refused.html", context, status=status)

    def act() -> HttpResponse:
        actions.sign(
            actor=seen.actor,
            at=moment.now(),
            purpose=seen.purpose,
            measure=seen.file,
            kind=row.kind,
            about=about_in(seen.file, row),
        )
        messages.success(request, _("De brief is ondertekend en verandert niet meer."))
        return redirect("measures:measure", seen.file.reference)

    if row.signed_at is not None or row.kind in BY_ITS_STEP:
        raise Http404
    return answering.answer(form, act, page, actor=seen.actor)


@require_safe
@confidential("download")
def document(request: Request, seen: Seen, key: UUID) -> FileResponse:
    """The PDF of a document of this measure; under another measure's address it isn't there."""
    row = queries.row(seen, MeasureDocument, key)
    try:
        shows_alone(request, row.pk)
        return as_file(row)
    except PaperDamaged as damaged:
        raise Http404 from damaged
