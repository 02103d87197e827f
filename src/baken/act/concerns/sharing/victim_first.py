# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a signal on trafficking begins with the victim: safe now, then care, then who investigates.

Sources: the guide of the VNG for the designated officer (aandachtsfunctionaris mensenhandel); CoMensha registers victims under
its own duty, AVIM (police) and the Netherlands Labour Authority (NLA) investigate. Nothing is kept here of a victim as a person.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from .. import queries
from ..blocks import Block
from ..models import Route, Weighing
from ..queries import Seen
from ..reporting.no_register import THEME


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do, and what of it was written down already (weighings with the routes that belong to it)."""

    title: str
    what: str
    done: tuple[Weighing, ...] = ()


def block(seen: Seen, at: datetime) -> Block | None:
    """Return the steps for a signal on trafficking; None for any other. One query."""
    if seen.concern.theme != THEME:
        return None
    rows = list(queries.rows(seen, Weighing).filter(withdrawn_at__isnull=True))
    return Block("concerns/sharing/_victim_first.html", {"steps": _steps(rows)})


def _steps(rows: list[Any]) -> list[Step]:
    care = tuple(row for row in rows if row.route == Route.CARE)
    police = tuple(row for row in rows if row.route in (Route.POLICE, Route.RIEC, Route.SERVICE))
    return [
        Step(
            _("Is iemand nu in gevaar?"),
            _("Bel 112 of de politie (AVIM) direct. Wacht niet op de weging. Doe niets wat een slachtoffer in gevaar brengt."),
        ),
        Step(
            _("Regel zorg en opvang"),
            _("Bel de zorgcoördinator of CoMensha, ook als niet zeker is dat het mensenhandel is. Bied rust en bedenktijd aan. "
              "Een slachtoffer beslist zelf over aangifte."),
            care,
        ),
        Step(
            _("Draag over aan wie het mag onderzoeken"),
            _("Seksuele of criminele uitbuiting: politie (AVIM). Uitbuiting op het werk: Nederlandse Arbeidsinspectie. Schrijf "
              "bij de weging op aan wie, wanneer en onder welk kenmerk."),
            police,
        ),
    ]  # fmt: skip
