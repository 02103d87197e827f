# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every form asks by which something is offered for a measure, whatever it comes from."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from baken.act.measures.facade import POWERS, Instrument, PremisesKind
from baken.ui.forms import VersionField, choose
from baken.ui.free_text import FreeTextGuard

from .offering import MAX_TEXT, MAX_TITLE, Offered


class OfferedForm(FreeTextGuard):
    """Which measure, in which words; the form itself says what the facts are (`facts` gets its label there)."""

    instrument = forms.ChoiceField(label=gettext_lazy("Welke maatregel?"))
    title = forms.CharField(
        label=gettext_lazy("Titel"), max_length=MAX_TITLE, help_text=gettext_lazy("Zonder naam van een persoon.")
    )
    premises_kind = forms.ChoiceField(
        label=gettext_lazy("Soort pand"),
        required=False,
        choices=[("", gettext_lazy("geen pand")), *PremisesKind.choices],
    )
    facts = forms.CharField(max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 7}))
    version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "instrument", [("", "–"), *((slug, capfirst(Instrument(slug).label)) for slug in POWERS)])

    @property
    def offered(self) -> Offered:
        """What was chosen, after validation."""
        return Offered(**{name: self.cleaned_data[name] for name in ("instrument", "title", "facts", "premises_kind")})
