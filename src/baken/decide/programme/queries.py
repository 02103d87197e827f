# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the programme, always as one actor."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.http import Http404

from baken.access.facade import Actor, visible_or_404, visible_to
from baken.decide.policy.facade import (
    VIEW_EFFORT,
    VIEW_OWN_EFFORT,
    VIEW_PLAN,
    Effort,
    EffortPartner,
    EffortView,
    Plan,
    Priority,
    Programme,
    council_reader,
    effort_views,
    efforts,
    framework_in_force,
    plan_in_force,
)
from baken.kernel.models import Municipality
from baken.registry.facade import Organisation

from .models import OwnerContact, ProgrammeVersion, ProgressReport, ProgressRequest
from .policies import MANAGE


def may_look(actor: Actor) -> bool:
    """Whether an actor may see any effort at all."""
    return actor.may(VIEW_EFFORT) or actor.may(VIEW_OWN_EFFORT)


def plan_of(actor: Actor, slug: str, on: date) -> Plan | None:
    """Return the plan asked for, else the one in force on the day `on`; only with efforts that the actor may see.

    A partner may not read the plan itself, but knows of it through the efforts in which it takes part. Raises `Http404`
    for a slug that the actor can't know.
    """
    plans: QuerySet[Plan] = Plan.objects.filter(pk__in=efforts(actor).values("plan")).select_related("framework")
    if actor.may(VIEW_PLAN):
        plans = visible_to(Plan.objects.select_related("framework"), actor, VIEW_PLAN)
    if slug:
        found = plans.filter(slug=slug).first()
        if found is None:
            raise Http404
        return found
    assert actor.municipality_id is not None
    in_force = plan_now(actor.municipality_id, on)
    return in_force if in_force is not None and plans.filter(pk=in_force.pk).exists() else plans.first()


def plan_now(municipality_id: UUID, on: date) -> Plan | None:
    """Return the adopted plan in force on the day `on`, whoever asks."""
    reader = council_reader(municipality_id)
    framework = framework_in_force(reader, on)
    return plan_in_force(reader, framework, on) if framework else None


def efforts_in(actor: Actor, plan: Plan) -> list[Effort]:
    """Return the efforts of a plan that the actor may see, in the order of the plan; three queries.

    They share one record of the plan and of each priority and programme: with 500 efforts that is the difference between a
    slow page and a quick one.
    """
    rows = efforts(actor).filter(plan=plan).select_related(None).prefetch_related(None)
    found = list(rows.order_by("priority__order", "order", "slug"))
    priorities = {it.pk: it for it in Priority.objects.filter(framework_id=plan.framework_id)}
    programmes = {it.pk: it for it in Programme.objects.filter(plan=plan)}
    for priority in priorities.values():
        priority.framework = plan.framework
    for effort in found:
        cached = effort._state.fields_cache
        cached["plan"], cached["priority"] = plan, priorities[effort.priority_id]
        cached["programme"] = programmes[effort.programme_id] if effort.programme_id else None
    return found


def views_in(actor: Actor, plan: Plan, on: date) -> list[EffortView]:
    """Return the same with their state on the day `on` and their partners; five queries."""
    links = EffortPartner.objects.filter(effort__plan=plan).values_list("effort_id", "organisation_id")
    organisations = {it.pk: it for it in Organisation.objects.filter(municipality_id=plan.municipality_id)}
    partners: dict[UUID, list[Organisation]] = defaultdict(list)
    for effort, organisation in links.order_by("organisation__name"):
        partners[effort].append(organisations[organisation])
    return effort_views(efforts_in(actor, plan), on, partners=partners)


def reports_of(actor: Actor, effort: Effort) -> list[ProgressReport]:
    """Return what was told of an effort, newest first."""
    permission = VIEW_EFFORT if actor.may(VIEW_EFFORT) else VIEW_OWN_EFFORT
    return list(visible_to(ProgressReport.objects.all(), actor, permission).filter(effort=effort))


def requests_in(actor: Actor, plan: Plan) -> QuerySet[ProgressRequest]:
    """Return every request of a plan's efforts, oldest first."""
    rows = ProgressRequest.objects.select_related("effort__plan", "effort__priority")
    return visible_to(rows, actor, MANAGE).filter(effort__plan=plan)


def waiting(actor: Actor, plan: Plan) -> list[ProgressRequest]:
    """Return the requests that were neither answered nor revoked, oldest first."""
    return list(requests_in(actor, plan).filter(answered_at__isnull=True, revoked_at__isnull=True))


def request_or_404(actor: Actor, pk: UUID) -> ProgressRequest:
    return visible_or_404(ProgressRequest.objects.all(), actor, MANAGE, pk=pk)


def last_reports(plan: Plan) -> dict[UUID, ProgressReport]:
    """Return the newest report of each effort of a plan, whoever asks; two queries. Callers show only visible efforts."""
    newest = ProgressReport.objects.filter(effort__plan=plan).values("effort").annotate(last=Max("at"))
    wanted = {row["effort"]: row["last"] for row in newest}
    rows = ProgressReport.objects.filter(effort__plan=plan, at__in=set(wanted.values()))
    return {row.effort_id: row for row in rows if wanted.get(row.effort_id) == row.at}


def recent_reports(actor: Actor, plan: Plan, limit: int = 8) -> list[ProgressReport]:
    """Return the newest reports on visible efforts of a plan."""
    permission = VIEW_EFFORT if actor.may(VIEW_EFFORT) else VIEW_OWN_EFFORT
    rows = ProgressReport.objects.select_related("effort__plan", "effort__priority")
    return list(visible_to(rows, actor, permission).filter(effort__plan=plan)[:limit])


def contacts(actor: Actor) -> dict[str, OwnerContact]:
    """Return where owners can be reached, by the function without capitals."""
    return {row.key: row for row in visible_to(OwnerContact.objects.all(), actor, MANAGE)}


def versions(actor: Actor, plan: Plan) -> QuerySet[ProgrammeVersion]:
    """Return the versions of a plan, newest first, without their content."""
    return visible_to(ProgrammeVersion.objects.defer("content"), actor, VIEW_PLAN).filter(plan=plan)


def version_or_404(actor: Actor, plan: Plan, number: int) -> ProgrammeVersion:
    return visible_or_404(ProgrammeVersion.objects.select_related("plan"), actor, VIEW_PLAN, plan=plan, number=number)


def owners(rows: Sequence[Any]) -> list[str]:
    """Return the owners of efforts, once each, in alphabetical order."""
    found: dict[str, str] = {}
    for effort in rows:
        found.setdefault(effort.owner.casefold(), effort.owner)
    return [found[key] for key in sorted(found)]


def plan_of_municipality(municipality: Municipality, slug: str) -> Plan | None:
    """Return a plan by slug, whoever asks: for commands and higher features that did their own asking."""
    return Plan.objects.filter(municipality=municipality, slug=slug).select_related("framework").first()
