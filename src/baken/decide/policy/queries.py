# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading policy, always as one actor: what is not visible is not counted, named or linked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Model, Prefetch, Q, QuerySet

from baken.access.facade import Actor, asked_once, visible_or_404, visible_to

from .efforts.rules import FACTS, EffortFacts, effort_state
from .models import (
    Ambition,
    DocumentStatus,
    Edition,
    Effort,
    Framework,
    NotPrioritised,
    Plan,
    Priority,
    Programme,
    Target,
    Theme,
)
from .policies import IMPORT, VIEW_EFFORT, VIEW_FRAMEWORK, VIEW_OWN_EFFORT, VIEW_PLAN
from .rules import Standing, priority_standing
from .targets.bound import Bound, bind

M = TypeVar("M", bound=Model)


def frameworks(actor: Actor) -> QuerySet[Framework]:
    """Return the frameworks that `actor` may see, newest period first."""
    return visible_to(Framework.objects.all(), actor, VIEW_FRAMEWORK)


def plans(actor: Actor) -> QuerySet[Plan]:
    """Return the plans that `actor` may see, newest period first."""
    return visible_to(Plan.objects.select_related("framework"), actor, VIEW_PLAN)


def framework_in_force(actor: Actor, on: date) -> Framework | None:
    """Return the adopted framework of the day `on`, else the newest adopted one that began before it."""
    adopted = frameworks(actor).filter(status=DocumentStatus.ADOPTED, period_from__lte=on)
    return next(iter(asked_once(adopted.order_by("-period_from", "pk")[:1])), None)


def plan_in_force(actor: Actor, framework: Framework, on: date) -> Plan | None:
    """Return the adopted plan under `framework` of the day `on`, else the newest that began before it."""
    adopted = plans(actor).filter(framework=framework, status=DocumentStatus.ADOPTED, period_from__lte=on)
    return next(iter(asked_once(adopted.order_by("-period_from", "pk")[:1])), None)


def framework_by_slug(actor: Actor, slug: str) -> Framework:
    """Return one framework, or raise `Http404`."""
    return visible_or_404(Framework.objects.select_related("previous"), actor, VIEW_FRAMEWORK, slug=slug)


def plan_by_slug(actor: Actor, slug: str) -> Plan:
    """Return one plan, or raise `Http404`."""
    return visible_or_404(Plan.objects.select_related("framework"), actor, VIEW_PLAN, slug=slug)


def priority_by_slug(actor: Actor, framework: str, slug: str) -> Priority:
    """Return one priority with its framework and ambitions, or raise `Http404`."""
    rows = Priority.objects.select_related("framework").prefetch_related("ambitions")
    return visible_or_404(rows, actor, VIEW_FRAMEWORK, framework__slug=framework, slug=slug)


def parts(rows: QuerySet[M], actor: Actor, framework: Framework) -> QuerySet[M]:
    """Return what belongs to `framework` of one kind, in the order of the document."""
    return visible_to(rows, actor, VIEW_FRAMEWORK).filter(framework=framework)


def priorities_of(actor: Actor, framework: Framework) -> list[Priority]:
    """Return the priorities of `framework` with their ambitions, in two queries."""
    ambitions = Prefetch("ambitions", visible_to(Ambition.objects.all(), actor, VIEW_FRAMEWORK))
    rows = parts(Priority.objects.select_related("framework").prefetch_related(ambitions), actor, framework)
    return list(rows)


def efforts(actor: Actor) -> QuerySet[Effort]:
    """Return the efforts that `actor` may see: all of adopted plans, or for a partner those in which it takes part."""
    permission = VIEW_EFFORT if actor.may(VIEW_EFFORT) else VIEW_OWN_EFFORT
    rows = Effort.objects.select_related("plan", "priority__framework", "programme").prefetch_related("partners")
    return visible_to(rows, actor, permission)


def effort_by_slug(actor: Actor, plan: str, slug: str) -> Effort:
    """Return one effort, or raise `Http404`."""
    permission = VIEW_EFFORT if actor.may(VIEW_EFFORT) else VIEW_OWN_EFFORT
    rows = Effort.objects.select_related("plan__framework", "priority__framework", "programme")
    return visible_or_404(rows.prefetch_related("partners"), actor, permission, plan__slug=plan, slug=slug)


