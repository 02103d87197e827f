# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading teams, streams and scenarios, always as one actor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from baken.access.facade import Actor, visible_or_404, visible_to
from baken.decide.policy.facade import Priority, frameworks

from .models import Scenario, Stage, Team, WorkStream
from .models.sourced import Sourced
from .policies import VIEW
from .rules import Inputs, Said, StageInput, StreamInput, TeamInput


@dataclass(frozen=True, slots=True)
class Present:
    """What is calculated with now. `example`: at least one team or stream is invented."""

    teams: tuple[Team, ...]
    streams: tuple[WorkStream, ...]
    inputs: Inputs

    @property
    def example(self) -> bool:
        return any(team.fictitious for team in self.teams) or any(one.fictitious for one in self.streams)


def teams(actor: Actor) -> QuerySet[Team]:
    """Return the teams that `actor` may see: own first, by name."""
    return visible_to(Team.objects.all(), actor, VIEW).order_by("kind", "name")


def streams(actor: Actor) -> QuerySet[WorkStream]:
    """Return the streams that `actor` may see with their stages: running first."""
    steps = Prefetch("stages", queryset=visible_to(Stage.objects.all(), actor, VIEW).order_by("order"))
    rows = WorkStream.objects.select_related("priority__framework").prefetch_related(steps)
    return visible_to(rows, actor, VIEW)


def scenarios(actor: Actor) -> QuerySet[Scenario]:
    """Return the saved scenarios that `actor` may see, newest first."""
    return visible_to(Scenario.objects.all(), actor, VIEW)


def team_or_404(actor: Actor, slug: str) -> Team:
    """Return one team, or raise `Http404`."""
    return visible_or_404(Team.objects.all(), actor, VIEW, slug=slug)


def stream_or_404(actor: Actor, slug: str) -> WorkStream:
    """Return one stream, or raise `Http404`."""
    rows = WorkStream.objects.select_related("priority__framework").prefetch_related("stages")
    return visible_or_404(rows, actor, VIEW, slug=slug)


def scenario_or_404(actor: Actor, pk: UUID) -> Scenario:
    """Return one scenario, or raise `Http404`."""
    return visible_or_404(Scenario.objects.all(), actor, VIEW, pk=pk)


def present(actor: Actor, on: date) -> Present:
    """Return teams and streams as numbers, starting in the week of `on`: three queries."""
    of_teams, of_streams = tuple(teams(actor)), tuple(streams(actor))
    return Present(of_teams, of_streams, inputs_of(of_teams, of_streams, on))


def running_work(actor: Actor) -> tuple[tuple[TeamInput, ...], tuple[StreamInput, ...]]:
    """Return teams and what runs, for a quick look at the hours: two queries. Streams come without their priority."""
    rows = Stage.objects.select_related("stream").filter(stream__running=True).order_by("stream__slug", "order")
    by_stream: dict[UUID, list[Stage]] = {}
    for row in visible_to(rows, actor, VIEW):
        by_stream.setdefault(row.stream_id, []).append(row)
    found = tuple(_stream(stages[0].stream, stages) for stages in by_stream.values())
    return tuple(_team(row) for row in teams(actor)), found


def inputs_of(of_teams: tuple[Team, ...], of_streams: tuple[WorkStream, ...], on: date) -> Inputs:
    """Return rows as plain numbers, in an order that doesn't depend on their names' language."""
    return Inputs(
        tuple(sorted((_team(row) for row in of_teams), key=lambda team: team.slug)),
        tuple(sorted((_stream(row, row.stages.all()) for row in of_streams), key=lambda stream: stream.slug)),
        min(on.isocalendar().week, 52) - 1,
    )


def priorities(actor: Actor) -> QuerySet[Priority]:
    """Return the priorities that a stream may serve, newest first."""
    adopted = frameworks(actor).filter(status="adopted")
    rows = Priority.objects.select_related("framework").filter(framework__in=adopted)
    return rows.order_by("-framework__period_from", "order")


def skills(actor: Actor) -> list[str]:
    """Return what teams can do, each once."""
    return sorted({str(skill) for found in teams(actor).values_list("skills", flat=True) for skill in found})


def _said(row: Sourced) -> Said:
    return Said(row.basis, row.basis_note, row.basis_on.isoformat() if row.basis_on else "")


def _team(row: Team) -> TeamInput:
    return TeamInput(
        slug=row.slug,
        name=row.name,
        own=row.kind == "own",
        people=row.people,
        hours_per_week=row.hours_per_week,
        absence=row.absence,
        kept_free=row.kept_free,
        skills=tuple(row.skills),
        said=_said(row),
    )


def _stream(row: WorkStream, stages: Iterable[Stage]) -> StreamInput:
    return StreamInput(
        slug=row.slug,
        name=row.name,
        per_week=row.per_week,
        season=row.season,
        swing=row.swing,
        growth=row.growth,
        precedence=row.precedence,
        target_days=row.target_days,
        backlog=row.backlog,
        running=row.running,
        stages=tuple(
            StageInput(stage.name, stage.skill, stage.hours, stage.spread, stage.share, _said(stage))
            for stage in stages
        ),
        said=_said(row),
    )
