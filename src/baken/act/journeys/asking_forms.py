# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form by which a measure is asked of a signal: what is said of it, which things go along, on which basis and why."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from baken.act.measures.facade import POWERS, Instrument, PremisesKind
from baken.ui.forms import choose
from baken.ui.free_text import FreeTextGuard

from .asking import MAX_BASIS, MAX_WHY, Asked
from .offering import MAX_TEXT, MAX_TITLE, Offered


class AskForm(FreeTextGuard):
    """A measure from a signal. What was found begins without what looked like personal data."""

    unguarded: ClassVar[tuple[str, ...]] = ("address",)

    instrument = forms.ChoiceField(label=gettext_lazy("Welke maatregel?"))
    title = forms.CharField(
        label=gettext_lazy("Titel"), max_length=MAX_TITLE, help_text=gettext_lazy("Zonder naam van een persoon.")
    )
    address = forms.CharField(label=gettext_lazy("Adres"), max_length=MAX_TITLE, required=False)
    premises_kind = forms.ChoiceField(
        label=gettext_lazy("Soort pand"),
        required=False,
        choices=[("", gettext_lazy("geen pand")), *PremisesKind.choices],
    )
    facts = forms.CharField(
        label=gettext_lazy("Wat is er gezien?"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy(
            "Haal weg wat de adviseur niet nodig heeft. Geen personen, en niets waaraan te zien is wie meldde."
        ),
    )
    things = forms.MultipleChoiceField(
        label=gettext_lazy("Wat gaat er nog meer mee?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.CharField(
        label=gettext_lazy("Grondslag"), max_length=MAX_BASIS, help_text=gettext_lazy("Bijvoorbeeld een wetsartikel.")
    )
    why = forms.CharField(
        label=gettext_lazy("Waarom is een maatregel nodig?"),
        max_length=MAX_WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Waarom met minder niet wordt bereikt wat nodig is."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args: Any, things: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "instrument", [("", "–"), *((slug, capfirst(Instrument(slug).label)) for slug in POWERS)])
        choose(self, "things", [(one, one) for one in things])
        if not things:
            del self.fields["things"]

    @property
    def asked(self) -> Asked:
        """What was chosen, after validation."""
        given = self.cleaned_data
        offered = Offered(**{name: given[name] for name in ("instrument", "title", "facts", "premises_kind")})
        return Asked(
            offered, basis=given["basis"], why=given["why"], address=given["address"],
            things=tuple(given.get("things", ())),
        )  # fmt: skip
