# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes areas and organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from baken.access.facade import Actor, Partner, require, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality
from baken.privacy.facade import load_defaults

from . import locating
from .models import Area, AreaEdition, AreaName, Organisation


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area of a division to load. Parents must come before their parts."""

    code: str
    level: str
    name: str
    parent: str | None
    municipality_code: str
    valid_from: int
    valid_to: int | None
    source: str
    urbanity: int | None = None
    address_density: int | None = None
    outline: Any = None


@dataclass(frozen=True, slots=True)
class NameRow:
    """What a municipality's documents call an area."""

    name: str
    area: str
    valid_from: int
    valid_to: int | None
    note: str = ""


@action
def found_municipality(*, actor: Actor, at: datetime, code: str, slug: str, name: str) -> Municipality:
    """Add a municipality to this installation, or return the one that is there.

    A new one begins with the register of processing activities, retention rules and assessments that come along: there is
    no day on which it works without.
    """
    require(actor, "registry.areas.load")
    found, made = Municipality.objects.get_or_create(code=code, defaults={"slug": slug, "name": name})
    audit.record("municipality.founded" if made else "municipality.found", found, municipality_id=found.id)
    if made:
        load_defaults(actor=system_actor(found), at=at, municipality=found)
    return found


@action
def load_areas(*, actor: Actor, at: datetime, rows: Iterable[AreaRow]) -> int:
    """Add or replace areas and their editions; return how many editions there now are from these rows.

    An area stands where its newest edition puts it, also when older ones are loaded later. Of two rows for one area and
    first year the last counts. Areas are never removed.
    """
    require(actor, "registry.areas.load")
    rows = list({(r.code, r.valid_from): r for r in rows}.values())
    latest = dict(AreaEdition.objects.values_list("area_id").annotate(Max("valid_from")))
    newest = {r.code: r for r in sorted(rows, key=lambda r: r.valid_from) if latest.get(r.code, 0) <= r.valid_from}
    new = set(newest) - set(latest)
    for level in ("nation", "municipality", "wijk", "buurt"):
        Area.objects.bulk_create(
            [
                Area(code=r.code, level=r.level, parent_id=r.parent, municipality_code=r.municipality_code)
                for r in newest.values()
                if r.level == level
            ],
            update_conflicts=True,
            unique_fields=("code",),
            update_fields=("level", "parent", "municipality_code"),
        )
    editions = [
        AreaEdition(
            area_id=r.code,
            valid_from=r.valid_from,
            valid_to=r.valid_to,
            name=r.name,
            urbanity=r.urbanity,
            address_density=r.address_density,
            outline=r.outline,
            source=r.source,
            loaded_at=at,
        )
        for r in rows
    ]
    AreaEdition.objects.bulk_create(
        editions,
        update_conflicts=True,
        unique_fields=("area", "valid_from"),
        update_fields=("valid_to", "name", "urbanity", "address_density", "outline", "source", "loaded_at"),
    )
    locating.forget()
    transaction.on_commit(locating.forget)  # who asked meanwhile kept what was there before
    audit.record("areas.loaded", resource_type="registry.area", resource_id="areas", count=len(rows), new=len(new))
    return len(rows)


@action
def load_area_names(*, actor: Actor, at: datetime, municipality: Municipality, rows: Iterable[NameRow]) -> int:
    """Replace what the municipality's documents call areas; return how many names there now are."""
    require(actor, "registry.areas.load")
    AreaName.objects.filter(municipality=municipality).delete()
    names = [
        AreaName(
            municipality=municipality,
            name=r.name,
            area_id=r.area,
            valid_from=r.valid_from,
            valid_to=r.valid_to,
            note=r.note,
        )
        for r in rows
    ]
    AreaName.objects.bulk_create(names)
    audit.record("area_names.loaded", municipality, municipality_id=municipality.id, count=len(names))
    return len(names)


@action
def make_organisation(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    slug: str,
    name: str,
    kind: str,
    partner: Partner | None = None,
) -> Organisation:
    """Add an organisation, or return the one that is there."""
    require(actor, "registry.areas.load")
    found = Organisation.objects.filter(municipality=municipality, slug=slug).first()
    if found is None:
        found = Organisation(municipality=municipality, slug=slug, name=name, kind=kind, partner=partner)
        found.save()
    audit.record("organisation.made", found)
    return found
