# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the Bibob policy; what may be is judged by its actions."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.forms import DayInput, VersionField
from baken.ui.free_text import FreeTextGuard

from ..models import Scope, Trigger
from . import rules
from .actions import Draft

MAX_RISK = 1_000
MOST_TYPES = 40
TYPE = re.compile(r"[A-Za-z0-9._-]{1,50}")


def a_day(label: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, widget=DayInput())


class LineForm(FreeTextGuard):
    """One line of the policy."""

    unguarded = ("zaaktypes", "basis")

    scope = forms.ChoiceField(label=gettext_lazy("Waarvoor"), choices=Scope.choices)
    title = forms.CharField(
        label=gettext_lazy("Welke aanvragen?"), max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: vergunning voor een horecabedrijf."),
    )  # fmt: skip
    when = forms.ChoiceField(
        label=gettext_lazy("Wanneer onderzoeken?"), widget=forms.RadioSelect,
        choices=Trigger._meta.get_field("when").choices or (),
    )  # fmt: skip
    risk = forms.CharField(
        label=gettext_lazy("Bij welk risico?"), required=False, max_length=MAX_RISK,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Alleen bij een risico. Beschrijf wat opvalt aan een aanvraag, nooit aan een persoon."),
    )  # fmt: skip
    sample_percent = forms.IntegerField(
        label=gettext_lazy("Hoeveel procent?"), required=False, min_value=1, max_value=99,
        help_text=gettext_lazy("Alleen bij een steekproef. Het toeval kiest."),
    )  # fmt: skip
    basis = forms.CharField(
        label=gettext_lazy("Grondslag"), max_length=200,
        help_text=gettext_lazy("Artikel van de wet, en van het eigen beleid."),
    )  # fmt: skip
    zaaktypes = forms.CharField(
        label=gettext_lazy("Zaaktypen die dit in gang zetten"), required=False, max_length=2_000,
        help_text=gettext_lazy("Identificaties uit de catalogus van uw zaaksysteem, met een komma ertussen."),
    )  # fmt: skip
    valid_from = a_day(gettext_lazy("Geldt vanaf"))
    version = VersionField(required=False)

    def __init__(self, *args: Any, line: Trigger | None = None, **kwargs: Any):
        if line is not None:
            names = ("scope", "title", "when", "risk", "sample_percent", "basis", "valid_from", "version")
            kwargs["initial"] = {name: getattr(line, name) for name in names}
            kwargs["initial"]["zaaktypes"] = ", ".join(line.zaaktypes)
        super().__init__(*args, **kwargs)

    def clean_zaaktypes(self) -> str:
        """Look at each identification: letters, digits, dots and dashes."""
        told: str = self.cleaned_data["zaaktypes"]
        found = self._types(told)
        if len(found) > MOST_TYPES or any(TYPE.fullmatch(one) is None for one in found):
            raise ValidationError(
                _("Gebruik letters, cijfers, punten en streepjes, met een komma tussen twee zaaktypen.")
            )
        return told

    def draft(self) -> Draft:
        """Return what a valid form says."""
        told = self.cleaned_data
        names = ("scope", "title", "when", "basis", "valid_from", "risk", "sample_percent")
        return Draft(zaaktypes=tuple(self._types(told["zaaktypes"])), **{name: told[name] for name in names})

    @staticmethod
    def _types(text: str) -> list[str]:
        return [one.strip() for one in text.split(",") if one.strip()]


class AdoptForm(FreeTextGuard):
    """That a line was adopted: when, and by which decision."""

    on = a_day(gettext_lazy("Vastgesteld op"))
    because = forms.CharField(
        label=gettext_lazy("Met welk besluit?"), max_length=400,
        help_text=gettext_lazy("Wie besloot (burgemeester of college), en het nummer van het besluit."),
    )  # fmt: skip
    version = VersionField()

    def __init__(self, *args: Any, line: Trigger, today: date, **kwargs: Any):
        kwargs["initial"] = {"version": line.version, "on": min(today, line.valid_from)}
        super().__init__(*args, **kwargs)


class EndForm(FreeTextGuard):
    """That a line holds no longer from a day on."""

    until = a_day(gettext_lazy("Geldt niet meer vanaf"))
    because = forms.CharField(label=gettext_lazy("Met welk besluit?"), max_length=400)
    version = VersionField()

    def __init__(self, *args: Any, line: Trigger, today: date, **kwargs: Any):
        kwargs["initial"] = {"version": line.version, "until": today}
        super().__init__(*args, **kwargs)


def told(line: Trigger) -> str:
    """Return when a line asks for screening, in words."""
    if line.when == rules.SAMPLE:
        return _("steekproef van %(n)d procent") % {"n": line.sample_percent or 0}
    return str(line.get_when_display())
