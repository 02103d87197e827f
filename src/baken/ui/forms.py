# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every feature's forms are made of: a day, a version that was seen, the filter of a list, and what to do when somebody
else changed a record meanwhile.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from baken.kernel.models import Record

from .format import day

ISO = "%Y-%m-%d"
FIRST_YEAR, LAST_YEAR = 2000, 2100
LARGEST = 2_000_000_000
"""What a whole number in the database has room for, roundly."""


class DayInput(forms.DateInput):
    """A date, which browsers show as a calendar: they send and want it as ISO, whatever the language of the page."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format=ISO)


class DayField(forms.DateField):
    """A day with its calendar; only days that a database and a person can make sense of."""

    def __init__(self, **options: Any):
        super().__init__(widget=DayInput(), input_formats=[ISO], **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(_("Kies een dag tussen 2000 en 2100."))


class VersionField(forms.IntegerField):
    """Which version of a record the reader saw; goes along unseen, so that nobody overwrites what came meanwhile."""

    def __init__(self, **options: Any):
        super().__init__(widget=forms.HiddenInput, min_value=1, max_value=LARGEST, **options)


def choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field of a form what can be chosen in it."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def say(form: forms.Form, name: str, label: Any, help_text: Any = "") -> None:
    """Say what a field of a form is about, where the form takes it from a shared one."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text


class FilterForm(forms.Form):
    """What a list is narrowed to: choice fields whose choices come from the list; unknown values narrow nothing."""

    def __init__(self, data: Any, *, choices: Mapping[str, Sequence[tuple[str, Any]]]):
        super().__init__(data)
        for name, found in choices.items():
            choose(self, name, [("", _("alle")), *found])

    def chosen(self) -> dict[str, str]:
        """Return the valid choices by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two people changed: what is stored now, and what the reader typed."""

    label: str
    stored: str
    typed: str


def overtaken(form: forms.Form, record: Record) -> list[Conflict]:
    """Return the fields in which a valid `form` differs from `record` as it is now, which somebody changed meanwhile.

    The form takes the record's present version along: sending it again then keeps what the reader typed.
    """
    current = type(record)._default_manager.get(pk=record.pk)
    found = []
    for name, field in form.fields.items():
        if name == "version" or not hasattr(current, name):
            continue
        stored, typed = getattr(current, name), form.cleaned_data.get(name)
        if (stored or "") != (typed or ""):
            found.append(Conflict(str(field.label), _told(stored), _told(typed)))
    sent: Any = form.data  # a QueryDict: it keeps several values under one name
    data = sent.copy()
    data["version"] = str(current.version)
    form.data = data
    form.full_clean()
    return found


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
