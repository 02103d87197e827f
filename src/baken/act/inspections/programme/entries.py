# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is written in the programme of a year, as pages: for each its form, what it does and the words around it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from baken.kernel import moment

from ..models import InspectionProgramme
from ..planning.forms import Versioned
from ..policies import ADOPT, PLAN
from . import actions
from .forms import AdoptForm, EvaluationForm, GiveBackForm, GoalForm, LineForm, MoneyForm, ReceptionForm, ScanForm

SAVE = _("Bewaar")
FORM, SCAN = "inspections/programme/form.html", "inspections/programme/scan.html"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to write. `act(given, form)`: what happens with the valid form; `given` is what each action takes.

    `state`: in which state the programme must be, any where it is empty; `placed`: its form asks for an area; `start(programme)`:
    what the form starts with.
    """

    form: type[Any]
    act: Callable[[dict[str, Any], Any], Any]
    heading: Any
    button: Any = SAVE
    lede: Any = ""
    start: Callable[[InspectionProgramme], dict[str, Any]] = lambda programme: {}
    state: str = ""
    placed: bool = False
    template: str = FORM
    permission: str = PLAN


def _told(action: Callable[..., Any], *names: str) -> Callable[[dict[str, Any], Any], Any]:
    """Return an act that gives the action these fields of the form, and the version that was seen."""

    def act(given: dict[str, Any], form: Any) -> Any:
        return action(**given, seen=form.cleaned_data["version"], **{name: form.cleaned_data[name] for name in names})

    return act


def _kept(*names: str) -> Callable[[InspectionProgramme], dict[str, Any]]:
    return lambda programme: {name: getattr(programme, name) for name in (*names, "version")}


ENTRIES: dict[str, Entry] = {
    "goal": Entry(
        GoalForm, _told(actions.change_goal, "goal"), _("Doel van het jaar"), start=_kept("goal"), state="draft"
    ),
    "line": Entry(
        LineForm,
        lambda given, form: actions.add_line(**given, line=form.line()),
        _("Regel toevoegen"),
        _("Voeg toe"),
        state="draft",
        placed=True,
    ),
    "adopt": Entry(
        AdoptForm,
        _told(actions.adopt, "on"),
        _("Programma vaststellen"),
        _("Stel vast"),
        _("U stelt het programma vast. Daarna veranderen de regels niet meer."),
        start=lambda programme: {"on": moment.today(), "version": programme.version},
        state="proposed",
        permission=ADOPT,
    ),
    "give_back": Entry(
        GiveBackForm,
        _told(actions.give_back, "because"),
        _("Programma teruggeven"),
        _("Geef terug"),
        _("Wie het programma maakt, leest uw reden, past het aan en legt het opnieuw voor."),
        start=_kept(),
        state="proposed",
        permission=ADOPT,
    ),
    "propose": Entry(
        Versioned,
        _told(actions.propose),
        _("Programma voorleggen"),
        _("Leg voor aan de burgemeester"),
        _(
            "De burgemeester stelt het programma vast of geeft het terug. Zolang het daar ligt, veranderen de regels niet."
        ),
        start=_kept(),
        state="draft",
    ),
    "take_back": Entry(
        Versioned,
        _told(actions.take_back),
        _("Programma terughalen"),
        _("Haal terug"),
        _("U kunt de regels dan weer wijzigen. Leg het programma daarna opnieuw voor."),
        start=_kept(),
        state="proposed",
    ),
    "evaluation": Entry(
        EvaluationForm,
        _told(actions.evaluate, "evaluation"),
        _("Evaluatie"),
        _("Bewaar de evaluatie"),
        start=_kept("evaluation"),
    ),
    "money": Entry(
        MoneyForm,
        _told(actions.fund, "funder", "budget", "spent"),
        _("Geld voor dit jaar"),
        start=lambda programme: {**_kept("funder", "budget")(programme), "spent": programme.spent or 0},
    ),
    "scan": Entry(
        ScanForm,
        lambda given, form: actions.add_scan(**given, scan=form.scan()),
        _("Quickscan vastleggen"),
        _("Bewaar de quickscan"),
        _("Hoe weerbaar is een branche? Vul alleen aantallen in, nooit wat één bedrijf zei."),
        placed=True,
        template=SCAN,
    ),
    "reception": Entry(
        ReceptionForm,
        lambda given, form: actions.add_reception(**given, heard=form.heard()),
        _("Hoe ontving het bedrijfsleven dit?"),
        lede=_("Vraag het na een controle of bijeenkomst. Wat niet is beantwoord, telt niet als neutraal."),
    ),
}
"""By the name of the address."""
