# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form by which a case is made of a concern: what the case says of itself, and what goes along."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from baken.act.concerns.facade import Decided, Route
from baken.ui.forms import VersionField, choose
from baken.ui.free_text import FreeTextGuard

from .promotion import PARTS

MAX_LINE = 200
MAX_TEXT = 2_000
SHOWN = 300
Choices = Sequence[tuple[str, Any]]


def _long(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PromoteForm(FreeTextGuard):
    """A case from a concern. Where the concern wasn't weighed yet, its weighing is asked here too."""

    unguarded: ClassVar[tuple[str, ...]] = ("address",)
    WEIGHING = ("to", "reasons", "proportionality", "subsidiarity")

    place = forms.ChoiceField(
        label=gettext_lazy("Register en doel van de casus"),
        help_text=gettext_lazy("De casus dient een ander doel. Wie het signaal ziet, ziet niet vanzelf de casus."),
    )
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=MAX_LINE,
        help_text=gettext_lazy(
            "Elke deelnemer ziet titel, adres en samenvatting. Zet hier geen namen van personen in."
        ),
    )
    address = forms.CharField(label=gettext_lazy("Adres van het pand"), max_length=MAX_LINE)
    summary = forms.CharField(
        label=gettext_lazy("Samenvatting, door u geschreven"), max_length=1_000, widget=_long(), required=False
    )
    area = forms.ChoiceField(label=gettext_lazy("Wijk"), required=False)
    priority = forms.ChoiceField(label=gettext_lazy("Prioriteit"), required=False)
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Wat gaat er nog meer mee?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Kies alleen wat de casus nodig heeft. Het komt vertrouwelijk in het onderdeel Signalen."
        ),
    )
    to = forms.CharField(label=gettext_lazy("Wie pakt het op?"), max_length=MAX_LINE)
    reasons = forms.CharField(label=gettext_lazy("Waarom dit besluit"), max_length=MAX_TEXT, widget=_long())
    proportionality = forms.CharField(
        label=gettext_lazy("Staat dit in verhouding?"), max_length=MAX_TEXT, widget=_long()
    )
    subsidiarity = forms.CharField(label=gettext_lazy("Kan het met minder?"), max_length=MAX_TEXT, widget=_long())
    version = VersionField()

    def __init__(
        self,
        *args: Any,
        places: Choices,
        areas: Choices,
        priorities: Choices,
        texts: Mapping[str, str],
        weighed: bool,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        choose(self, "place", places)
        choose(self, "area", [("", "–"), *areas])
        choose(self, "priority", [("", "–"), *priorities])
        choose(self, "parts", [(slug, _shown(slug, text)) for slug, text in texts.items()])
        if not texts:
            del self.fields["parts"]
        if weighed:
            for name in self.WEIGHING:
                del self.fields[name]

    @property
    def values(self) -> dict[str, Any]:
        """What the case says of itself, after validation."""
        return {name: self.cleaned_data[name] for name in ("title", "address", "summary", "area", "priority")}

    @property
    def decided(self) -> Decided | None:
        """The weighing, after validation; None where that was done before."""
        if "reasons" not in self.fields:
            return None
        return Decided(route=Route.MUNICIPALITY, **{name: self.cleaned_data[name] for name in self.WEIGHING})


def _shown(slug: str, text: str) -> str:
    return f"{str(PARTS[slug]).capitalize()}: “{Truncator(text).chars(SHOWN)}”"
