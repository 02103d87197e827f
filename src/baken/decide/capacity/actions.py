# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes teams and streams, and what saves a scenario."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality, Record, fresh

from .making import SEED, Made
from .models import Basis, Scenario, Stage, Team, TeamKind, WorkStream
from .policies import MANAGE
from .queries import inputs_of
from .rules.outcome import REPLICATIONS

SAID = ("basis", "basis_note", "basis_on")
TEAM_FIELDS = ("name", "kind", "partner", "people", "hours_per_week", "absence", "kept_free", "skills", *SAID)
STREAM_FIELDS = (
    "name", "per_week", "season", "swing", "growth", "precedence", "target_days", "backlog", "running", "priority",
    "note", *SAID,
)  # fmt: skip
STAGE_FIELDS = ("name", "skill", "hours", "spread", "share", *SAID)
MOST = 60
"""Teams, and streams, of one municipality: what one page and one calculation can hold."""


@action
def add_team(
    *, actor: Actor, at: datetime, municipality: Municipality, values: Mapping[str, Any], fictitious: bool = False
) -> Team:
    """Add a team and return it. `values` are the fields of `TEAM_FIELDS`. Raises `Refused` with every reason."""
    require_in(actor, MANAGE, municipality.id)
    team = Team(municipality=municipality, fictitious=fictitious, slug=_slug(Team, municipality, values["name"]))
    _put(team, values, TEAM_FIELDS)
    _refuse(_team_problems(team), _full(Team, municipality), _said_problems(team, at))
    team.save()
    audit.record("capacity_team.added", team)
    return team


@action
def change_team(*, actor: Actor, at: datetime, team: Team, seen: int, values: Mapping[str, Any]) -> Team:
    """Change a team, provided it is as it was `seen`. Raises `StaleVersion` or `Refused`."""
    require(actor, MANAGE, team)
    team = fresh(team, seen)
    lost = set(team.skills) - set(values.get("skills", team.skills))
    _put(team, values, TEAM_FIELDS)
    _refuse(_team_problems(team), _said_problems(team, at), _still_asked(team, lost))
    team.save()
    audit.record("capacity_team.changed", team, fields=sorted(values))
    return team


@action
def remove_team(*, actor: Actor, at: datetime, team: Team) -> None:
    """Take a team away. Refused where a stream asks what nobody else can do. Saved scenarios keep what they say."""
    require(actor, MANAGE, team)
    team = fresh(team)
    _refuse(_still_asked(team, set(team.skills)))
    audit.record("capacity_team.removed", team, slug=team.slug)
    team.delete()


@action
def add_stream(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    values: Mapping[str, Any],
    stages: Sequence[Mapping[str, Any]],
    fictitious: bool = False,
) -> WorkStream:
    """Add a stream with its stages, in order, and return it. `values`: `STREAM_FIELDS`; `stages`: `STAGE_FIELDS`."""
    require_in(actor, MANAGE, municipality.id)
    slug = _slug(WorkStream, municipality, values["name"])
    stream = WorkStream(municipality=municipality, fictitious=fictitious, slug=slug)
    _put(stream, values, STREAM_FIELDS)
    _refuse(_stream_problems(stream, stages, at), _full(WorkStream, municipality), _said_problems(stream, at))
    stream.save()
    _store(stream, stages)
    audit.record("capacity_stream.added", stream, stages=len(stages))
    return stream


@action
def change_stream(
    *,
    actor: Actor,
    at: datetime,
    stream: WorkStream,
    seen: int,
    values: Mapping[str, Any],
    stages: Sequence[Mapping[str, Any]],
) -> WorkStream:
    """Change a stream and its stages, provided it is as it was `seen`. Raises `StaleVersion` or `Refused`."""
    require(actor, MANAGE, stream)
    stream = fresh(stream, seen)
    _put(stream, values, STREAM_FIELDS)
    _refuse(_stream_problems(stream, stages, at), _said_problems(stream, at))
    stream.save()
    _store(stream, stages)
    audit.record("capacity_stream.changed", stream, fields=sorted(values), stages=len(stages))
    return stream


@action
def remove_stream(*, actor: Actor, at: datetime, stream: WorkStream) -> None:
    """Take a stream away with its stages. Saved scenarios keep what they say."""
    require(actor, MANAGE, stream)
    stream = fresh(stream)
    audit.record("capacity_stream.removed", stream, slug=stream.slug)
    stream.delete()


@action
def save_scenario(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    name: str,
    question: str,
    made: Made,
    fictitious: bool = False,
) -> Scenario:
    """Keep an outcome as it was calculated, and return it. It is never edited; another choice is another scenario.

    Refused where teams or streams changed since it was calculated, where nothing differs from the present, and where the
    name is taken.
    """
    require_in(actor, MANAGE, municipality.id)
    teams = tuple(Team.objects.filter(municipality=municipality))
    streams = tuple(WorkStream.objects.filter(municipality=municipality).prefetch_related("stages"))
    problems = []
    if inputs_of(teams, streams, timezone.localdate(at)).digest != made.inputs_digest:
        told = _("Iemand wijzigde intussen een team of werkstroom. Bereken het scenario opnieuw.")
        problems.append(Reason("changed", told))
    if not made.changes:
        problems.append(Reason("nothing", _("In dit scenario is niets anders dan nu. Verander eerst iets.")))
    if not name.strip():
        problems.append(Reason("no_name", _("Geef het scenario een naam.")))
    if Scenario.objects.filter(municipality=municipality, name=name.strip()).exists():
        problems.append(Reason("twice", _("Er is al een scenario met deze naam. Kies een andere naam.")))
    _refuse(problems)
    scenario = Scenario(
        municipality=municipality,
        name=name.strip(),
        question=question.strip(),
        changes=made.changes.data(),
        inputs=made.found.inputs.data(),
        panels=made.json,
        summary=made.summary,
        extra_hours=made.extra_hours,
        weeks=made.changes.weeks,
        seed=SEED,
        replications=REPLICATIONS,
        digest=made.digest,
        code_version=made.code_version,
        made_at=at,
        made_by=_role_of(actor),
        fictitious=fictitious or any(t.fictitious for t in teams) or any(s.fictitious for s in streams),
    )
    scenario.save()
    audit.record("capacity_scenario.saved", scenario, digest=made.digest)
    return scenario


