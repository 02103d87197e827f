# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each page of the council needs, put together once: queries in, context out."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize
from baken.decide.claims import facade as claims
from baken.decide.policy.facade import Effort
from baken.decide.programme import facade as programme
from baken.observe import facade as observe
from baken.ui import term_words
from baken.ui.panels import Section

from . import clocks, panels, queries, sections
from .checks import reasons_against
from .dossiers import scenarios
from .forms import ItemFilter
from .item_views import ItemView, item_views
from .models import ApvChange, CouncilItem, ItemKind, Proposal, Session, SessionStatus
from .names import names_of
from .policies import MANAGE, SETTLE, VIEW
from .rules import ItemState
from .sessions.actions import why_not_settled
from .workflow import APV, MOTION, PROPOSAL, SESSION

PER_PAGE = 50
STANDS = {
    "late": (ItemState.LATE,),
    "running": (ItemState.LATE, ItemState.SOON, ItemState.OPEN, ItemState.MOVED),
    "ended": (ItemState.ANSWERED, ItemState.REJECTED, ItemState.WITHDRAWN),
}


def stand_choices() -> list[tuple[str, Any]]:
    """Return how the list of items can be narrowed by how they stand."""
    return [("late", _("te laat")), ("running", _("loopt nog")), ("ended", _("afgedaan"))]


def selection(actor: Actor, on: date, query: Mapping[str, Any], *, light: bool) -> dict[str, Any]:
    """Return every item and those that the address narrows to, late first. `light` leaves long texts in the database."""
    rows = queries.items(actor)
    every = item_views(rows.defer("text", "answer") if light else rows, actor, on)
    choices = {
        "soort": list(ItemKind.choices),
        "stand": stand_choices(),
        "eigenaar": [(o, o) for o in sorted({view.item.owner for view in every}, key=str.casefold)],
    }
    form = ItemFilter(query, choices=choices)
    chosen = form.chosen()
    return {
        "every": every,
        "views": [view for view in every if _matches(view, chosen)],
        "form": form,
        "filtered": bool(chosen),
    }


def _matches(view: ItemView, chosen: Mapping[str, str]) -> bool:
    if "soort" in chosen and view.item.kind != chosen["soort"]:
        return False
    if "eigenaar" in chosen and view.item.owner != chosen["eigenaar"]:
        return False
    return "stand" not in chosen or view.stand.state in STANDS[chosen["stand"]]


def overview(actor: Actor, on: date, query: Mapping[str, Any]) -> dict[str, Any]:
    """Everything for the list of commitments, motions and questions."""
    found = selection(actor, on, query, light=True)
    every: list[ItemView] = found["every"]
    coming = queries.sessions(actor).exclude(status=SessionStatus.SETTLED).order_by("on").first()
    return {
        **found,
        "title": panels.items_title(every),
        "page": Paginator(found["views"], PER_PAGE).get_page(query.get("bladzijde")),
        "counts": [
            (_("Te laat"), sum(view.late for view in every), "late"),
            (_("Loopt nog"), sum(view.runs for view in every), "running"),
            (_("Afgedaan"), sum(not view.runs for view in every), "ended"),
        ],
        "term": queries.answer_term(actor, on),
        "coming": coming,
        "fictitious": any(view.item.fictitious for view in every),
        "manage": actor.may(MANAGE),
    }


def item(actor: Actor, it: CouncilItem, on: date) -> dict[str, Any]:
    """Everything for the page of one item."""
    (view,) = item_views([it], actor, on)
    manage = bool(authorize(actor, MANAGE, it))
    motion = it.kind == ItemKind.MOTION
    return {
        "item": it,
        "view": view,
        "papers": list(queries.papers(actor, it)),
        "manage": manage,
        "steps": MOTION.leaving(it.outcome) if manage and motion else (),
        "may_answer": manage and view.stand.state not in (ItemState.MOVED, ItemState.REJECTED, ItemState.WITHDRAWN),
        "may_withdraw": manage and not motion and it.answered_on is None and it.withdrawn_on is None,
        "term": queries.answer_term(actor, it.made_on) if it.kind == ItemKind.QUESTION else None,
        "sum": _sum(it),
    }


def _sum(it: CouncilItem) -> list[str]:
    """Return how the term of a question was worked out, step by step; nothing else has a clock."""
    found = clocks.computations([it]).get(it.pk) if it.kind == ItemKind.QUESTION else None
    return term_words.told(found[1].steps) if found is not None else []


def sessions(actor: Actor) -> dict[str, Any]:
    """Everything for the list of sessions."""
    return {"sessions": list(queries.sessions(actor)), "manage": actor.may(MANAGE)}


def session(actor: Actor, it: Session, on: date) -> dict[str, Any]:
    """Everything for the page of one session: what lies before the council, what it asked, moved and decided."""
    manage = bool(authorize(actor, MANAGE, it))
    changes = queries.changes(actor, it)
    names = names_of(it.plan, on) if changes else {}
    mine = item_views(queries.items(actor).filter(session=it), actor, on)
    day, then = _day_of(it, on), min(it.on, on)
    since = queries.since_of(actor, it)
    return {
        "session": it,
        "status": SESSION.status(it.status).label,
        "since": since,
        "day": day,
        "account": _account(it, since, day) if since is not None and since <= day else None,
        "open_on": then,
        "open_commitments": _open_commitments(actor, it, then),
        "questions": [view for view in mine if view.item.kind == ItemKind.QUESTION],
        "motions": [view for view in mine if view.item.kind == ItemKind.MOTION],
        "promised": [view for view in mine if view.item.kind == ItemKind.COMMITMENT],
        "changes": [(change, *panels.told_change(change, names)) for change in changes],
        "changes_title": panels.changes_panel(it, changes, names).title,
        "apv_changes": [change for change in queries.apv_changes(actor) if change.session_id == it.pk],
        "proposals": [proposal for proposal in queries.proposals(actor) if proposal.session_id == it.pk],
        "differences": sections.differences_of(it),
        "version_url": _version_url(it),
        "manage": manage,
        "may_change": manage and it.status in (SessionStatus.PLANNED, SessionStatus.PREPARED),
        "may_propose": manage and not it.settled and it.plan is not None,
        "deciding": manage and it.status == SessionStatus.HELD,
        "steps": session_steps(actor, it, on),
        "may_draft": actor.may("account.pack.draft") and not it.settled,
    }


