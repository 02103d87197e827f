# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of requests of data subjects. Name and contact are meant for personal data; the rest isn't."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from baken.ui.forms import DayField, FilterForm
from baken.ui.free_text import FreeTextGuard

from ..forms import Versioned, text
from ..models import RequestKind

FUNCTION = gettext_lazy("Een functie, geen naam. Bijvoorbeeld: privacy officer.")
ONLY_HERE = gettext_lazy("Versleuteld bewaard. Alleen de privacy officer en de FG zien dit.")


class RequestFilter(FilterForm):
    """What the register is narrowed to."""

    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    soort = forms.ChoiceField(label=gettext_lazy("Soort"), required=False)


class WhoForm(FreeTextGuard):
    """Who asks, and who handles it."""

    unguarded = ("name", "contact")
    handler = forms.CharField(label=gettext_lazy("Wie behandelt het"), max_length=120, help_text=FUNCTION)
    name = forms.CharField(label=gettext_lazy("Naam van de verzoeker"), max_length=200, help_text=ONLY_HERE)
    contact = forms.CharField(
        label=gettext_lazy("Hoe te bereiken"), max_length=300, required=False, help_text=ONLY_HERE
    )


class RequestForm(WhoForm):
    """A request that came in."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat wordt gevraagd"), choices=RequestKind.choices)
    received_on = DayField(
        label=gettext_lazy("Ontvangen op"), help_text=gettext_lazy("Vanaf deze dag loopt de termijn van een maand.")
    )
    field_order = ("kind", "received_on", "handler", "name", "contact")


class RequestChangeForm(WhoForm, Versioned):
    """The same, of a request that is there."""


class RequestStepForm(FreeTextGuard, Versioned):
    """One step: its day and, where the step asks them, the reason and the months."""

    on = DayField(label=gettext_lazy("Op welke dag"))
    reason = text(
        gettext_lazy("Waarom"),
        help_text=gettext_lazy("Dit krijgt de verzoeker te horen. Schrijf niet op wat er in de gegevens staat."),
    )
    months = forms.TypedChoiceField(
        label=gettext_lazy("Hoe lang verlengt u"),
        coerce=int,
        choices=[(1, gettext_lazy("één maand")), (2, gettext_lazy("twee maanden"))],
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if name not in ("extend", "refuse"):
            del self.fields["reason"]
        if name != "extend":
            del self.fields["months"]
        if name == "close":
            del self.fields["on"]
