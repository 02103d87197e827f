# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form by which an address of a signal comes in the plan of an inspection."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from baken.act.inspections.facade import Chosen, Inspection
from baken.ui.forms import choose, say

from ..leaving_forms import LeavingForm
from .visiting import Visited

MAX_LINE, MAX_GROUNDS = 200, 2_000


class VisitForm(LeavingForm):
    """Which inspection, which address, on which grounds. Grounds begin empty: partners read them, and who reported may be known
    by his or her own words.
    """

    unguarded: ClassVar[tuple[str, ...]] = ("address", "business")
    field_order = ("inspection", "address", "business", "grounds", "is_home", "basis", "why")

    inspection = forms.ChoiceField(
        label=gettext_lazy("In welke controle?"),
        help_text=gettext_lazy("U ziet controles waarvan het plan nog open is."),
    )
    address = forms.CharField(label=gettext_lazy("Adres"), max_length=MAX_LINE)
    business = forms.CharField(label=gettext_lazy("Bedrijf"), max_length=MAX_LINE, required=False)
    grounds = forms.CharField(
        label=gettext_lazy("Gronden voor de keuze"),
        max_length=MAX_GROUNDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Feiten over pand of bedrijf. Partners in de controle lezen dit: geen personen, en niets waaraan te zien is wie "
            "meldde."
        ),
    )
    is_home = forms.BooleanField(label=gettext_lazy("Er wordt (ook) gewoond"), required=False)

    def __init__(self, *args: Any, offered: Sequence[Inspection], **kwargs: Any):
        super().__init__(*args, **kwargs)
        say(self, "why", gettext_lazy("Waarom is een controle nodig?"), gettext_lazy("Dit blijft bij het signaal."))
        self.offered = {one.reference: one for one in offered}
        choose(self, "inspection", [("", "–"), *((one.reference, f"{one.reference}: {one.title}") for one in offered)])

    def visited(self, area: str) -> Visited:
        """What was chosen, after validation; `area` is that of the signal."""
        given = self.cleaned_data
        chosen = Chosen(given["address"], given["grounds"], given["business"], area, given["is_home"])
        return Visited(self.offered[given["inspection"]], chosen, given["basis"], given["why"])
