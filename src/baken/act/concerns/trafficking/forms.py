# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of trafficking. Fixed words wherever they can be; what may be is judged by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from baken.ui.forms import DayInput, VersionField, choose
from baken.ui.free_text import FreeTextGuard

from . import rules
from .actions import Barred
from .barriers import phases


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    """Return a field for a date, which browsers show as a calendar."""
    widget = DayInput()
    return forms.DateField(label=label, help_text=help_text, widget=widget, input_formats=["%Y-%m-%d"])


def reference_field() -> forms.CharField:
    """Return a field for the number at somebody else's."""
    return forms.CharField(
        label=gettext_lazy("Hun kenmerk"),
        required=False,
        max_length=rules.MAX_REFERENCE,
        help_text=gettext_lazy("Alleen een nummer, geen naam."),
    )


class HandOverForm(FreeTextGuard):
    """That a concern was handed over."""

    recipient = forms.ChoiceField(
        label=gettext_lazy("Aan wie?"), choices=list(rules.RECIPIENTS.items()), widget=forms.RadioSelect
    )
    on = day_field(gettext_lazy("Wanneer?"))
    consent = forms.ChoiceField(
        label=gettext_lazy("Vroeg u het slachtoffer toestemming?"),
        choices=[("", gettext_lazy("kies")), *rules.CONSENT.items()],
        required=False,
        help_text=gettext_lazy("Nodig bij zorg en CoMensha. Vraag het alleen als dat veilig kan."),
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Op welke grondslag?"),
        choices=[("", gettext_lazy("kies")), *rules.BASES.items()],
        help_text=gettext_lazy("Welke artikelen hier passen, staat te controleren: vraag het uw jurist."),
    )
    told = forms.MultipleChoiceField(
        label=gettext_lazy("Wat hebt u verteld?"),
        choices=list(rules.TOLD.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Alleen wat u vertelde, niet wat de woorden waren. Baken bewaart niets over het slachtoffer."
        ),
    )
    answer_due = day_field(
        gettext_lazy("Wanneer verwacht u antwoord?"), gettext_lazy("Die dag komt op uw lijst van termijnen.")
    )
    their_reference = reference_field()

    def given(self) -> rules.HandedOver:
        """Return what was filled in, after validation."""
        data = self.cleaned_data
        return rules.HandedOver(
            recipient=data["recipient"],
            on=data["on"],
            basis=data["basis"],
            told=tuple(data["told"]),
            consent=data["consent"],
            answer_due=data["answer_due"],
            their_reference=data["their_reference"],
        )


class AnswerForm(FreeTextGuard):
    """What came back."""

    version = VersionField()
    answer = forms.ChoiceField(
        label=gettext_lazy("Wat was het antwoord?"), choices=list(rules.ANSWERS.items()), widget=forms.RadioSelect
    )
    on = day_field(gettext_lazy("Wanneer?"))
    their_reference = reference_field()


class BarrierForm(FreeTextGuard):
    """Which barrier is put up."""

    barrier = forms.ChoiceField(label=gettext_lazy("Welke barrière?"))
    owner = forms.ChoiceField(
        label=gettext_lazy("Wie doet dit?"), choices=[("", gettext_lazy("kies")), *rules.OWNERS.items()]
    )
    due = day_field(
        gettext_lazy("Wanneer moet het klaar zijn?"), gettext_lazy("Die dag komt op uw lijst van termijnen.")
    )
    agreed = forms.CharField(
        label=gettext_lazy("Wat is afgesproken?"),
        required=False,
        max_length=rules.MAX_AGREED,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Over de plek en de stap, nooit over een persoon. Mag leeg blijven."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        groups = [(phase.title, [(one.slug, one.title) for one in phase.barriers]) for phase in phases()]
        choose(self, "barrier", [("", gettext_lazy("kies")), *groups])

    def given(self) -> Barred:
        """Return what was filled in, after validation."""
        data = self.cleaned_data
        return Barred(data["barrier"], data["owner"], data["due"], data["agreed"])


class OutcomeForm(forms.Form):
    """What came of a barrier."""

    version = VersionField()
    outcome = forms.ChoiceField(
        label=gettext_lazy("Hoe liep het af?"), choices=list(rules.OUTCOMES.items()), widget=forms.RadioSelect
    )
    on = day_field(gettext_lazy("Wanneer?"))
