# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of screenings at the desk: a selection, and what it tells of each. Who is screened stands in it: it leaves a trace."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, note_listed, opened
from baken.kernel import moment
from baken.ui.counting import CappedPaginator, Count

from .. import queries
from ..blocks import list_blocks
from ..models import Scope, Screening, ScreeningStatus
from ..policies import HANDLE
from .pages import department_term

PAGE = 50
WHICH: tuple[tuple[str, Any], ...] = (
    ("", gettext_lazy("Nog niet afgerond")),
    ("concluded", gettext_lazy("Conclusie gegeven")),
    ("settled", gettext_lazy("Afgerond")),
    ("all", gettext_lazy("Alles")),
)
STATUSES: dict[str, frozenset[str]] = {
    "": frozenset(ScreeningStatus.values) - {ScreeningStatus.SETTLED},
    "concluded": frozenset({ScreeningStatus.CONCLUDED}),
    "settled": frozenset({ScreeningStatus.SETTLED}),
}


class SelectionForm(forms.Form):
    """What the list is narrowed to; unknown values narrow nothing."""

    keuze = forms.ChoiceField(label=gettext_lazy("Welke"), required=False, choices=WHICH)
    status = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False, choices=[("", gettext_lazy("alle")), *ScreeningStatus.choices]
    )
    soort = forms.ChoiceField(
        label=gettext_lazy("Waarvoor"), required=False, choices=[("", gettext_lazy("alle")), *Scope.choices]
    )
    woorden = forms.CharField(label=gettext_lazy("Nummer"), required=False, max_length=60)

    def chosen(self) -> dict[str, Any]:
        """Return the valid choices by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def overview(actor: Actor, asked: QueryDict, at: datetime) -> dict[str, Any]:
    """Return the list, narrowed by what is asked, with what other rooms show there."""
    form, purpose = SelectionForm(asked), queries.purpose_of(actor)
    chosen = form.chosen()
    if not purpose:
        return {"purpose": "", "form": form, "count": Count(0), "rows": []}
    with opened(actor, purpose):
        paginator = CappedPaginator(selected(actor, purpose, chosen), PAGE)
        page = paginator.get_page(asked.get("bladzijde"))
        found = list(page.object_list)
        if found:
            note_listed(actor=actor, at=moment.now(), purpose=purpose, keys=[row.guarded_id for row in found])
        blocks = list_blocks(actor, purpose, at)
    page.object_list = found
    return {
        "purpose": purpose,
        "form": form,
        "narrowed": bool(chosen),
        "page": page,
        "rows": [(row, department_term(row, timezone.localdate(at))) for row in found],
        "count": paginator.counted,
        "blocks": blocks,
        "may_handle": actor.may(HANDLE),
    }


def selected(actor: Actor, purpose: str, chosen: dict[str, Any]) -> QuerySet[Screening]:
    """Return the screenings of a selection, newest first, with what the list tells of each."""
    rows = queries.screenings(actor, purpose).select_related("standing")
    if "status" in chosen:
        rows = rows.filter(status=chosen["status"])
    elif chosen.get("keuze", "") in STATUSES and "woorden" not in chosen:
        rows = rows.filter(status__in=STATUSES[chosen.get("keuze", "")])
    if "soort" in chosen:
        rows = rows.filter(standing__scope=chosen["soort"])
    if "woorden" in chosen:
        number = chosen["woorden"].strip()
        rows = rows.filter(reference__iexact=number) | rows.filter(standing__application__iexact=number)
    return rows
