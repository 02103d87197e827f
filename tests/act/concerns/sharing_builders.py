# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Covenants, and doing something with a concern or packet as one of the accounts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from baken.access.facade import Covenant, Participation, covenants, opened
from baken.act.concerns.models import Concern, Packet, ReleaseRequest
from baken.act.concerns.parts import PACKET_PARTS
from baken.act.concerns.sharing import actions as sharing
from baken.act.concerns.sharing.rules import Parcel
from baken.act.concerns.source import actions as source
from baken.kernel.errors import Refused
from tests.kernel.towns import do

from .builders import WHO, World

WORDS = {"report": "Achter de loods wordt elke nacht gelost."}
ROUTE = "police"


def slugs(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.slug for reason in refused.value.reasons}


def covenant(
    world: World,
    purpose: str = "signal_undermining",
    *,
    kinds: list[str] | None = None,
    days: int = 365,
    name: str = "",
) -> Covenant:
    """A covenant with the police for one purpose, in force now."""
    made = covenants.make_covenant(
        actor=world.system, at=world.now, municipality=world.municipality, slug=name or f"c-{purpose.replace('_', '-')}",
        values={"name": f"Convenant {purpose}", "basis": "AVG 6(1)(e)", "purposes": [purpose],
                "kinds": list(PACKET_PARTS) if kinds is None else kinds, "since": world.now - timedelta(days=2),
                "until": world.now + timedelta(days=days)},
        partners=[world.partners["police"]],
    )  # fmt: skip
    world.covenants[purpose] = made
    return made


def handler(concern: Concern) -> str:
    return {role: name for name, role in WHO.items()}[concern.category.handler_role]


def as_it_is(world: World, row: Any) -> Any:
    """The row as it stands, whoever may see it."""
    with opened(world.system, system=True):
        rows = type(row).objects.filter(pk=row.pk)
        if isinstance(row, Concern):
            rows = rows.select_related("guarded", "vault", "category", "municipality")
        return rows.get()


def routed(world: World, concern: Concern, route: str = ROUTE) -> Concern:
    """The concern, weighed with a route, however it came so."""

    def change() -> None:
        with opened(world.system, system=True):
            Concern.objects.filter(pk=concern.pk).update(status="routed", route=route)

    do(change, world.municipality)
    return as_it_is(world, concern)


def parcel(**more: Any) -> Parcel:
    given = {
        "texts": {"concern_report": WORDS["report"]}, "basis": "Politiewet 2012 artikel 3", "why": "Voor het onderzoek.",
        **more,
    }  # fmt: skip
    return Parcel(**given)


def act(world: World, doing: Any, concern: Concern, name: str = "", at: datetime | None = None, **more: Any) -> Any:
    """Do something with a concern as who handles it, or an account."""
    concern = as_it_is(world, concern)
    actor, purpose = world.actor(name or handler(concern), at), concern.category.purpose
    if doing not in (source.ask, source.read):
        more = {"seen": concern.version, **more}
    with opened(actor, purpose):
        return doing(actor=actor, at=at or world.now, purpose=purpose, concern=concern, **more)


def share(world: World, concern: Concern, name: str = "", at: datetime | None = None, **more: Any) -> Packet:
    partner = more.pop("partner", world.partners["police"])
    return act(world, sharing.share, concern, name, at, partner=partner, parcel=parcel(**more))


def recall(world: World, packet: Packet, name: str = "coordinator", at: datetime | None = None) -> Packet:
    row = as_it_is(world, packet)
    actor = world.actor(name, at)
    with opened(actor, row.purpose):
        return sharing.recall(
            actor=actor, at=at or world.now, purpose=row.purpose, packet=row, seen=row.version, reason="Vergissing."
        )


def released(world: World, concern: Concern, *, hours: int = 24, granted: bool = True) -> ReleaseRequest:
    """A request of the handler on which the keeper decided."""
    asked = act(world, source.ask, concern, why="De melder is in gevaar.", needed="Anders kan niemand waarschuwen.")
    keeper = world.actor("keeper")
    with opened(keeper):
        return source.decide(
            actor=keeper, at=world.now, asked=asked, granted=granted, because="Dit weegt zwaarder.", hours=hours
        )


def takers(world: World, packet: Packet) -> list[Participation]:
    with opened(world.system, system=True):
        return list(Participation.objects.filter(guarded=packet.guarded_id))
