# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the programme. What may be is judged by the actions; a programme names nobody, which they refuse."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from baken.ui.forms import choose
from baken.ui.free_text import FreeTextGuard

from ..planning.forms import Versioned, day_field, long
from . import pages
from .actions import MAX_TEXT, MOST, Heard, Line, Scanned
from .rules import QUESTIONS

ASKED = (("yes", gettext_lazy("ja")), ("no", gettext_lazy("nee")))
"""Whoever said neither didn't know."""


class GoalForm(Versioned):
    """What a year is for."""

    goal = forms.CharField(label=gettext_lazy("Waarvoor dient dit jaar?"), max_length=MAX_TEXT, widget=long(4))


class MoneyForm(Versioned):
    """Who pays for the approach, how much, and what was spent of it."""

    funder = forms.CharField(
        label=gettext_lazy("Wie betaalt?"), max_length=200,
        help_text=gettext_lazy("De gemeente zelf, een ministerie, de regio. Geen namen van personen."),
    )  # fmt: skip
    budget = forms.IntegerField(label=gettext_lazy("Bedrag voor dit jaar, in euro’s"), min_value=1)
    spent = forms.IntegerField(label=gettext_lazy("Tot nu toe besteed, in euro’s"), min_value=0)


class NewForm(GoalForm):
    """A programme for a year."""

    year = forms.IntegerField(label=gettext_lazy("Jaar"), min_value=2015, max_value=2100)
    field_order = ("year", "goal")


class Placed(FreeTextGuard):
    """Base of what is about a branch."""

    branch = forms.ChoiceField(label=gettext_lazy("Branche"))

    def __init__(self, *args: Any, areas: Sequence[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "branch", [("", gettext_lazy("Kies een branche")), *pages.branches()])
        if "area" in self.fields:
            choose(self, "area", [("", gettext_lazy("hele gemeente")), *areas])


class LineForm(Placed):
    """One line: a branch, an area, how many, and why."""

    area = forms.ChoiceField(label=gettext_lazy("Gebied"), required=False)
    number = forms.IntegerField(label=gettext_lazy("Aantal controles"), min_value=1, max_value=MOST)
    grounds = forms.CharField(
        label=gettext_lazy("Gronden"), max_length=MAX_TEXT, widget=long(),
        help_text=gettext_lazy("Welke cijfers, signalen of wet? Nooit nationaliteit, afkomst of geloof."),
    )  # fmt: skip

    def line(self) -> Line:
        """Return what a valid form tells."""
        return Line(**{name: self.cleaned_data[name] for name in ("branch", "area", "number", "grounds")})


class AdoptForm(Versioned):
    """On which day the mayor adopted it."""

    on = forms.DateField(label=gettext_lazy("Vastgesteld op"), widget=day_field())


class GiveBackForm(Versioned):
    """Why the mayor gives it back."""

    because = forms.CharField(label=gettext_lazy("Wat moet er anders?"), max_length=MAX_TEXT, widget=long())


class EvaluationForm(Versioned):
    """What the year brought."""

    evaluation = forms.CharField(
        label=gettext_lazy("Wat heeft het jaar gebracht?"), max_length=MAX_TEXT, widget=long(6)
    )  # fmt: skip


class ScanForm(Placed):
    """A quick scan: numbers of businesses together."""

    area = forms.ChoiceField(label=gettext_lazy("Gebied"), required=False)
    on = forms.DateField(label=gettext_lazy("Dag"), widget=day_field())
    businesses = forms.IntegerField(label=gettext_lazy("Hoeveel bedrijven deden mee?"), min_value=1, max_value=MOST)
    findings = forms.CharField(
        label=gettext_lazy("Wat valt op?"), max_length=MAX_TEXT, required=False, widget=long()
    )  # fmt: skip
    advice = forms.CharField(label=gettext_lazy("Advies"), max_length=MAX_TEXT, required=False, widget=long())

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for slug, label in QUESTIONS.items():
            for answer, word in ASKED:
                told = f"{label}: {word}"
                self.fields[f"{slug}_{answer}"] = forms.IntegerField(
                    label=told, min_value=0, max_value=MOST, required=False,
                    widget=forms.NumberInput(attrs={"aria-label": told}),
                )  # fmt: skip

    @property
    def questions(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return each question with its fields: how many said yes, how many no."""
        return [(str(label), [self[f"{slug}_{one}"] for one, _word in ASKED]) for slug, label in QUESTIONS.items()]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Return what is asked before the questions."""
        return [self[name] for name in ("branch", "area", "on", "businesses")]

    @property
    def last_fields(self) -> list[forms.BoundField]:
        """Return what is asked after the questions."""
        return [self[name] for name in ("findings", "advice")]

    def scan(self) -> Scanned:
        """Return what a valid form tells; whoever said neither yes nor no, didn't know."""
        given = self.cleaned_data
        answers = {}
        for slug in QUESTIONS:
            yes, no = given.get(f"{slug}_yes"), given.get(f"{slug}_no")
            if yes is None and no is None:
                continue
            yes, no = yes or 0, no or 0
            answers[slug] = {"yes": yes, "no": no, "unknown": given["businesses"] - yes - no}
        names = ("branch", "area", "on", "businesses", "findings", "advice")
        return Scanned(**{name: given[name] for name in names}, answers=answers)


class ReceptionForm(Placed):
    """How businesses received the approach."""

    on = forms.DateField(label=gettext_lazy("Dag"), widget=day_field())
    asked = forms.IntegerField(label=gettext_lazy("Hoeveel bedrijven zijn gevraagd?"), min_value=1, max_value=MOST)
    positive = forms.IntegerField(label=gettext_lazy("Positief"), min_value=0, max_value=MOST)
    neutral = forms.IntegerField(label=gettext_lazy("Neutraal"), min_value=0, max_value=MOST)
    negative = forms.IntegerField(label=gettext_lazy("Negatief"), min_value=0, max_value=MOST)
    told = forms.CharField(
        label=gettext_lazy("Wat zeiden bedrijven?"), max_length=MAX_TEXT, required=False, widget=long(),
        help_text=gettext_lazy("Zonder namen van mensen of bedrijven."),
    )  # fmt: skip

    def heard(self) -> Heard:
        """Return what a valid form tells."""
        names = ("branch", "on", "asked", "positive", "neutral", "negative", "told")
        return Heard(**{name: self.cleaned_data[name] for name in names})
