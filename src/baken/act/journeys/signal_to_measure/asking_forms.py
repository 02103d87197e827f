# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form by which a measure is asked of a signal: what is said of it, which things go along, on which basis and why."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from baken.ui.forms import choose, say

from ..leaving_forms import LeavingForm
from ..offering import MAX_TITLE
from ..offering_forms import OfferedForm
from .asking import Asked


class AskForm(OfferedForm, LeavingForm):
    """A measure from a signal. What was found begins without what looked like personal data."""

    unguarded: ClassVar[tuple[str, ...]] = ("address",)
    field_order = ("instrument", "title", "address", "premises_kind", "facts", "things", "basis", "why")

    address = forms.CharField(label=gettext_lazy("Adres"), max_length=MAX_TITLE, required=False)
    things = forms.MultipleChoiceField(
        label=gettext_lazy("Wat gaat er nog meer mee?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, things: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        say(
            self, "facts", gettext_lazy("Wat is er gezien?"),
            gettext_lazy("Haal weg wat de adviseur niet nodig heeft. Geen personen, en niets waaraan te zien is wie meldde."),
        )  # fmt: skip
        say(
            self, "why", gettext_lazy("Waarom is een maatregel nodig?"),
            gettext_lazy("Waarom met minder niet wordt bereikt wat nodig is."),
        )  # fmt: skip
        choose(self, "things", [(one, one) for one in things])
        if not things:
            del self.fields["things"]

    @property
    def asked(self) -> Asked:
        """What was chosen, after validation."""
        given = self.cleaned_data
        return Asked(
            self.offered, basis=given["basis"], why=given["why"], address=given["address"],
            things=tuple(given.get("things", ())),
        )  # fmt: skip
