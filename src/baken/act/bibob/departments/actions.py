# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a deciding department does: hand an application in, and tell what it decided. It never comes nearer to the file."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, desk_files, opened, require, require_in, system_actor
from baken.cores.terms import EventKind, State
from baken.kernel import audit
from baken.kernel import clocks as ledger
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.guards import MAX_REASON
from baken.kernel.models import Municipality, fresh

from .. import clocks
from .. import standing as telling
from ..models import SampleDraw, Scope, Screening, ScreeningEvent, Stage, Standing, Trigger
from ..policies import ASK
from ..triggers import actions as trigger_actions
from ..triggers import rules as trigger_rules
from ..workflow import OPEN
from . import rules

PREFIX = "BA"
TRIES = 40
MAX_APPLICATION, MAX_LABEL = 60, 200
OLDEST = 366
"""Days that an application may have been in when it is handed in: a year, with room."""


@dataclass(frozen=True, slots=True)
class Application:
    """What a department hands in. `application` is its own number, `received_on` the day on which the application came in.

    `trigger`: the line of the policy that asks for it; None where there is another reason, which `because` tells.
    """

    scope: str
    application: str
    label: str
    received_on: date
    because: str = ""
    trigger: Trigger | None = None
    zaak: str = ""
    fictitious: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of it: a standing, or none where the sample didn't draw it; `draw` where chance was asked."""

    standing: Standing | None
    draw: SampleDraw | None = None


@action
def ask(*, actor: Actor, at: datetime, municipality: Municipality, told: Application) -> Handed:
    """Hand an application in for screening. The department's own kinds only; Baken itself (a case system) may hand in each.

    Where the line of policy takes a sample, chance is asked first, once for each application, and written down. Raises
    `Refused` with every reason, `Denied`.
    """
    require_in(actor, ASK, municipality.pk)
    if told.scope not in Scope.values:
        raise Refused((Reason("scope", _("Kies waarvoor de aanvraag is.")),))
    if "system" not in actor.roles and told.scope not in rules.scopes_of(actor.roles):
        raise Denied((Reason("department", _("Dit is van een andere afdeling.")),))
    department = rules.department_of(told.scope)
    if reasons := _against(municipality, told, timezone.localdate(at)):
        raise Refused(tuple(reasons))
    there = Standing.objects.filter(
        municipality=municipality, department=department, application=told.application.strip()
    ).first()
    if there is not None:
        text = _("Deze aanvraag is al aangemeld, als %(reference)s.") % {"reference": there.reference}
        raise Refused((Reason("twice", text),))
    drawn = None
    if told.trigger is not None and told.trigger.when == trigger_rules.SAMPLE:
        drawn = trigger_actions.draw(
            actor, at, told.trigger, department, told.application.strip(), told.fictitious
        )  # fmt: skip
        if not drawn.drawn:
            return Handed(None, drawn)
    return Handed(_handed(actor, at, municipality, department, told), drawn)


@action
def decide(
    *, actor: Actor, at: datetime, standing: Standing, seen: int, decision: str, on: date, because: str = ""
) -> Standing:
    """Tell what the department decided, which the coordinator gets to see. Raises `Refused` with every reason, `Denied`.

    What doesn't follow from the conclusion needs another ground, in `because`. The day: not in the future, nor before the
    conclusion.
    """
    require(actor, ASK, standing)
    standing = fresh(standing, seen)
    if reasons := _against_deciding(standing, decision, on, timezone.localdate(at), because):
        raise Refused(tuple(reasons))
    standing.decided_on, standing.decision, standing.decision_because = on, decision, because.strip()
    standing.stage, standing.stage_on = Stage.DECIDED, on
    rule = clocks.decision_rule(standing.asked_on)
    if clocks.decision(standing).state not in (State.ENDED, State.LAPSED):
        ledger.tell(standing, rule, EventKind.ENDED, on=on, basis=_("besluit van de afdeling"))
    standing.decision_due = clocks.decision(standing).last_day
    standing.save()
    audit.record(
        "standing.decided", standing, decision=decision, on=on, follows=rules.follows(standing.conclusion, decision)
    )
    _tell_desk(standing, at, on)
    return standing


