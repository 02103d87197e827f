# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The coordinator's forms about a questionnaire; what may be is judged by `sending`."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.guards import MAX_REASON
from baken.ui.forms import DayInput
from baken.ui.free_text import FreeTextGuard

from . import rules

VERSION: dict[str, Any] = {"widget": forms.HiddenInput, "min_value": 1, "max_value": 2_000_000_000}


class SendForm(FreeTextGuard):
    """To whom the link goes, and how."""

    unguarded: ClassVar[tuple[str, ...]] = ("to",)

    mail = forms.EmailField(
        label=gettext_lazy("E-mailadres van betrokkene"), required=False, max_length=200,
        help_text=gettext_lazy("De mail zegt niet waarover het gaat. Kijk het adres goed na: wie de link heeft, kan erin."),
    )  # fmt: skip
    to = forms.CharField(
        label=gettext_lazy("Of: hoe geeft u de link?"), required=False, max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: op papier aan de balie. De link staat na het versturen eenmaal op het scherm."),
    )  # fmt: skip
    days = forms.IntegerField(
        label=gettext_lazy("Hoeveel dagen om te antwoorden?"), min_value=rules.LEAST_DAYS, max_value=rules.MOST_DAYS,
        initial=rules.DAYS,
    )  # fmt: skip
    version = forms.IntegerField(**VERSION)


class JudgeForm(FreeTextGuard):
    """Whether what came back is complete."""

    complete = forms.TypedChoiceField(
        label=gettext_lazy("Is de vragenlijst volledig?"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("ja, het onderzoek kan beginnen")),
            ("no", gettext_lazy("nee, er moet nog iets bij")),
        ],
    )  # fmt: skip
    missing = forms.CharField(
        label=gettext_lazy("Wat moet er nog bij?"), required=False, max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Betrokkene leest dit boven de vragenlijst, met dezelfde link."),
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("Aanvullen uiterlijk op"), required=False,
        widget=DayInput(),
        help_text=gettext_lazy("Tot dan staat de beslistermijn van de afdeling stil (Awb 4:5 en 4:15)."),
    )  # fmt: skip
    version = forms.IntegerField(**VERSION)

    def __init__(self, *args: Any, today: date, version: int, **kwargs: Any):
        kwargs["initial"] = {"until": today + timedelta(days=rules.DAYS), "version": version}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask what misses where it isn't complete."""
        found = super().clean() or self.cleaned_data
        if found.get("complete") is False and not found.get("missing", "").strip() and "missing" not in self.errors:
            self.add_error("missing", ValidationError(_("Schrijf op wat er nog bij moet.")))
        return found
