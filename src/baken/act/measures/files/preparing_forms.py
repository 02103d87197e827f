# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the steps before the decision: assessed, intended, heard, laid ready. What may be is judged by the actions."""

import re
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.guards import MAX_REASON
from baken.ui.forms import DayField, choose

from ..models import Instrument, OrderKind, PremisesKind, View
from ..rules import CLOSINGS, MOST_MONTHS, WITH_GRACE
from .assessing import CLOSE, POLICY, WARN, Assessed
from .fields import long
from .form_base import OnForm
from .opening import MAX_TEXT
from .preparing import Draft

MAX_DAYS_TEXT = 2_000
ALWAYS_MONTHS = CLOSINGS | {Instrument.PARENTAL_ORDER, Instrument.RESIDENCE_ORDER}
"""Instruments that always last a number of months; an area ban may name days instead."""
REFERENCE = re.compile(r"[A-Za-z]{1,2}-[0-9A-Za-z]{4,10}")


def order_kind_field() -> forms.ChoiceField:
    """Return the question which order of Gemeentewet 172a it is."""
    return forms.ChoiceField(
        label=gettext_lazy("Welk bevel is het?"), choices=OrderKind.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy("De brief noemt alleen dit bevel (Gemeentewet 172a)."),
    )  # fmt: skip


