# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the forms of the rooms share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ISO = "%Y-%m-%d"
MAX_TEXT = 2_000
FIRST_YEAR, LAST_YEAR = 2000, 2100


class DayField(forms.DateField):
    """A date, which browsers show as a calendar; only days that a database and a person can make sense of."""

    def __init__(self, **options: Any):
        widget = forms.DateInput(format=ISO, attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=[ISO], **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(_("Kies een dag tussen 2000 en 2100."))


def text(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for some lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=MAX_TEXT, widget=widget, help_text=help_text)


class Versioned(forms.Form):
    """A form over something that others may change meanwhile: it carries the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
