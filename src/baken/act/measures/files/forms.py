# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of a file: what a report tells, who is concerned, and one form for each step. What may be is judged by the actions."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.guards import MAX_REASON
from baken.ui.forms import FilterForm, choose
from baken.ui.free_text import FreeTextGuard

from ..models import Instrument, MatrixRule, Measure, PartyKind, PremisesKind, Status, View
from ..rules import CLOSINGS, MOST_EXTENSION, MOST_MONTHS, PUBLISHED, SERVED, WITH_GRACE
from .assessing import CLOSE, POLICY, WARN, Assessed
from .fields import DayField as DayField
from .fields import long as long
from .opening import MAX_LINE, MAX_TEXT, Opening, Party
from .preparing import Draft

MAX_DAYS_TEXT = 2_000
Choices = Sequence[tuple[str, Any]]


class ListFilter(FilterForm):
    """What the list is narrowed to; unknown values narrow nothing."""

    status = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    maatregel = forms.ChoiceField(label=gettext_lazy("Maatregel"), required=False)
    wijk = forms.ChoiceField(label=gettext_lazy("Wijk"), required=False)


class ReportForm(FreeTextGuard):
    """What a report tells."""

    unguarded: ClassVar[tuple[str, ...]] = ("address", "report_reference")

    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=MAX_LINE,
        help_text=gettext_lazy("Waaraan u het dossier herkent, zonder naam: het pand, of wat er speelt."),
    )
    report_reference = forms.CharField(
        label=gettext_lazy("Nummer van de rapportage"), max_length=MAX_LINE, required=False
    )
    report_on = DayField(label=gettext_lazy("Dag van de rapportage"), required=False)
    facts = forms.CharField(
        label=gettext_lazy("Wat is er vastgesteld?"),
        max_length=MAX_TEXT,
        widget=long(6),
        help_text=gettext_lazy("In uw eigen woorden. Personen noemt u bij de betrokkenen, niet hier."),
    )
    premises_kind = forms.ChoiceField(
        label=gettext_lazy("Soort pand"),
        required=False,
        choices=[("", gettext_lazy("geen pand")), *PremisesKind.choices],
    )
    address = forms.CharField(
        label=gettext_lazy("Adres"),
        max_length=MAX_LINE,
        required=False,
        help_text=gettext_lazy(
            "Straat, huisnummer en plaats. Eerdere maatregelen worden op precies dit adres gezocht."
        ),
    )
    area = forms.ChoiceField(label=gettext_lazy("Wijk"), required=False)

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "area", [("", "–"), *areas])

    @property
    def report(self) -> dict[str, Any]:
        """What the report tells, after validation."""
        names = ("title", "report_reference", "report_on", "facts", "premises_kind", "address", "area")
        return {name: self.cleaned_data[name] for name in names}


class NewForm(ReportForm):
    """A new file: by which body, which measure, and to whom it will be addressed."""

    place = forms.ChoiceField(label=gettext_lazy("Maatregel"))
    party_kind = forms.ChoiceField(
        label=gettext_lazy("Wie is betrokken?"),
        required=False,
        choices=[("", gettext_lazy("nog niet bekend")), *PartyKind.choices],
    )
    party_name = forms.CharField(label=gettext_lazy("Naam van de betrokkene"), max_length=MAX_LINE, required=False)
    party_address = forms.CharField(label=gettext_lazy("Adres van de betrokkene"), max_length=MAX_LINE, required=False)
    field_order = ("place",)
    unguarded: ClassVar[tuple[str, ...]] = (*ReportForm.unguarded, "party_name", "party_address")

    def __init__(self, *args: Any, places: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "place", [("", _("Kies een maatregel")), *places])

    @property
    def opening(self) -> Opening:
        """What the report tells, after validation."""
        return Opening(**self.report)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Whom it concerns, after validation: nobody yet, or one."""
        told = self.cleaned_data
        if not told["party_kind"] and not told["party_name"]:
            return ()
        return (Party(told["party_kind"], told["party_name"], told["party_address"]),)


class Versioned(FreeTextGuard):
    """A form over a file that others may change meanwhile: it carries the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args: Any, measure: Measure, cells: Sequence[MatrixRule] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.measure, self.cells = measure, list(cells)
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the file."""

    def without(self, *names: str) -> None:
        """Take fields away that the file doesn't ask."""
        for name in names:
            del self.fields[name]

    def told(self, *names: str) -> dict[str, Any]:
        """Return what was filled in, after validation; None or "" for a field that was taken away."""
        return {name: self.cleaned_data.get(name) for name in names}


class OnForm(Versioned):
    """On which day something happened."""

    on = DayField(label=gettext_lazy("Op welke dag?"))


