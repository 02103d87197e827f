# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes the yearly session: plan, prepare, hold; which changes of the programme are proposed, and what is decided.

Settling carries out all adopted changes as one new version of the programme, in the transaction that closes the session.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, unauthorized
from baken.decide.policy.facade import Effort, Plan, efforts
from baken.decide.programme import facade as programme
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.kernel.models import Municipality, fresh
from baken.kernel.workflow import perform

from ..checks import FIRST_YEAR, LAST_YEAR, put, reasons_against, refuse_any, refused, require_here, step
from ..models import ChangeKind, ChangeState, ProposedChange, Session, SessionStatus
from ..names import names_of
from ..policies import MANAGE, SETTLE
from ..workflow import CHANGE, SESSION

SESSION_FIELDS = ("on", "cut_off", "figures_year", "plan", "intro")
MAX_CHANGES = 100


@action
def plan_session(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    year: int,
    values: Mapping[str, Any],
    fictitious: bool = False,
) -> Session:
    """Plan the session of a year and return it; `values` are the fields of `SESSION_FIELDS`. One a year."""
    require_here(actor, municipality)
    session = Session(municipality=municipality, year=year, fictitious=fictitious)
    put(session, values, SESSION_FIELDS)
    problems = _problems(session)
    if Session.objects.filter(municipality=municipality, year=year).exists():
        problems.append(Reason("year_taken", _("Er is al een raadssessie in %(year)d.") % {"year": year}))
    refuse_any(problems)
    session.save()
    audit.record("session.planned", session, year=year)
    return session


@action
def change_session(*, actor: Actor, at: datetime, session: Session, seen: int, values: Mapping[str, Any]) -> Session:
    """Change day, cut-off, plan or words of a session that wasn't held yet, provided it is as it was `seen`."""
    require(actor, MANAGE, session)
    session = fresh(session, seen)
    if session.status not in (SessionStatus.PLANNED, SessionStatus.PREPARED):
        raise refused("held", _("De sessie is al gehouden: dag, peildatum en plan liggen vast."))
    plan = session.plan_id
    put(session, values, SESSION_FIELDS)
    problems = _problems(session)
    if session.plan_id != plan and session.changes.exists():
        problems.append(Reason("plan_has_changes", _("Er staan al wijzigingen van dit plan op de lijst.")))
    if session.status == SessionStatus.PREPARED:
        problems += SESSION.transition("prepare").against(session, {"on": timezone.localdate(at)})
    refuse_any(problems)
    session.save()
    audit.record("session.changed", session, fields=sorted(values))
    return session


@action
def step_session(*, actor: Actor, at: datetime, session: Session, name: str) -> Session:
    """Take a step (prepare, revise, hold) with a session; `settle_session` is another. Raises `Refused`."""
    stamps = {"prepare": {"prepared_at": at}, "hold": {"held_at": at}, "revise": {}}[name]
    return step(actor, at, SESSION, session, name, {"on": timezone.localdate(at)}, **stamps)


@action
def propose_change(
    *,
    actor: Actor,
    at: datetime,
    session: Session,
    kind: str,
    moved_by: str,
    reason: str,
    effort: str = "",
    field: str = "",
    value: Any = None,
    values: Mapping[str, Any] | None = None,
    again: str = "",
) -> ProposedChange:
    """Put a change of the programme before a session that isn't settled, and return it. Raises `Refused`.

    `kind` is one of `ChangeKind`; `effort` a slug in the session's plan; `value` and `values` as `decide.programme` has
    them. What the effort's field holds now is kept with it.
    """
    require(actor, MANAGE, session)
    session = fresh(session)
    if session.settled:
        raise refused("settled", _("Deze sessie is afgesloten."))
    if session.plan is None:
        raise refused("no_plan", _("Kies eerst het plan waarover de sessie gaat."))
    change = ProposedChange(municipality_id=session.municipality_id, session=session, kind=ChangeKind(kind))
    change.moved_by, change.reason, change.again = moved_by.strip(), reason.strip(), again.strip()
    change.effort, change.field, change.value, change.values = effort, field, value, dict(values or {})
    today = timezone.localdate(at)
    problems = _describe(change, actor, session.plan, today)
    if not change.reason:
        problems.append(Reason("no_reason", _("Schrijf op waarom.")))
    refuse_any([*problems, *problems_of(session.plan, [change], today)])
    order = session.changes.aggregate(last=Max("order"))["last"] or 0
    if order >= MAX_CHANGES:
        raise refused("full", _("Er passen niet meer dan %(max)d wijzigingen in een sessie.") % {"max": MAX_CHANGES})
    change.order = order + 1
    change.save()
    audit.record("session_change.proposed", change, kind=str(change.kind), effort=effort, field=field)
    return change


@action
def drop_change(*, actor: Actor, at: datetime, change: ProposedChange) -> None:
    """Take an undecided change off the list."""
    require(actor, MANAGE, change)
    _hold_still(change)
    change = fresh(change)
    if change.state != ChangeState.OPEN or change.session.settled:
        raise refused("decided", _("Over deze wijziging is al besloten."))
    audit.record("session_change.dropped", change, effort=change.effort, field=change.field)
    change.delete()


