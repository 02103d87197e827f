# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of reading concerns in from a file: choose, see what is wrong and what would come of it, keep."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, municipality_of, require
from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui.answering import either

from ..doors import ACTIVITY, reader
from ..policies import MANAGE, REPORT
from . import importing, reading, waiting


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("CSV-bestand"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=gettext_lazy("Hoogstens 10.000 rijen en 12 MB. Met puntkomma of komma, als UTF-8 of Windows-1252."),
    )  # fmt: skip

    def clean_file(self) -> tuple[str, str, str]:
        """Return name, text and encoding of the file."""
        upload = self.cleaned_data["file"]
        if (upload.size or 0) > reading.MAX_BYTES:
            raise ValidationError(_("Het bestand is groter dan 12 MB. Verdeel het over meer bestanden."))
        try:
            text, encoding = reading.decoded(upload.read())
        except reading.Unreadable as wrong:
            raise ValidationError(str(wrong)) from wrong
        return str(upload.name), text, encoding


@processes(ACTIVITY)
@either
def start(request: Request) -> HttpResponse:
    """Choose a file; and what must stand in it."""
    actor = _reader(request)
    form = FileForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, text, encoding = form.cleaned_data["file"]
        token = waiting.keep(actor=actor, at=moment.now(), name=name, text=text, encoding=encoding)
        return redirect("concerns:import_check", token)
    world = importing.world_of(municipality_of(actor), moment.now())
    kinds = sorted({one.slug: one for one in world.categories.values()}.values(), key=lambda one: one.order)
    context = {"form": form, "kinds": kinds, "headings": list(reading.HEADINGS.items())}
    return _private(render(request, "concerns/report/import.html", context, status=422 if form.errors else 200))


@processes(ACTIVITY)
@either
def check(request: Request, token: str) -> HttpResponse:
    """What is wrong with which row and what would come of it; by POST it is kept."""
    actor = _reader(request)
    kept = waiting.find(token, actor=actor, at=moment.now())
    if kept is None:
        raise Http404
    municipality, at = municipality_of(actor), moment.now()
    world = importing.world_of(municipality, at)
    context: dict[str, Any] = {"kept": kept}
    try:
        checked = importing.check(reading.read(kept.text, kept.encoding, importing.questions_of(world)), world)
    except reading.Unreadable as wrong:
        return _private(
            render(request, "concerns/report/import_check.html", context | {"wrong": str(wrong)}, status=422)
        )
    only_good = request.POST.get("welke") == "goede"
    if request.method == "POST" and checked.ready and (only_good or not checked.faults):
        done = importing.store(actor=actor, municipality=municipality, rows=checked.ready, at=at)
        waiting.discard(token)
        _tell(request, done)
        return redirect("concerns:mine")
    context |= {"checked": checked, "faults": checked.faults[: importing.MOST_SHOWN]}
    context["more"] = len(checked.faults) - len(context["faults"])
    return _private(
        render(
            request,
            "concerns/report/import_check.html",
            context,
            status=422 if request.method == "POST" and checked.faults else 200,
        )
    )


@processes(ACTIVITY)
@require_POST
def discard(request: Request, token: str) -> HttpResponse:
    """Throw the file away: nothing of it was kept."""
    actor = _reader(request)
    if waiting.find(token, actor=actor, at=moment.now()) is None:
        raise Http404
    waiting.discard(token)
    messages.success(request, _("Het bestand is verwijderd. Er is niets ingelezen."))
    return redirect("concerns:import")


@processes(ACTIVITY)
@require_safe
def example(request: Request) -> HttpResponse:
    """A file to begin with: its headings, and two invented rows."""
    _reader(request)
    lines = [
        "kenmerk;categorie;omschrijving;datum;wijk;adres;bron",
        "1;drugs-street;Er wordt gedeald bij het park (verzonnen).;30-11-2025;Velserbroek;;inwoner",
        "2;nuisance;Elke nacht geluid uit een loods (verzonnen).;2025-11-28;;Voorbeeldkade 1;eigen controle",
    ]
    response = HttpResponse("\ufeff" + "\r\n".join(lines) + "\r\n", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="signalen-voorbeeld.csv"'
    return response


def _tell(request: Request, done: importing.Done) -> None:
    made = ngettext("%(n)d signaal is ingelezen.", "%(n)d signalen zijn ingelezen.", done.made) % {"n": done.made}
    there = ngettext(
        "%(n)d was er al en is niet dubbel gemaakt.", "%(n)d waren er al en zijn niet dubbel gemaakt.", done.there
    ) % {"n": done.there}  # fmt: skip
    messages.success(request, f"{made} {there}" if done.there else made)
    for fault in done.faults[:20]:
        messages.warning(request, _("Rij %(row)d: %(text)s.") % {"row": fault.row, "text": fault.text})


def _reader(request: Request) -> Actor:
    actor = reader(request, MANAGE)
    require(actor, REPORT)
    return actor


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
