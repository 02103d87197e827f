# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports of an inspection: one of each discipline and one of all, as a tagged PDF that is kept sealed and never made anew.

A report tells what was found at each address, in the words of the lists; which inspector saw it, it doesn't tell. What it was
made from is kept with it.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from baken.access.facade import Actor, Level, Partner, require, role_label
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.ids import uuid7
from baken.kernel.models import fresh
from baken.kernel.papers import sealed as sealed_papers
from baken.kernel.papers.kept import CheckedPaper
from baken.kernel.papers.typesetting import pdf_of
from baken.kernel.rate_limits import Limit
from baken.ui.format import day, moment

from ..checklists.rules import VISIT
from ..findings.queries import standing
from ..models import Answer, Finding, FollowUp, Inspection, InspectionParty, InspectionReport, InspectionStatus, Target
from ..parts import DISCIPLINES, JOINT, part_of
from ..policies import PLAN, RECORD

TEMPLATE = Path(__file__).resolve().parent.parent / "templates_typst" / "inspection.typ"
AFTER = (InspectionStatus.REPORTED, InspectionStatus.FOLLOWED_UP, InspectionStatus.DEBRIEFED, InspectionStatus.CLOSED)
PDF = "application/pdf"
MADE = Limit("reports of an inspection", 60, 3_600)
"""What one account makes anew in an hour: each is kept, and setting its pages takes work."""


@action
def make(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, discipline: str = "") -> InspectionReport:
    """Make the report of one discipline, or of all ("", by who leads); return it. A partner makes that of its own only.

    Raises `Refused`, `Denied`, `TooMany`.
    """
    require(actor, RECORD if discipline else PLAN, inspection, purpose)
    row: Inspection = fresh(inspection)
    if row.status not in AFTER:
        text = _("Een rapport maakt u als de controle voorbij is.")
        raise Refused((Reason("not_reported", text),))
    parties = list(InspectionParty.objects.filter(inspection=row).select_related("partner").order_by("id"))
    if discipline and discipline not in {one.discipline for one in parties}:
        raise Refused((Reason("discipline", _("Deze discipline deed niet mee.")),))
    if actor.partner_id is not None and not any(
        one.partner_id == actor.partner_id and one.discipline == discipline for one in parties
    ):
        raise Denied((Reason("other_discipline", _("U handelt alleen voor uw eigen discipline.")),))
    MADE.require(str(actor.id))
    return _make(actor, at, purpose, row, discipline, parties)


def make_all(actor: Actor, at: datetime, purpose: str, inspection: Inspection) -> list[InspectionReport]:
    """Make the joint report, and one of each discipline that found something. Part of an action."""
    parties = list(InspectionParty.objects.filter(inspection=inspection).select_related("partner").order_by("id"))
    found = set(Finding.objects.filter(inspection=inspection).order_by().values_list("discipline", flat=True))
    wanted = ["", *(one.discipline for one in parties if one.discipline in found)]
    return [_make(actor, at, purpose, inspection, discipline, parties) for discipline in wanted]


def facts(inspection: Inspection, discipline: str, parties: Iterable[InspectionParty]) -> dict[str, Any]:
    """Return what a report tells, from the findings that count: plain data, no inspector in it. Inside `opened`."""
    findings = Finding.objects.filter(inspection=inspection).order_by("seen_at", "pk")
    given = FollowUp.objects.filter(inspection=inspection).select_related("partner").order_by("due_on", "pk")
    if discipline:
        findings, given = findings.filter(discipline=discipline), given.filter(discipline=discipline)
    by_target: dict[Any, list[Finding]] = {}
    for row in standing(findings):
        by_target.setdefault(row.target_id, []).append(row)
    follow_ups: dict[Any, list[FollowUp]] = {}
    for one in given:
        follow_ups.setdefault(one.target_id, []).append(one)
    targets = Target.objects.filter(inspection=inspection).order_by("order", "id")
    return {
        "reference": inspection.reference,
        "title": inspection.title,
        "goal": inspection.goal,
        "branch": str(inspection.get_branch_display()),
        "day": moment(inspection.starts_at),
        "discipline": discipline,
        "parties": [
            [_who(one.partner, one.role), str(DISCIPLINES.get(one.discipline, one.discipline)), one.power]
            for one in parties
            if not discipline or one.discipline == discipline
        ],
        "targets": [
            {
                "address": one.address,
                "business": one.business,
                "outcome": str(capfirst(one.get_outcome_display())) if one.outcome else "",
                **conclusions(by_target.get(one.pk, [])),
                "follow_up": [_told(it) for it in follow_ups.get(one.pk, [])],
            }
            for one in targets
        ],
    }


