# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The hashes by which a measure is found by its address, made anew with the current key after keys were renewed."""

from datetime import datetime
from uuid import UUID

from baken.access.facade import Actor, opened, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.address_hash import address_hash
from baken.kernel.models import Municipality
from baken.kernel.moment import now

from ..models import AddressMeasure, Measure

BATCH = 200


def index_anew() -> None:
    """Make the hash of every address with the current key; repeatable after a stop."""
    for municipality in Municipality.objects.all():
        actor = system_actor(municipality)
        for model in (Measure, AddressMeasure):
            with opened(actor, system=True):
                rows = model._default_manager.filter(municipality=municipality).exclude(address_hash="")
                every = list(rows.order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(every), BATCH):
                _index(actor=actor, at=now(), model=model, keys=every[start : start + BATCH])


@action
def _index(*, actor: Actor, at: datetime, model: type[Measure | AddressMeasure], keys: list[UUID]) -> None:
    for row in model._default_manager.filter(pk__in=keys):
        wanted = address_hash(row.municipality_id, row.address)
        if row.address_hash != wanted:
            model._default_manager.filter(pk=row.pk).update(address_hash=wanted)
    audit.record("measure.indexed", resource_type=model._meta.label_lower, resource_id=str(keys[0]), rows=len(keys))