class ReasonForm(OnForm):
    """Why a step is taken, and on which day."""

    reason = forms.CharField(label=gettext_lazy("Waarom?"), max_length=MAX_REASON, widget=long())


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

    view_until = DayField(label=gettext_lazy("Zienswijze geven kan tot en met"))


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
            self.fields["months"].help_text = _("Zoals getoetst. Wilt u anders? Toets dan opnieuw.")
        if kind != Instrument.AREA_BAN:
            self.without("days")
        if kind not in WITH_GRACE:
            self.without("grace_until")
        if kind != Instrument.PENALTY:
            self.without("amount_per_breach", "breach_unit", "amount_maximum")

    def clean_days(self) -> list[date]:
        """Return the days that were written down."""
        found = []
        for word in re.split(r"[\s,;]+", self.cleaned_data["days"].strip()):
            try:
                found += [date.fromisoformat(word)] if word else []
            except ValueError as wrong:
                raise ValidationError(
                    _("%(word)s is geen dag. Schrijf bijvoorbeeld 2026-12-31.") % {"word": word}
                ) from wrong
        return sorted(set(found))

    @property
    def draft(self) -> Draft:
        """What the decision says, after validation."""
        told = self.cleaned_data
        return Draft(
            months=told.get("months"), days=tuple(told.get("days") or ()), grace_until=told.get("grace_until"),
            amount_per_breach=told.get("amount_per_breach"), breach_unit=told.get("breach_unit") or "",
            amount_maximum=told.get("amount_maximum"),
        )  # fmt: skip


class SignForm(Versioned):
    """Signing, or closing a file: nothing to fill in."""


class ServeForm(OnForm):
    """On which day and how the decision was made known."""

    how = forms.ChoiceField(label=gettext_lazy("Hoe is het bekendgemaakt?"))
    published_on = DayField(label=gettext_lazy("Ook openbaar gemaakt op"), required=False)
    published_where = forms.CharField(
        label=gettext_lazy("Waar openbaar gemaakt?"),
        required=False,
        max_length=MAX_LINE,
        help_text=gettext_lazy("Bijvoorbeeld: op de deur van het pand, of in het gemeenteblad."),
    )

    def prepare(self) -> None:
        choose(self, "how", [("", _("Kies")), *((slug, capfirst(label)) for slug, label in SERVED.items())])
        if self.measure.instrument not in PUBLISHED:
            self.without("published_on", "published_where")


class PublishForm(OnForm):
    """Where a closing was made known to anybody."""

    where = forms.CharField(
        label=gettext_lazy("Waar?"),
        max_length=MAX_LINE,
        help_text=gettext_lazy("Bijvoorbeeld: op de deur van het pand, of in het gemeenteblad."),
    )


class ForceForm(OnForm):
    """From which day the measure has effect."""

    text = forms.CharField(
        label=gettext_lazy("Opmerking"), required=False, max_length=MAX_REASON, widget=long(2),
        help_text=gettext_lazy("Bijvoorbeeld wie erbij was. Geen namen."),
    )  # fmt: skip


class ExtendForm(ReasonForm):
    """For how long an order is prolonged, and why."""

    months = forms.IntegerField(label=gettext_lazy("Hoeveel maanden langer?"), min_value=1, max_value=MOST_EXTENSION)
    field_order = ("on", "months", "reason")


class EndForm(ReasonForm):
    """On which day the measure ended; the reason where that is sooner than was decided."""

    def prepare(self) -> None:
        self.fields["reason"].required = False
        self.fields["reason"].help_text = _("Nodig als de maatregel eerder eindigt dan is besloten.")


class NoteForm(OnForm):
    """Something that happened and is no step."""

    text = forms.CharField(label=gettext_lazy("Wat gebeurde er?"), max_length=MAX_TEXT, widget=long())


class PartyForm(Versioned):
    """Somebody to whom the measure is addressed, or whose interests it touches."""

    unguarded: ClassVar[tuple[str, ...]] = ("name", "address", "represented_by")

    kind = forms.ChoiceField(label=gettext_lazy("Wie is dit?"), choices=PartyKind.choices)
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=MAX_LINE)
    address = forms.CharField(label=gettext_lazy("Adres voor brieven"), max_length=MAX_LINE, required=False)
    represented_by = forms.CharField(label=gettext_lazy("Advocaat of gemachtigde"), max_length=MAX_LINE, required=False)
    addressee = forms.BooleanField(
        label=gettext_lazy("Het besluit is aan deze persoon of organisatie gericht"), required=False, initial=True
    )

    @property
    def party(self) -> Party:
        """Who it is, after validation."""
        return Party(**self.told("kind", "name", "address", "represented_by", "addressee"))


class ChangeForm(ReportForm, Versioned):
    """What the report tells, changed; provided it is as it was seen."""

    def __init__(self, *args: Any, measure: Measure, areas: Choices, cells: Sequence[MatrixRule] = (), **kwargs: Any):
        self.measure, self.cells = measure, list(cells)
        FreeTextGuard.__init__(self, *args, **kwargs)
        choose(self, "area", [("", "–"), *areas])


def statuses() -> Choices:
    """Return the statuses to narrow a list to."""
    return [("open", _("alles wat loopt")), *Status.choices]
