# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's half year of alerts: looked at month by month, and dealt with. Made from example figures, and marked so."""

from datetime import UTC, datetime, timedelta

from baken.access.facade import Actor, system_actor
from baken.kernel.models import Municipality

from ..models import Alert, AlertRun
from . import actions
from .months import between, end_of

FIRST, LAST = "2026-04", "2026-09"
LOOKS_AFTER = timedelta(days=50)
"""After a month's end: when its figures count."""
Story = tuple[tuple[str, str], ...]

STORIES: dict[tuple[str, str, str], tuple[Story, bool | None, str]] = {
    ("crime_threat", "WK045305", "2026-04"): (
        (
            ("see", ""),
            ("explain", "Ruzie op sociale media tussen groepen leerlingen liep over naar het plein. "
                "Besproken met school, jeugdwerk en politie."),
        ),
        True,
        "Zonder deze attendering was het pas in het kwartaaloverleg op tafel gekomen.",
    ),
    ("crime_theft_of_bicycle", "WK045305", "2026-06"): ((("see", ""),), False, "De wijkagent wist dit al."),
    ("nuisance_alcohol_drugs", "WK045301", "2026-07"): (
        (("explain", "Zomerfestival van vier dagen met veel bezoekers. Daarna was het weer als anders."),),
        None,
        "",
    ),
}  # fmt: skip
"""By indicator, area and month: the steps with what was written, whether it was of use, and why. All invented."""
YOUTH = ("nuisance_youth", "WK045308", LAST)


def play_alerts(actor: Actor, municipality: Municipality, at: datetime) -> None:
    """Look at the example's months and deal with what was found, as `actor`. Does nothing where somebody ever looked."""
    if AlertRun.objects.filter(municipality=municipality).exists():
        return
    system = system_actor(municipality)
    for month in between(FIRST, LAST):
        actions.look(actor=system, at=min(at, _moment(month)), municipality=municipality, period=month)
    actions.look(actor=system, at=at, municipality=municipality)
    there = {(a.indicator, a.area, a.period): a for a in Alert.objects.filter(municipality=municipality)}
    for key, (steps, useful, why) in STORIES.items():
        if (alert := there.get(key)) is None:
            continue
        moment = min(at, alert.first_at + timedelta(days=2))
        for name, note in steps:
            alert = actions.triage(actor=actor, at=moment, alert=alert, name=name, note=note)
            moment = min(at, moment + timedelta(days=6))
        if useful is not None:
            actions.judge_useful(actor=actor, at=moment, alert=alert, useful=useful, note=why)
    if (youth := there.get(YOUTH)) is not None:
        actions.triage(
            actor=actor,
            at=at,
            alert=youth,
            name="investigate",
            note="Zijn dit meldingen over één plek? Vraag het jeugdwerk en de wijkagent.",
            owner="youth_coordinator",
            due=(at + timedelta(days=12)).date(),
        )


def _moment(month: str) -> datetime:
    day = end_of(month) + LOOKS_AFTER
    return datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
