# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of capacity."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor
from baken.kernel.models import Municipality
from baken.ui import format as fmt
from baken.ui.panels import Panel, from_json

from . import queries
from .actions import add_stream, add_team, save_scenario
from .counted import Counted, register_counted
from .making import Made, make
from .models import Scenario, Team, WorkStream
from .pages import roles_told
from .policies import MANAGE, VIEW
from .queries import present, scenario_or_404, scenarios
from .rules import Changes
from .rules.outcome import FULL, asked_of

__all__ = [
    "MANAGE",
    "VIEW",
    "Changes",
    "Counted",
    "Kept",
    "Made",
    "Scenario",
    "Team",
    "WorkStream",
    "add_stream",
    "add_team",
    "home_lines",
    "kept",
    "make",
    "present",
    "register_counted",
    "save_scenario",
    "scenario_or_404",
    "scenarios",
    "search",
]


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved scenario as documents show it: nothing in it is calculated again."""

    key: str
    name: str
    summary: str
    question: str
    panels: tuple[Panel, ...]
    made_at: datetime
    told: str
    fictitious: bool


def kept(scenario: Scenario) -> Kept:
    """Return what was saved. For who may see the scenario, or the proposal that it is attached to."""
    told = _("Berekend op %(day)s door: %(role)s. Kenmerk %(digest)s.") % {
        "day": fmt.day(scenario.made_at),
        "role": roles_told(scenario.made_by),
        "digest": scenario.digest[:12],
    }
    return Kept(
        key=str(scenario.pk),
        name=scenario.name,
        summary=scenario.summary,
        question=scenario.question,
        panels=from_json(scenario.panels),
        made_at=scenario.made_at,
        told=told,
        fictitious=scenario.fictitious,
    )


def search(actor: Actor, text: str) -> list[tuple[str, str, str]]:
    """Return (title, kind, url) of visible scenarios that speak of `text`."""
    asked = text.strip()
    if not asked or not actor.may(VIEW):
        return []
    rows = queries.scenarios(actor).filter(name__icontains=asked).defer("panels", "inputs")[:10]
    return [(row.name, _("scenario"), row.get_absolute_url()) for row in rows]


def home_lines(actor: Actor, municipality: Municipality, day: date) -> list[dict[str, str]]:
    """Return what the home page says: teams with more work than hours, for whoever keeps them up to date. Two queries."""
    if actor.municipality_id != municipality.id or not actor.may(MANAGE):
        return []
    teams, streams = queries.running_work(actor)
    able = tuple(team for team in teams if team.net > 0)
    known = {skill for team in able for skill in team.skills}
    running = tuple(stream for stream in streams if stream.skills <= known)
    full = [asked for asked in asked_of(able, running) if asked.load > FULL and asked.team.own]
    if not full:
        return []
    text = ngettext(
        "Eén team heeft (bijna) meer werk dan uren.",
        "%(n)d teams hebben (bijna) meer werk dan uren.",
        len(full),
    ) % {"n": len(full)}
    return [{"text": text, "url": reverse("capacity:overview"), "label": _("Bekijk de capaciteit")}]
