# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms by which a municipality keeps its checklists. Items are typed one a line (`rules.parsed`)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from baken.ui.forms import DayInput, VersionField
from baken.ui.free_text import FreeTextGuard

from ..models import Branch, Checklist
from ..parts import DISCIPLINES
from . import rules

MAX_TEXT = 40_000


class ListForm(FreeTextGuard):
    """What a version of a list says. `items` holds, once valid, the items."""

    items: list[rules.Item]

    title = forms.CharField(label=gettext_lazy("Naam van de lijst"), max_length=200)
    branches = forms.MultipleChoiceField(
        label=gettext_lazy("Voor welke branches"),
        choices=Branch.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kies niets voor alle branches. Dan gelden ook de regels voor seksbedrijven."),
    )
    points = forms.CharField(
        label=gettext_lazy("Punten, één per regel"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Schrijf: vraag | grondslag | uitleg. Grondslag en uitleg mogen ontbreken."),
    )
    valid_from = forms.DateField(label=gettext_lazy("Geldt vanaf"), widget=DayInput())

    def __init__(self, *args: Any, discipline: str = "", before: Iterable[Mapping[str, Any]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.of_discipline, self.before, self.items = discipline, list(before), []

    def clean(self) -> dict[str, Any]:
        """Judge the items: what is wrong is told at their field."""
        told = super().clean() or self.cleaned_data
        if "points" in told and "branches" in told:
            self.items = rules.parsed(told["points"], self.before)
            discipline = str(told.get("discipline") or self.of_discipline)
            if wrong := rules.against(discipline, told["branches"], self.items):
                self.add_error("points", ValidationError([reason.text for reason in wrong]))
        return told

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        told = self.cleaned_data
        return {name: told[name] for name in ("title", "branches", "valid_from")} | {"items": self.items}


class NewChecklistForm(ListForm):
    """A list that isn't there yet."""

    field_order = ("title", "slug", "discipline", "branches", "points", "valid_from")

    slug = forms.SlugField(
        label=gettext_lazy("Korte naam"),
        max_length=50,
        help_text=gettext_lazy("Kleine letters, cijfers en streepjes. Kan later niet meer veranderen."),
    )
    discipline = forms.ChoiceField(label=gettext_lazy("Discipline"), choices=list(DISCIPLINES.items()))


class ChecklistForm(ListForm):
    """The next version of a list."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom wijzigt u dit?"),
        max_length=500,
        help_text=gettext_lazy("Dit komt in het logboek. Noem geen namen."),
    )
    version = VersionField()


class EndForm(forms.Form):
    """Taking a list out of use."""

    reason = forms.CharField(label=gettext_lazy("Waarom haalt u de lijst uit gebruik?"), max_length=500)
    version = VersionField()


def initial_of(checklist: Checklist) -> dict[str, Any]:
    """Return what the form shows of a list as it is."""
    return {
        "title": checklist.title,
        "branches": checklist.branches,
        "points": rules.written(checklist.items),
        "version": checklist.version,
    }