@action
def decide_change(*, actor: Actor, at: datetime, change: ProposedChange, name: str) -> ProposedChange:
    """Note that the council adopts or rejects a change, or take that back (`reopen`), as long as the session is open."""
    require(actor, MANAGE, change)
    _hold_still(change)
    decided_at = None if name == "reopen" else at
    if decided_at is not None:
        return step(actor, at, CHANGE, change, name, {}, decided_at=decided_at)
    done = step(actor, at, CHANGE, change, name, {})
    done.decided_at = None
    done.save()
    return done


@action
def settle_session(*, actor: Actor, at: datetime, session: Session) -> Session:
    """Close a held session. All adopted changes become one new version of the programme, or nothing happens at all.

    Where the council adopted none, the programme stays as it is and no version is made. Raises `Refused` with every
    reason: open decisions, a missing cut-off, an effort that changed since the change was proposed.
    """
    require(actor, SETTLE, session)
    session = fresh(session)
    refuse_any(why_not_settled(actor, session, timezone.localdate(at)))
    adopted = list(session.changes.filter(state=ChangeState.ADOPTED))
    session.settled_at = at
    if adopted:
        assert session.plan is not None  # a guard asked
        session.programme_version = programme.apply_changes(
            actor=actor,
            at=at,
            plan=session.plan,
            changes=[as_programme_change(change) for change in adopted],
            reason=_("Besluiten van de raadssessie veiligheid %(year)d") % {"year": session.year},
            origin="council_session",
            decided_on=session.on,
        )
    session.save()
    number = session.programme_version.number if session.programme_version else None
    audit.record("session.changes_carried_out", session, adopted=len(adopted), programme_version=number)
    done = perform(
        actor=actor,
        at=at,
        workflow=SESSION,
        record=session,
        name="settle",
        unauthorized=unauthorized(actor),
        given={"on": timezone.localdate(at)},
    )
    return Session.objects.get(pk=done.pk)


def why_not_settled(actor: Actor, session: Session, today: date) -> list[Reason]:
    """Return every reason why `actor` can't settle a session now; empty: it can."""
    found = reasons_against(actor, SESSION, session, "settle", {"on": today})
    if session.plan is not None:
        found += problems_of(session.plan, list(session.changes.filter(state=ChangeState.ADOPTED)), today)
    return list(dict.fromkeys(found))


def problems_of(plan: Plan, changes: list[ProposedChange], today: date) -> tuple[Reason, ...]:
    """Return why these changes can't be carried out together, as the programme itself says; empty: they can."""
    return programme.problems_in(plan, [as_programme_change(change) for change in changes], today) if changes else ()


def as_programme_change(change: ProposedChange) -> programme.ProgrammeChange:
    """Return a proposed change as the programme understands it; a value only where it still is what it was."""
    if change.kind == ChangeKind.ADD:
        return programme.ProgrammeChange(kind="add", values=change.values)
    if change.kind == ChangeKind.SET:
        return programme.ProgrammeChange(
            kind="set", effort=change.effort, field=change.field, value=change.value, was=change.was
        )
    return programme.ProgrammeChange(
        kind=str(change.kind), effort=change.effort, reason=change.reason, again=change.again
    )


def _hold_still(change: ProposedChange) -> None:
    """Lock the session of a change: no decision slips in while somebody else settles it."""
    Session.objects.locked().get(pk=change.session_id)


def value_of(effort: Effort, field: str) -> Any:
    """Return what an effort's field holds now, as JSON."""
    return programme.value_now(effort, field)


def told_now(session: Session, effort: Effort | None, field: str, today: date) -> str:
    """Return what an effort's field holds now, in words; nothing without an effort."""
    if effort is None:
        return ""
    return programme.said(field, programme.value_now(effort, field), names_of(session.plan, today))


def _describe(change: ProposedChange, actor: Actor, plan: Plan, today: date) -> list[Reason]:
    """Fill in what the change is about; return what is wrong with that."""
    if change.kind == ChangeKind.ADD:
        change.title = str(change.values.get("title", ""))[:200]
        return []
    effort = efforts(actor).filter(plan=plan, slug=change.effort).first() if "\0" not in change.effort else None
    if effort is None:
        return []  # the programme says so
    change.title = effort.title
    if change.kind == ChangeKind.SET:
        if change.field not in {one.name for one in programme.fields_that_may_change(plan, today)}:
            return [Reason("field", _("Dit veld kan de raad niet wijzigen."))]
        change.was = programme.value_now(effort, change.field)
        if change.was == change.value:
            return [Reason("unchanged", _("Dit is al zo: kies een andere waarde."))]
    return []


def _problems(session: Session) -> list[Reason]:
    found = []
    if session.cut_off is not None and session.cut_off > session.on:
        found.append(Reason("cut_off_late", _("De peildatum ligt na de sessie.")))
    if session.on.year != session.year:
        told = _("De sessie van %(year)d moet in %(year)d zijn.")
        found.append(Reason("other_year", told % {"year": session.year}))
    if not FIRST_YEAR <= session.figures_year <= session.year <= LAST_YEAR:
        found.append(Reason("figures_year", _("Het dossier gaat over een jaar tot en met dat van de sessie.")))
    return found
