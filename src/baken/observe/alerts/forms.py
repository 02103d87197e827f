# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do with an alert. What may be is judged by the actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.ui.forms import DayInput, VersionField
from baken.ui.free_text import FreeTextGuard

from .actions import MAX_NOTE

ISO = "%Y-%m-%d"
NO_NAMES = _("Schrijf functies en plekken, geen namen van personen.")


def note(label: Any, *, required: bool) -> forms.CharField:
    """Return a field for a few sentences."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, max_length=MAX_NOTE, widget=widget, help_text=NO_NAMES)


class Versioned(FreeTextGuard):
    """A form over an alert that others may change meanwhile: it carries the version that was seen."""

    version = VersionField()


class SeeForm(Versioned):
    """Read, and nothing more to be done."""


class ExplainForm(Versioned):
    """What explains the rise."""

    note = note(_("Wat verklaart de stijging?"), required=True)


class InvestigateForm(Versioned):
    """Who finds out, and by when."""

    owner = forms.ChoiceField(label=_("Wie zoekt het uit"))
    due = forms.DateField(label=_("Klaar op"), input_formats=[ISO], widget=DayInput())
    note = note(_("Wat moet er duidelijk worden?"), required=False)

    def __init__(self, *args: Any, owners: Sequence[tuple[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *owners]


class UsefulForm(Versioned):
    """Whether it was of use."""

    useful = forms.ChoiceField(
        label=_("Was deze attendering nuttig?"),
        choices=(("yes", _("ja, we hebben er iets aan gehad")), ("no", _("nee"))),
        widget=forms.RadioSelect,
    )
    note = note(_("Waarom?"), required=False)
