# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.registry.facade import Organisation
from baken.ui.forms import DayInput, FilterForm
from baken.ui.free_text import FreeTextGuard

from .fields import FIELDS, LARGEST, ONGOING, EffortField, FieldKind, Known
from .versions.changes import MAX_AGAIN, MAX_REASON

NUMBERS = (FieldKind.COUNT, FieldKind.HOURS, FieldKind.EUROS)
ISO = "%Y-%m-%d"


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """Return a field for a date, which browsers show as a calendar."""
    widget = DayInput()
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget, input_formats=[ISO])


class ProgrammeFilter(FilterForm):
    """What the programme is narrowed to; unknown values narrow nothing."""

    prioriteit = forms.ChoiceField(label=gettext_lazy("Prioriteit"), required=False)
    eigenaar = forms.ChoiceField(label=gettext_lazy("Eigenaar"), required=False)
    partner = forms.ChoiceField(label=gettext_lazy("Met"), required=False)
    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    jaar = forms.ChoiceField(label=gettext_lazy("Programma"), required=False)


class EffortForm(FreeTextGuard):
    """Every field of an effort. `values()` gives what was filled in as the JSON values of `fields`."""

    def __init__(self, data: Any = None, *, known: Known, current: Mapping[str, Any] | None = None):
        now = dict(current or {})
        initial = now | {
            "ongoing": now.get("term") == ONGOING,
            "term": None if now.get("term") == ONGOING else now.get("term"),
        }
        super().__init__(data, initial=initial)
        for one in FIELDS:
            self.fields[one.name] = _field(one, known)
            if one.kind is FieldKind.TERM:
                self.fields["ongoing"] = forms.BooleanField(label=_("Doorlopend, zonder einddatum"), required=False)

    def clean(self) -> dict[str, Any]:
        found = dict(super().clean() or self.cleaned_data)
        if found.get("ongoing") and found.get("term"):
            self.add_error("term", _("Kies een termijn of doorlopend, niet allebei."))
        begin, term = found.get("starts_on"), found.get("term")
        if begin and term and begin > term:
            self.add_error("starts_on", _("Het begin ligt na de termijn."))
        return found

    def values(self) -> dict[str, Any]:
        """Return every field's value as JSON."""
        found: dict[str, Any] = {}
        for one in FIELDS:
            value = self.cleaned_data.get(one.name)
            if one.kind is FieldKind.TERM and self.cleaned_data.get("ongoing"):
                value = ONGOING
            elif one.kind in (FieldKind.DATE, FieldKind.TERM):
                value = value.isoformat() if value else None
            elif one.kind is FieldKind.YEAR:
                value = int(value) if value else None
            elif one.kind is FieldKind.ORGANISATIONS:
                value = sorted(value or [])
            found[one.name] = value
        return found

    @property
    def agreed(self) -> list[forms.BoundField]:
        """The fields of what was agreed, in order."""
        names = [one.name for one in FIELDS if one.agreement]
        names.insert(names.index("term") + 1, "ongoing")
        return [self[name] for name in names]

    @property
    def progress(self) -> list[forms.BoundField]:
        """The fields of how far it is, in order."""
        return [self[one.name] for one in FIELDS if not one.agreement]


def _field(one: EffortField, known: Known) -> forms.Field:
    if one.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
        long = one.kind is FieldKind.LONG_TEXT
        widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
        if one.name == "owner":
            widget.attrs["list"] = "owners"
        told = _("Een functie, geen naam van een persoon.") if one.name == "owner" else ""
        return forms.CharField(
            label=one.label, required=one.required, max_length=one.limit, widget=widget, help_text=told
        )
    if one.kind in NUMBERS:
        told = _("Hele euro’s.") if one.kind is FieldKind.EUROS else ""
        return forms.IntegerField(label=one.label, required=False, min_value=0, max_value=LARGEST, help_text=told)
    if one.kind in (FieldKind.DATE, FieldKind.TERM):
        return day_field(one.label)
    if one.kind is FieldKind.ORGANISATIONS:
        rows = Organisation.objects.filter(municipality_id=known.plan.municipality_id).values_list("slug", "name")
        boxes = forms.CheckboxSelectMultiple()
        return forms.MultipleChoiceField(label=one.label, required=False, choices=list(rows), widget=boxes)
    if one.kind is FieldKind.PRIORITY:
        return forms.ChoiceField(label=one.label, choices=[(s, p.short_title) for s, p in known.priorities.items()])
    years = [("", _("heel plan")), *((str(year), it.title) for year, it in sorted(known.programmes.items()))]
    return forms.ChoiceField(label=one.label, required=False, choices=years)


class StopForm(FreeTextGuard):
    """Why an effort stops, and whether it moves to what isn't prioritised."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom stopt deze inspanning?"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Deze reden staat bij de inspanning. Noem geen personen."),
    )
    left_out = forms.BooleanField(
        label=gettext_lazy("Zet haar bij ‘niet geprioriteerd’; de raad ziet dat ook"), required=False
    )
    again = forms.CharField(
        label=gettext_lazy("Wanneer komt dit terug op tafel?"),
        required=False,
        max_length=MAX_AGAIN,
        help_text=gettext_lazy("Alleen bij ‘niet geprioriteerd’, bijvoorbeeld: bij het plan van 2027."),
    )

    def clean(self) -> dict[str, Any]:
        found = dict(super().clean() or self.cleaned_data)
        if found.get("left_out") and not (found.get("again") or "").strip():
            self.add_error("again", _("Schrijf op wanneer dit terug op tafel komt."))
        return found


class ContactForm(FreeTextGuard):
    """Where mail for one owner goes."""

    owner = forms.CharField(
        label=gettext_lazy("Eigenaar"),
        max_length=120,
        help_text=gettext_lazy("Een functie, zoals die bij de inspanningen staat."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        max_length=254,
        help_text=gettext_lazy("Liefst een adres van de functie of de afdeling."),
    )


class VersionForm(FreeTextGuard):
    """Why a version is kept, and when it was decided."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom legt u deze versie vast?"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    decided_on = day_field(gettext_lazy("Besloten op"), help_text=gettext_lazy("Als het college erover besloot."))


class TargetForm(forms.Form):
    """An indicator to bind to an effort."""

    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"))
    area = forms.ChoiceField(label=gettext_lazy("Gebied"))
    direction = forms.ChoiceField(label=gettext_lazy("Beter is"))
    baseline_year = forms.IntegerField(label=gettext_lazy("Beginjaar"), min_value=1990, max_value=2100)
    target = forms.FloatField(label=gettext_lazy("Doel"), required=False)
    target_year = forms.IntegerField(
        label=gettext_lazy("Jaar van het doel"), required=False, min_value=1990, max_value=2100
    )

    def __init__(self, data: Any = None, *, choices: Mapping[str, list[tuple[str, str]]], **more: Any):
        super().__init__(data, **more)
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found

    def clean(self) -> dict[str, Any]:
        found = dict(super().clean() or self.cleaned_data)
        begin, year = found.get("baseline_year"), found.get("target_year")
        if found.get("target") is not None and year is None and "target_year" not in self.errors:
            self.add_error("target_year", _("Vul in in welk jaar het doel bereikt moet zijn."))
        if begin and year and year < begin:
            self.add_error("target_year", _("Dit jaar ligt voor het beginjaar."))
        return found
