# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report is tested against the policy: which cell of the matrix it falls under, and why one goes another way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel.actions import action
from baken.kernel.address_hash import address_hashes
from baken.kernel.errors import Reason
from baken.kernel.guards import MAX_REASON

from ..documents.checks import SHORTEST, long_enough
from ..models import Instrument, MatrixRule, Measure, MeasureEvent, Status
from ..policies import HANDLE
from ..policy.lookup import rule_for, rules_of
from ..queries import Seen, measures
from ..rules import MATRIX, MOST_MONTHS, PERIOD_YEARS
from ..workflow import WITHDRAWN_BY
from .steps import locked, step

POLICY, CLOSE, WARN = "policy", "closing", "warning"
"""Which way it goes: as the matrix says, or another (Awb 4:84)."""
COUNTED = (Status.SERVED, Status.IN_FORCE, Status.ENDED, Status.SETTLED)
KINDS = (Instrument.OPIUM_CLOSING, Instrument.WARNING)
"""Instruments that count as an earlier offence under the matrix."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """What somebody judged. `course` is POLICY, CLOSE or WARN; `months` belong to a closing that isn't the matrix's."""

    premises_kind: str = ""
    finding: str = ""
    offence_number: int = 1
    course: str = POLICY
    months: int | None = None
    because: str = ""


def policy_of(measure: Measure) -> str:
    """Return the instrument whose matrix judges the measure: of a warning that of what it warns for."""
    return measure.rule.matrix.instrument if measure.rule is not None else measure.instrument


def has_matrix(measure: Measure) -> bool:
    """Return whether a matrix judges this kind of measure, where the municipality adopted one."""
    return policy_of(measure) in MATRIX


def matrix_for(measure: Measure, on: date) -> list[MatrixRule]:
    """Return the cells by which a measure is judged on a day; none where the instrument has no matrix."""
    return rules_of(measure.municipality, policy_of(measure), on) if has_matrix(measure) else []


def earlier(seen: Seen) -> QuerySet[Measure]:
    """Return the other measures at the same address in the same register, newest first, as the reader may see them."""
    it = seen.file
    hashes = address_hashes(it.municipality_id, it.address) | ({it.address_hash} - {""})
    rows = measures(seen.actor, seen.purpose).filter(address_hash__in=sorted(hashes), vault=it.vault_id)
    return rows.exclude(pk=it.pk) if hashes else rows.none()


def suggested_number(it: Measure, others: Sequence[Measure], on: date) -> int:
    """Return which offence this would be: those before that led to a measure at the address, plus one.

    What was withdrawn doesn't count, also after its file was closed. One query where there are others.
    """
    since = on.replace(year=on.year - PERIOD_YEARS, day=min(on.day, 28))
    counted = [
        one
        for one in others
        if one.instrument in KINDS and one.status in COUNTED and one.served_on is not None and one.served_on >= since
    ]
    gone = (
        MeasureEvent.objects.filter(measure__in=counted, kind__in=WITHDRAWN_BY)
        if counted
        else MeasureEvent.objects.none()
    )
    withdrawn = set(gone.values_list("measure", flat=True))
    return len([one for one in counted if one.pk not in withdrawn]) + 1


@action
def assess(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, assessed: Assessed
) -> Measure:
    """Judge a report by the policy of the day; where the matrix says a warning, the file goes on as one.

    Repeatable until the intention is sent, and again once the person concerned was heard: what was said may lead to less, or
    to a warning (Awb 3:4, 4:84). Raises `Refused` with every reason: what isn't in the matrix, another way without a reason of
    some length, months that can't be.
    """
    it = locked(actor, HANDLE, measure, purpose, seen)
    cells = matrix_for(it, on)
    instrument = policy_of(it)
    rule = rule_for(cells, assessed.premises_kind, assessed.finding, assessed.offence_number) if cells else None
    against = _against(cells, rule, assessed, it)
    if not against:
        it.premises_kind, it.finding = assessed.premises_kind, assessed.finding
        it.offence_number = assessed.offence_number if cells else None
        it.rule, it.deviates_because, it.months = rule, "", assessed.months if not cells else None
        if rule is not None:
            outcome = rule.outcome if assessed.course == POLICY else assessed.course
            it.instrument = Instrument.WARNING if outcome == WARN else instrument
            it.months = rule.months if assessed.course == POLICY and outcome == CLOSE else assessed.months
            it.deviates_because = assessed.because.strip() if assessed.course != POLICY else ""
        if it.instrument == Instrument.WARNING:
            it.months = None
    name = "reassessed" if it.status == Status.HEARD else "assessed"
    return step(actor, at, purpose, it, name, on=on, against=against, text=_told(it, rule))


def _against(cells: list[MatrixRule], rule: MatrixRule | None, assessed: Assessed, it: Measure) -> list[Reason]:
    found = []
    if cells:
        if not assessed.premises_kind:
            found.append(Reason("premises", _("Kies of het een woning is.")))
        if assessed.offence_number < 1:
            found.append(Reason("number", _("Noem de hoeveelste keer het is.")))
        if rule is None:
            text = _("De beleidsmatrix noemt deze vondst niet voor dit soort pand. Kies een andere vondst.")
            found.append(Reason("no_rule", text))
        if assessed.course not in (POLICY, CLOSE, WARN):
            found.append(Reason("course", _("Kies of u de matrix volgt.")))
        elif assessed.course != POLICY:
            found += _against_deviation(rule, assessed)
    if assessed.months is not None and not 1 <= assessed.months <= MOST_MONTHS.get(policy_of(it), 0):
        found.append(Reason("months", _("Dit aantal maanden kan niet.")))
    return found


def _against_deviation(rule: MatrixRule | None, assessed: Assessed) -> list[Reason]:
    found = []
    if not long_enough(assessed.because):
        text = _("Schrijf op waarom u van de matrix afwijkt (Awb 4:84), in ten minste %(number)d letters.")
        found.append(Reason("because", text % {"number": SHORTEST}))
    if len(assessed.because) > MAX_REASON:
        found.append(
            Reason("long_reason", _("De reden is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_REASON})
        )
    if assessed.course == CLOSE and assessed.months is None:
        found.append(Reason("months", _("Noem hoeveel maanden u wilt sluiten.")))
    if rule is not None and (assessed.course, assessed.months) == (rule.outcome, rule.months):
        found.append(Reason("same", _("Dit is wat de matrix zegt: volg de matrix.")))
    return found


def _told(it: Measure, rule: MatrixRule | None) -> str:
    if rule is None:
        return ""
    told = {"matrix": rule.matrix.title, "version": rule.matrix.version_number, "finding": rule.finding_label}
    return _("%(matrix)s, versie %(version)d: %(finding)s") % told
