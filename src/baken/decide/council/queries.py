# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what concerns the council, always as one actor."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from baken.access.facade import Actor, visible_or_404, visible_to
from baken.decide.policy.facade import Effort, Priority, frameworks

from .models import (
    AnswerTerm,
    ApvChange,
    CouncilItem,
    Hearing,
    ItemPaper,
    Proposal,
    ProposedChange,
    Session,
    SessionStatus,
)
from .policies import VIEW


def items(actor: Actor) -> QuerySet[CouncilItem]:
    """Return the items that `actor` may see, with all that a list of them wants."""
    rows = CouncilItem.objects.select_related("session", "effort__plan", "priority__framework")
    return visible_to(rows, actor, VIEW)


def item_or_404(actor: Actor, pk: UUID) -> CouncilItem:
    """Return one item, or raise `Http404`."""
    rows = CouncilItem.objects.select_related("session", "effort__plan", "priority__framework")
    return visible_or_404(rows, actor, VIEW, pk=pk)


def papers(actor: Actor, item: CouncilItem) -> QuerySet[ItemPaper]:
    """Return the papers of an item, in the order in which they were added."""
    return visible_to(ItemPaper.objects.all(), actor, VIEW).filter(item=item)


def paper_or_404(actor: Actor, pk: UUID) -> ItemPaper:
    """Return one paper, or raise `Http404`."""
    return visible_or_404(ItemPaper.objects.select_related("item"), actor, VIEW, pk=pk)


def sessions(actor: Actor) -> QuerySet[Session]:
    """Return the sessions that `actor` may see, newest first."""
    return visible_to(Session.objects.select_related("plan", "programme_version"), actor, VIEW)


def session_or_404(actor: Actor, year: int) -> Session:
    """Return the session of a year, or raise `Http404`."""
    if not 0 < year < 10_000:
        raise Http404
    rows = Session.objects.select_related("plan__framework", "programme_version", "municipality")
    return visible_or_404(rows, actor, VIEW, year=year)


def previous(actor: Actor, before: date) -> Session | None:
    """Return the last session that was held before a day."""
    held = (SessionStatus.HELD, SessionStatus.SETTLED)
    return sessions(actor).filter(on__lt=before, status__in=held).order_by("-on").first()


def since_of(actor: Actor, session: Session) -> date | None:
    """Return the day from which a session looks back: after the one before it, else the plan's first day."""
    before = previous(actor, session.on)
    if before is not None:
        return before.on + timedelta(days=1)
    return session.plan.period_from if session.plan is not None else None


def changes(actor: Actor, session: Session) -> list[ProposedChange]:
    """Return what is proposed to change in the programme, in order."""
    rows = ProposedChange.objects.select_related("session")
    return list(visible_to(rows, actor, VIEW).filter(session=session))


def change_or_404(actor: Actor, pk: UUID) -> ProposedChange:
    """Return one proposed change, or raise `Http404`."""
    return visible_or_404(ProposedChange.objects.select_related("session__plan"), actor, VIEW, pk=pk)


def apv_changes(actor: Actor) -> QuerySet[ApvChange]:
    """Return the changes of the APV, newest first."""
    return visible_to(ApvChange.objects.select_related("session", "priority__framework"), actor, VIEW)


def apv_change_or_404(actor: Actor, pk: UUID) -> ApvChange:
    """Return one change of the APV, or raise `Http404`."""
    return visible_or_404(ApvChange.objects.select_related("session", "priority__framework"), actor, VIEW, pk=pk)


def proposals(actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals that `actor` may see, newest first."""
    return visible_to(Proposal.objects.select_related("session", "priority__framework"), actor, VIEW)


def proposal_or_404(actor: Actor, pk: UUID) -> Proposal:
    """Return one proposal, or raise `Http404`."""
    return visible_or_404(Proposal.objects.select_related("session", "priority__framework"), actor, VIEW, pk=pk)


def hearings(actor: Actor) -> QuerySet[Hearing]:
    """Return the hearings on regional plans, newest first."""
    return visible_to(Hearing.objects.all(), actor, VIEW)


def hearing_or_404(actor: Actor, pk: UUID) -> Hearing:
    """Return one hearing, or raise `Http404`."""
    return visible_or_404(Hearing.objects.all(), actor, VIEW, pk=pk)


def answer_terms(actor: Actor) -> QuerySet[AnswerTerm]:
    """Return the rules for answering questions, newest first."""
    return visible_to(AnswerTerm.objects.all(), actor, VIEW)


def answer_term(actor: Actor, on: date) -> AnswerTerm | None:
    """Return the rule for questions that are asked on a day."""
    return answer_terms(actor).filter(valid_from__lte=on).first()


def owners(actor: Actor) -> list[str]:
    """Return the functions that own an item, once each, in alphabetical order."""
    found = visible_to(CouncilItem.objects.all(), actor, VIEW).order_by().values_list("owner", flat=True).distinct()
    return sorted(found, key=str.casefold)


def of_effort(actor: Actor, effort: Effort) -> QuerySet[CouncilItem]:
    """Return the items about an effort."""
    return items(actor).filter(effort=effort)


def priorities(actor: Actor) -> QuerySet[Priority]:
    """Return the priorities that an item may be about, newest first: of adopted frameworks, since the council reads it."""
    adopted = frameworks(actor).filter(status="adopted")
    rows = Priority.objects.select_related("framework").filter(framework__in=adopted)
    return rows.order_by("-framework__period_from", "order")


def session_of_dossier(actor: Actor, year: int) -> Session | None:
    """Return the session whose dossier is about the figures of `year`; the latest where there are several."""
    return sessions(actor).filter(figures_year=year).order_by("-on").first()
