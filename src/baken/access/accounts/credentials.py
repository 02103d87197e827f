# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""By what somebody gets in: the mail address, the password, the second step, the open sessions."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from baken.kernel import audit, moment
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason
from baken.kernel.models import Municipality

from ..actors import Actor, actor_for
from ..login import sessions
from ..models import AccountChange, ChangeKind, Ending, Kind, RoleAssignment, User, UserSession
from ..supervision.matrix import reason_against
from . import four_eyes
from . import mail as account_mail
from . import role_rules as rules
from .role_rules import day_of, refuse


@action
def send_password_link(*, actor: Actor, at: datetime, user: User) -> None:
    """Mail a link by which the person chooses a password: it works once, for three days. The mail tells nothing else."""
    municipality = rules.begin(actor, user)
    reasons = [*rules.own(actor, user), *rules.shared(municipality, user, at)]
    if not user.is_active:
        reasons.append(rules.closed())
    if user.kind != Kind.PERSON:
        reasons.append(Reason("service", _("Een koppeling heeft geen wachtwoord. Maak een sleutel.")))
    elif not user.email:
        reasons.append(Reason("no_email", _("Dit account heeft geen e-mailadres.")))
    refuse(*reasons)
    if not user.has_usable_password():
        user.set_unusable_password()  # an earlier link dies
        user.save()
    audit.record("account.password_link", user, municipality_id=municipality.id)
    transaction.on_commit(lambda: account_mail.send_link(user))


@action
def change_details(
    *, actor: Actor, at: datetime, user: User, display_name: str, email: str, reason: str = ""
) -> AccountChange | None:
    """Change name and mail address of an account. Links that were sent to the old address die; it is told of the change.

    Where the account reaches confidential work or supervision, another address waits for a second person, with a reason:
    whoever reads its mail can choose its password. Returns that change.
    """
    municipality = rules.begin(actor, user)
    refuse(*rules.own(actor, user), *rules.shared(municipality, user, at))
    if email:
        validate_email(email)
    old, asked = user.email, None
    if email != old and _address_waits(actor, municipality, user, at):
        refuse(*reason_against(reason))
        asked = four_eyes.ask(actor, at, municipality, user, ChangeKind.ADDRESS, {"email": email}, reason)
        email = old
        if old:
            transaction.on_commit(lambda: account_mail.tell_old_address(old, waits=True), robust=True)
    elif email != old and old:
        transaction.on_commit(lambda: account_mail.tell_old_address(old, waits=False), robust=True)
    changed = [
        name for name, value in {"display_name": display_name, "email": email}.items() if getattr(user, name) != value
    ]
    user.display_name, user.email = display_name, email
    user.save()
    if changed or asked is None:
        audit.record("account.changed", user, municipality_id=municipality.id, fields=changed)
    return asked


def carry_out_address(municipality: Municipality, user: User, email: str) -> None:
    """Change the address, within the action under way. Links and sessions of before are over."""
    user.email = email
    user.save()
    audit.record("account.changed", user, municipality_id=municipality.id, fields=["email"])


def carry_out_link(municipality: Municipality, user: User) -> None:
    """Mail a link to choose a password, within the action under way; that it couldn't go is told in the server's log."""
    user.set_unusable_password()  # an earlier link dies
    user.save()
    audit.record("account.password_link", user, municipality_id=municipality.id)
    transaction.on_commit(lambda: account_mail.send_link(user), robust=True)


@action
def reset_second_factor(*, actor: Actor, at: datetime, user: User) -> None:
    """Take the code app away from an account whose owner lost it. Its sessions end; at the next login it is set up anew."""
    municipality = rules.begin(actor, user)
    refuse(*rules.own(actor, user), *rules.shared(municipality, user, at))
    from allauth.mfa.models import Authenticator  # not there yet when features are loaded

    for row in Authenticator.objects.filter(user=user):
        row.delete()
    sessions.end_all(user, at, Ending.SECOND_FACTOR)
    audit.record("account.second_factor_reset", user, municipality_id=municipality.id)


@action
def set_password(*, actor: Actor, at: datetime, user: User, password: str, by_link: bool = False) -> None:
    """Set the actor's own password, and end every session of the account."""
    if actor.id != user.id or user.kind != Kind.PERSON or not user.is_active:
        raise Denied((Reason("own", _("Alleen de eigenaar kiest het wachtwoord.")),))
    user.set_password(password)
    user.save()
    sessions.end_all(user, at, Ending.PASSWORD)
    audit.record("account.password_changed", user, by_link=by_link)


@action
def end_session(*, actor: Actor, at: datetime, key: UUID) -> None:
    """End one of the actor's own sessions. Raises `Denied` for any other."""
    rows = UserSession.objects.filter(pk=key, user=actor.id, ended_at__isnull=True) if actor.id else None
    if rows is None or not rows.update(ended_at=at, ended_for=Ending.OWN):
        raise Denied((Reason("gone", _("Deze sessie is er niet meer.")),))
    audit.record("account.session_ended", resource_type="access.usersession", resource_id=str(key))


@action
def _note_second_factor(*, actor: Actor, at: datetime, user: User, what: str, kind: str, but: UUID | None) -> None:
    if what == "added":
        sessions.end_all(user, at, Ending.SECOND_FACTOR, but=but)  # whoever was in by password alone is out
    audit.record(f"account.second_factor_{what}", user, kind_of_factor=kind)


def note_second_factor(*, user: User, what: str, kind: str, but: UUID | None) -> None:
    """Write that the owner of an account added, removed or renewed a second factor."""
    at = moment.now()
    _note_second_factor(actor=_self(user, at), at=at, user=user, what=what, kind=kind, but=but)


def change_own_password(user: User, password: str, *, by_link: bool = False) -> None:
    """Set a password on behalf of the owner, who was recognised by the old one or by a link."""
    at = moment.now()
    set_password(actor=_self(user, at), at=at, user=user, password=password, by_link=by_link)


def _self(user: User, at: datetime) -> Actor:
    actor = actor_for(user, on=day_of(at), at=at)
    return actor if actor.id else replace(actor, id=user.id)


def _address_waits(actor: Actor, municipality: Municipality, user: User, at: datetime) -> bool:
    if not four_eyes.heavy_account(municipality.pk, user, at):
        return False
    first = any(
        four_eyes.at_once(actor, municipality, day_of(at), row.role)
        for row in RoleAssignment.objects.filter(municipality=municipality, user=user)
    )
    return not (first or actor.id is None)
