# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of teams and streams. What may be is judged by the actions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor
from baken.decide.policy.facade import Priority
from baken.ui.forms import DayInput, VersionField
from baken.ui.free_text import FreeTextGuard

from . import queries
from .actions import STAGE_FIELDS
from .models import Basis, Stage, TeamKind
from .models.stream import Season, Spread, Swing

ISO = "%Y-%m-%d"
STAGES = 4
"""Steps of one stream at most."""
MAX_SKILLS = 12


class SaidForm(FreeTextGuard):
    """Where a figure comes from, and the version that was seen."""

    basis = forms.ChoiceField(
        label=gettext_lazy("Waar komt dit getal vandaan?"), choices=Basis.choices, initial=Basis.ASSUMED
    )
    basis_note = forms.CharField(
        label=gettext_lazy("Van wie, of uit welke telling"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: registratie 2025, of opgegeven door de politie. Geen naam van een persoon."),
    )  # fmt: skip
    basis_on = forms.DateField(
        label=gettext_lazy("Datum"),
        required=False,
        input_formats=[ISO],
        widget=DayInput(),
    )
    version = VersionField(required=False)


class TeamForm(SaidForm):
    """A team: hours of all together."""

    name = forms.CharField(
        label=gettext_lazy("Team"),
        max_length=80,
        help_text=gettext_lazy("Een team of functie, geen naam van een persoon."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Van wie"), choices=TeamKind.choices, initial=TeamKind.OWN)
    partner = forms.CharField(
        label=gettext_lazy("Partner"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Alleen bij een team van een partner."),
    )
    people = forms.IntegerField(label=gettext_lazy("Aantal mensen"), min_value=1, max_value=1000)
    hours_per_week = forms.FloatField(
        label=gettext_lazy("Contracturen per week, samen"),
        min_value=1,
        max_value=40_000,
        localize=True,
        help_text=gettext_lazy("Bij een partner: de uren die de partner voor dit werk opgeeft."),
    )
    absence = forms.IntegerField(
        label=gettext_lazy("Verlof, ziekte en scholing (%)"), min_value=0, max_value=80, initial=15
    )
    kept_free = forms.FloatField(
        label=gettext_lazy("Vrij voor actuele zaken (uren per week)"),
        min_value=0,
        max_value=40_000,
        initial=0,
        localize=True,
        help_text=gettext_lazy("Voor crises, demonstraties, ordeverstoringen, evenementen en onrust."),
    )
    skills = forms.CharField(
        label=gettext_lazy("Wat doet dit team?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Eén soort werk per regel, bijvoorbeeld: intake, onderzoek, toezicht."),
    )
    field_order = (
        "name", "kind", "partner", "people", "hours_per_week", "absence", "kept_free", "skills",
        "basis", "basis_note", "basis_on",
    )  # fmt: skip

    def clean_skills(self) -> list[str]:
        words = [word.strip().lower() for line in self.cleaned_data["skills"].splitlines() for word in line.split(",")]
        found = list(dict.fromkeys(word for word in words if word))
        if len(found) > MAX_SKILLS or any(len(word) > 40 for word in found):
            raise ValidationError(_("Hoogstens %(n)d soorten werk, elk van hoogstens 40 tekens.") % {"n": MAX_SKILLS})
        return found


class StreamForm(SaidForm):
    """A stream and up to four steps; a step without work is left out."""

    name = forms.CharField(label=gettext_lazy("Werkstroom"), max_length=80)
    running = forms.TypedChoiceField(
        label=gettext_lazy("Loopt dit nu?"),
        choices=(("yes", gettext_lazy("ja, het loopt")), ("no", gettext_lazy("nee, het komt er misschien bij"))),
        coerce=lambda value: value == "yes",
        initial="yes",
    )
    priority = forms.ModelChoiceField(
        label=gettext_lazy("Voor welke prioriteit"), queryset=Priority.objects.none(), required=False, empty_label="–"
    )
    per_week = forms.FloatField(
        label=gettext_lazy("Zaken per week, gemiddeld"),
        min_value=0.01,
        max_value=500,
        localize=True,
        help_text=gettext_lazy("Eén per maand is ongeveer 0,23 per week."),
    )
    season = forms.ChoiceField(label=gettext_lazy("Over het jaar"), choices=Season.choices)
    swing = forms.ChoiceField(label=gettext_lazy("Hoe voorspelbaar is het?"), choices=Swing.choices)
    growth = forms.IntegerField(label=gettext_lazy("Groei per jaar (%)"), min_value=-50, max_value=100, initial=0)
    backlog = forms.IntegerField(label=gettext_lazy("Ligt er nu al te wachten"), min_value=0, max_value=5000, initial=0)
    target_days = forms.IntegerField(
        label=gettext_lazy("Doel: klaar binnen (werkdagen)"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=gettext_lazy("Laat leeg als er geen doel is."),
    )
    precedence = forms.TypedChoiceField(
        label=gettext_lazy("Wat gaat voor?"),
        coerce=int,
        initial=2,
        choices=(
            (1, gettext_lazy("1: gaat voor alles")),
            (2, gettext_lazy("2: gewoon")),
            (3, gettext_lazy("3: als er tijd is")),
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Toelichting"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = (
        "name", "running", "priority", "per_week", "basis", "basis_note", "basis_on", "season", "swing", "growth", "backlog",
        "target_days", "precedence", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["priority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queries.priorities(actor)
        skills = [("", _("geen stap")), *((skill, skill) for skill in queries.skills(actor))]
        for n in range(1, STAGES + 1):
            self.fields |= _stage_fields(n, skills)

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields before the steps."""
        return [self[name] for name in self.field_order]

    @property
    def steps(self) -> list[tuple[int, bool, list[forms.BoundField]]]:
        """Number of each step, whether it is in use, and its fields."""
        return [
            (n, bool(self[f"skill_{n}"].value()) or n == 1, [self[f"{name}_{n}"] for name in STAGE_FIELDS])
            for n in range(1, STAGES + 1)
        ]

    def clean(self) -> dict[str, Any]:
        found = dict(super().clean() or self.cleaned_data)
        for n in range(1, STAGES + 1):
            if not found.get(f"skill_{n}"):
                continue
            if not found.get(f"name_{n}"):
                self.add_error(f"name_{n}", _("Noem de stap."))
            if found.get(f"hours_{n}") is None and f"hours_{n}" not in self.errors:
                self.add_error(f"hours_{n}", _("Vul in hoeveel uur deze stap per zaak kost."))
        return found

    def stages(self) -> list[dict[str, Any]]:
        """Return the steps that were filled in, in order, as `actions.STAGE_FIELDS`."""
        found = self.cleaned_data
        return [
            {name: found[f"{name}_{n}"] for name in STAGE_FIELDS}
            for n in range(1, STAGES + 1)
            if found.get(f"skill_{n}")
        ]

    def values(self) -> dict[str, Any]:
        """Return the stream's own fields."""
        return {name: self.cleaned_data[name] for name in self.field_order}


def _stage_fields(n: int, skills: list[tuple[str, str]]) -> dict[str, forms.Field]:
    return {
        f"name_{n}": forms.CharField(label=_("Stap %(n)d: wat gebeurt er") % {"n": n}, max_length=80, required=False),
        f"skill_{n}": forms.ChoiceField(label=_("Welk werk"), choices=skills, required=False),
        f"hours_{n}": forms.FloatField(label=_("Uren per zaak"), min_value=0.1, max_value=2000, required=False, localize=True),
        f"spread_{n}": forms.ChoiceField(label=_("Duurt het steeds even lang?"), choices=Spread.choices, initial=Spread.SOME),
        f"share_{n}": forms.IntegerField(label=_("Bij welk deel van de zaken (%)"), min_value=1, max_value=100, initial=100),
        f"basis_{n}": forms.ChoiceField(label=_("Waar komen deze uren vandaan?"), choices=Basis.choices, initial=Basis.ASSUMED),
        f"basis_note_{n}": forms.CharField(label=_("Van wie, of uit welke telling"), max_length=200, required=False),
        f"basis_on_{n}": forms.DateField(
            label=_("Datum"), required=False, input_formats=[ISO], widget=DayInput()
        ),
    }  # fmt: skip


def stage_initial(stages: list[Stage]) -> Mapping[str, Any]:
    """Return the steps of a stream as starting values of the form."""
    return {f"{name}_{n}": getattr(stage, name) for n, stage in enumerate(stages, start=1) for name in STAGE_FIELDS}


class SaveForm(FreeTextGuard):
    """What a scenario is called, and why somebody wanted to know."""

    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=120,
        help_text=gettext_lazy("Bijvoorbeeld: 30% meer meldingen door preventie."),
    )
    question = forms.CharField(
        label=gettext_lazy("Waarom wilt u dit weten?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
