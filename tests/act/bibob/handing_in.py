# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests of departments do in a world of desks: a line of policy, an application that is handed in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from baken.access.facade import opened
from baken.act.bibob.departments import actions as departments
from baken.act.bibob.departments.actions import Application, Handed
from baken.act.bibob.models import Standing, Trigger
from baken.act.bibob.triggers import actions as policy
from tests.act.desks import Desks

SINCE = date(2024, 1, 1)


def today(world: Desks) -> date:
    return timezone.localdate(world.now)


def put_line(world: Desks, slug: str = "horeca", **more: Any) -> Trigger:
    """An adopted line of policy, for each permit of a café unless told otherwise."""
    entry = {
        "slug": slug, "scope": "permit", "title": "Vergunning voor een horecabedrijf", "when": "always",
        "basis": "Wet Bibob 7; Alcoholwet 3", "valid_from": SINCE, "adopted_on": SINCE, **more,
    }  # fmt: skip
    policy.load(actor=world.system, at=world.now, municipality=world.municipality, entries=[entry], because="besluit 1")
    return Trigger.objects.get(municipality=world.municipality, slug=slug)


def hand_in(world: Desks, who: str = "permits", application: str = "Z-1", **more: Any) -> Handed:
    """Hand in, by an account of the world."""
    given = {
        "scope": "permit" if who == "permits" else "subsidy", "label": "Eetcafé De Proef (voorbeeld)",
        "received_on": today(world) - timedelta(days=3), "because": "ondoorzichtige financiering", **more,
    }  # fmt: skip
    actor = world.actor(who, given.pop("at", None))
    with opened(actor):
        return departments.ask(
            actor=actor, at=actor.moment or world.now, municipality=world.municipality,
            told=Application(application=application, **given),
        )  # fmt: skip


def handed(world: Desks, who: str = "permits", application: str = "Z-1", **more: Any) -> Standing:
    """The standing of an application that was handed in."""
    standing = hand_in(world, who, application, **more).standing
    assert standing is not None
    return standing


def tell(world: Desks, standing: Standing, **values: Any) -> Standing:
    """Write on a standing what the desk would, without a file."""
    from tests.kernel.towns import do

    def put() -> Standing:
        row = Standing.objects.get(pk=standing.pk)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        return row

    with opened(world.system, system=True):
        return do(put, world.municipality)
