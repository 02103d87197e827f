# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a handler does with one concern beside testing and weighing it: link, merge, split, assign, note."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import Request, visible_to
from baken.kernel import moment
from baken.kernel.errors import Reason, Refused
from baken.ui import answering
from baken.ui.answering import either

from .. import queries
from ..doors import confidential
from ..gatekeeper.views import page_with
from ..models import Category, Concern, Link, Status
from ..policies import HANDLE, VIEW
from ..queries import Seen
from . import assigning, linking
from . import pages as triage_pages
from .work_forms import LINK, MERGE, AssignForm, CategoryForm, LinkForm, NoteForm, SplitForm, UnmergeForm


@require_POST
@confidential("page", HANDLE)
def link(request: Request, seen: Seen) -> HttpResponse:
    """Link with another concern, or merge into it."""
    form, doing = LinkForm(request.POST), request.POST.get("doe", LINK)
    if doing not in (LINK, MERGE) or seen.concern.status == Status.RECEIVED:
        raise Http404

    def act() -> HttpResponse:
        values = form.cleaned_data
        other, why = _other(seen, values["other"]), values["why"]
        if doing == MERGE:
            linking.merge(**given(seen), seen=values["version"], into=other, why=why)
            messages.success(request, _("Samengevoegd. U behandelt het verder in dit signaal."))
            return redirect(other)
        linking.link(**given(seen), other=other, why=why)
        messages.success(request, _("De signalen zijn aan elkaar gekoppeld."))
        return redirect(seen.concern)

    return answered(request, seen, form, act, "link_form")


@require_POST
@confidential("page", HANDLE)
def unlink(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Undo a link, from either side."""
    here = Link.objects.select_related("concern", "other").filter(pk=key)
    row = visible_to(here, seen.actor, HANDLE, seen.purpose).first()
    if row is None or seen.concern.pk not in (row.concern_id, row.other_id):
        raise Http404
    linking.unlink(**given(seen), row=row)
    messages.success(request, _("De koppeling is ongedaan gemaakt."))
    return redirect(seen.concern)


@require_POST
@confidential("page", HANDLE)
def unmerge(request: Request, seen: Seen) -> HttpResponse:
    """Take a merged concern apart again."""
    form = UnmergeForm(request.POST)

    def act() -> HttpResponse:
        linking.unmerge(**given(seen), seen=form.cleaned_data["version"], reason=form.cleaned_data["reason"])
        messages.success(
            request, _("Alleen dit signaal staat weer op zichzelf. Andere samengevoegde signalen blijven waar ze zijn.")
        )
        return redirect(seen.concern)

    return answered(request, seen, form, act, "unmerge_form")


@either
@confidential("page", HANDLE)
def split(request: Request, seen: Seen) -> HttpResponse:
    """Make a concern of its own of some sentences."""
    if seen.concern.status == Status.RECEIVED:
        raise Http404
    here = _categories(seen)
    form = SplitForm(
        answering.posted(request), text=seen.concern.description, categories=_named(here),
        initial={"version": seen.concern.version, "category": str(seen.concern.category_id)},
    )  # fmt: skip

    def act() -> HttpResponse:
        values = form.cleaned_data
        made = linking.split(
            **given(seen), seen=values["version"], pieces=form.chosen, category=here[values["category"]],
            why=values["why"],
        )  # fmt: skip
        messages.success(request, _("Er is een nieuw signaal van gemaakt. Toets het vooraf."))
        return redirect(made)

    lede = _("De gekozen zinnen worden een nieuw signaal, dat u apart toetst. De melding zelf blijft heel.")
    return _own_page(request, seen, form, act, _("Signaal splitsen"), lede, _("Maak nieuw signaal"))


@require_POST
@confidential("page", HANDLE)
def assign(request: Request, seen: Seen) -> HttpResponse:
    """Give the concern to somebody."""
    form = AssignForm(request.POST, people=triage_pages.people(seen, moment.today()))

    def act() -> HttpResponse:
        assigning.assign(**given(seen), seen=form.cleaned_data["version"], **form.given)
        messages.success(request, _("Het signaal is toegewezen."))
        return redirect(seen.concern)

    return answered(request, seen, form, act, "assign_form")


@either
@confidential("page", HANDLE)
def category(request: Request, seen: Seen) -> HttpResponse:
    """Put the concern in another category of the same register."""
    here = _categories(seen)
    form = CategoryForm(
        answering.posted(request), categories=_named(here),
        initial={"version": seen.concern.version, "category": str(seen.concern.category_id)},
    )  # fmt: skip

    def act() -> HttpResponse:
        values = form.cleaned_data
        assigning.change_category(
            **given(seen), seen=values["version"], category=here[values["category"]], reason=values["reason"]
        )
        messages.success(request, _("De soort is veranderd. De termijnen zijn opnieuw berekend."))
        return redirect(seen.concern)

    lede = _("Alleen soorten van hetzelfde register. De termijnen tellen opnieuw vanaf de dag van ontvangst.")
    return _own_page(request, seen, form, act, _("Soort veranderen"), lede, _("Bewaar"))


@require_POST
@confidential("page", HANDLE)
def note(request: Request, seen: Seen) -> HttpResponse:
    """Write a note."""
    form = NoteForm(request.POST)

    def act() -> HttpResponse:
        assigning.add_note(**given(seen), text=form.cleaned_data["text"])
        messages.success(request, _("De notitie is bewaard."))
        return redirect(seen.concern)

    return answered(request, seen, form, act, "note_form", once=True)


def given(seen: Seen) -> dict[str, Any]:
    """Return what every action about this concern is given."""
    return {"actor": seen.actor, "at": moment.now(), "purpose": seen.purpose, "concern": seen.concern}


def answered(
    request: Request, seen: Seen, form: forms.Form, act: Callable[[], HttpResponse], name: str, *, once: bool = False
) -> HttpResponse:
    """Answer a form that stands on the page of the concern."""
    return answering.answer(
        form, act, page_with(request, seen, **{name: form}), actor=seen.actor, record=seen.concern,
        again=answering.repeated(request, seen.concern) if once else None,
    )  # fmt: skip


def _own_page(
    request: Request,
    seen: Seen,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    heading: str,
    lede: str,
    button: str,
) -> HttpResponse:
    def page(status: int, **more: Any) -> HttpResponse:
        frame = triage_pages.frame(seen, moment.now())
        context = {**frame, "form": form, "heading": heading, "lede": lede, "button": button, **more}
        return render(request, "concerns/triage/form.html", context, status=status)

    return answering.answer(
        form, act, page, actor=seen.actor, record=seen.concern, again=answering.repeated(request, seen.concern)
    )


def _other(seen: Seen, reference: str) -> Concern:
    """Return the other concern; one that isn't open to the reader, or in another register, is told as not there."""
    rows = Concern.objects.select_related("guarded", "vault", "category").filter(reference=reference.strip().upper())
    found = visible_to(rows, seen.actor, VIEW, seen.purpose).filter(vault=seen.concern.vault_id).first()
    if found is None:
        text = _("Er is in dit register geen signaal met dit nummer.")
        raise Refused((Reason("no_concern", text),))
    return found


def _categories(seen: Seen) -> dict[str, Category]:
    """Return the categories that a concern of this register can have."""
    it = seen.concern
    rows = queries.categories(it.municipality)
    here = [one for one in rows if one.vault_id in (it.vault_id, it.category.vault_id)]
    return {str(one.pk): one for one in here}


def _named(here: dict[str, Category]) -> list[tuple[str, str]]:
    return [(key, one.name) for key, one in here.items()]