def render_pdf(told: dict[str, Any], town: str, at: datetime) -> bytes:
    """Return a report as PDF/UA-1, in Dutch whoever asks. The same facts at the same moment give the same bytes."""
    with override("nl"):
        label = DISCIPLINES.get(told["discipline"], "")
        words = {
            **told,
            "author": _("Gemeente %(town)s") % {"town": town},
            "kicker": _("Integrale controle %(reference)s, %(day)s")
            % {"reference": told["reference"], "day": told["day"]},
            "heading": _("Rapport: %(discipline)s") % {"discipline": label}
            if told["discipline"]
            else _("Gezamenlijk rapport"),
            "lede": told["title"],
            "made": _("Gemaakt op %(day)s. Het rapport noemt geen toezichthouders.") % {"day": day(at)},
            "goal_heading": _("Doel"),
            "parties_heading": _("Wie er meegingen, elk met de eigen bevoegdheid"),
            "parties_labels": [_("Partij"), _("Discipline"), _("Bevoegdheid")],
            "targets_heading": _("Wat er is gevonden"),
            "wrong_label": _("Niet in orde"),
            "follow_label": _("Opvolging"),
            "nothing": _("Geen bevindingen vastgelegd."),
            "confidential": _("Vertrouwelijk"),
        }
        return pdf_of(TEMPLATE, words, int(at.timestamp()))


def _make(
    actor: Actor, at: datetime, purpose: str, inspection: Inspection, discipline: str, parties: list[InspectionParty]
) -> InspectionReport:
    with override("nl"):
        told = facts(inspection, discipline, parties)
    data = render_pdf(told, inspection.municipality.name, at)
    name = f"{inspection.reference}-{discipline or 'joint'}.pdf"
    key = uuid7(at)
    kept = sealed_papers.keep(CheckedPaper(name, PDF, len(data), "", data), owner_id=key)
    made = InspectionReport(
        id=key, municipality_id=inspection.municipality_id, guarded_id=inspection.guarded_id,
        vault_id=inspection.vault_id, part=part_of(discipline) if discipline else JOINT, level=Level.CONFIDENTIAL,
        inspection=inspection, discipline=discipline, told=json.dumps(told, ensure_ascii=False), made_at=at,
        made_by_id=actor.id, **kept.fields,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record(
        "inspection.report_made", inspection.guarded, purpose=purpose, report=made.pk, discipline=discipline
    )  # fmt: skip
    return made


def conclusions(rows: list[Finding]) -> dict[str, Any]:
    """Return what was found at one address: how many items were in order, which weren't, and in words what that comes to.

    Where nobody came in, or nothing was looked at, nothing is said to be in order.
    """
    wrong = [row for row in rows if row.answer == Answer.NOT_IN_ORDER]
    right = sum(row.answer == Answer.IN_ORDER for row in rows)
    unseen = sum(row.answer == Answer.NOT_SEEN and row.item != VISIT for row in rows)
    conclusion = ""
    if wrong:
        conclusion = _("%(wrong)d niet in orde, %(right)d in orde.") % {"wrong": len(wrong), "right": right}
    elif right:
        text = ngettext("%(n)d punt gecontroleerd, alles in orde.", "%(n)d punten gecontroleerd, alles in orde.", right)
        conclusion = text % {"n": right}
    if unseen:
        text = ngettext("%(n)d punt niet gezien.", "%(n)d punten niet gezien.", unseen)
        conclusion = f"{conclusion} {text % {'n': unseen}}".strip()
    return {
        "conclusion": conclusion,
        "wrong": [
            [str(DISCIPLINES.get(row.discipline, row.discipline)), row.question or _("Buiten de lijst"), row.note]
            for row in wrong
        ],
    }


def _told(row: FollowUp) -> list[str]:
    outcome = str(row.get_outcome_display()) if row.outcome else _("uiterlijk %(day)s") % {"day": day(row.due_on)}
    return [_who(row.partner, row.role), row.what, outcome]


def _who(partner: Partner | None, role: str) -> str:
    return partner.name if partner is not None else str(capfirst(role_label(role)))