class AssessForm(OnForm):
    """By which cell of the policy matrix the report is judged."""

    premises_kind = forms.ChoiceField(
        label=gettext_lazy("Soort pand"), choices=PremisesKind.choices, widget=forms.RadioSelect
    )
    finding = forms.ChoiceField(label=gettext_lazy("Wat is er gevonden?"))
    offence_number = forms.IntegerField(label=gettext_lazy("De hoeveelste keer is dit?"), min_value=1, max_value=20)
    course = forms.ChoiceField(
        label=gettext_lazy("Volgt u de matrix?"),
        widget=forms.RadioSelect,
        choices=[
            (POLICY, gettext_lazy("Ja: wat de matrix bij deze vondst zegt")),
            (WARN, gettext_lazy("Nee: ik waarschuw, waar de matrix sluit")),
            (CLOSE, gettext_lazy("Nee: ik sluit, anders dan de matrix")),
        ],
    )
    months = forms.IntegerField(
        label=gettext_lazy("Hoeveel maanden sluiten?"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=gettext_lazy("Alleen als u anders sluit dan de matrix zegt."),
    )
    because = forms.CharField(
        label=gettext_lazy("Waarom wijkt u af?"),
        required=False,
        max_length=MAX_REASON,
        widget=long(),
        help_text=gettext_lazy("Awb 4:84: bijzondere omstandigheden. Dit staat straks ook in het besluit."),
    )

    def prepare(self) -> None:
        if not self.cells:
            self.without("premises_kind", "finding", "offence_number", "course", "months", "because")
            return
        found = dict.fromkeys((one.finding, one.finding_label) for one in self.cells)
        choose(self, "finding", [("", _("Kies wat er is gevonden")), *found])

    @property
    def assessed(self) -> Assessed:
        """What was judged, after validation."""
        told = self.cleaned_data
        if not self.cells:
            return Assessed(premises_kind=self.measure.premises_kind)
        return Assessed(
            told["premises_kind"],
            told["finding"],
            told["offence_number"],
            told["course"],
            told["months"],
            told["because"],
        )


class IntendForm(OnForm):
    """The intention was sent, and until when a view can be given."""

    order_kind = order_kind_field()
    view_until = DayField(label=gettext_lazy("Zienswijze geven kan tot en met"))

    def prepare(self) -> None:
        if self.measure.instrument != Instrument.AREA_BAN:
            self.without("order_kind")


class HearForm(OnForm):
    """The view that was given."""

    unguarded: ClassVar[tuple[str, ...]] = ("text",)

    view = forms.ChoiceField(
        label=gettext_lazy("Is er een zienswijze?"),
        widget=forms.RadioSelect,
        choices=[(View.WRITTEN, View.WRITTEN.label), (View.SPOKEN, View.SPOKEN.label), (View.NONE, View.NONE.label)],
    )
    text = forms.CharField(
        label=gettext_lazy("Wat is er aangevoerd?"),
        required=False,
        max_length=MAX_TEXT,
        widget=long(6),
        help_text=gettext_lazy("Vat samen wat voor de afweging telt. Neem niet meer over dan nodig."),
    )


class DraftForm(OnForm):
    """What the decision says."""

    order_kind = order_kind_field()
    months = forms.IntegerField(label=gettext_lazy("Hoeveel maanden duurt de maatregel?"), min_value=1, required=False)
    days = forms.CharField(
        label=gettext_lazy("Of losse dagen"),
        required=False,
        max_length=MAX_DAYS_TEXT,
        widget=long(3),
        help_text=gettext_lazy(
            "In plaats van maanden: elke dag als jjjj-mm-dd. Hoogstens 90 dagen binnen 24 maanden (Gemeentewet 172a)."
        ),
    )
    earlier = forms.ChoiceField(
        label=gettext_lazy("Bij losse dagen: kreeg deze persoon al eerder een bevel op losse dagen?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("no", gettext_lazy("Nee")), ("yes", gettext_lazy("Ja"))],
        help_text=gettext_lazy("Die dagen tellen mee: samen hoogstens 90 dagen binnen 24 maanden (Gemeentewet 172a)."),
    )
    earlier_days = forms.CharField(
        label=gettext_lazy("Dagen uit eerdere bevelen"),
        required=False,
        max_length=MAX_DAYS_TEXT,
        widget=long(3),
        help_text=gettext_lazy("Elke dag als jjjj-mm-dd, of het nummer van het eerdere dossier, zoals M-7K2P9QX."),
    )
    grace_until = DayField(
        label=gettext_lazy("Zelf doen kan tot en met"),
        required=False,
        help_text=gettext_lazy("De begunstigingstermijn. Zonder dag gaat de maatregel na de bekendmaking meteen in."),
    )
    amount_per_breach = forms.DecimalField(
        label=gettext_lazy("Dwangsom per keer, in euro"), required=False, max_digits=10, decimal_places=2, min_value=0
    )
    breach_unit = forms.CharField(
        label=gettext_lazy("Waarvoor telkens?"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Bijvoorbeeld: per overtreding, of per week dat het voortduurt."),
    )
    amount_maximum = forms.DecimalField(
        label=gettext_lazy("In totaal hoogstens, in euro"), required=False, max_digits=12, decimal_places=2, min_value=0
    )

    def prepare(self) -> None:
        kind = self.measure.instrument
        if kind not in MOST_MONTHS:
            self.without("months")
        elif kind in CLOSINGS and self.measure.rule is not None:
            self.fields["months"].help_text = _("Zoals getoetst. Wilt u anders? Kies dan eerst Opnieuw toetsen.")
        if kind in ALWAYS_MONTHS:
            self.fields["months"].required = True
        if kind != Instrument.AREA_BAN:
            self.without("order_kind", "days", "earlier", "earlier_days")
        if kind not in WITH_GRACE:
            self.without("grace_until")
        if kind != Instrument.PENALTY:
            self.without("amount_per_breach", "breach_unit", "amount_maximum")

    def clean_days(self) -> list[date]:
        """Return the days that were written down."""
        return _days(_words(self.cleaned_data["days"]))

    def clean_earlier_days(self) -> tuple[list[date], list[str]]:
        """Return the days of earlier orders that were written down, and the references of files."""
        words = _words(self.cleaned_data["earlier_days"])
        files = [word for word in words if REFERENCE.fullmatch(word)]
        return _days([word for word in words if word not in files]), files

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if "earlier_days" in told:
            written, said = any(told["earlier_days"]), told.get("earlier", "")
            if said == "yes" and not written:
                self.add_error("earlier_days", _("Schrijf die dagen op, of het nummer van het dossier."))
            if said != "yes" and written:
                self.add_error("earlier", _("Er staan dagen uit eerdere bevelen: kies ja, of maak dat veld leeg."))
        return told

    @property
    def draft(self) -> Draft:
        """What the decision says, after validation."""
        told = self.cleaned_data
        days, files = told.get("earlier_days") or ((), ())
        return Draft(
            earlier_days=tuple(days) if told.get("earlier") else None, earlier_files=tuple(files),
            months=told.get("months"), days=tuple(told.get("days") or ()), grace_until=told.get("grace_until"),
            amount_per_breach=told.get("amount_per_breach"), breach_unit=told.get("breach_unit") or "",
            amount_maximum=told.get("amount_maximum"), order_kind=told.get("order_kind") or "",
        )  # fmt: skip


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,;]+", text.strip()) if word]


def _days(words: list[str]) -> list[date]:
    found = set()
    for word in words:
        try:
            found.add(date.fromisoformat(word))
        except ValueError as wrong:
            raise ValidationError(
                _("%(word)s is geen dag. Schrijf bijvoorbeeld 2026-12-31.") % {"word": word}
            ) from wrong
    return sorted(found)
