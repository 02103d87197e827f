# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two municipalities and the actions that tests of the foundations do in them. Partners stand for any record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from baken.access.facade import Actor, Partner, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
T = TypeVar("T")


def town(code: str = "GM0453", name: str = "Velsen") -> Municipality:
    """A municipality; made up ones have codes from GM9000."""
    return Municipality.objects.get_or_create(code=code, defaults={"slug": name.lower(), "name": name})[0]


@action
def doing(*, actor: Any, at: datetime, what: Callable[[], T]) -> T:
    """Do anything as an action, with one audit row."""
    result = what()
    audit.record("test.done", resource_type="test", resource_id="-")
    return result


def do(what: Callable[[], T], municipality: Municipality | None = None, at: datetime = NOW) -> T:
    """Do `what` as Baken itself, in one municipality or (None) in the installation."""
    return doing(actor=system_actor(municipality), at=at, what=what)


def make_partner(municipality: Municipality, slug: str = "politie") -> Partner:
    """A stored partner organisation."""
    partner = Partner(municipality=municipality, slug=slug, name=slug.title())
    do(partner.save)
    return partner


def person(municipality: Municipality, *roles: str, **more: Any) -> Actor:
    """An actor who isn't stored."""
    return Actor(id=None, municipality_id=municipality.id, roles=frozenset(roles), on=NOW.date(), **more)
