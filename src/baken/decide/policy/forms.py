# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.forms import FilterForm

from .file import MAX_BYTES


class ImportForm(forms.Form):
    """One policy file. What is in it is judged by the action, which names every problem by line."""

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("Een YAML-bestand van hoogstens 256 kB met een kadernota of een IVP."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def clean_file(self) -> bytes:
        upload: Any = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(_("Dit bestand is groter dan 256 kB."))
        return bytes(upload.read())


class EffortFilter(FilterForm):
    """What the list of a plan is narrowed to; unknown values narrow nothing."""

    eigenaar = forms.ChoiceField(label=gettext_lazy("Eigenaar"), required=False)
    prioriteit = forms.ChoiceField(label=gettext_lazy("Prioriteit"), required=False)
    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    jaar = forms.ChoiceField(label=gettext_lazy("Programma"), required=False)
