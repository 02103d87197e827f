# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of penalty orders and of costs. What may be is judged by the actions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.kernel.guards import MAX_REASON
from baken.ui.forms import DayField
from baken.ui.free_text import FreeTextGuard

from ..files.fields import long
from .actions import MAX_FOUND

MOST = 2_000_000_000


class Seen(FreeTextGuard):
    """A form over a row that others may change meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)


class BreachForm(Seen):
    on = DayField(label=_("Dag van de overtreding"))
    found = forms.CharField(label=_("Wat is vastgesteld, en door wie"), max_length=MAX_FOUND, widget=long())


class StepForm(Seen):
    on = DayField(label=_("Op welke dag"))


class WaiveForm(StepForm):
    reason = forms.CharField(label=_("Waarom wordt niet ingevorderd?"), max_length=MAX_REASON, widget=long())


class CostsForm(Seen):
    amount = forms.DecimalField(label=_("Kosten in euro’s"), max_digits=9, decimal_places=2, min_value=0)
    decided_on = DayField(
        label=_("Kostenbesluit bekendgemaakt op"),
        required=False,
        help_text=_(
            "Leeg zolang het besluit er nog niet is. Leg eerst het bedrag vast; daarna maakt u het kostenbesluit."
        ),
    )


class CostsPaidForm(Seen):
    on = DayField(label=_("Betaald op"))
