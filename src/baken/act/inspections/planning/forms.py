# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of planning. Each lists its fields; what may be is judged by the actions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from baken.kernel.guards import MAX_REASON
from baken.ui.forms import DayInput, VersionField, choose
from baken.ui.free_text import FreeTextGuard

from ..models import Branch
from ..parts import DISCIPLINES
from . import homes
from .rules import MAX_LINE, MAX_TEXT, MAX_TITLE, Plan
from .targets import MAX_ADDRESS

Choices = Sequence[tuple[str, Any]]


def day_field() -> forms.DateInput:
    """Return a field for a day."""
    return DayInput()


def time_field() -> forms.TimeInput:
    """Return a field for a time of the day."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def long(rows: int = 3) -> forms.Textarea:
    """Return a field for some sentences."""
    return forms.Textarea(attrs={"rows": rows})


class Versioned(FreeTextGuard):
    """A form about something that others may change meanwhile: it carries the version that was seen."""

    version = VersionField(required=False)


class StepForm(Versioned):
    """A step that needs no words."""


class ReasonForm(Versioned):
    """Why a step is taken."""

    reason = forms.CharField(label=gettext_lazy("Waarom?"), max_length=MAX_REASON, widget=long())


class PlanForm(Versioned):
    """The plan of an inspection."""

    title = forms.CharField(label=gettext_lazy("Naam van de controle"), max_length=MAX_TITLE)
    branch = forms.ChoiceField(label=gettext_lazy("Branche"), choices=Branch.choices)
    line = forms.ChoiceField(
        label=gettext_lazy("Regel van het jaarprogramma"),
        required=False,
        help_text=gettext_lazy("Telt mee als uitgevoerd in het programma."),
    )
    occasion = forms.CharField(
        label=gettext_lazy("Aanleiding"), max_length=MAX_TEXT, required=False, widget=long(),
        help_text=gettext_lazy("Waarom nu? Noem feiten over panden en bedrijven, geen personen."),
    )  # fmt: skip
    goal = forms.CharField(
        label=gettext_lazy("Doel"), max_length=MAX_TEXT, required=False, widget=long(),
        help_text=gettext_lazy("Wat wilt u na afloop weten of bereikt hebben?"),
    )  # fmt: skip
    area = forms.ChoiceField(label=gettext_lazy("Gebied"), required=False)
    day = forms.DateField(label=gettext_lazy("Dag"), required=False, widget=day_field())
    time = forms.TimeField(label=gettext_lazy("Begin"), required=False, widget=time_field())
    meeting_point = forms.CharField(
        label=gettext_lazy("Waar verzamelt u?"), max_length=MAX_LINE, required=False
    )  # fmt: skip
    briefing = forms.CharField(
        label=gettext_lazy("Briefing"), max_length=MAX_TEXT, required=False, widget=long(5),
        help_text=gettext_lazy("Wat iedereen moet weten: volgorde, afspraken, veiligheid, wat te doen bij nood."),
    )  # fmt: skip

    def __init__(self, *args: Any, areas: Sequence[Any], lines: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "area", [("", gettext_lazy("hele gemeente")), *areas])
        choose(self, "line", [("", gettext_lazy("geen")), *lines])

    def clean(self) -> dict[str, Any]:
        """Ask day and time together."""
        found = super().clean() or self.cleaned_data
        if found.get("time") and not found.get("day") and "day" not in self.errors:
            self.add_error("day", gettext_lazy("Kies ook de dag."))
        if found.get("day") and not found.get("time") and "time" not in self.errors:
            self.add_error("time", gettext_lazy("Kies ook het tijdstip."))
        return found

    def plan(self) -> Plan:
        """Return what a valid form tells."""
        given = self.cleaned_data
        starts_at = None
        if given["day"] and given["time"]:
            starts_at = timezone.make_aware(datetime.combine(given["day"], given["time"]))
        names = ("title", "occasion", "goal", "branch", "area", "meeting_point", "briefing")
        line = UUID(given["line"]) if given["line"] else None
        return Plan(**{name: given[name] for name in names}, starts_at=starts_at, line=line)


class PartyForm(FreeTextGuard):
    """Who goes along, and by which power."""

    who = forms.ChoiceField(label=gettext_lazy("Wie gaat er mee?"))
    discipline = forms.ChoiceField(label=gettext_lazy("Discipline"))
    power = forms.CharField(
        label=gettext_lazy("Eigen bevoegdheid"), max_length=MAX_LINE,
        help_text=gettext_lazy("Met het artikel, bijvoorbeeld Awb 5:15. Niemand handelt op de bevoegdheid van een ander."),
    )  # fmt: skip
    power_note = forms.CharField(
        label=gettext_lazy("Wat mag deze partij niet?"), max_length=MAX_LINE, required=False,
        help_text=gettext_lazy("Bijvoorbeeld: geen kasten openen, geen woning binnengaan."),
    )  # fmt: skip
    enters_homes = forms.BooleanField(
        label=gettext_lazy("De wet geeft deze partij de bevoegdheid een woning zonder toestemming binnen te gaan"),
        required=False,
        help_text=gettext_lazy("Ook dan is een machtiging nodig (Algemene wet op het binnentreden)."),
    )
    people = forms.IntegerField(label=gettext_lazy("Aantal mensen"), min_value=1, max_value=99, initial=1)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "who", [("", gettext_lazy("Kies een organisatie of functie")), *people])
        named = [(slug, str(label)) for slug, label in DISCIPLINES.items()]
        choose(self, "discipline", [("", gettext_lazy("Kies een discipline")), *named])


class TargetForm(FreeTextGuard):
    """One address to visit. The business may be named after a person: it is what stands on the door."""

    unguarded: ClassVar[tuple[str, ...]] = ("address", "business")

    address = forms.CharField(label=gettext_lazy("Adres"), max_length=MAX_ADDRESS)
    business = forms.CharField(label=gettext_lazy("Bedrijf"), max_length=MAX_ADDRESS, required=False)
    area = forms.ChoiceField(label=gettext_lazy("Wijk of buurt"), required=False)
    grounds = forms.CharField(
        label=gettext_lazy("Gronden voor de keuze"), max_length=MAX_TEXT, widget=long(),
        help_text=gettext_lazy(
            "Feiten over pand of bedrijf, met waar u ze vandaan hebt. Nooit nationaliteit, afkomst, geloof of een persoon."
        ),
    )  # fmt: skip
    is_home = forms.BooleanField(label=gettext_lazy("Er wordt (ook) gewoond"), required=False)

    def __init__(self, *args: Any, areas: Sequence[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "area", [("", gettext_lazy("onbekend")), *areas])


class AuthorisationForm(FreeTextGuard):
    """An authorisation to enter one home."""

    unguarded: ClassVar[tuple[str, ...]] = ("number",)

    discipline = forms.ChoiceField(label=gettext_lazy("Voor welke partij?"))
    issued_by = forms.ChoiceField(label=gettext_lazy("Wie gaf de machtiging?"), choices=tuple(homes.ISSUERS.items()))
    issued_on = forms.DateField(label=gettext_lazy("Gegeven op"), widget=day_field())
    number = forms.CharField(label=gettext_lazy("Nummer"), max_length=homes.MAX_NUMBER)

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "discipline", parties)


class EntryForm(FreeTextGuard):
    """That a home was entered, with or without consent."""

    discipline = forms.ChoiceField(label=gettext_lazy("Wie ging naar binnen?"))
    consent = forms.TypedChoiceField(
        label=gettext_lazy("Gaf de bewoner toestemming?"),
        choices=(
            ("yes", gettext_lazy("ja, nadat was gezegd wie er kwam en waarom")),
            ("no", gettext_lazy("nee, op grond van de machtiging")),
        ),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=gettext_lazy("Dag"), widget=day_field())
    time = forms.TimeField(label=gettext_lazy("Tijdstip"), widget=time_field())

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "discipline", parties)

    @property
    def entered_at(self) -> datetime:
        """Return the moment of a valid form."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class EntryReportForm(Versioned):
    """The report of an entry. It may name who was there: it stays in the part of the party that entered."""

    unguarded: ClassVar[tuple[str, ...]] = ("text",)

    text = forms.CharField(
        label=gettext_lazy("Verslag"), max_length=homes.MAX_REPORT, widget=long(6),
        help_text=gettext_lazy("Wie binnenging en waarom, hoe, en wat er is gedaan. Noem niet meer over bewoners dan nodig."),
    )  # fmt: skip
