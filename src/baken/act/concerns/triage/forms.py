# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the list of concerns; what may be is judged by the actions."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.forms import DayInput, choose

from ..models import Channel, Route
from .queries import Selection, areas_of

MAX_WORDS = 100
WHICH: tuple[tuple[str, Any], ...] = (
    ("", gettext_lazy("Alles wat open is")),
    ("mine", gettext_lazy("Mijn werk")),
    ("team", gettext_lazy("Werk van mijn functie")),
    ("test", gettext_lazy("Te toetsen")),
    ("weigh", gettext_lazy("Te wegen")),
    ("overdue", gettext_lazy("Over de termijn")),
    ("news", gettext_lazy("Nieuw bericht van de melder")),
    ("decided", gettext_lazy("Gewogen, nog niet afgerond")),
    ("closed", gettext_lazy("Afgerond of geweigerd")),
    ("all", gettext_lazy("Alles")),
)
DAY = DayInput()


class SelectionForm(forms.Form):
    """What the list is narrowed to; unknown values narrow nothing."""

    keuze = forms.ChoiceField(required=False, choices=WHICH, widget=forms.HiddenInput)
    woorden = forms.CharField(
        label=gettext_lazy("Woorden of nummer"),
        required=False,
        max_length=MAX_WORDS,
        help_text=gettext_lazy("Op woorden vindt u alleen wat getoetst is."),
    )
    soort = forms.ChoiceField(label=gettext_lazy("Soort"), required=False)
    gebied = forms.ChoiceField(label=gettext_lazy("Gebied"), required=False)
    vanaf = forms.DateField(label=gettext_lazy("Ontvangen vanaf"), required=False, widget=DAY)
    tot = forms.DateField(label=gettext_lazy("Ontvangen tot en met"), required=False, widget=DAY)
    kanaal = forms.ChoiceField(
        label=gettext_lazy("Kanaal"), required=False, choices=[("", gettext_lazy("alle")), *Channel.choices]
    )
    route = forms.ChoiceField(
        label=gettext_lazy("Route"), required=False, choices=[("", gettext_lazy("alle")), *Route.choices]
    )

    def __init__(self, data: Any, *, categories: Sequence[tuple[str, str]], areas: Sequence[Any]):
        super().__init__(data)
        for name, found in (("soort", categories), ("gebied", areas)):
            choose(self, name, [("", _("alle")), *found])

    def chosen(self) -> dict[str, Any]:
        """Return the valid choices by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def selection(self, parents: Collection[tuple[str, str]]) -> Selection:
        """Return what was chosen; `parents` as in `areas_of`."""
        told = self.chosen()
        return Selection(
            which=told.get("keuze", ""),
            category=UUID(told["soort"]) if "soort" in told else None,
            areas=areas_of(told.get("gebied", ""), parents),
            since=told.get("vanaf"),
            until=told.get("tot"),
            channel=told.get("kanaal", ""),
            route=told.get("route", ""),
            words=told.get("woorden", ""),
        )
