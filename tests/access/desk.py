# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests of supervision start from: accounts that hold roles, registers, covenants, guarded records with two parts."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client

from baken.access.facade import (
    Actor,
    Covenant,
    GuardedRecord,
    Participation,
    Partner,
    RoleAssignment,
    Sight,
    User,
    Vault,
    VaultAdmission,
    actor_for,
    admit,
    covenants,
    make_vault,
    opened,
    register_parts,
    system_actor,
)
from baken.kernel.models import Municipality
from baken.kernel.moment import now
from tests.kernel.towns import do, town

KIND, PURPOSE = "test.thing", "premises_approach"
SERVES = {
    "wpg": "criminal_investigation", "bibob": "bibob_screening", "wgs": "joint_casework", "source": "source_protection",
}  # fmt: skip
REASON = "because the test says so"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
register_parts(KIND, {"premises": "Pand", "police": "Politie"})


def account(
    role: str, name: str = "", partner: Partner | None = None, municipality: Municipality | None = None, **more: Any
) -> User:
    """A stored account that holds one role from 2020 on."""
    user = User.objects.create_user(name or role, None, display_name=name or role, **more)
    municipality = municipality or town()
    row = RoleAssignment(municipality=municipality, user=user, role=role, partner=partner, valid_from=date(2020, 1, 1))
    do(row.save)
    return user


def acting(user: User, at: datetime | None = None) -> Actor:
    """The account as actor, at a moment (now)."""
    at = at or now()
    return actor_for(user, on=at.date(), at=at)


def system(municipality: Municipality | None = None) -> Actor:
    """Baken itself, in Velsen."""
    return system_actor(municipality or town())


def browser(user: User, *, recognised: bool = True) -> Client:
    """A browser in which the account is logged in, and gave its password just now (or long ago)."""
    client = Client()
    client.force_login(user, backend="baken.access.login.backends.AccountBackend")
    session = client.session
    at = time.time() - (0 if recognised else 3600)
    session["account_authentication_methods"] = [{"method": "password", "at": at}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def vault(slug: str = "premises", regime: str = "general", **more: Any) -> Vault:
    """A register; unless told otherwise for the purpose of its regime, `premises_approach` under the AVG."""
    municipality = more.pop("municipality", None) or town()
    admitted = more.pop("admitted", ())
    values = {"name": slug.title(), "basis": "Gemeentewet 172", "emergency": False, **more}
    values.setdefault("purposes", [SERVES.get(regime, PURPOSE)])
    made = make_vault(
        actor=system(municipality), at=now(), municipality=municipality, slug=slug, controller="mayor", regime=regime,
        values=values,
    )  # fmt: skip
    for role in admitted:
        admit(actor=system(municipality), at=now(), vault=made, role=role, purposes=values["purposes"], reason=REASON)
    return made


def admission(found: Vault, role: str) -> VaultAdmission | None:
    """What a role may in a register."""
    return VaultAdmission.objects.filter(vault=found, role=role).first()


def partner(slug: str = "politie", municipality: Municipality | None = None) -> Partner:
    """A partner organisation."""
    row = Partner(municipality=municipality or town(), slug=slug, name=slug.title())
    do(row.save)
    return row


def covenant(*partners: Partner, slug: str = "c", **more: Any) -> Covenant:
    """A covenant that began yesterday and has no end, for both parts, unless told otherwise."""
    municipality = partners[0].municipality if partners else town()
    values = {
        "name": slug.title(), "basis": "AVG 6", "purposes": [PURPOSE], "kinds": ["premises", "police"],
        "since": now() - DAY, "until": None, **more,
    }  # fmt: skip
    return covenants.make_covenant(
        actor=system(municipality), at=now(), municipality=municipality, slug=slug, values=values, partners=partners
    )


def guarded(found: Vault, reference: str = "2026-0001", kind: str = KIND) -> GuardedRecord:
    """A guarded record of the kind that has two parts."""
    row = GuardedRecord(municipality_id=found.municipality_id, vault=found, kind=kind, reference=reference)
    do(row.save)
    return row


def take_part(record: GuardedRecord, sights: dict[str, int] | None = None, **who: Any) -> Participation:
    """Let somebody take part since yesterday, with sight on parts (of both the content)."""
    since = who.pop("since", now() - DAY)
    row = Participation(
        municipality_id=record.municipality_id, guarded=record, vault_id=record.vault_id, since=since, **who
    )

    def store() -> None:
        row.save()
        for part, level in (sights if sights is not None else {"premises": 2, "police": 2}).items():
            Sight(municipality_id=record.municipality_id, participation=row, part=part, level=level).save()

    with opened(system(record.municipality), system=True):
        do(store, record.municipality)
    return row
