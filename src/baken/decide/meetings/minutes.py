# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes minutes: papers, decisions, actions and what is told of them, corrections. Actions, as `actions` are."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, unauthorized
from baken.decide.policy.facade import Effort
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Record, fresh
from baken.kernel.papers.kept import CheckedPaper, StoredPaper, keep
from baken.kernel.workflow import perform
from baken.registry.facade import Organisation

from .agenda import source_of
from .checks import open_point, refused, require_seat
from .models import Action, ActionReport, ActionStatus, AgendaItem, Correction, Decision, ItemState, Meeting, Paper
from .policies import PREPARE
from .workflow import ACTION, MEETING


def add_paper(*, actor: Actor, at: datetime, item: AgendaItem, checked: CheckedPaper, internal: bool = False) -> Paper:
    """Keep an examined paper with a point of the agenda and return its record.

    Papers of meetings lie readable on disk: one about a confidential record belongs with that record, where it is sealed.
    """
    require(actor, PREPARE, item)
    if item.confidential:
        raise refused(
            "confidential",
            _("Dit punt is vertrouwelijk. Bewaar het stuk bij het signaal zelf: daar is het versleuteld."),
        )
    return _store_paper(actor=actor, at=at, item=item, kept=keep(checked), internal=internal)


@action
def _store_paper(*, actor: Actor, at: datetime, item: AgendaItem, kept: StoredPaper, internal: bool) -> Paper:
    open_point(actor, item)
    if Paper.objects.filter(item=item, digest=kept.digest).exists():
        raise refused("already", _("Dit stuk staat er al."))
    paper = Paper(municipality_id=item.municipality_id, item=item, internal=internal, added_at=at, **kept.fields)
    paper.save()
    audit.record("agenda_paper.added", paper, digest=paper.digest, internal=internal)
    return paper


@action
def remove_paper(*, actor: Actor, at: datetime, paper: Paper) -> None:
    """Take a paper away from a point; the file itself stays, as others may refer to it."""
    open_point(actor, paper.item)
    audit.record("agenda_paper.removed", paper, digest=paper.digest)
    paper.delete()


@action
def decide(*, actor: Actor, at: datetime, item: AgendaItem, text: str, outcome: str = "") -> Decision:
    """Write down a decision on a point and return it."""
    open_point(actor, item)
    if fresh(item).state != ItemState.TAKEN:
        raise refused("skipped", _("Dit punt staat niet op de agenda."))
    decision = Decision(municipality_id=item.municipality_id, item=item, text=text, outcome=outcome)
    decision.save()
    audit.record("meeting_decision.made", decision, outcome=outcome)
    source = source_of(item.source)
    if source is not None and source.decided is not None:
        source.decided(actor, at, item.source_key)
    return decision


@action
def change_decision(*, actor: Actor, at: datetime, decision: Decision, seen: int, text: str, outcome: str) -> Decision:
    """Change a decision of minutes that aren't settled, provided it is as it was `seen`."""
    open_point(actor, decision.item)
    decision = fresh(decision, seen)
    decision.text, decision.outcome = text, outcome
    decision.save()
    audit.record("meeting_decision.changed", decision, outcome=outcome)
    return decision


@action
def remove_decision(*, actor: Actor, at: datetime, decision: Decision) -> None:
    """Take a decision out of minutes that aren't settled. One with actions stays: drop the actions instead."""
    open_point(actor, decision.item)
    if decision.actions.exists():
        raise refused(
            "has_actions", _("Bij dit besluit horen acties. Laat die vervallen in plaats van het weg te halen.")
        )
    audit.record("meeting_decision.removed", decision)
    decision.delete()


@action
def add_action(
    *,
    actor: Actor,
    at: datetime,
    decision: Decision,
    text: str,
    due: date,
    role: str = "",
    organisation: Organisation | None = None,
    effort: Effort | None = None,
) -> Action:
    """Make a decision into an action of one role or one organisation, and return it."""
    open_point(actor, decision.item)
    require_seat(role)
    if organisation is not None and decision.item.confidential:
        raise refused(
            "confidential",
            _("Over een vertrouwelijk punt krijgt een andere organisatie geen actie. Deel het signaal met haar."),
        )
    if bool(role) == (organisation is not None):
        raise refused("one_owner", _("Een actie heeft één eigenaar: een functie of een organisatie."))
    made = Action(
        municipality_id=decision.municipality_id,
        decision=decision,
        text=text,
        owner_role=role,
        owner_organisation=organisation,
        due=due,
        effort=effort,
    )
    made.save()
    owner = role or (organisation.slug if organisation else "")
    audit.record("meeting_action.made", made, owner=owner, due=due.isoformat())
    return made


@action
def report(*, actor: Actor, at: datetime, made: Action, step: str, text: str) -> Action:
    """Tell how an action stands: `step` is report, finish, drop or reopen (`workflow.ACTION`). Return the action."""
    transition = ACTION.transition(step)
    require(actor, transition.permission, made)
    told, closes = text.strip(), transition.target != ActionStatus.OPEN
    locked = fresh(made)
    if locked.status in transition.sources and closes:
        locked.closed_on = timezone.localdate(at)
        locked.save()
    done = perform(
        actor=actor,
        at=at,
        workflow=ACTION,
        record=locked,
        name=step,
        unauthorized=unauthorized(actor),
        given={"text": told},
    )
    ActionReport(
        municipality_id=done.municipality_id, action_id=done.pk, at=at, text=told, becomes=transition.target
    ).save()
    after: Action = Action.objects.locked().get(pk=done.pk)
    if not closes and after.closed_on is not None:
        after.closed_on = None
        after.save()
    return after


@action
def correct(
    *,
    actor: Actor,
    at: datetime,
    item: AgendaItem,
    becomes: str,
    reason: str,
    decision: Decision | None = None,
    seen: int | None = None,
) -> Correction:
    """Correct settled minutes: the note of a point, or one of its decisions. What was written is kept beside the reason.

    `seen` is the version of what is corrected.
    """
    meeting = Meeting.objects.get(pk=item.meeting_id)
    require(actor, PREPARE, item)
    perform(
        actor=actor,
        at=at,
        workflow=MEETING,
        record=meeting,
        name="correct",
        unauthorized=unauthorized(actor),
        given={"reason": reason},
    )
    if not becomes.strip():
        raise refused("empty", _("Schrijf op hoe het moet luiden."))
    target: Record = fresh(item if decision is None else decision, seen)
    field = "note" if decision is None else "text"
    row = Correction(
        municipality_id=item.municipality_id,
        meeting_id=item.meeting_id,
        item=item,
        decision=decision,
        at=at,
        was=getattr(target, field),
        becomes=becomes,
        reason=reason.strip(),
    )
    setattr(target, field, becomes)
    target.save()
    row.save()
    return row
