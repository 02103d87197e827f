# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the functional administrator of the example did: a connection with keys, somebody who left, one who comes."""

from datetime import date, timedelta

from baken.access.facade import Actor, Kind, User, give_role, join, leave, make_token, revoke_token
from baken.kernel.moment import now, today

ROBOT = "koppeling-bi"


def play_accounts(actor: Actor) -> None:
    """Fill the pages of accounts, once. The tokens are known to nobody: they were shown once, to no one."""
    if User.objects.filter(username=ROBOT).exists():
        return
    at, on = now(), today()
    robot = _joined(actor, ROBOT, "Koppeling rapportage (voorbeeld)", "safety_adviser", on, kind=Kind.SERVICE)
    old, _gone = make_token(
        actor=actor, at=at, user=robot, name="proef", scope=["observe.picture.view"], expires_at=at + timedelta(days=30)
    )
    revoke_token(actor=actor, at=at, token=old)
    scope = ["observe.picture.view", "decide.framework.view"]
    make_token(
        actor=actor,
        at=at,
        user=robot,
        name="dashboard van het college",
        scope=scope,
        expires_at=at + timedelta(days=180),
    )
    left = _joined(actor, "vertrokken", "V. Vertrokken (voorbeeld)", "inspector", on)
    leave(actor=actor, at=at, user=left)
    coming = _joined(actor, "nieuw", "N. Nieuw (voorbeeld)", "youth_coordinator", on + timedelta(days=14))
    begins = on + timedelta(days=14)
    give_role(actor=actor, at=at, user=coming, role="port_team", since=begins, until=begins + timedelta(days=180))


def _joined(actor: Actor, username: str, name: str, role: str, since: date, kind: str = Kind.PERSON) -> User:
    return join(
        actor=actor, at=now(), username=username, display_name=name, role=role, since=since, kind=kind, fictitious=True,
        email="" if kind == Kind.SERVICE else f"{username}@example.org",
    )  # fmt: skip
