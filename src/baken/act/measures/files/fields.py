# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields that forms of measures share."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ISO = "%Y-%m-%d"
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class DayField(forms.DateField):
    """A day, which browsers show as a calendar."""

    def __init__(self, **options: Any):
        super().__init__(widget=forms.DateInput(format=ISO, attrs={"type": "date"}), input_formats=[ISO], **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not EARLIEST <= value < LATEST:
            raise ValidationError(_("Kies een dag tussen 2000 en 2100."))


def long(rows: int = 4) -> forms.Textarea:
    """Return a field for some sentences."""
    return forms.Textarea(attrs={"rows": rows})
