# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the Word file that people go on with: add it, bring it up to date, have it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from baken.access.facade import Request, require
from baken.kernel.errors import Refused
from baken.kernel.moment import now
from baken.kernel.papers import kept as papers

from .. import queries
from ..forms import EditedWordForm
from ..models import CouncilPack
from ..views import pack_context
from . import edited


@require_POST
def add(request: Request, year: int, edition: int) -> HttpResponse:
    """Add an edited Word file and bring its figures up to date."""
    pack = queries.pack_or_404(request.actor, year, edition)
    require(request.actor, edited.EDIT, pack)
    form = EditedWordForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            edited.add_edited(actor=request.actor, at=now(), pack=pack, upload=form.cleaned_data["file"])
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("file", str(reason.text))
        else:
            messages.success(request, _("Uw Word-bestand is bewaard en bijgewerkt. Wat u schreef, bleef staan."))
            return _back(pack)
    return render(request, "accounting/pack.html", pack_context(request, pack, word_form=form), status=422)


@require_POST
def refresh(request: Request, year: int, edition: int) -> HttpResponse:
    """Bring the newest edited Word file up to date once more."""
    pack = queries.pack_or_404(request.actor, year, edition)
    edited.refresh_edited(actor=request.actor, at=now(), pack=pack)
    messages.success(request, _("Het Word-bestand is bijgewerkt met de cijfers van dit dossier."))
    return _back(pack)


@require_GET
def download(request: Request, year: int, edition: int, number: int) -> HttpResponseBase:
    """One edited Word file, as a download."""
    pack = queries.pack_or_404(request.actor, year, edition)
    row = edited.edited_of(request.actor, pack).filter(number=number).first()
    if row is None:
        raise Http404
    try:
        return papers.download(row)
    except papers.PaperDamaged as problem:
        raise Http404 from problem


def _back(pack: CouncilPack) -> HttpResponse:
    return redirect(queries.address(pack) + "#word")
