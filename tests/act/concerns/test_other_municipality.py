# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works at the same desk of another municipality: none of ours is there, at any address, to look or to post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from baken.access.facade import opened
from baken.act.concerns.models import Concern, Packet
from baken.act.concerns.reporting.reports import Contact
from baken.act.concerns.source import actions as source
from baken.act.concerns.triage import assigning, linking
from baken.kernel.models import Municipality
from tests.plugins.remembered import logged_in

from .builders import World, build
from .sharing_builders import covenant, routed, share

FILLED = {
    "oordeel": "admit",
    "personal_data": "yes",
    "basis": "AVG 6(1)(e)",
    "reasons": "Past bij de taak.",
    "version": 1,
}
"""What the toets vooraf asks: without an outcome it is there for nobody."""


@dataclass(frozen=True)
class Ours:
    """What our municipality has: a signal in each stage, what was shared of one, and the keys of what belongs to it."""

    untested: Concern
    concern: Concern
    packet: Packet
    keys: dict[str, UUID]

    def addresses(self, other: UUID) -> set[str]:
        """Every address that can be filled in with what there is: each reference with a key of its own and with `other`."""
        mine = self.concern.reference
        pairs = [(mine, key) for key in (*self.keys.values(), other)]
        pairs += [(one, other) for one in (self.untested.reference, self.packet.reference)]
        return {path for one, key in pairs for path in addresses({"reference": one, "key": key})}


def addresses(values: dict[str, Any]) -> list[str]:
    """Every address of signals, and of the way from one to a case, that can be filled in with these."""
    found = []
    for space in ("concerns", "journeys"):
        names = {name for name in get_resolver().namespace_dict[space][1].reverse_dict if isinstance(name, str)}
        for name in sorted(names):
            for given in ({"reference": values["reference"]}, {"key": values["key"]}, values):
                try:
                    found.append(reverse(f"{space}:{name}", kwargs=given))
                    break
                except NoReverseMatch:
                    continue
    return found


@pytest.fixture
def elsewhere(world: World) -> World:
    return build(Municipality.objects.create(code="GM9000", slug="elders", name="Elders"), "o")


@pytest.fixture
def ours(world: World) -> Ours:
    concern = world.admitted("undermining", contact=Contact("Jan de Boer"))
    other = world.admitted("undermining", "Nog een loods aan de kade.")
    coordinator, purpose = world.actor("coordinator"), "signal_undermining"
    with opened(coordinator, purpose):
        given = {"actor": coordinator, "at": world.now, "purpose": purpose, "concern": concern}
        link = linking.link(**given, other=other, why="zelfde kade")
        asked = source.ask(**given, why="Wij moeten weten wie dit zag.", needed="Zonder naam is het niet te wegen.")
        kept = assigning.save_filter(actor=coordinator, at=world.now, name="Mijn", query="keuze=mine")
    covenant(world)
    packet = share(world, routed(world, concern))
    keys = {"link": link.pk, "asked": asked.pk, "filter": kept.pk}
    return Ours(world.receive("undermining"), concern, packet, keys)


@pytest.mark.sqlite_enough(
    reason="asks each address by the checks of the code; row-level security only hides more, of which tests/access tells"
)
def test_nothing_of_ours_is_there_for_who_works_at_the_same_desk_elsewhere(elsewhere: World, ours: Ours) -> None:
    tried = 0
    for name in ("coordinator", "keeper", "police"):
        client = logged_in(elsewhere.users[name])
        for path in ours.addresses(uuid4()):
            for answer in (client.get(path), client.post(path, FILLED)):
                assert answer.status_code in (403, 404, 405) or "/accounts/" in answer.get("Location", ""), (name, path)
                tried += 1
    assert tried > 300


def test_the_same_addresses_open_for_our_own(world: World, ours: Ours) -> None:
    """Otherwise nothing being there would tell of a wrong address, and not of who asks."""
    opening: dict[str, set[str]] = {}
    for name in ("coordinator", "keeper", "police"):
        client = logged_in(world.users[name])
        opening[name] = {path for path in ours.addresses(uuid4()) if client.get(path).status_code == 200}
    page = ours.concern.get_absolute_url()
    assert {page, ours.untested.get_absolute_url(), f"{page}signaal.json", f"{page}delen/"} <= opening["coordinator"]
    assert reverse("concerns:release", args=[ours.keys["asked"]]) in opening["keeper"]
    assert reverse("concerns:packet", args=[ours.packet.reference]) in opening["police"]
    coordinator = logged_in(world.users["coordinator"])
    for name, given in (
        ("check", {"reference": ours.untested.reference}),
        ("unlink", {"reference": ours.concern.reference, "key": ours.keys["link"]}),
        ("filter_drop", {"key": ours.keys["filter"]}),
    ):
        path = reverse(f"concerns:{name}", kwargs=given)
        assert path in ours.addresses(uuid4())
        answer = coordinator.post(path, {**FILLED, "version": ours.untested.version})
        assert answer.status_code == 302, (path, answer.status_code)
