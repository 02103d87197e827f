# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was opened in one use of emergency access, from the audit log: for who reviews it. Doors and parts, never content."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from baken.kernel.models import AuditEntry, Municipality

from ..authorization.need_to_know import EMERGENCY
from ..authorization.parts import all_parts, part_label
from ..authorization.reading import door_word
from ..models import EmergencyAccess, GuardedRecord

SHOWN = 500
GUARDED = GuardedRecord._meta.label_lower


@dataclass(frozen=True, slots=True)
class Opened:
    """One time that something was opened: when, by which door in words, which parts in words, how many documents."""

    at: datetime
    what: str
    parts: tuple[str, ...]
    keys: tuple[str, ...]


def opened_in(access: EmergencyAccess) -> list[Opened]:
    """Return what was opened, in order of time, at most `SHOWN` times. Two queries at most."""
    rows = AuditEntry.objects.filter(
        municipality_id=access.municipality_id,
        kind="read",
        actor_id=access.user_id,
        resource_type=GUARDED,
        resource_id=_key_of(access),
        purpose=EMERGENCY,
        at__gte=access.started_at,
        at__lt=access.ends_at,
    )
    order = list(all_parts())
    return [
        Opened(
            row.at,
            door_word(str(row.detail.get("door", ""))),
            tuple(part_label(part) for part in sorted(row.detail.get("parts", ()), key=_place_in(order))),
            tuple(str(key)[-8:] for key in row.detail.get("rows", ())),
        )
        for row in rows.order_by("sequence")[:SHOWN]
    ]


def reviewed_here(municipality: Municipality, entries: Iterable[AuditEntry]) -> set[UUID]:
    """Return which of these reads fall within a use of emergency access, which is reviewed by itself: keys of audit rows."""
    urgent = [entry for entry in entries if entry.purpose == EMERGENCY]
    if not urgent:
        return set()
    rows = EmergencyAccess.objects.filter(
        municipality=municipality,
        user__in={entry.actor_id for entry in urgent},
        started_at__lte=max(entry.at for entry in urgent),
        ends_at__gt=min(entry.at for entry in urgent),
    )
    uses = list(rows.values_list("user", "guarded", "started_at", "ends_at"))
    return {
        entry.pk
        for entry in urgent
        if any(
            user == entry.actor_id and str(guarded) == entry.resource_id and since <= entry.at < until
            for user, guarded, since, until in uses
        )
    }


def _place_in(order: list[str]) -> Callable[[str], int]:
    return lambda part: order.index(part) if part in order else len(order)


def _key_of(access: EmergencyAccess) -> str:
    """Return the key of the record; of one that was destroyed since, as the row of the taking tells."""
    if access.guarded_id is not None:
        return str(access.guarded_id)
    taken = AuditEntry.objects.filter(
        municipality_id=access.municipality_id, action="emergency.taken", detail__access=str(access.pk)
    ).first()
    return taken.resource_id if taken else ""
