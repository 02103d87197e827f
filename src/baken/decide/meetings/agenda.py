# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What feeds an agenda: sources that propose points. Features above meetings register theirs through the facade."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, visible_to
from baken.decide.policy.facade import Priority, framework_in_force
from baken.decide.programme.facade import due_items
from baken.kernel import moment
from baken.ui.format import day

from .models import Action, AgendaItem, Meeting, MeetingKind
from .policies import VIEW

AHEAD = timedelta(weeks=6)
"""How far an agenda looks: what is due until this long after the meeting. Until then there is likely to be another."""
SHOWN = 50
"""Proposals of one source at most, the most urgent first: an agenda isn't a database."""


@dataclass(frozen=True, slots=True)
class AgendaProposal:
    """A point that a source proposes. `source_key` is stable: a proposal that was answered doesn't come back.

    `url` is an address within Baken, or empty. Titles are cut at 200 characters.
    """

    title: str
    url: str
    why: str
    source_key: str
    internal: bool = False
    """For our own people only, also once it stands on the agenda."""
    confidential: bool = False
    """About a record that not everybody may know of: on the agenda for who has a seat, at internal meetings only. The
    title then says which record, and nothing of what is in it."""


Items = Callable[[Actor, MeetingKind, Meeting, date], list[AgendaProposal]]


@dataclass(frozen=True, slots=True)
class AgendaSource:
    """Where proposals come from. `items(actor, kind, meeting, until)` returns what is due, as `actor` may see it.

    `confidential` sources feed internal meetings alone. `openable(actor, keys)` returns the keys whose record `actor` may
    open, so that a point links to nothing that answers 404; without it our own people get every link. `decided(actor, at,
    key)` is told, in the same transaction, that a decision on a point was written down; what it says, it may ask by
    `facade.points_about`.
    """

    slug: str
    label: Any
    items: Items
    confidential: bool = False
    openable: Callable[[Actor, Collection[str]], set[str]] | None = None
    decided: Callable[[Actor, datetime, str], None] | None = None


_sources: dict[str, AgendaSource] = {}


def register_agenda_source(source: AgendaSource) -> None:
    """Register a source, once, when an app starts. A second one of the same slug takes the place of the first."""
    _sources[source.slug] = source


def source_of(slug: str) -> AgendaSource | None:
    """Return the source of that slug, if there is one."""
    return _sources.get(slug)


def agenda_sources() -> tuple[AgendaSource, ...]:
    """Return the sources there are, in the order in which they were registered."""
    return tuple(_sources.values())


@dataclass(frozen=True, slots=True)
class Offered:
    """A proposal with the source that makes it."""

    source: AgendaSource
    proposal: AgendaProposal


def proposals(actor: Actor, meeting: Meeting) -> list[Offered]:
    """Return what the sources of the meeting's kind propose and nobody answered yet."""
    answered = set(AgendaItem.objects.filter(meeting=meeting).exclude(source="").values_list("source", "source_key"))
    found: list[Offered] = []
    for source in agenda_sources():
        if source.slug not in meeting.kind.sources or (source.confidential and not meeting.kind.internal):
            continue
        offered = source.items(actor, meeting.kind, meeting, meeting.on + AHEAD)
        found += [Offered(source, one) for one in offered if (source.slug, one.source_key) not in answered][:SHOWN]
    return found


def due_efforts(actor: Actor, kind: MeetingKind, meeting: Meeting, until: date) -> list[AgendaProposal]:
    """Propose the efforts under the kind's priorities that are late, at risk, or due by `until`; soonest first."""
    return [
        AgendaProposal(
            item.title,
            item.url,
            f"{item.why} {_('Eigenaar: %(owner)s.') % {'owner': item.owner}}",
            item.key,
        )
        for item in due_items(actor, meeting.municipality, until, moment.today())
        if not kind.priorities or item.priority in kind.priorities
    ]


def open_actions(actor: Actor, kind: MeetingKind, meeting: Meeting, until: date) -> list[AgendaProposal]:
    """Propose the actions of earlier meetings of this kind that are open and due before `until`."""
    rows = visible_to(Action.objects.select_related("decision__item__meeting__kind"), actor, VIEW)
    rows = rows.filter(
        status="open", due__lte=until, decision__item__meeting__kind=kind, decision__item__meeting__on__lt=meeting.on
    )
    found = []
    for action in rows.order_by("due", "id"):
        passed = action.due < meeting.on
        told = _("Klaar op %(day)s, op de dag van het overleg voorbij.") if passed else _("Klaar op %(day)s.")
        origin = _("Afgesproken op %(day)s.") % {"day": day(action.decision.item.meeting.on)}
        title = _("Actie: %(text)s") % {"text": action.text}
        found.append(
            AgendaProposal(
                title,
                action.get_absolute_url(),
                f"{told % {'day': day(action.due)}} {origin}",
                str(action.pk),
                internal=action.decision.item.internal,
                confidential=action.decision.item.confidential,
            )
        )
    return found


def local_priorities(actor: Actor, kind: MeetingKind, meeting: Meeting, until: date) -> list[AgendaProposal]:
    """Propose the priorities in force as the municipality's input for the regional plan (Politiewet 2012, 38b and 39)."""
    return [
        AgendaProposal(
            _("Inbreng: %(priority)s") % {"priority": priority.title},
            priority.get_absolute_url(),
            _("Lokale prioriteit uit de %(framework)s. %(why)s")
            % {"framework": priority.framework.title, "why": priority.why},
            priority_key(priority),
        )
        for priority in priorities_in_force(actor, meeting.on)
    ]


def priorities_in_force(actor: Actor, on: date) -> list[Priority]:
    """Return the priorities of the framework in force on the day `on`, in its order, as `actor` may see them."""
    framework = framework_in_force(actor, on)
    if framework is None:
        return []
    rows = Priority.objects.select_related("framework").filter(framework=framework)
    return list(visible_to(rows, actor, "decide.framework.view"))


def priority_key(priority: Priority) -> str:
    """Return the key under which a priority stands on an agenda."""
    return f"{priority.framework.slug}/{priority.slug}"


EFFORTS = AgendaSource("efforts", gettext_lazy("Inspanningen die aandacht vragen"), due_efforts)
ACTIONS = AgendaSource("actions", gettext_lazy("Open acties van vorige keren"), open_actions)
PRIORITIES = AgendaSource("priorities", gettext_lazy("Inbreng: prioriteiten uit de kadernota"), local_priorities)


def register_own_sources() -> None:
    """Register the sources that need no other feature."""
    for source in (ACTIONS, EFFORTS, PRIORITIES):
        register_agenda_source(source)
