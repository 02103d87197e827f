# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the questions about reads, and of what follows. Each lists its fields: nothing else can be set."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.forms import DayField, FilterForm
from baken.ui.free_text import FreeTextGuard

from ..forms import Versioned, text

FOLLOW_UPS = (
    ("talk", gettext_lazy("een gesprek met de lezer")),
    ("breach", gettext_lazy("melding als datalek")),
    ("access_ended", gettext_lazy("toegang beëindigen")),
)


class SettleForm(FreeTextGuard, Versioned):
    """What the privacy officer makes of a read."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Oordeel"),
        widget=forms.RadioSelect,
        choices=[
            ("explained", gettext_lazy("Verklaard: deze inzage hoorde bij het werk")),
            ("unexplained", gettext_lazy("Niet verklaard: er volgt iets")),
        ],
        help_text=gettext_lazy("Hoorde deze inzage bij het werk?"),
    )
    note = text(
        gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Waarop u uw oordeel baseert. Noem geen namen van betrokkenen."),
    )
    follow_up = forms.ChoiceField(
        label=gettext_lazy("Wat volgt"),
        required=False,
        choices=[("", "–"), *FOLLOW_UPS],
        help_text=gettext_lazy("Alleen als de inzage niet verklaard is; dan moet u dit en de volgende twee invullen."),
    )
    follow_up_who = forms.CharField(
        label=gettext_lazy("Wie dat doet"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Een functie, geen naam. Bijvoorbeeld: leidinggevende."),
    )
    follow_up_by = DayField(
        label=gettext_lazy("Uiterlijk op"),
        required=False,
        help_text=gettext_lazy("Daarna staat het bij wat te laat is."),
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("outcome") == "unexplained":
            for name in ("follow_up", "follow_up_who", "follow_up_by"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit in: de inzage is niet verklaard."))
        return found


class FollowUpForm(FreeTextGuard, Versioned):
    """What was done after a read stayed unexplained."""

    note = text(gettext_lazy("Wat is er gedaan?"), help_text=gettext_lazy("Noem geen namen van betrokkenen."))


class ExplainForm(FreeTextGuard, Versioned):
    """Why the reader opened a record."""

    explanation = text(
        gettext_lazy("Waarom opende u dit dossier?"),
        rows=5,
        help_text=gettext_lazy("Alleen de privacy officer en de FG lezen dit. Noem geen namen van betrokkenen."),
    )


class ReadFilter(FilterForm):
    """What the queue of reads is narrowed to."""

    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    regel = forms.ChoiceField(label=gettext_lazy("Regel"), required=False)
