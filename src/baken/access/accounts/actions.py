# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes accounts and their roles."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality

from ..actors import Actor
from ..authorization.policy import require
from ..models import Partner, RoleAssignment, User
from ..roles import ROLES


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
    """Make an account with one role.

    Raises `Refused` for a role that isn't there or isn't for people, and for an external role without its organisation
    (which would else see what staff sees); `IntegrityError` when the user name is taken.
    """
    require(actor, "access.account.make")
    if reasons := role_problems(role, partner, municipality):
        raise Refused(reasons)
    user = User.objects.create_user(username, password, display_name=display_name, fictitious=fictitious)
    RoleAssignment(municipality=municipality, user=user, role=role, partner=partner, valid_from=since).save()
    audit.record("account.made", user, municipality_id=municipality.id, role=role)
    return user


def role_problems(role: str, partner: Partner | None, municipality: Municipality) -> tuple[Reason, ...]:
    """Return why a role can't be given, for which organisation it is asked: nothing when it can."""
    reasons = []
    if role not in ROLES or role == "system":
        reasons.append(Reason("unknown_role", _("Deze rol bestaat niet.")))
    elif ROLES[role].external and partner is None:
        reasons.append(Reason("no_partner", _("Deze rol is voor mensen van een partner. Kies een organisatie.")))
    elif partner is not None and not ROLES[role].external:
        reasons.append(Reason("partner_staff", _("Mensen van een partner krijgen alleen de rol partner.")))
    if partner is not None and partner.municipality_id != municipality.id:
        reasons.append(Reason("other_municipality", _("Dit hoort bij een andere gemeente.")))
    return tuple(reasons)
