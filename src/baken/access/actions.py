# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes accounts and their roles."""

from datetime import date, datetime

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality

from .actors import Actor
from .models import Partner, RoleAssignment, User
from .policy import require


@action
def make_partner(*, actor: Actor, at: datetime, municipality: Municipality, slug: str, name: str) -> Partner:
    """Add a partner organisation, or return the one that is there."""
    require(actor, "access.account.make")
    partner = Partner.objects.filter(municipality=municipality, slug=slug).first()
    if partner is None:
        partner = Partner(municipality=municipality, slug=slug, name=name)
        partner.save()
    audit.record("partner.made", partner)
    return partner


@action
def make_account(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    username: str,
    password: str,
    display_name: str,
    role: str,
    since: date,
    partner: Partner | None = None,
    fictitious: bool = False,
) -> User:
    """Make an account with one role. Raises `IntegrityError` when the user name is taken."""
    require(actor, "access.account.make")
    user = User.objects.create_user(username, password, display_name=display_name, fictitious=fictitious)
    RoleAssignment(municipality=municipality, user=user, role=role, partner=partner, valid_from=since).save()
    audit.record("account.made", user, municipality_id=municipality.id, role=role)
    return user
