# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of the case system shows: how the line is, what goes over it, what waits or failed. No zaak is named."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor, municipality_of, opened, visible_to
from baken.act.bibob import facade as bibob
from baken.act.measures import facade as measures
from baken.kernel.models import Municipality

from .connection import Connection, WrongSettings, connection_of
from .models import Kind, Outcome, State, ZgwContact, ZgwTask
from .parts import KINDS

SHOWN = 50
LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Line:
    """One task as the page shows it."""

    what: str
    since: datetime
    attempts: int
    next_try: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class Goes:
    """One thing that goes over the line: what, and under which name there. `missing`: nothing is named for it."""

    what: str
    there: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The page. `wrong`: what is amiss with the settings. `state`: off, wrong, unknown, down or up."""

    state: str
    wrong: str = ""
    host: str = ""
    notifications: bool = False
    contact: ZgwContact | None = None
    goes: tuple[Goes, ...] = ()
    waiting: tuple[Line, ...] = ()
    failed: tuple[Line, ...] = ()
    more: int = 0
    done: tuple[tuple[str, int], ...] = ()


def mine(actor: Actor) -> list[str]:
    """Return the permissions by which an actor looks after the case system."""
    return [permission for permission in KINDS if actor.may(permission)]


def tasks(actor: Actor) -> list[ZgwTask]:
    """Return the tasks that aren't done, of the kinds that the actor looks after, those that failed first."""
    found: list[ZgwTask] = []
    for permission in mine(actor):
        rows = visible_to(ZgwTask.objects.exclude(state=State.DONE), actor, permission)
        found += rows.order_by("state", "-asked_at")[: SHOWN + 1]
    return found


def home_lines(actor: Actor) -> list[dict[str, str]]:
    """Return the line of the home page: how many tasks failed. One query for each side that the actor looks after."""
    with opened(actor):
        rows = ZgwTask.objects.filter(state=State.FAILED)
        found = sum(visible_to(rows, actor, permission).count() for permission in mine(actor))
    if not found:
        return []
    text = ngettext("%(n)d taak met het zaaksysteem mislukte.", "%(n)d taken met het zaaksysteem mislukten.", found)
    return [{"text": text % {"n": found}, "url": reverse("zgw:overview"), "label": _("Naar het zaaksysteem")}]


def panel(actor: Actor, at: datetime) -> Panel:
    """Return the page as the actor may see it."""
    municipality = municipality_of(actor)
    try:
        connection = connection_of(municipality)
    except WrongSettings as wrong:
        return Panel("wrong", wrong=str(wrong))
    if connection is None:
        return Panel("off")
    permissions = mine(actor)
    contact = visible_to(ZgwContact.objects.all(), actor, permissions[0]).first()
    rows = tasks(actor)
    lines = [(row.state, _line(row)) for row in rows]
    waiting = [line for state, line in lines if state == State.WAITING]
    broken = [line for state, line in lines if state == State.FAILED]
    return Panel(
        _state(contact),
        host=urlsplit(connection.url).hostname or "",
        notifications=bool(connection.notifications and connection.token),
        contact=contact,
        goes=tuple(_goes(connection, municipality, at, permissions)),
        waiting=tuple(waiting[:SHOWN]),
        failed=tuple(broken[:SHOWN]),
        more=max(0, len(waiting) - SHOWN) + max(0, len(broken) - SHOWN),
        done=_done(actor, at, permissions),
    )


def _state(contact: ZgwContact | None) -> str:
    if contact is None or (contact.answered_at is None and contact.failed_at is None):
        return "unknown"
    if contact.failed_at is not None and (contact.answered_at is None or contact.failed_at > contact.answered_at):
        return "down"
    return "up"


def _line(row: ZgwTask) -> Line:
    waits = row.state == State.WAITING
    return Line(
        str(row.get_kind_display()),
        row.asked_at,
        row.attempts,
        row.next_try if waits else None,
        row.problem,
    )


def _goes(connection: Connection, municipality: Municipality, at: datetime, permissions: list[str]) -> Any:
    if "act.bibob.manage" in permissions:
        names = bibob.zaaktypes(municipality, at.date())
        yield Goes(_("Aanvragen komen binnen van zaaktype"), ", ".join(names))
        for stage, label in bibob.Stage.choices:
            if stage in connection.statuses:
                yield Goes(_("Status bij “%(stage)s”") % {"stage": label}, connection.statuses[stage])
        yield Goes(_("Conclusie staat in eigenschap"), connection.property)
        for slug, name in connection.results.items():
            what = _("Resultaat bij “%(conclusion)s”") % {"conclusion": bibob.Conclusion(slug).label}
            yield Goes(what, name)
    if "act.measure.manage" in permissions:
        for slug, kinds in connection.measures.items():
            words = str(dict(measures.Instrument.choices).get(slug, slug))
            yield Goes(_("Besluit: %(instrument)s") % {"instrument": words}, f"{kinds.zaaktype}, {kinds.decision}")
        if not connection.measures:
            yield Goes(_("Besluiten over maatregelen"), "")


def _done(actor: Actor, at: datetime, permissions: list[str]) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for permission in permissions:
        rows = visible_to(ZgwTask.objects.filter(state=State.DONE, done_at__gte=at - LATELY), actor, permission)
        for row in rows.order_by().values("kind", "outcome").annotate(n=Count("pk")).order_by("kind", "outcome"):
            words = f"{Kind(row['kind']).label}: {Outcome(row['outcome']).label}"
            found.append((words, row["n"]))
    return tuple(found)
