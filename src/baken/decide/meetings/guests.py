# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes who is a guest: an organisation invited to one meeting, with the reason. Actions, as `actions` are."""

from datetime import datetime

from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.registry.facade import Organisation

from .checks import open_meeting, refused
from .models import Guest, Meeting, MeetingStatus, Member


@action
def invite_guest(*, actor: Actor, at: datetime, meeting: Meeting, organisation: Organisation, reason: str) -> Guest:
    """Invite an organisation to one meeting, with the reason, and return the invitation. It sees that meeting alone.

    A guest sees no internal points: what it may know of a record goes to it by sharing that record.
    """
    meeting = open_meeting(actor, meeting.pk)
    told = reason.strip()
    if not told:
        raise refused("no_reason", _("Schrijf op waarom."))
    if Member.objects.filter(kind=meeting.kind_id, organisation=organisation).exists():
        raise refused("already", _("Die neemt al deel."))
    if Guest.objects.filter(meeting=meeting, organisation=organisation).exists():
        raise refused("invited", _("Die is al uitgenodigd."))
    guest = Guest(
        municipality_id=meeting.municipality_id, meeting=meeting, organisation=organisation, reason=told[:400], at=at
    )
    guest.save()
    audit.record("meeting.guest_invited", meeting, organisation=organisation.slug, reason=told[:400])
    return guest


@action
def withdraw_guest(*, actor: Actor, at: datetime, guest: Guest) -> None:
    """Take an invitation back, before the meeting was held. From now on the meeting doesn't exist for that organisation."""
    meeting = open_meeting(actor, guest.meeting_id)
    if meeting.status != MeetingStatus.PLANNED:
        raise refused("held", _("Het overleg is gehouden: wie was uitgenodigd, blijft in het verslag staan."))
    audit.record("meeting.guest_withdrawn", meeting, organisation=guest.organisation.slug)
    guest.delete()
