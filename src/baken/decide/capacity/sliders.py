# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form with sliders: made from the teams and streams that there are, read from the address, back to `Changes`."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _

from baken.ui import format as fmt

from . import words
from .rules import Changes, Inputs
from .rules.changes import USUAL_WEEKS, WEEKS
from .rules.inputs import StreamInput, TeamInput

MORE, WORK, TARGET, HOURS, FREE, ADD, YEARS = "meer", "werk", "doel", "uren", "vrij", "erbij", "jaren"
STEP = 5
"""Per cent a step of a slider."""


class Slider(forms.NumberInput):
    """A number as a slider."""

    input_type = "range"


@dataclass(frozen=True, slots=True)
class Shown:
    """One slider on the page: its field and what it says now."""

    field: forms.BoundField
    said: str


class ScenarioForm(forms.Form):
    """One slider for each figure that a scenario may change. Left where it stands, it changes nothing."""

    def __init__(self, data: Any, *, inputs: Inputs):
        self.inputs = inputs
        self.now = _now(inputs)
        given = (
            data
            if data is None
            else {**{name: str(n) for name, n in self.now.items()}, YEARS: str(USUAL_WEEKS), **_plain(data)}
        )
        super().__init__(given)
        for stream in inputs.streams:
            self.fields |= _of_stream(stream)
        for team in inputs.teams:
            self.fields |= _of_team(team)
        self.fields[ADD] = forms.MultipleChoiceField(
            label=_("Komt erbij"),
            required=False,
            choices=[(s.slug, s.name) for s in inputs.possible],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[YEARS] = forms.TypedChoiceField(
            label=_("Vooruitkijken"), coerce=int, choices=[(w, words.period(w)) for w in WEEKS], initial=USUAL_WEEKS
        )
        for name, number in self.now.items():
            self.fields[name].initial = number

    def changes(self) -> Changes:
        """Return what differs from the present. A field that can't be read changes nothing: its error says why."""
        self.is_valid()
        found = self.cleaned_data
        moved = {name: found[name] for name in self.now if found.get(name) not in (None, self.now[name])}

        def of(kind: str) -> dict[str, Any]:
            return {name.removeprefix(f"{kind}_"): n for name, n in moved.items() if name.startswith(f"{kind}_")}

        add = tuple(sorted(found.get(ADD) or ()))
        runs = {stream.slug for stream in self.inputs.running} | set(add)
        return Changes(
            arrivals={slug: n for slug, n in of(MORE).items() if slug in runs},
            work={slug: n for slug, n in of(WORK).items() if slug in runs},
            hours={slug: float(n) for slug, n in of(HOURS).items()},
            kept_free={slug: float(n) for slug, n in of(FREE).items()},
            targets={slug: n for slug, n in of(TARGET).items() if slug in runs},
            add=add,
            weeks=found.get(YEARS) or USUAL_WEEKS,
        )

    def group(self, kind: str) -> list[Shown]:
        """Return the sliders of a kind with what each says now."""
        changes = self.changes()
        return [
            Shown(self[name], _said(kind, name.removeprefix(f"{kind}_"), self.inputs, changes))
            for name in self.fields
            if name.startswith(f"{kind}_")
        ]

    @property
    def shown(self) -> list[Shown]:
        """Every slider."""
        return [one for kind in (MORE, HOURS, FREE, TARGET, WORK) for one in self.group(kind)]


def address_of(changes: Changes) -> str:
    """Return changes as the part of an address after the question mark; empty where nothing differs."""
    parts: list[tuple[str, Any]] = [
        *((f"{MORE}_{slug}", n) for slug, n in sorted(changes.arrivals.items())),
        *((f"{WORK}_{slug}", n) for slug, n in sorted(changes.work.items())),
        *((f"{TARGET}_{slug}", n) for slug, n in sorted(changes.targets.items())),
        *((f"{HOURS}_{slug}", f"{n:g}") for slug, n in sorted(changes.hours.items())),
        *((f"{FREE}_{slug}", f"{n:g}") for slug, n in sorted(changes.kept_free.items())),
        *((ADD, slug) for slug in changes.add),
        *(((YEARS, changes.weeks),) if changes.weeks != USUAL_WEEKS else ()),
    ]
    return urlencode(parts)


def _plain(data: Any) -> Mapping[str, Any]:
    """A QueryDict as lists for what may be chosen more than once, else the last value."""
    return {name: data.getlist(name) if name == ADD else data.get(name) for name in data}


def _now(inputs: Inputs) -> dict[str, float]:
    found: dict[str, float] = {}
    for stream in inputs.streams:
        found |= {f"{MORE}_{stream.slug}": 0, f"{WORK}_{stream.slug}": 0}
        if stream.target_days is not None:
            found[f"{TARGET}_{stream.slug}"] = stream.target_days
    for team in inputs.teams:
        found |= {f"{HOURS}_{team.slug}": 0, f"{FREE}_{team.slug}": team.kept_free}
    return found


def _slider(label: str, low: float, high: float, step: int, *, whole: bool = True) -> forms.Field:
    widget = Slider(attrs={"min": f"{low:g}", "max": f"{high:g}", "step": step})
    kind = forms.IntegerField if whole else forms.FloatField
    return kind(label=label, min_value=low, max_value=high, widget=widget)  # type: ignore[arg-type]


def _of_stream(stream: StreamInput) -> dict[str, forms.Field]:
    found = {
        f"{MORE}_{stream.slug}": _slider(stream.name, -50, 100, STEP),
        f"{WORK}_{stream.slug}": _slider(stream.name, -50, 100, STEP),
    }
    if stream.target_days is not None:
        highest = min(365, max(3 * stream.target_days, 20))
        found[f"{TARGET}_{stream.slug}"] = _slider(stream.name, 1, highest, 1)
    return found


def _of_team(team: TeamInput) -> dict[str, forms.Field]:
    whole = ceil(team.hours_per_week)
    return {
        f"{HOURS}_{team.slug}": _slider(team.name, -whole + 1, whole, 1, whole=False),
        f"{FREE}_{team.slug}": _slider(team.name, 0, max(whole // 2, ceil(team.kept_free)), 1, whole=False),
    }


def _said(kind: str, slug: str, inputs: Inputs, changes: Changes) -> str:
    """What a slider says: what it makes of the present."""
    if kind in (MORE, WORK, TARGET) and not inputs.stream(slug).running and slug not in changes.add:
        return _("telt pas als het erbij komt")
    if kind in (MORE, WORK):
        percent = (changes.arrivals if kind == MORE else changes.work).get(slug, 0)
        told = words.more(percent) if percent else _("zoals nu")
        if kind == WORK:
            return told
        return f"{told}, {words.per_week(inputs.stream(slug).per_week * (1 + percent / 100))}"
    if kind == TARGET:
        return words.days(changes.targets.get(slug, inputs.stream(slug).target_days or 0))
    team = inputs.team(slug)
    if kind == FREE:
        return words.hours_a_week(changes.kept_free.get(slug, team.kept_free))
    more = changes.hours.get(slug, 0.0)
    told = (
        _("zoals nu")
        if not more
        else (_("%(n)s meer") if more > 0 else _("%(n)s minder")) % {"n": fmt.hours(abs(more))}
    )
    return f"{told}, {words.hours_a_week(team.hours_per_week + more)}"
