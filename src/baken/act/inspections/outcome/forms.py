# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of follow-up and debrief. What may be is judged by the actions."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from baken.ui.forms import choose
from baken.ui.free_text import FreeTextGuard

from ..models import FollowUp
from ..planning.forms import Versioned, day_field, long
from ..planning.rules import MAX_TEXT

Choices = Sequence[tuple[str, Any]]


class FollowUpForm(FreeTextGuard):
    """What is to be done at an address, by whom, before which day."""

    target = forms.ChoiceField(label=gettext_lazy("Adres"))
    discipline = forms.ChoiceField(label=gettext_lazy("Discipline"))
    what = forms.CharField(
        label=gettext_lazy("Wat moet er gebeuren?"), max_length=MAX_TEXT, widget=long(),
        help_text=gettext_lazy("Over het pand of het bedrijf. De eigenaar leest dit."),
    )  # fmt: skip
    who = forms.ChoiceField(label=gettext_lazy("Wie is de eigenaar?"))
    due_on = forms.DateField(label=gettext_lazy("Klaar op"), widget=day_field())

    def __init__(self, *args: Any, targets: Choices, disciplines: Choices, people: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "target", targets)
        choose(self, "discipline", disciplines)
        choose(self, "who", [("", gettext_lazy("Kies een organisatie of functie")), *people])


class MoveForm(Versioned):
    """Another day for a follow-up, and why."""

    due_on = forms.DateField(label=gettext_lazy("Nieuwe dag"), widget=day_field())
    because = forms.CharField(
        label=gettext_lazy("Waarom verandert de dag?"), max_length=MAX_TEXT, widget=long(),
        help_text=gettext_lazy("De eigenaar leest dit. De eerste dag blijft te zien."),
    )  # fmt: skip


class SettleForm(Versioned):
    """What came of a follow-up. The text may name whom it was about: it stays in the part of the discipline."""

    unguarded: ClassVar[tuple[str, ...]] = ("text",)

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat kwam ervan?"),
        choices=[(value, label) for value, label in FollowUp.Outcome.choices if value],
        widget=forms.RadioSelect,
    )
    done_on = forms.DateField(label=gettext_lazy("Op"), widget=day_field())
    text = forms.CharField(
        label=gettext_lazy("Toelichting"), max_length=MAX_TEXT, required=False, widget=long(),
        help_text=gettext_lazy("Bij ‘geen vervolg’ schrijft u op waarom. Noem niet meer over personen dan nodig."),
    )  # fmt: skip


class DebriefForm(Versioned):
    """What went well and what not, and what is learnt."""

    debrief = forms.CharField(label=gettext_lazy("Wat ging goed, en wat niet?"), max_length=MAX_TEXT, widget=long(4))
    lessons = forms.CharField(
        label=gettext_lazy("Wat doet u de volgende keer anders?"), max_length=MAX_TEXT, widget=long()
    )
    hours = forms.DecimalField(
        label=gettext_lazy("Uren van eigen mensen samen"), required=False, min_value=0, max_digits=6, decimal_places=1,
        help_text=gettext_lazy("Telt mee in het overzicht van capaciteit."),
    )  # fmt: skip
