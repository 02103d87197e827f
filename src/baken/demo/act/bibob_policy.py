# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Bibob policy of the example, and two applications that departments handed in and that wait for a file. All invented."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import Actor, User, actor_for, opened, system_actor
from baken.act.bibob import facade as bibob
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today

Told = Mapping[str, Any]


def _told() -> Told:
    text = (files("baken.demo") / "velsen" / "bibob-policy.yaml").read_text(encoding="utf-8")
    found: Told = YAML(typ="safe").load(text)
    return found


def play_bibob_policy(actor: Actor, municipality: Municipality) -> None:
    """Put the lines of policy in, where there are none."""
    if bibob.for_application(municipality, "permit", today()):
        return
    told = _told()
    days = {name: told[name] for name in ("adopted_on", "valid_from")}
    bibob.load_policy(
        actor=actor, at=now(), municipality=municipality, because=told["decision"],
        entries=[{**line, **days, "fictitious": True} for line in told["lines"]],
    )  # fmt: skip


def play_handed_in(municipality: Municipality) -> None:
    """Have the departments hand in what isn't there yet. Accounts and policy come first."""
    with opened(system_actor(municipality), system=True):
        there = set(bibob.Standing.objects.filter(municipality=municipality).values_list("application", flat=True))
    for told in _told()["handed_in"]:
        user = User.objects.filter(username=told["by"]).first()
        if user is None or told["application"] in there:
            continue
        day = today() - timedelta(days=told["days"])
        at = min(timezone.make_aware(datetime.combine(day, time(14, 5))), now())
        actor = actor_for(user, on=day, at=at, municipality_id=municipality.pk)
        with opened(actor):
            bibob.hand_in(
                actor=actor, at=at, municipality=municipality,
                told=bibob.Application(
                    scope=told["scope"], application=told["application"], label=told["label"],
                    received_on=day - timedelta(days=3), because=told.get("because", ""),
                    trigger=line_of(municipality, told), fictitious=True,
                ),
            )  # fmt: skip


def line_of(municipality: Municipality, told: Told) -> Any:
    """Return the line of policy that a story names, as it holds today; None for one that names none."""
    held = {line.slug: line for line in bibob.for_application(municipality, told["scope"], today())}
    return held.get(told.get("line", ""))
