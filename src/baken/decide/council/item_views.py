# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""One item of the council as every list, page and file shows it: how it stands, in words and as a mark."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize
from baken.decide.policy.facade import VIEW_EFFORT, Effort
from baken.ui import format as fmt

from .models import CouncilItem, ItemKind, Session
from .policies import VIEW
from .rules import ORDER, RUNNING, ItemFacts, ItemState, Stand, item_stand

MARKS = {
    ItemState.LATE: "behind",
    ItemState.SOON: "attention",
    ItemState.OPEN: "on_course",
    ItemState.MOVED: "not_assessable",
    ItemState.ANSWERED: "done",
    ItemState.REJECTED: "not_assessable",
    ItemState.WITHDRAWN: "not_assessable",
}
"""Which standing mark a state is drawn with."""


def state_word(state: ItemState, kind: str = "") -> str:
    """Return what the interface calls a state; what is finished has a word of its own for each kind."""
    if state is ItemState.ANSWERED:
        told: dict[str, str] = {
            ItemKind.COMMITMENT: _("nagekomen"),
            ItemKind.MOTION: _("uitgevoerd"),
            ItemKind.QUESTION: _("beantwoord"),
        }
        return told.get(kind, _("afgedaan"))
    if state is ItemState.WITHDRAWN and kind == ItemKind.COMMITMENT:
        return _("vervallen")
    return {
        ItemState.LATE: _("te laat"),
        ItemState.SOON: _("bijna aan de beurt"),
        ItemState.OPEN: _("open"),
        ItemState.MOVED: _("nog niet besloten"),
        ItemState.REJECTED: _("verworpen"),
        ItemState.WITHDRAWN: _("ingetrokken"),
    }[state]


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with how it stands; `session` and `effort` only where the reader may see them."""

    item: CouncilItem
    stand: Stand
    session: Session | None
    effort: Effort | None

    @property
    def mark(self) -> str:
        return MARKS[self.stand.state]

    @property
    def word(self) -> str:
        return state_word(self.stand.state, self.item.kind)

    @property
    def kind(self) -> str:
        return str(self.item.get_kind_display())

    @property
    def late(self) -> bool:
        return self.stand.state is ItemState.LATE

    @property
    def runs(self) -> bool:
        return self.stand.state in RUNNING

    @property
    def due(self) -> str:
        return fmt.day(self.item.due) if self.item.due else _("geen datum")


def item_views(items: Iterable[CouncilItem], actor: Actor, on: date) -> list[ItemView]:
    """Return items as they stood on the day `on`, what is late first and then by term.

    Wants `session`, `effort__plan` and `priority__framework` selected with them: then it costs no query.
    """
    views = [_view(item, actor, on) for item in items]
    return sorted(views, key=_urgency)


def _view(item: CouncilItem, actor: Actor, on: date) -> ItemView:
    facts = ItemFacts(
        kind=item.kind,
        made_on=item.made_on,
        due=item.due,
        answered_on=item.answered_on,
        outcome=item.outcome,
        decided_on=item.decided_on,
        withdrawn_on=item.withdrawn_on,
    )
    session = item.session if item.session is not None and authorize(actor, VIEW, item.session) else None
    effort = item.effort if item.effort is not None and authorize(actor, VIEW_EFFORT, item.effort) else None
    return ItemView(item, item_stand(facts, on), session, effort)


def _urgency(view: ItemView) -> tuple[int, bool, date, str]:
    """What is late first, then what runs by its term; what is finished by its day, newest last made first."""
    item, place = view.item, ORDER.index(view.stand.state)
    if view.runs:
        return place, item.due is None, item.due or item.made_on, item.title
    return place, False, date.fromordinal(date.max.toordinal() - item.made_on.toordinal()), item.title
