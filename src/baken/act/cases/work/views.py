# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms within a part of a case: conclusion, note, subject, action, document."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import Request
from baken.kernel import moment
from baken.kernel.models import Record
from baken.ui.answering import either, posted

from .. import pages, queries
from ..doors import answer, confidential, form_page
from ..forms import ActionForm, ConclusionForm, DocumentForm, EntryForm, SubjectForm
from ..models import CaseAction, Section
from ..parts import part_label
from ..policies import CONTRIBUTE
from ..queries import Seen
from . import actions as work


def _written(
    request: Request,
    seen: Seen,
    part: str,
    form: forms.Form,
    heading: str,
    do: Callable[..., Any],
    told: str,
    record: Record | None = None,
    **more: Any,
) -> HttpResponse:
    """Answer a form of a part: `do` gets the clean values and who, what and where."""
    context = {**pages.frame(seen, None, moment.now()), "heading": heading, "button": _("Bewaar"), **more}
    context |= {"part_slug": part, "part_label": part_label(part)}
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        do(actor=seen.actor, at=moment.now(), purpose=seen.purpose, case=seen.case, part=part, **values(form))
        messages.success(request, told)
        return redirect("cases:section", seen.case.reference, part)

    page = reverse("cases:section", args=[seen.case.reference, part])
    return answer(request, form, act, context, record=record, again=page)


def values(form: forms.Form) -> dict[str, Any]:
    """Return the clean values, `version` as `seen`."""
    found = dict(form.cleaned_data)
    if "version" in found:
        found["seen"] = found.pop("version")
    return found


def _writable(seen: Seen, part: str) -> None:
    """A part whose content isn't seen has no forms."""
    if seen.sights.get(part, 0) < 2:
        raise Http404


@either
@confidential("section", CONTRIBUTE)
def conclusion(request: Request, seen: Seen, part: str) -> HttpResponse:
    """Write the conclusion of a part."""
    _writable(seen, part)
    section = queries.rows(seen, Section).get(part=part)
    start = {"conclusion": section.conclusion, "version": section.version}
    form = ConclusionForm(posted(request), initial=start)
    return _written(
        request,
        seen,
        part,
        form,
        _("Conclusie schrijven"),
        work.write_conclusion,
        _("De conclusie is bewaard."),
        section,
    )


@either
@confidential("section", CONTRIBUTE)
def entry(request: Request, seen: Seen, part: str) -> HttpResponse:
    """Add a note."""
    _writable(seen, part)
    form = EntryForm(posted(request), initial={"happened_at": timezone.localtime(moment.now())})

    def add(**given: Any) -> None:
        person = given.pop("person")
        work.add_entry(**given)
        if person:
            del given["text"], given["happened_at"], given["level"]
            work.add_subject(**given, values={"name": _("Uit een notitie"), "note": person})

    return _written(request, seen, part, form, _("Notitie toevoegen"), add, _("De notitie is bewaard."))


@either
@confidential("section", CONTRIBUTE)
def subject(request: Request, seen: Seen, part: str) -> HttpResponse:
    """Add whom or what the case is about."""
    _writable(seen, part)
    form = SubjectForm(posted(request))

    def add(**given: Any) -> None:
        where = {name: given.pop(name) for name in ("actor", "at", "purpose", "case", "part")}
        work.add_subject(**where, values=given)

    return _written(request, seen, part, form, _("Betrokkene toevoegen"), add, _("De betrokkene is toegevoegd."))


@either
@confidential("section", CONTRIBUTE)
def action(request: Request, seen: Seen, part: str) -> HttpResponse:
    """Add something to do."""
    _writable(seen, part)
    return _written(
        request, seen, part, ActionForm(posted(request)), _("Nieuwe actie"), work.add_action, _("De actie is bewaard.")
    )


@either
@confidential("section", CONTRIBUTE)
def document(request: Request, seen: Seen, part: str) -> HttpResponse:
    """Add a paper."""
    _writable(seen, part)
    form = DocumentForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def add(**given: Any) -> None:
        work.add_document(checked=given.pop("file"), **given)

    return _written(
        request, seen, part, form, _("Document toevoegen"), add, _("Het document is toegevoegd."), upload=True
    )


@require_POST
@confidential("page", CONTRIBUTE)
def action_done(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Say that an action is done."""
    made = queries.row(seen, CaseAction, key, CONTRIBUTE)
    work.finish_action(actor=seen.actor, at=moment.now(), purpose=seen.purpose, case=seen.case, made=made)
    messages.success(request, _("De actie is klaar."))
    return redirect(seen.case)
