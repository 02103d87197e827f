# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small pieces: accounts, guarded records, reads of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from baken.access.facade import (
    Actor,
    GuardedRecord,
    Participation,
    RoleAssignment,
    SearchToken,
    Sight,
    User,
    Vault,
    opened,
    system_actor,
)
from baken.kernel import audit
from baken.kernel.errors import Refused
from baken.kernel.models import Municipality
from tests.kernel.towns import do

from .conftest import NOW, TODAY

T = Any


def acting(town: Municipality, what: Callable[[], T]) -> T:
    """Do anything as Baken itself, where every guarded row is seen."""

    def inside() -> T:
        with opened(system_actor(town), "", system=True):
            return what()

    return do(inside, town)


def slugs(call: Callable[[], object]) -> set[str]:
    """Return the reasons for which a call is refused."""
    with pytest.raises(Refused) as refused:
        call()
    return {reason.slug for reason in refused.value.reasons}


def account(town: Municipality, role: str, name: str = "", **more: Any) -> User:
    """A stored account with one role, called after it unless told."""

    def make() -> User:
        called = name or f"{role}-{town.slug}"
        told = {"display_name": role.title(), "email": f"{name or role}@example.org", **more}
        user = User.objects.create_user(called, None, **told)
        RoleAssignment(municipality=town, user=user, role=role, valid_from=date(2020, 1, 1)).save()
        return user

    return do(make, town)


def vault(town: Municipality, slug: str = "premises") -> Vault:
    """A stored register."""
    found = Vault.objects.filter(municipality=town, slug=slug).first()
    if found is None:
        found = Vault(
            municipality=town, slug=slug, name=slug.title(), controller="mayor", basis="Gemeentewet 172",
            purposes=["premises_approach"],
        )  # fmt: skip
        do(found.save, town)
    return found


def record(
    town: Municipality, reference: str = "2026-0001", *, closed: date | None = date(2020, 3, 1), kind: str = "case.premises",
    register: str = "premises", user: User | None = None,
) -> GuardedRecord:  # fmt: skip
    """A stored record with a participation, a sight and two search tokens; closed long ago unless told."""
    home = vault(town, register)

    def make() -> GuardedRecord:
        it = GuardedRecord(municipality=town, vault=home, kind=kind, reference=reference, retention_from=closed)
        it.save()
        taking = Participation(
            municipality=town, guarded=it, vault=home, role="" if user else "undermining_coordinator", user=user,
            since=NOW - timedelta(days=3000),
        )  # fmt: skip
        taking.save()
        Sight(municipality=town, participation=taking, part="premises", level=2).save()
        for word in ("a" * 32, "b" * 32):
            SearchToken(
                municipality=town, guarded=it, vault=home, part="premises", level=2, token=word, source="x"
            ).save()
        return it

    return acting(town, make)


def read_of(actor: Actor, it: GuardedRecord, at: datetime, purpose: str = "premises_approach") -> None:
    """Write in the log that the actor read the record."""
    from baken.kernel.actions import action

    @action
    def reading(*, actor: Actor, at: datetime) -> None:
        audit.record_read(
            "guarded.read", it, purpose=purpose, basis="Gemeentewet 172", vault_id=it.vault_id, door="page"
        )

    reading(actor=actor, at=at)


def paper_destroyer(folder: Path) -> Callable[[GuardedRecord], dict[str, int]]:
    """Return a feature's destroyer: the content is one file per record, named by its reference."""

    def destroy(guarded: GuardedRecord) -> dict[str, int]:
        path = folder / guarded.reference
        there = path.exists()
        path.unlink(missing_ok=True)
        return {"papers": int(there)}

    return destroy


def days_after(days: int) -> date:
    """Return a day from today."""
    return TODAY + timedelta(days=days)
