# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of remedies. What may be is judged by the actions."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.ui.free_text import FreeTextGuard

from ..files.fields import DayField, long
from ..models import Remedy
from .actions import MAX_BY, MAX_TEXT, OUTCOMES


class LodgeForm(FreeTextGuard):
    """What somebody used against the measure."""

    unguarded: ClassVar[tuple[str, ...]] = ("by",)

    kind = forms.ChoiceField(label=_("Wat is ingediend"), choices=Remedy.Kind.choices)
    on = DayField(label=_("Ontvangen op"), help_text=_("De dag waarop het binnenkwam of, per post, is verstuurd."))
    by = forms.CharField(label=_("Door wie"), max_length=MAX_BY)
    committee = forms.BooleanField(
        label=_("Een adviescommissie behandelt het bezwaar"),
        required=False,
        help_text=_("Dan is er twaalf in plaats van zes weken om te beslissen (Awb 7:10)."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)


class DecideForm(FreeTextGuard):
    """How it was decided."""

    on = DayField(label=_("Bekendgemaakt op"))
    outcome = forms.ChoiceField(label=_("Uitkomst"), choices=[])
    text = forms.CharField(label=_("Wat dit betekent"), max_length=MAX_TEXT, required=False, widget=long())
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, kind: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(slug, Remedy.Outcome(slug).label) for slug in OUTCOMES[kind]]


class PutOffForm(forms.Form):
    on = DayField(label=_("Verdaagd op"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
