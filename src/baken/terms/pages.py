# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the list: what it is narrowed to, the first terms of each state, or all of one state page by page."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from baken.access.facade import ROLES, Actor, Role
from baken.kernel.models import Municipality
from baken.kernel.terms import TermState
from baken.ui.counting import LIMIT, Count

from . import lists
from .policies import VIEW
from .rules import SHOWN

FIRST = 20
"""Terms of each state on the page that shows every state: of what asks to be done."""
FEWER = {
    TermState.OVERDUE: 10, TermState.DONE_LATE: 10, TermState.OPEN: 10, TermState.PAUSED: 10, TermState.AWAITED: 5,
    TermState.PASSING: 5,
}  # fmt: skip
"""Of the others, so that they don't drown that; each leads to all of its own."""
PAGE = 50
"""Terms on a page of one state."""
MINE, THEIRS = "mij", "ander"


@dataclass(frozen=True)
class GroupPanel:
    """One state on the page. `more`: where all of it stands, where this is not all."""

    state: TermState
    title: str
    told: str
    terms: list[lists.Term]
    count: Count
    more: str = ""


@dataclass(frozen=True)
class OverviewPanel:
    """The page. `state`: the one state that it shows; `before`, `after`: addresses of the pages around this one."""

    groups: list[GroupPanel]
    missed: Count
    overdue: Count
    soon: Count
    filtered: bool
    fictitious: bool
    state: str = ""
    page: int = 1
    pages: int = 1
    before: str = ""
    after: str = ""


def choices(actor: Actor) -> dict[str, list[tuple[str, Any]]]:
    """Return what the list can be narrowed to, for who reads."""
    roles = sorted(
        ((slug, str(role.label)) for slug, role in ROLES.items() if _own(role)),
        key=lambda it: it[1],
    )
    return {
        "wie": [(MINE, _("wat ik moet doen")), (THEIRS, _("wat een ander moet doen"))],
        "functie": roles,
        "soort": lists.kinds(actor),
        "stand": [(str(state), lists.state_word(state)) for state in SHOWN],
    }


def _own(role: Role) -> bool:
    """Whether somebody of ours may hold it and see terms: neither a partner nor Baken itself."""
    return VIEW in role.permissions and not role.external and role.slug != "system"


def overview(
    actor: Actor, municipality: Municipality, on: date, chosen: dict[str, str], page: str = ""
) -> OverviewPanel:
    """Return the page for what is chosen (`forms.TermFilter`); a page that isn't there becomes the nearest that is."""
    state = TermState(chosen["stand"]) if "stand" in chosen else None
    number = (
        min(max(int(page), 1), LIMIT // PAGE) if state and page.isascii() and page.isdigit() and len(page) < 5 else 1
    )
    who = chosen.get("wie", "")
    states = (state,) if state else SHOWN
    choice = lists.Choice(chosen.get("soort", ""), chosen.get("functie", ""), who == MINE, who == THEIRS, states)
    groups = lists.grouped(
        actor, municipality, on, named=True, choice=choice, size=PAGE if state else FIRST, page=number, count=True,
        fewer={} if state else FEWER,
    )  # fmt: skip
    shown = [term for group in groups for term in group.terms]
    reasons = {id(old): new for old, new in zip(shown, lists.explained(actor, shown), strict=True)}
    counts = {group.state: group.count for group in groups}
    pages = -(-counts[state].value // PAGE) if state in counts else 1
    return OverviewPanel(
        groups=[
            GroupPanel(
                group.state,
                *_words(group.state),
                [reasons[id(term)] for term in group.terms],
                group.count,
                _address({**chosen, "stand": str(group.state)})
                if not state and group.number > FEWER.get(group.state, FIRST)
                else "",
            )
            for group in groups
        ],
        missed=counts.get(TermState.MISSED, Count(0)),
        overdue=counts.get(TermState.OVERDUE, Count(0)),
        soon=counts.get(TermState.SOON, Count(0)),
        filtered=bool(chosen),
        fictitious=any(term.line.fictitious for term in shown),
        state=lists.state_word(state) if state else "",
        page=number,
        pages=pages,
        before=_address({**chosen, "pagina": str(min(number - 1, pages))}) if number > 1 else "",
        after=_address({**chosen, "pagina": str(number + 1)}) if number < pages else "",
    )


def _address(asked: dict[str, str]) -> str:
    return f"?{urlencode(asked)}"


def _words(state: TermState) -> tuple[str, str]:
    """Return the heading of a group, and what it holds in a sentence."""
    return {
        TermState.MISSED: (_("Gemist"), _("De laatste dag is voorbij en het is nog niet gedaan.")),
        TermState.OVERDUE: (
            _("De dag van een ander is voorbij"),
            _("Een ander moest iets doen en deed het niet op tijd. Er staat bij wat u nu kunt doen."),
        ),
        TermState.DONE_LATE: (_("Te laat gedaan"), _("In het afgelopen jaar, na de laatste dag.")),
        TermState.SOON: (_("De komende twee weken"), _("De laatste dag is binnen tien werkdagen.")),
        TermState.RUNNING: (_("Loopt"), _("De laatste dag is later.")),
        TermState.AWAITED: (
            _("Wacht op een ander"),
            _("Een ander heeft nog tijd. U hoeft nu niets te doen."),
        ),
        TermState.PASSING: (
            _("Loopt vanzelf af"),
            _("Om te weten. Na de laatste dag verdwijnt de regel van de lijst."),
        ),
        TermState.OPEN: (_("Wacht, zonder datum"), _("De wet of een eigen regel noemt geen laatste dag.")),
        TermState.PAUSED: (_("Staat stil"), _("De klok is stilgezet. Er is nu geen laatste dag.")),
    }[state]
