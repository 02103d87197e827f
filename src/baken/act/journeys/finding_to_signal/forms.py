# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form by which a finding is passed on as a signal."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from baken.ui.forms import choose

from .passing_on import MAX_TEXT

NOTHING, SOMETHING = "nothing", "something"
"""What is left to be done about the finding itself."""


class PassOnForm(forms.Form):
    """About what, and in which words. The action refuses what looks like a person: there is no choice to leave it."""

    category = forms.ChoiceField(label=gettext_lazy("Waar gaat het over?"))
    text = forms.CharField(
        label=gettext_lazy("Wat geeft u door?"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Feiten over het pand of het bedrijf. Geen namen van personen."),
    )
    left = forms.ChoiceField(
        label=gettext_lazy("Is de bevinding hiermee afgehandeld?"),
        choices=[
            (NOTHING, gettext_lazy("Ja. Bij de opvolging staat dan: als signaal doorgegeven")),
            (SOMETHING, gettext_lazy("Nee. Zij houdt ook een eigenaar en een datum nodig")),
        ],
        widget=forms.RadioSelect,
    )
    with_address = forms.BooleanField(label=gettext_lazy("Het adres gaat mee"), required=False)

    def __init__(
        self, *args: Any, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], settles: bool, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        if not settles:
            del self.fields["left"]
        choose(self, "category", [("", gettext_lazy("Kies een onderwerp")), *groups])