def targets(actor: Actor) -> QuerySet[Target]:
    """Return the targets that `actor` may see."""
    return visible_to(Target.objects.select_related("effort", "plan"), actor, VIEW_EFFORT)


def priority_targets(actor: Actor, framework: Framework, plan: Plan | None) -> QuerySet[Target]:
    """Return the targets of the framework's priorities: its own, and those that `plan` sets."""
    return targets(actor).filter(Q(plan=plan) | Q(plan__isnull=True), priority__framework=framework)


def council_reader(municipality_id: UUID) -> Actor:
    """Return a stand-in for any council member: what it sees may be told to everybody with the adopted framework."""
    return Actor(id=None, municipality_id=municipality_id, roles=frozenset({"council_member"}))


def standings(
    framework: Framework, on: date, as_of: datetime | None = None
) -> tuple[dict[UUID, Standing], dict[UUID, list[Bound]]]:
    """Return how each priority stands on the day `on`, and its targets with figures.

    Counts the efforts of the adopted plan in force as the council sees them, so that everybody reads the same standing:
    it is published with the framework, unlike the list of efforts.
    """
    reader = council_reader(framework.municipality_id)
    plan = plan_in_force(reader, framework, on)
    states = defaultdict(list)
    if plan is not None:
        rows = visible_to(Effort.objects.filter(plan=plan), reader, VIEW_EFFORT)
        for priority, *facts in rows.values_list("priority_id", *FACTS):
            states[priority].append(effort_state(EffortFacts(*facts), on))
    bound: dict[UUID, list[Bound]] = defaultdict(list)
    for one in bind(priority_targets(reader, framework, plan), as_of):
        if one.target.priority_id:
            bound[one.target.priority_id].append(one)
    ids = Priority.objects.filter(framework=framework).values_list("id", flat=True)
    return {i: priority_standing(states[i], [b.reading() for b in bound[i]]) for i in ids}, dict(bound)


def due_between(actor: Actor, first: date, last: date) -> list[Effort]:
    """Return visible efforts of adopted plans with a term from `first` to `last` that run still, soonest first."""
    rows = efforts(actor).filter(term__gte=first, term__lte=last, plan__status=DocumentStatus.ADOPTED)
    return list(rows.filter(done_on__isnull=True, stopped_on__isnull=True).order_by("term", "title"))


def editions(actor: Actor) -> QuerySet[Edition]:
    """Return what was read in, newest first; only for who may read in."""
    return visible_to(Edition.objects.defer("text"), actor, IMPORT).order_by("-at")


def programmes(actor: Actor, plan: Plan) -> list[Programme]:
    """Return the yearly programmes of a plan with their number of efforts."""
    rows = visible_to(Programme.objects.all(), actor, VIEW_PLAN).filter(plan=plan)
    return list(rows.annotate(count=Count("efforts")))


def matching(actor: Actor, text: str, limit: int = 10) -> list[Model]:
    """Return visible policy that has `text` in its title or words, at most `limit` of each kind."""
    found: list[Model] = []
    by_title = Q(title__icontains=text)
    kinds: Iterable[tuple[QuerySet, Q]] = (
        (frameworks(actor), by_title),
        (plans(actor), by_title),
        (_framework_part(Priority, actor), by_title | Q(why__icontains=text) | Q(ambitions__text__icontains=text)),
        (_framework_part(Theme, actor), by_title | Q(evaluation__icontains=text)),
        (_framework_part(NotPrioritised, actor), by_title | Q(why__icontains=text)),
        (efforts(actor), by_title | Q(owner__icontains=text) | Q(result__icontains=text)),
    )
    for rows, condition in kinds:
        found += rows.filter(condition).distinct()[:limit]
    return found


def _framework_part(model: type[Model], actor: Actor) -> QuerySet:
    return visible_to(model._default_manager.select_related("framework"), actor, VIEW_FRAMEWORK)
