# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening an inspection and writing its plan: goal, occasion, branch, area, day. Who goes where is in `parties` and `targets`."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from baken.access.facade import Actor, Vault, desk_files, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh

from ..models import Inspection, InspectionStatus, ProgrammeLine
from ..parts import KIND
from ..policies import PLAN, PURPOSE
from .rules import Plan, against_plan

LEADS = ("port_team", "undermining_coordinator")
"""Functions that lead an inspection, in the order in which one of two is taken."""
PREFIX = "IC"
WRITABLE = (InspectionStatus.DRAFT,)
FIELDS = ("title", "occasion", "goal", "branch", "area", "starts_at", "meeting_point", "briefing")


@action
def begin(
    *, actor: Actor, at: datetime, vault: Vault, plan: Plan, reference: str = "", fictitious: bool = False
) -> Inspection:
    """Open an inspection in a register with a desk, as a draft; return it. Inside `opened(actor, PURPOSE)`.

    Raises `Refused` with every reason, `Denied`.
    """
    reasons = [*against_plan(plan), *_against_line(plan, vault.municipality_id)]
    if reasons:
        require(actor, PLAN)
        raise Refused(tuple(reasons))
    return desk_files.begin(
        Inspection, actor=actor, at=at, permission=PLAN, purpose=PURPOSE, vault=vault, kind=KIND, prefix=PREFIX,
        reference=reference, fictitious=fictitious, owner_role=lead_of(actor), line_id=plan.line,
        **{name: _plain(getattr(plan, name)) for name in FIELDS},
    )  # fmt: skip


@action
def change(*, actor: Actor, at: datetime, purpose: str, inspection: Inspection, seen: int, plan: Plan) -> Inspection:
    """Write the plan anew, while it is a draft. Raises `Refused` with every reason, `StaleVersion`, `Denied`."""
    row = draft_for(actor, purpose, inspection, seen)
    reasons = [*against_plan(plan), *_against_line(plan, row.municipality_id)]
    if reasons:
        raise Refused(tuple(reasons))
    changed = [name for name in FIELDS if getattr(row, name) != _plain(getattr(plan, name))]
    for name in FIELDS:
        setattr(row, name, _plain(getattr(plan, name)))
    if row.line_id != plan.line:
        row.line_id = plan.line
        changed.append("line")
    row.save()
    audit.record("inspection.plan_changed", row.guarded, purpose=purpose, fields=changed)
    return row


def draft_for(actor: Actor, purpose: str, inspection: Inspection, seen: int | None = None) -> Inspection:
    """Lock an inspection whose plan may still be written by `actor`. Raises `Refused` once it was adopted."""
    require(actor, PLAN, inspection, purpose)
    row: Inspection = fresh(inspection, seen)
    if row.status not in WRITABLE:
        text = _("Het plan is vastgesteld. Open het plan weer als er iets moet veranderen.")
        raise Refused((Reason("not_draft", text),))
    return row


def lead_of(actor: Actor) -> str:
    """Return the function by which the actor leads an inspection."""
    return next((role for role in LEADS if role in actor.roles), LEADS[0])


def _plain(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _against_line(plan: Plan, municipality_id: UUID) -> Iterable[Reason]:
    if plan.line is None:
        return
    line = ProgrammeLine.objects.filter(pk=plan.line, municipality=municipality_id).first()
    if line is None or line.branch != plan.branch:
        yield Reason("line", _("Deze regel van het programma gaat over een andere branche."))
