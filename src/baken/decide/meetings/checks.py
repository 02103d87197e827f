# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every action here asks first: may this be, is it still as it was seen, is the meeting still open for change."""

from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from baken.access.facade import ROLES, Actor, require, require_in
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, Record

from .models import AgendaItem, Meeting, MeetingStatus
from .policies import MANAGE, PREPARE, VIEW

R = TypeVar("R", bound=Record)
CLOSED = frozenset({MeetingStatus.SETTLED, MeetingStatus.CANCELLED})
RESERVED = frozenset({"acties", "agendapunt", "besluit", "deelnemer", "gast", "nieuw", "stuk"})
"""First words of addresses under /besluiten/overleg/: a kind of meeting can't be called so."""


def seat_roles() -> dict[str, str]:
    """Return the roles that can take part in meetings and own actions, with their Dutch label."""
    return {
        slug: str(role.label)
        for slug, role in ROLES.items()
        if VIEW in role.permissions and not role.external and slug != "system"
    }


def require_seat(role: str) -> None:
    """Refuse a role that can't take part: council members and partners' own role don't."""
    if role and role not in seat_roles():
        raise refused("role_without_seat", _("Deze rol kan niet aan een overleg deelnemen."))


def require_here(actor: Actor, municipality: Municipality) -> None:
    """Raise `Denied` unless the actor may prepare meetings in this municipality."""
    require_in(actor, MANAGE, municipality.id)


def open_meeting(actor: Actor, key: UUID) -> Meeting:
    """Lock a meeting and return it; refused when it was settled or cancelled: then minutes are corrected, not changed."""
    meeting: Meeting = Meeting.objects.select_for_update().get(pk=key)
    require(actor, PREPARE, meeting)
    if meeting.status in CLOSED:
        raise refused("settled", _("Dit overleg is vastgesteld of vervallen. Wijzig het met een correctie, met reden."))
    return meeting


def open_point(actor: Actor, item: AgendaItem) -> Meeting:
    """Lock the meeting of a point and return it; who has no seat changes nothing of a confidential point."""
    meeting = open_meeting(actor, item.meeting_id)
    require(actor, PREPARE, item)
    return meeting


def refused(slug: str, text: str) -> Refused:
    """Return a refusal with one reason."""
    return Refused((Reason(slug, text),))
