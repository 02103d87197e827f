# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models.pack import FIRST_YEAR, LAST_YEAR
from .workflow import MAX_REASON


class DraftForm(forms.Form):
    """Which year to make a draft for, and as known when."""

    year = forms.IntegerField(label=_("Jaar"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    as_of = forms.DateField(
        label=_("Cijfers zoals bekend op"),
        required=False,
        help_text=_("Laat leeg voor vandaag."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class WithdrawForm(forms.Form):
    """Why a pack is taken back."""

    reason = forms.CharField(
        label=_("Waarom trekt u dit dossier in?"),
        max_length=MAX_REASON,
        help_text=_("Deze reden staat bij het dossier. Noem geen personen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class EditedWordForm(forms.Form):
    """The Word file that people went on with."""

    file = forms.FileField(
        label=_("Uw bewerkte Word-bestand"),
        help_text=_("Het bestand (.docx) dat u hier hebt gedownload en daarna hebt bewerkt. Hoogstens 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
