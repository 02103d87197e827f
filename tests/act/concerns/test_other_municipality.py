# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works at the same desk of another municipality: none of ours is there, at any address, to look or to post."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from baken.access.facade import opened
from baken.act.concerns.models import Link, Packet, ReleaseRequest, SavedFilter
from baken.act.concerns.reporting.reports import Contact
from baken.act.concerns.source import actions as source
from baken.act.concerns.triage import assigning, linking
from baken.kernel.models import Municipality

from .builders import World, build

WITH_REFERENCE = {"reference"}


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


def test_nothing_of_ours_is_there_for_who_works_at_the_same_desk_elsewhere(world: World, elsewhere: World) -> None:
    concern = world.admitted("undermining", contact=Contact("Jan de Boer"))
    other = world.admitted("undermining", "Nog een loods aan de kade.")
    coordinator, purpose = world.actor("coordinator"), "signal_undermining"
    with opened(coordinator, purpose):
        given = {"actor": coordinator, "at": world.now, "purpose": purpose, "concern": concern}
        link = linking.link(**given, other=other, why="zelfde kade")
        asked = source.ask(**given, why="Wij moeten weten wie dit zag.", needed="Zonder naam is het niet te wegen.")
        kept = assigning.save_filter(actor=coordinator, at=world.now, name="Mijn", query="keuze=mine")
    assert {type(one) for one in (link, asked, kept)} == {Link, ReleaseRequest, SavedFilter}
    assert not Packet.objects.exists()
    tried = 0
    for key in (link.pk, asked.pk, kept.pk, uuid4()):
        for name in ("coordinator", "officer", "keeper", "adviser"):
            client = Client()
            client.force_login(elsewhere.users[name], backend="baken.access.backends.AccountBackend")
            for path in addresses({"reference": concern.reference, "key": key}):
                for ask in (client.get, client.post):
                    answer = ask(path)
                    assert answer.status_code in (403, 404, 405) or "/accounts/" in answer.get("Location", ""), (
                        name,
                        path,
                    )
                    tried += 1
    assert tried > 500