def _handed(actor: Actor, at: datetime, municipality: Municipality, department: str, told: Application) -> Standing:
    today = timezone.localdate(at)
    standing = Standing(
        municipality=municipality, reference=_reference(municipality), department=department, scope=told.scope,
        application=told.application.strip(), label=told.label.strip(), asked_on=today, asked_by_id=actor.id,
        asked_because=told.because.strip(), trigger=told.trigger, received_on=told.received_on, stage=Stage.ASKED,
        stage_on=today, zaak=told.zaak, fictitious=told.fictitious,
    )  # fmt: skip
    standing.save(force_insert=True)
    clocks.start_decision(standing, told.received_on)
    standing.decision_due = clocks.decision(standing).last_day
    standing.save()
    audit.record("standing.asked", standing, scope=told.scope, department=department, trigger=_version(told.trigger))
    return standing


def _against(municipality: Municipality, told: Application, today: date) -> list[Reason]:
    found = []
    if not told.application.strip():
        found.append(Reason("application", _("Vul het nummer van de aanvraag in.")))
    if len(told.application.strip()) > MAX_APPLICATION or len(told.label.strip()) > MAX_LABEL:
        found.append(Reason("long", _("De tekst is te lang. Maak hem korter.")))
    if not told.label.strip():
        found.append(Reason("label", _("Schrijf op waarvoor de aanvraag is.")))
    if told.received_on > today:
        found.append(Reason("received_on", _("De aanvraag kan niet in de toekomst zijn binnengekomen.")))
    elif (today - told.received_on).days > OLDEST:
        found.append(Reason("received_on", _("De aanvraag is meer dan een jaar oud. Kijk de dag na.")))
    line = told.trigger
    if line is not None and (
        line.municipality_id != municipality.pk
        or line.scope != told.scope
        or not trigger_rules.holds(line, told.received_on)
    ):
        found.append(Reason("trigger", _("Deze regel gold niet op de dag van de aanvraag. Kies een andere.")))
    if not told.because.strip() and (line is None or line.when == trigger_rules.RISK):
        found.append(Reason("because", _("Schrijf op waarom u deze aanvraag aanmeldt.")))
    if len(told.because) > MAX_REASON:
        text = _("De reden is te lang: gebruik hoogstens %(max)d tekens.")
        found.append(Reason("because", text % {"max": MAX_REASON}))
    return found


def _against_deciding(standing: Standing, decision: str, on: date, today: date, because: str) -> list[Reason]:
    found = []
    known = {slug for slug, _label in Standing._meta.get_field("decision").choices or ()}
    if decision not in known:
        found.append(Reason("decision", _("Kies wat is besloten.")))
    elif standing.decided_on is not None:
        found.append(Reason("decided", _("U hebt hier al op besloten.")))
    elif not rules.may_decide(standing.stage, decision):
        text = _("Er is nog geen conclusie. Alleen een ingetrokken aanvraag kunt u nu al afronden.")
        found.append(Reason("stage", text))
    elif not rules.follows(standing.conclusion, decision) and not because.strip():
        text = _("Dit besluit volgt niet uit de conclusie. Schrijf op op welke andere grond u besluit.")
        found.append(Reason("because", text))
    if len(because) > MAX_REASON:
        text = _("De reden is te lang: gebruik hoogstens %(max)d tekens.")
        found.append(Reason("because", text % {"max": MAX_REASON}))
    first = standing.concluded_on or standing.received_on or standing.asked_on
    if on > today:
        found.append(Reason("on", _("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")))
    elif on < first:
        found.append(Reason("on", _("Deze dag ligt voor de conclusie of voor de aanvraag. Kijk de dag na.")))
    return found


def _tell_desk(standing: Standing, at: datetime, on: date) -> None:
    """Have Baken itself tell the desk: who decided sees nothing of where it goes."""
    town = Municipality.objects.get(pk=standing.municipality_id)
    with opened(system_actor(town), system=True):
        screening = Screening.objects.filter(standing=standing).select_related("guarded", "vault").first()
        if screening is not None:
            clocks.show_decision(screening, standing)
            if standing.ended and screening.status in OPEN:
                clocks.ask_to_stop(screening, on)
            line = ScreeningEvent(
                municipality=town, screening=screening, kind="department_decided", on=on, at=at,
                text=standing.get_decision_display(),
            )  # fmt: skip
            line.save(force_insert=True)
    telling.heard(standing)


def _reference(municipality: Municipality) -> str:
    """Return a reference that no standing has, seen or not."""
    for _try in range(TRIES):
        number = f"{PREFIX}-{''.join(secrets.choice(desk_files.LETTERS) for _n in range(7))}"
        with opened(system_actor(municipality), system=True):
            if not Standing.objects.filter(municipality=municipality, reference=number).exists():
                return number
    raise Refused((Reason("reference", _("Dit nummer is al in gebruik.")),))


def _version(line: Trigger | None) -> str:
    return f"{line.slug} {line.version_number}" if line is not None else ""
