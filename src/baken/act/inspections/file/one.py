# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one inspection: what is next, its facts, and what every room shows; and its briefing on one sheet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ..blocks import Block, blocks
from ..models import Branch
from ..planning import blocks as planning_blocks
from ..planning import step_views
from ..queries import Seen
from . import pages

GOING = ("under_way", *planning_blocks.OUTSIDE)
SHOWN = 3
"""Follow-ups that are named at what is next."""


def page(seen: Seen, at: datetime) -> dict[str, Any]:
    """Return everything for the page of one inspection."""
    frame = pages.frame(seen, at)
    steps = step_views.possible(seen) if frame["may_plan"] else []
    shown = blocks(seen, at)
    hand = at_hand(shown)
    return {
        **frame,
        "blocks": in_turn(shown, seen.file.status),
        "hand": hand,
        "steps": [(name, step, step.main and name not in hand["waits"]) for name, step in steps],
        "hint": hint(seen, plans=frame["may_plan"], hand=hand),
        "lead": planning_blocks.lead(seen),
        "line": seen.file.line,
    }


def in_turn(shown: list[Block], status: str) -> list[Block]:
    """Return the blocks in the order in which they are needed: once people go out, the plan comes after what they find."""
    if status not in GOING:
        return shown
    plan = [one for one in shown if one.template.startswith("inspections/planning/")]
    homes = [one for one in plan if one.template.endswith("_homes.html") and status == "under_way"]
    # afterwards what others still owe comes first, and only then what was found
    owed = [one for one in shown if one.template.endswith("_follow_up.html") and status != "under_way"]
    rest = [*owed, *(one for one in shown if one not in plan and one not in owed)]
    return [*homes, *rest, *(one for one in plan if one not in homes)]


def at_hand(shown: list[Block]) -> dict[str, Any]:
    """Return what waits, told from the blocks that were made already: visits, findings without owner, follow-up that is open."""
    made = {one.template: one.context for one in shown}
    targets = made.get("inspections/planning/_targets.html", {}).get("targets", [])
    follow_up = made.get("inspections/outcome/_follow_up.html", {})
    still = [one for one in follow_up.get("lines", []) if not one.row.outcome]
    # what isn't the first thing to do yet: a report waits for every visit, closing for what others owe
    waits = {"reported": any(not one.outcome for one in targets), "closed": bool(still)}
    return {
        "waits": {name for name, yes in waits.items() if yes},
        "targets": len(targets),
        "visited": sum(bool(one.outcome) for one in targets),
        "unowned": len(follow_up.get("unowned", [])),
        "open": len(still),
        "first": still[:SHOWN],
    }


def briefing(seen: Seen, at: datetime) -> dict[str, Any]:
    """Return everything for the briefing: goal, who may do what, and the addresses in order."""
    return {
        **pages.frame(seen, at),
        **planning_blocks.parties_block(seen, at).context,
        **planning_blocks.targets_block(seen, at).context,
        "sex_work": seen.file.branch == Branch.SEX_WORK,
    }


def hint(seen: Seen, *, plans: bool, hand: Mapping[str, Any]) -> str:
    """Return in one sentence what is next: for who leads, or for who takes part. `hand`: what waits (`at_hand`)."""
    status = seen.file.status
    if plans and status == "reported" and not hand["unowned"]:
        if hand["open"]:
            return _(
                "Elke bevinding die niet in orde is, heeft een eigenaar en een datum. Leg vast dat de opvolging loopt."
            )
        return _("Er is niets uit te zetten. Evalueer de controle met iedereen die meeging.")
    if plans:
        return {
            "draft": _("Vul het plan aan: wie gaat er mee, en welke adressen bezoekt u op welke gronden?"),
            "planned": _("Houd de briefing en leg dat vast."),
            "briefed": _("Begin de controle als u op pad gaat. Dan kan iedereen bevindingen vastleggen."),
            "under_way": _("Leg vast wat u vindt, en hoe elk bezoek ging. Daarna maakt u het rapport."),
            "reported": _("Geef elke bevinding die niet in orde is een eigenaar en een datum."),
            "followed_up": _("Volg wat eigenaren doen, en evalueer met iedereen die meeging."),
            "debriefed": _("Rond af als alle opvolging een uitkomst heeft."),
            "closed": _("Afgerond. De bewaartermijn loopt."),
            "cancelled": _("Ging niet door. De bewaartermijn loopt."),
        }[status]
    return {
        "draft": _("Het plan wordt nog gemaakt."),
        "planned": _("Lees de briefing. De controle begint op de dag van het plan."),
        "briefed": _("De briefing is gehouden. De controle begint zo."),
        "under_way": _("Leg uw bevindingen vast op de telefoon (Baken Veld) of bij Bevindingen hieronder."),
        "closed": _("Deze controle is afgerond."),
        "cancelled": _("Deze controle ging niet door."),
    }.get(status, _("Staat er opvolging op uw naam? Schrijf op wat ervan kwam."))
