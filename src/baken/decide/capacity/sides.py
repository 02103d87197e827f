# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of the panels: the present and scenarios; and what differs most between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from baken.cores import capacity as core
from baken.ui import format as fmt
from baken.ui.panels import Source

from .rules import Asked, Full, Inputs, Quick
from .rules.inputs import StreamInput

PAIR = 2
"""Columns of one scenario beside the present; more are several scenarios."""
KEPT = 0.005
"""A smaller difference in what is done within target (half a point) is called none."""


@dataclass(frozen=True, slots=True)
class Side:
    """One column: the present or a scenario, with its outcome and what it asks of teams."""

    key: str
    label: str
    outcome: core.Outcome
    asked: tuple[Asked, ...]
    streams: tuple[StreamInput, ...]


def sides_of(found: Quick | Full, names: Sequence[str] = ()) -> tuple[Side, ...]:
    """Return the present and what it is compared with, as columns. A scenario that can't be is left out."""
    if isinstance(found, Quick):
        then = Side("then", _("Dan"), found.then, found.asked_then, found.changes.streams(found.inputs))
        return (Side("now", _("Nu"), found.now, found.asked_now, found.inputs.running), then)
    sides = [Side("now", _("Nu"), found.comparison.base, found.asked_now, found.inputs.running)]
    for n, (one, changes) in enumerate(zip(found.comparison.scenarios, found.changes, strict=True)):
        if one.outcome is not None:
            key, label = (f"s{n}", names[n]) if n < len(names) else ("then", _("Dan"))
            sides.append(Side(key, label, one.outcome, found.asked_then[n], changes.streams(found.inputs)))
    return tuple(sides)


def most_affected(sides: Sequence[Side]) -> str:
    """Return the stream whose share within target differs most from the first column's; else with most left at the end."""
    now = sides[0].outcome.streams

    def moved(slug: str) -> tuple[float, float]:
        before = share_of(now.get(slug))
        after = [share_of(side.outcome.streams.get(slug)) for side in sides[1:]]
        changed = [abs(one - before) for one in after if one is not None and before is not None]
        last = sides[-1].outcome.streams.get(slug)
        return round(max(changed, default=0.0), 3), (last.left_hours.value or 0.0) if last is not None else 0.0

    return max(slugs_of(sides), key=moved)


def finding(sides: Sequence[Side], inputs: Inputs) -> str:
    """Return what differs most, in one sentence."""
    if len(sides) == 1:
        slow = min(sides[0].outcome.streams.values(), key=lambda s: 2.0 if share_of(s) is None else share_of(s) or 0.0)
        share = share_of(slow)
        if share is None:
            return _("Geen enkele stroom heeft een doel")
        return _("Minst vaak binnen het doel: %(stream)s (%(share)s)") % {
            "stream": name_of(inputs, slow.name),
            "share": fmt.percent(share * 100),
        }
    if len(sides) > PAIR:
        return _("Wat er binnen het doel klaar is, naast elkaar")
    slug = most_affected(sides)
    before, after = (share_of(side.outcome.streams.get(slug)) for side in sides)
    if before is None and after is not None:
        return _("Nieuw: %(stream)s, %(share)s is binnen het doel klaar") % {
            "stream": name_of(inputs, slug), "share": fmt.percent(after * 100),
        }  # fmt: skip
    if before is None or after is None or abs(after - before) < KEPT:
        return _("Dit verandert bijna niets aan wat binnen het doel klaar is")
    return _("%(stream)s: nu %(now)s binnen het doel, dan %(then)s") % {
        "stream": name_of(inputs, slug),
        "now": fmt.percent(before * 100),
        "then": fmt.percent(after * 100),
    }


def slugs_of(sides: Sequence[Side]) -> list[str]:
    """Streams of any column, each once, in the order in which they appear."""
    return list(dict.fromkeys(slug for side in sides for slug in side.outcome.streams))


def share_of(figures: core.StreamFigures | None) -> float | None:
    return figures.within_target.value if figures is not None and figures.within_target is not None else None


def name_of(inputs: Inputs, slug: str) -> str:
    return inputs.stream(slug).name


def source_of(example: bool) -> tuple[Source, ...]:
    if example:
        return (Source(_("Geen bron"), "", _("verzonnen voor deze voorbeeldomgeving"), "", status="example"),)
    return (Source(_("Gemeente"), "", _("eigen invoer bij Capaciteit"), ""),)
