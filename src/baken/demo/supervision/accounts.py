# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the functional administrator of the example did: a connection with keys, somebody who left, one who comes.

The privacy officer confirmed what needed a second person, but for the one who comes: that still waits.
"""

from datetime import date, timedelta

from baken.access.facade import (
    AccountChange,
    Actor,
    Kind,
    User,
    actor_for,
    confirm_account_change,
    give_role,
    join,
    leave,
    make_token,
    revoke_token,
)
from baken.kernel.moment import now, today

ROBOT = "koppeling-bi"


def play_accounts(actor: Actor) -> None:
    """Fill the pages of accounts, once. The tokens are known to nobody: they were shown once, to no one."""
    if User.objects.filter(username=ROBOT).exists():
        return
    at, on = now(), today()
    robot = _joined(actor, ROBOT, "Koppeling rapportage (voorbeeld)", "safety_adviser", on, kind=Kind.SERVICE)
    _confirmed(robot)
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
    _confirmed(left)
    leave(actor=actor, at=at, user=left, reason="Andere baan (voorbeeld)")
    begins = on + timedelta(days=14)
    coming = _joined(actor, "nieuw", "N. Nieuw (voorbeeld)", "youth_coordinator", begins)
    _confirmed(coming)
    give_role(
        actor=actor, at=at, user=coming, role="port_team", since=begins, until=begins + timedelta(days=180),
        reason="Vervangt een half jaar iemand in het haventeam (voorbeeld)",
    )  # fmt: skip


def _confirmed(user: User) -> None:
    """Have the privacy officer confirm what was asked for an account, if there is one."""
    officer = User.objects.filter(username="privacy").first()
    if officer is not None:
        for change in AccountChange.objects.filter(account=user, outcome=""):
            confirm_account_change(actor=actor_for(officer, on=today(), at=now()), at=now(), change=change)


def _joined(actor: Actor, username: str, name: str, role: str, since: date, kind: str = Kind.PERSON) -> User:
    return join(
        actor=actor, at=now(), username=username, display_name=name, role=role, since=since, kind=kind, fictitious=True,
        email="" if kind == Kind.SERVICE else f"{username}@example.org",
        reason="Nieuw in deze functie (voorbeeld)",
    )  # fmt: skip
