# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of who goes along and which addresses are visited."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import Partner, Request
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from .. import queries
from ..doors import confidential
from ..models import InspectionParty, Target
from ..policies import PLAN
from ..queries import Seen
from . import choices, parties, targets
from .forms import PartyForm, TargetForm
from .parties import Party
from .targets import Chosen
from .views import form_page, given

PARTIES, TARGETS = "#partijen", "#adressen"


@either
@confidential("page", PLAN)
def party_new(request: Request, seen: Seen) -> HttpResponse:
    """Have somebody take part."""
    form = PartyForm(answering.posted(request), people=choices.people(seen.file))

    def act() -> None:
        told = dict(form.cleaned_data)
        kind, _colon, slug = told.pop("who").partition(":")
        partner = None
        if kind == "p":
            partner = Partner.objects.filter(municipality=seen.file.municipality_id, slug=slug).first()
        party = Party(**told, partner=partner, role=slug if kind == "r" else "")
        parties.add_party(**given(seen), party=party)

    return form_page(
        request, seen, form, act, _("Toegevoegd. Wie meedoet, ziet het plan en de bevindingen van de eigen discipline."),
        heading=_("Wie gaat er mee?"), button=_("Voeg toe"), back=PARTIES,
        lede=_("Een organisatie van buiten kan alleen meedoen als een geldig convenant het plan en haar discipline doorlaat."),
    )  # fmt: skip


@require_POST
@confidential("page", PLAN)
def party_remove(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Take a party out."""
    parties.remove_party(**given(seen), party=queries.row(seen, InspectionParty, key))
    messages.success(request, _("Deze partij doet niet meer mee en ziet deze discipline niet meer."))
    return redirect(f"{seen.file.get_absolute_url()}{PARTIES}")


@either
@confidential("page", PLAN)
def target_new(request: Request, seen: Seen) -> HttpResponse:
    """Add an address."""
    form = TargetForm(answering.posted(request), areas=_areas(seen))

    def act() -> None:
        targets.add_target(**given(seen), chosen=Chosen(**form.cleaned_data))

    return form_page(
        request, seen, form, act, _("Het adres staat in het plan."), heading=_("Adres toevoegen"),
        button=_("Voeg toe"), back=TARGETS,
        lede=_("Elk adres heeft gronden. Ze blijven bij de controle staan, ook als u er niets vindt."),
    )  # fmt: skip


@either
@confidential("page", PLAN)
def target_edit(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Write an address anew."""
    row = queries.row(seen, Target, key)
    names = ("address", "business", "area", "grounds", "is_home")
    initial = {name: getattr(row, name) for name in names}
    form = TargetForm(answering.posted(request), initial=initial, areas=_areas(seen))

    def act() -> None:
        targets.change_target(**given(seen), target=row, chosen=Chosen(**form.cleaned_data))

    return form_page(
        request, seen, form, act, _("Het adres is gewijzigd."), heading=_("Adres wijzigen"), button=_("Bewaar"),
        back=TARGETS,
    )  # fmt: skip


@require_POST
@confidential("page", PLAN)
def target_remove(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Take an address out."""
    targets.remove_target(**given(seen), target=queries.row(seen, Target, key))
    messages.success(request, _("Het adres is uit het plan."))
    return redirect(f"{seen.file.get_absolute_url()}{TARGETS}")


def _areas(seen: Seen) -> Any:
    return choices.areas(seen.file.municipality, moment.today())