def _open_commitments(actor: Actor, it: Session, on: date) -> list[ItemView]:
    """Return the commitments that stood open on the day of a session, or today where it is still to come."""
    rows = queries.items(actor).filter(kind=ItemKind.COMMITMENT, made_on__lte=on)
    # not `exclude(session=it)`: that would leave out what belongs to no session
    return [view for view in item_views(rows, actor, on) if view.runs and view.item.session_id != it.pk]


def session_steps(actor: Actor, it: Session, on: date) -> list[dict[str, Any]]:
    """Return the steps that the actor's role may take with a session now, each with what is still against it."""
    found = []
    for step in SESSION.leaving(it.status):
        if not authorize(actor, step.permission, it):
            continue
        settles = step.name == "settle"
        against = (
            why_not_settled(actor, it, on) if settles else reasons_against(actor, SESSION, it, step.name, {"on": on})
        )
        found.append({"name": step.name, "label": step.label, "reasons": against})
    return found


def _day_of(it: Session, on: date) -> date:
    """The day as of which a session is told: its cut-off, once that has come, else today at most its own day."""
    return min(it.cut_off or it.on, on)


def _account(it: Session, since: date, day: date) -> Section:
    return programme.account_section(
        it.municipality, since, day, timezone.now() if day == timezone.localdate() else end_of(day)
    )


def _version_url(it: Session) -> str:
    return programme.version_url(it.programme_version) if it.programme_version is not None else ""


def end_of(day: date) -> datetime:
    """Return the last moment of a day in the Netherlands."""
    return timezone.make_aware(datetime.combine(day, time.max))


def state(actor: Actor, it: Session, on: date) -> dict[str, Any]:
    """Everything for the figures and claims of a session, as known at its cut-off."""
    day = _day_of(it, on)
    moment = end_of(day)
    found: list[Section] = []
    try:
        picture = observe.picture_of(it.municipality.code, year=it.figures_year, as_of=moment)
    except (observe.NoFigures, observe.UnknownArea):
        pass
    else:
        figures = (observe.summary(picture), observe.ranking_panel(picture), observe.change_panel(picture))
        told = tuple(panel for panel in figures if panel is not None)
        found.append(
            Section("picture", _("Veiligheidsbeeld %(year)d") % {"year": it.figures_year}, told, observe.lede(picture))
        )
    tested = claims.claims_section(it.municipality, moment, moment)
    if tested is not None:
        found.append(Section(tested.key, tested.title, tested.panels[:1], tested.intro))
    return {
        "session": it,
        "day": day,
        "sections": found,
        "pictured": any(section.key == "picture" for section in found),
    }


def apv(actor: Actor) -> dict[str, Any]:
    """Everything for the list of changes of the APV."""
    rows = list(queries.apv_changes(actor))
    return {
        "changes": [(change, panels.session_label(actor, change.session)) for change in rows],
        "title": panels.apv_panel(rows, actor).title,
        "fictitious": any(change.fictitious for change in rows),
        "manage": actor.may(MANAGE),
    }


def apv_change(actor: Actor, it: ApvChange) -> dict[str, Any]:
    """Everything for the page of one change of the APV."""
    manage = bool(authorize(actor, MANAGE, it))
    return {
        "change": it,
        "session_label": panels.session_label(actor, it.session),
        "manage": manage,
        "steps": APV.leaving(it.state) if manage else (),
    }


def proposals(actor: Actor) -> dict[str, Any]:
    """Everything for the list of proposals."""
    rows = list(queries.proposals(actor))
    return {
        "proposals": [(proposal, panels.asked_of(proposal), panels.years_of(proposal)) for proposal in rows],
        "title": panels.proposals_panel(rows).title,
        "fictitious": any(proposal.fictitious for proposal in rows),
        "manage": actor.may(MANAGE),
    }


def proposal(actor: Actor, it: Proposal) -> dict[str, Any]:
    """Everything for the page of one proposal: its text as a document, and its steps."""
    manage = bool(authorize(actor, MANAGE, it))
    return {
        "proposal": it,
        "sections": panels.proposal_sections(it),
        "appendices": [(row, scenarios.appendix(row)) for row in scenarios.attached(actor, it)],
        "session_label": panels.session_label(actor, it.session),
        "manage": manage,
        "steps": PROPOSAL.leaving(it.status) if manage else (),
    }


def hearings(actor: Actor) -> dict[str, Any]:
    """Everything for the list of hearings on the regional plan."""
    return {"hearings": list(queries.hearings(actor)), "manage": actor.may(MANAGE)}


def may_settle(actor: Actor, it: Session) -> bool:
    """Whether the actor's role settles sessions."""
    return bool(authorize(actor, SETTLE, it))


def of_effort(actor: Actor, effort: Effort, on: date) -> list[ItemView]:
    """Return what concerns the council about an effort, late first."""
    return item_views(queries.of_effort(actor, effort), actor, on) if actor.may(VIEW) else []
