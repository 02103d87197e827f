# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme of a year: what it is for, which branches and how often on which grounds, and what came of it. No persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality, fresh
from baken.kernel.text.personal_data import find
from baken.registry.facade import boundaries

from ..models import Branch, InspectionProgramme, ProgrammeLine, QuickScan, Reception
from ..planning.rules import against_grounds, discriminating
from ..policies import ADOPT, PLAN
from .rules import ANSWERS, QUESTIONS

MAX_TEXT = 4_000
MOST_LINES = 40
MOST_EUROS = 100_000_000
MOST = 500
"""Inspections of one line, or businesses of one scan: beyond that somebody mistyped."""


@dataclass(frozen=True, slots=True)
class Line:
    """So many inspections of a branch, in an area ("" for everywhere), on grounds."""

    branch: str
    number: int
    grounds: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a quick scan told of a branch: `answers` is slug of question -> {yes, no, unknown: numbers}."""

    branch: str
    on: date
    businesses: int
    answers: Mapping[str, Mapping[str, int]]
    area: str = ""
    findings: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """How businesses received the approach: asked, and what those who answered thought of it."""

    branch: str
    on: date
    asked: int
    positive: int
    neutral: int
    negative: int
    told: str = ""


@action
def make(
    *, actor: Actor, at: datetime, municipality: Municipality, year: int, goal: str, fictitious: bool = False
) -> InspectionProgramme:
    """Make the programme of a year. Raises `Refused` with every reason, `Denied`."""
    _require_own(actor)
    require_in(actor, PLAN, municipality.pk)
    reasons = _against_text(goal, required=True)
    if not 2015 <= year <= timezone.localdate(at).year + 5:
        reasons.append(Reason("year", _("Kies een jaar.")))
    if InspectionProgramme.objects.filter(municipality=municipality, year=year).exists():
        reasons.append(Reason("twice", _("Voor dit jaar is er al een programma.")))
    _raise(reasons)
    made = InspectionProgramme(municipality=municipality, year=year, goal=goal.strip(), fictitious=fictitious)
    made.save(force_insert=True)
    audit.record("inspection.programme_made", made, year=year)
    return made


@action
def change_goal(
    *, actor: Actor, at: datetime, programme: InspectionProgramme, seen: int, goal: str
) -> InspectionProgramme:
    """Write what the year is for, until the programme is adopted. Raises `Refused`, `StaleVersion`, `Denied`."""
    row = _open(actor, programme, seen)
    _raise(_against_text(goal, required=True))
    row.goal = goal.strip()
    row.save()
    audit.record("inspection.programme_changed", row, year=row.year)
    return row


@action
def add_line(*, actor: Actor, at: datetime, programme: InspectionProgramme, line: Line) -> ProgrammeLine:
    """Add a line, until the programme is adopted. Raises `Refused` with every reason, `Denied`."""
    row = _open(actor, programme)
    there = list(ProgrammeLine.objects.filter(programme=row))
    reasons = [*_against_place(row, line.branch, line.area, at), *against_grounds(line.grounds)]
    if not 1 <= line.number <= MOST:
        reasons.append(Reason("number", _("Hoeveel controles? Kies 1 of meer.")))
    if any((one.branch, one.area) == (line.branch, line.area) for one in there):
        reasons.append(Reason("twice", _("Deze branche staat voor dit gebied al in het programma.")))
    if len(there) >= MOST_LINES:
        reasons.append(Reason("many", _("Hoogstens %(max)d regels.") % {"max": MOST_LINES}))
    _raise(reasons)
    made = ProgrammeLine(
        municipality_id=row.municipality_id, programme=row, branch=line.branch, area=line.area, number=line.number,
        grounds=line.grounds.strip(), order=max((one.order for one in there), default=0) + 1,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("inspection.line_added", made, branch=line.branch, number=line.number)
    return made


@action
def remove_line(*, actor: Actor, at: datetime, programme: InspectionProgramme, line: ProgrammeLine) -> None:
    """Take a line out, until the programme is adopted. Raises `Refused`, `Denied`."""
    row = _open(actor, programme)
    found = ProgrammeLine.objects.locked().filter(programme=row, pk=line.pk).first()
    if found is None:
        raise Refused((Reason("gone", _("Deze regel staat er niet meer.")),))
    audit.record("inspection.line_removed", found, branch=found.branch)
    found.delete()


@action
def propose(*, actor: Actor, at: datetime, programme: InspectionProgramme, seen: int) -> InspectionProgramme:
    """Lay the programme before the mayor: its lines stay until it is given or taken back. Raises `Refused`, `Denied`."""
    row = _open(actor, programme, seen)
    if not ProgrammeLine.objects.filter(programme=row).exists():
        raise Refused((Reason("no_lines", _("Voeg eerst regels toe: welke branche, hoe vaak en waarom.")),))
    row.proposed_on, row.proposed_by_id, row.returned_because = timezone.localdate(at), actor.id, ""
    row.save()
    audit.record("inspection.programme_proposed", row, year=row.year)
    return row


@action
def take_back(*, actor: Actor, at: datetime, programme: InspectionProgramme, seen: int) -> InspectionProgramme:
    """Take a proposed programme back, to work at it again. Raises `Refused`, `Denied`."""
    row = _proposed(actor, PLAN, programme, seen)
    row.proposed_on, row.proposed_by = None, None
    row.save()
    audit.record("inspection.programme_taken_back", row, year=row.year)
    return row


@action
def give_back(
    *, actor: Actor, at: datetime, programme: InspectionProgramme, seen: int, because: str
) -> InspectionProgramme:
    """Give a proposed programme back to who plans, with a reason, by the mayor. Raises `Refused`, `Denied`."""
    row = _proposed(actor, ADOPT, programme, seen)
    _raise(_against_text(because, required=True))
    row.proposed_on, row.proposed_by, row.returned_because = None, None, because.strip()
    row.save()
    audit.record("inspection.programme_given_back", row, year=row.year)
    return row


@action
def adopt(*, actor: Actor, at: datetime, programme: InspectionProgramme, seen: int, on: date) -> InspectionProgramme:
    """Adopt the proposed programme on a day, by the mayor; from then on its lines stay. Raises `Refused`, `Denied`."""
    row = _proposed(actor, ADOPT, programme, seen)
    reasons = []
    if on > timezone.localdate(at):
        reasons.append(Reason("later", _("Deze dag ligt in de toekomst.")))
    _raise(reasons)
    row.adopted_on, row.adopted_by_id = on, actor.id
    row.save()
    audit.record("inspection.programme_adopted", row, year=row.year, on=on)
    return row


@action
def evaluate(
    *, actor: Actor, at: datetime, programme: InspectionProgramme, seen: int, evaluation: str
) -> InspectionProgramme:
    """Write what the year brought. Raises `Refused`, `StaleVersion`, `Denied`."""
    _require_own(actor)
    require(actor, PLAN, programme)
    row: InspectionProgramme = fresh(programme, seen)
    reasons = _against_text(evaluation, required=True)
    if row.adopted_on is None:
        reasons.append(Reason("not_adopted", _("Dit programma is nog niet vastgesteld.")))
    _raise(reasons)
    row.evaluation = evaluation.strip()
    row.save()
    audit.record("inspection.programme_evaluated", row, year=row.year)
    return row


@action
def fund(
    *, actor: Actor, at: datetime, programme: InspectionProgramme, seen: int, funder: str, budget: int, spent: int
) -> InspectionProgramme:
    """Write who pays for the approach in this year, how much, and what was spent of it, in euros. Raises `Refused`, `Denied`."""
    _require_own(actor)
    require(actor, PLAN, programme)
    row: InspectionProgramme = fresh(programme, seen)
    reasons = _against_text(funder, required=True)
    if not 0 < budget <= MOST_EUROS or not 0 <= spent <= MOST_EUROS:
        reasons.append(Reason("euros", _("Noem hele euro’s, tot en met 100 miljoen.")))
    _raise(reasons)
    row.funder, row.budget, row.spent = funder.strip(), budget, spent
    row.save()
    audit.record("inspection.programme_funded", row, year=row.year, budget=budget, spent=spent)
    return row


@action
def add_scan(
    *, actor: Actor, at: datetime, programme: InspectionProgramme, scan: Scanned, fictitious: bool = False
) -> QuickScan:
    """Keep a quick scan: numbers of businesses together, no names. Raises `Refused` with every reason, `Denied`."""
    _require_own(actor)
    require(actor, PLAN, programme)
    reasons = _against_place(programme, scan.branch, scan.area, at)
    for text in (scan.findings, scan.advice):
        reasons += _against_text(text)
    if not 1 <= scan.businesses <= MOST:
        reasons.append(Reason("businesses", _("Hoeveel bedrijven deden mee?")))
    if scan.on > timezone.localdate(at):
        reasons.append(Reason("later", _("Deze dag ligt in de toekomst.")))
    for slug, counts in scan.answers.items():
        numbers = [counts.get(one, 0) for one in ANSWERS]
        if slug not in QUESTIONS or set(counts) - set(ANSWERS) or min(numbers) < 0 or sum(numbers) != scan.businesses:
            text = _("De antwoorden tellen niet op tot het aantal bedrijven: %(question)s.")
            reasons.append(Reason(f"sum:{slug}", text % {"question": QUESTIONS.get(slug, slug)}))
    _raise(reasons)
    made = QuickScan(
        municipality_id=programme.municipality_id, programme=programme, branch=scan.branch, area=scan.area, on=scan.on,
        businesses=scan.businesses, answers={slug: dict(counts) for slug, counts in scan.answers.items()},
        findings=scan.findings.strip(), advice=scan.advice.strip(), fictitious=fictitious,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("inspection.scan_added", made, branch=scan.branch, businesses=scan.businesses)
    return made


@action
def add_reception(
    *, actor: Actor, at: datetime, programme: InspectionProgramme, heard: Heard, fictitious: bool = False
) -> Reception:
    """Keep how businesses received the approach. Raises `Refused` with every reason, `Denied`."""
    _require_own(actor)
    require(actor, PLAN, programme)
    reasons = [*_against_place(programme, heard.branch, "", at), *_against_text(heard.told)]
    numbers = (heard.positive, heard.neutral, heard.negative)
    answered = sum(numbers)
    if min(numbers) < 0 or not 1 <= heard.asked <= MOST or answered > heard.asked:
        reasons.append(Reason("numbers", _("Er kunnen niet meer antwoorden zijn dan er bedrijven zijn gevraagd.")))
    if heard.on > timezone.localdate(at):
        reasons.append(Reason("later", _("Deze dag ligt in de toekomst.")))
    _raise(reasons)
    made = Reception(
        municipality_id=programme.municipality_id, programme=programme, branch=heard.branch, on=heard.on,
        asked=heard.asked, answered=answered, positive=heard.positive, neutral=heard.neutral,
        negative=heard.negative, told=heard.told.strip(), fictitious=fictitious,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("inspection.reception_added", made, branch=heard.branch, answered=answered)
    return made


def _require_own(actor: Actor) -> None:
    if actor.partner_id is not None:
        raise Denied((Reason("partner", _("Dit is alleen voor de eigen organisatie.")),))


def _open(actor: Actor, programme: InspectionProgramme, seen: int | None = None) -> InspectionProgramme:
    _require_own(actor)
    require(actor, PLAN, programme)
    row: InspectionProgramme = fresh(programme, seen)
    if row.adopted_on is not None:
        raise Refused((Reason("adopted", _("Het programma is vastgesteld. Het verandert niet meer.")),))
    if row.proposed_on is not None:
        text = _("Het programma ligt bij de burgemeester. Haal het eerst terug als u het wilt wijzigen.")
        raise Refused((Reason("proposed", text),))
    return row


def _proposed(actor: Actor, permission: str, programme: InspectionProgramme, seen: int) -> InspectionProgramme:
    _require_own(actor)
    require(actor, permission, programme)
    row: InspectionProgramme = fresh(programme, seen)
    if row.state != "proposed":
        raise Refused((Reason("not_proposed", _("Dit programma ligt niet (meer) bij de burgemeester.")),))
    return row


def _against_place(programme: InspectionProgramme, branch: str, area: str, at: datetime) -> list[Reason]:
    found = []
    if branch not in Branch.values:
        found.append(Reason("branch", _("Kies een branche.")))
    if area and not boundaries(programme.municipality, timezone.localdate(at)).located(area):
        found.append(Reason("area", _("Kies een wijk of buurt van de gemeente.")))
    return found


def _against_text(text: str, *, required: bool = False) -> list[Reason]:
    """Return why a text can't stand in a programme: it names nobody, and no group by origin."""
    found = list(discriminating(text))
    if required and not text.strip():
        found.append(Reason("empty", _("Schrijf het op.")))
    if len(text) > MAX_TEXT:
        found.append(Reason("long", _("Een tekst is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT}))
    if seen := find(text):
        told = _(
            "Dit lijkt op persoonsgegevens: “%(text)s”. Een programma noemt geen personen en geen bedrijf bij naam."
        )
        found.append(Reason("personal", told % {"text": seen[0].text[:60]}))
    return found


def _raise(reasons: list[Reason]) -> None:
    if reasons:
        raise Refused(tuple(reasons))
