# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking who reported, deciding on it, and how reliable it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.ui.free_text import FreeTextGuard

from ..reporting.intake import MAX_CONTACT
from ..reporting.reports import CONTENTS, SOURCES
from .actions import MAX_HOURS, MAX_TEXT

ROWS = forms.Textarea(attrs={"rows": 3})


class AskForm(FreeTextGuard):
    """Why it must be known who reported."""

    why = forms.CharField(
        label=_("Waarom moet u weten wie meldde?"), max_length=MAX_TEXT, widget=ROWS, help_text=_("Noem geen namen.")
    )
    needed = forms.CharField(
        label=_("Waarom kan het niet anders?"),
        max_length=MAX_TEXT,
        widget=ROWS,
        help_text=_("U kunt de melder ook een vraag stellen zonder te weten wie het is."),
    )


class DecideForm(FreeTextGuard):
    """What the keeper of the register of sources decides."""

    granted = forms.TypedChoiceField(
        label=_("Uw besluit"),
        coerce=lambda value: value == "ja",
        choices=[("nee", _("Niet vrijgeven")), ("ja", _("Vrijgeven aan wie het vroeg"))],
        widget=forms.RadioSelect,
    )
    hours = forms.IntegerField(
        label=_("Zo veel uur"),
        min_value=1,
        max_value=MAX_HOURS,
        initial=8,
        help_text=_("Hoogstens 24 uur. Lezen kan één keer."),
    )
    because = forms.CharField(
        label=_("Waarom?"), max_length=MAX_TEXT, widget=ROWS, help_text=_("De vrager leest dit. Noem geen namen.")
    )


class EvaluateForm(forms.Form):
    """How reliable source and content are."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label=_("De bron"), choices=[("", _("Kies")), *SOURCES.items()])
    content = forms.ChoiceField(label=_("De inhoud"), choices=[("", _("Kies")), *CONTENTS.items()])


class OwnDetailsForm(forms.Form):
    """Which request and which report; and what must stand there from now on, where details are corrected."""

    request = forms.CharField(
        label=_("Nummer van het verzoek"),
        max_length=20,
        help_text=_("De privacy officer heeft dit verzoek in behandeling en weet wie het doet."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    report = forms.CharField(
        label=_("Nummer of code van de melding"),
        max_length=60,
        help_text=_("De code kreeg de melder na het melden. Een collega of partner weet het nummer."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Naam"), max_length=MAX_CONTACT, required=False)
    email = forms.CharField(label=_("E-mailadres"), max_length=MAX_CONTACT, required=False)
    phone = forms.CharField(label=_("Telefoon"), max_length=MAX_CONTACT, required=False)
