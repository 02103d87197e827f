# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms about terms: the filter of the list, why one was missed, and the calculator."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.cores.terms import RULES, Computation, DutchCalendar, Event, EventKind, Rule, TermError, Unit, explain
from baken.ui import term_words
from baken.ui.forms import DayField, FilterForm, choose
from baken.ui.free_text import FreeTextGuard

from .actions import MAX_REASON
from .models import TermMail

UNITS = [
    (Unit.DAYS, gettext_lazy("dagen")),
    (Unit.WEEKS, gettext_lazy("weken")),
    (Unit.MONTHS, gettext_lazy("maanden")),
]


class TermFilter(FilterForm):
    """What the list is narrowed to."""

    wie = forms.ChoiceField(label=gettext_lazy("Van wie"), required=False)
    functie = forms.ChoiceField(label=gettext_lazy("Functie"), required=False)
    soort = forms.ChoiceField(label=gettext_lazy("Soort"), required=False)
    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)


class ReasonForm(FreeTextGuard):
    """Why a term was missed."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom is de termijn gemist?"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Schrijf ook op wat u nu doet. Noem geen namen van personen."),
    )


class DeputyForm(forms.Form):
    """Who looks after one's terms, and when."""

    deputy = forms.ChoiceField(label=gettext_lazy("Wie vervangt u?"))
    since = DayField(label=gettext_lazy("Eerste dag"))
    until = DayField(
        label=gettext_lazy("Laatste dag"),
        help_text=gettext_lazy("Daarna stopt de vervanging vanzelf. Hoogstens een jaar later."),
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "deputy", [("", _("kies een collega")), *colleagues])


class MailForm(forms.Form):
    """How often one is mailed."""

    often = forms.ChoiceField(
        label=gettext_lazy("Hoe vaak wilt u mail?"),
        required=False,
        choices=[("", gettext_lazy("nooit")), *TermMail.Often.choices],
        widget=forms.RadioSelect,
    )


class CalculatorForm(forms.Form):
    """A rule and what happened: nothing of it is kept."""

    regel = forms.ChoiceField(label=gettext_lazy("Regel"))
    begin = DayField(label=gettext_lazy("Begin"), help_text=gettext_lazy("De dag waarop de termijn ging lopen."))
    stil_van = DayField(label=gettext_lazy("Staat stil vanaf"), required=False)
    stil_tot = DayField(
        label=gettext_lazy("Loopt weer vanaf"),
        required=False,
        help_text=gettext_lazy("Leeg: de termijn staat nog stil."),
    )
    stil2_van = DayField(label=gettext_lazy("Tweede keer stil vanaf"), required=False)
    stil2_tot = DayField(label=gettext_lazy("Tweede keer weer vanaf"), required=False)
    verlengd_op = DayField(
        label=gettext_lazy("Verlengd op"),
        required=False,
        help_text=gettext_lazy("De dag van het besluit om te verlengen."),
    )
    verlenging = forms.IntegerField(label=gettext_lazy("Verlengd met"), required=False, min_value=1, max_value=366)
    eenheid = forms.ChoiceField(label=gettext_lazy("Eenheid"), required=False, choices=UNITS)
    gestuit_op = DayField(
        label=gettext_lazy("Gestuit op"),
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld door een invorderingsbesluit. De termijn begint opnieuw."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["regel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(rule.slug, f"{term_words.title(rule.title)} ({rule.article})") for rule in RULES]

    computation: Computation | None = None
    rule: Rule | None = None

    def clean(self) -> dict[str, Any]:
        """Compute the term; what doesn't fit is told at its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        self.rule = next(rule for rule in RULES if rule.slug == cleaned["regel"])
        self._check_pauses(cleaned)
        self._check_extension(cleaned, self.rule)
        if cleaned["gestuit_op"] and cleaned["gestuit_op"] < cleaned["begin"]:
            self.add_error("gestuit_op", _("Deze dag ligt vóór het begin."))
        if not self.errors:
            try:
                self.computation = explain(self.rule, _events(cleaned), DutchCalendar())
            except TermError:
                told = _("Dit past niet bij deze regel: iets ligt na het einde van de termijn. Kijk de data na.")
                self.add_error(None, told)
        return cleaned

    def _check_pauses(self, cleaned: dict[str, Any]) -> None:
        for since, until in (("stil_van", "stil_tot"), ("stil2_van", "stil2_tot")):
            first, again = cleaned[since], cleaned[until]
            if first is None and again is not None:
                self.add_error(since, _("Vul in vanaf wanneer de termijn stilstaat."))
            elif first is not None and first < cleaned["begin"]:
                self.add_error(since, _("Deze dag ligt vóór het begin."))
            elif first is not None and again is not None and again < first:
                self.add_error(until, _("Deze dag ligt vóór het begin van de stilstand."))

    def _check_extension(self, cleaned: dict[str, Any], rule: Rule) -> None:
        day, amount = cleaned["verlengd_op"], cleaned["verlenging"]
        if day is None and amount is None:
            return
        if rule.max_extension is None:
            self.add_error("verlenging", _("Deze termijn kan niet worden verlengd."))
        elif day is None:
            self.add_error("verlengd_op", _("Vul in wanneer is verlengd."))
        elif amount is None:
            self.add_error("verlenging", _("Vul in met hoeveel is verlengd."))
        elif day < cleaned["begin"]:
            self.add_error("verlengd_op", _("Deze dag ligt vóór het begin."))
        elif not _fits(rule, cleaned["begin"], amount, Unit(cleaned["eenheid"] or Unit.DAYS)):
            most = term_words.span(rule.max_extension.amount, rule.max_extension.unit)
            self.add_error("verlenging", _("Verlengen kan met hoogstens %(most)s.") % {"most": most})


def _fits(rule: Rule, start: date, amount: int, unit: Unit) -> bool:
    """Whether one extension is within the law's maximum."""
    try:
        explain(
            rule, [Event(EventKind.STARTED, start), Event(EventKind.EXTENDED, start, "", amount, unit)], DutchCalendar()
        )
    except TermError:
        return False
    return True


def _events(cleaned: dict[str, Any]) -> list[Event]:
    found = [Event(EventKind.STARTED, cleaned["begin"])]
    for number, (since, until) in enumerate((("stil_van", "stil_tot"), ("stil2_van", "stil2_tot"))):
        basis = "" if number == 0 else "2"
        if cleaned[since] is not None:
            found.append(Event(EventKind.SUSPENDED, cleaned[since], basis))
        if cleaned[until] is not None:
            found.append(Event(EventKind.RESUMED, cleaned[until], basis))
    if cleaned["verlengd_op"] is not None and cleaned["verlenging"] is not None:
        unit = Unit(cleaned["eenheid"] or Unit.DAYS)
        found.append(Event(EventKind.EXTENDED, cleaned["verlengd_op"], "", cleaned["verlenging"], unit))
    if cleaned["gestuit_op"] is not None:
        found.append(Event(EventKind.INTERRUPTED, cleaned["gestuit_op"]))
    return found