def _role_of(actor: Actor) -> str:
    """The slugs of the actor's roles: a function, no person."""
    return ", ".join(sorted(actor.roles))[:80]


def _put(record: Record, values: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    unknown = set(values) - set(allowed)
    if unknown:
        raise TypeError(f"{type(record).__name__} takes no {', '.join(sorted(unknown))}")
    for name, value in values.items():
        if isinstance(value, Model) and getattr(value, "municipality_id", None) != record.municipality_id:
            raise Denied((Reason("other_municipality", _("Dit hoort bij een andere gemeente.")),))
        setattr(record, name, value)


def _store(stream: WorkStream, stages: Sequence[Mapping[str, Any]]) -> None:
    Stage.objects.filter(stream=stream).delete()
    for order, values in enumerate(stages, start=1):
        stage = Stage(municipality_id=stream.municipality_id, stream=stream, order=order)
        _put(stage, values, STAGE_FIELDS)
        stage.save()


def _slug(model: type[Team] | type[WorkStream], municipality: Municipality, name: str) -> str:
    base = slugify(name)[:44].strip("-") or "werk"
    taken = set(model.objects.filter(municipality=municipality).values_list("slug", flat=True))
    found, n = base, 2
    while found in taken or found == "nieuw":
        found, n = f"{base}-{n}", n + 1
    return found


def _full(model: type[Team] | type[WorkStream], municipality: Municipality) -> list[Reason]:
    if model.objects.filter(municipality=municipality).count() < MOST:
        return []
    return [Reason("full", _("Er passen niet meer dan %(n)d bij. Voeg samen wat bij elkaar hoort.") % {"n": MOST})]


def _team_problems(team: Team) -> list[Reason]:
    found = []
    net = team.hours_per_week * (1 - team.absence / 100) - team.kept_free
    if net <= 0:
        told = _("Er blijven geen uren over: verlof, ziekte en vrije uren zijn samen meer dan de uren van het team.")
        found.append(Reason("no_hours", told))
    if team.hours_per_week > 60 * team.people:
        found.append(
            Reason("too_many_hours", _("Dat is meer dan 60 uur per week voor iedereen. Klopt het aantal mensen?"))
        )
    if not team.skills:
        found.append(Reason("no_skills", _("Schrijf op wat dit team doet, anders kan geen werkstroom erbij terecht.")))
    if team.kind == TeamKind.PARTNER and not team.partner.strip():
        found.append(Reason("no_partner", _("Schrijf op van welke partner dit team is.")))
    return found


def _stream_problems(stream: WorkStream, stages: Sequence[Mapping[str, Any]], at: datetime) -> list[Reason]:
    found = []
    if not stages:
        found.append(Reason("no_stages", _("Vul ten minste één stap in: welk werk, en hoeveel uur per zaak.")))
    teams = Team.objects.filter(municipality_id=stream.municipality_id)
    known = {skill for skills in teams.values_list("skills", flat=True) for skill in skills}
    for stage in stages:
        if stage["skill"] not in known:
            told = _("Geen team doet “%(skill)s”. Zet dit werk eerst bij een team.") % {"skill": stage["skill"]}
            found.append(Reason("no_skill", told))
        found += _said_problems(Stage(**{name: stage[name] for name in SAID if name in stage}), at)
    return found


def _still_asked(team: Team, lost: set[str]) -> list[Reason]:
    """Streams that ask what only this team can do."""
    others = Team.objects.filter(municipality_id=team.municipality_id).exclude(pk=team.pk)
    lost = lost - {skill for skills in others.values_list("skills", flat=True) for skill in skills}
    stages = Stage.objects.filter(municipality_id=team.municipality_id, skill__in=lost).select_related("stream")
    return [
        Reason(
            "asked",
            _("“%(stream)s” heeft “%(skill)s” nodig, en geen ander team doet dat. Wijzig eerst die werkstroom.")
            % {"stream": stage.stream.name, "skill": stage.skill},
        )
        for stage in stages
    ]


def _said_problems(row: Team | WorkStream | Stage, at: datetime) -> list[Reason]:
    if row.basis != Basis.ASSUMED and not row.basis_note.strip():
        return [Reason("no_note", _("Geteld of opgegeven: schrijf erbij waar of door wie."))]
    if row.basis_on is not None and row.basis_on > timezone.localdate(at):
        return [Reason("day_to_come", _("De datum van de telling moet nog komen."))]
    return []


def _refuse(*found: list[Reason]) -> None:
    reasons = tuple(reason for some in found for reason in some)
    if reasons:
        raise Refused(reasons)
