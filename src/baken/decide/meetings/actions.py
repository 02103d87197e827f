# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes kinds of meeting and meetings: who takes part, when it is, what stands on the agenda, how it ends."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import ROLES, Actor, require, unauthorized
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality, fresh
from baken.kernel.workflow import perform
from baken.registry.facade import Organisation

from . import agenda
from .checks import RESERVED, open_meeting, open_point, refused, require_here, require_seat
from .models import AgendaItem, ItemState, Meeting, MeetingKind, MeetingStatus, Member, Seat
from .policies import BRING, MANAGE, PREPARE, PREPARING
from .workflow import MEETING

KIND_FIELDS = ("name", "purpose", "basis", "chair", "rhythm", "sources", "priorities", "regional", "internal")
MAX_ITEMS = 200


@action
def make_kind(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    slug: str,
    values: Mapping[str, Any],
    fictitious: bool = False,
) -> MeetingKind:
    """Add a kind of meeting and return it. `values` are the fields of `KIND_FIELDS`."""
    require_here(actor, municipality)
    if slug in RESERVED:
        raise refused("reserved", _("Kies een andere naam voor het adres: deze is al in gebruik."))
    if MeetingKind.objects.filter(municipality=municipality, slug=slug).exists():
        raise refused("slug_taken", _("Er is al een soort overleg met dit adres."))
    kind = MeetingKind(municipality=municipality, slug=slug, fictitious=fictitious, **_known(values))
    _require_internal(kind)
    kind.save()
    audit.record("meeting_kind.made", kind, slug=slug)
    return kind


@action
def change_kind(*, actor: Actor, at: datetime, kind: MeetingKind, seen: int, values: Mapping[str, Any]) -> MeetingKind:
    """Change a kind of meeting, provided it is as it was `seen` (its version). Raises `StaleVersion`."""
    require(actor, MANAGE, kind)
    kind = fresh(kind, seen)
    for name, value in _known(values).items():
        setattr(kind, name, value)
    _require_internal(kind)
    kind.save()
    audit.record("meeting_kind.changed", kind, slug=kind.slug)
    return kind


@action
def add_member(
    *,
    actor: Actor,
    at: datetime,
    kind: MeetingKind,
    role: str = "",
    organisation: Organisation | None = None,
    function: str = "",
    seat: str = Seat.MEMBER,
) -> Member:
    """Let a role, an organisation or (named only) a function take part in a kind of meeting; return the member.

    An internal meeting has no organisations at its table. `seat` (`Seat`) is for roles of our own; chair and secretary are
    roles that may prepare meetings.
    """
    require(actor, MANAGE, kind)
    kind = fresh(kind)
    require_seat(role)
    if organisation is not None and kind.internal:
        raise refused(
            "internal_kind",
            _(
                "Aan een intern overleg neemt geen andere organisatie vast deel. Nodig haar uit voor één overleg, met de reden."
            ),
        )
    if seat != Seat.MEMBER and not role:
        raise refused("seat_without_role", _("Kies bij deze plaats aan tafel een eigen functie."))
    if seat in PREPARING and PREPARE not in ROLES[role].permissions:
        raise refused("cannot_prepare", _("Deze functie kan een overleg niet voorbereiden of vastleggen."))
    if role and organisation:
        raise refused("both", _("Kies een eigen functie of een organisatie, niet allebei."))
    if not (role or organisation or function.strip()):
        raise refused("nobody", _("Kies wie er deelneemt."))
    there = Member.objects.filter(kind=kind)
    if (role and there.filter(role=role).exists()) or (
        organisation is not None and there.filter(organisation=organisation).exists()
    ):
        raise refused("already", _("Die neemt al deel."))
    member = Member(
        municipality_id=kind.municipality_id,
        kind=kind,
        role=role,
        organisation=organisation,
        function=function.strip(),
        seat=seat,
    )
    member.save()
    audit.record(
        "meeting_kind.member_added",
        kind,
        role=role,
        organisation=organisation.slug if organisation else "",
        seat=str(seat),
    )
    return member


@action
def remove_member(*, actor: Actor, at: datetime, member: Member) -> None:
    """End a membership. From now on the meetings of this kind don't exist for who left, earlier ones included."""
    require(actor, MANAGE, member)
    kind, slug = member.kind, member.organisation.slug if member.organisation else ""
    audit.record("meeting_kind.member_removed", kind, role=member.role, organisation=slug)
    member.delete()


@action
def plan_meeting(
    *, actor: Actor, at: datetime, kind: MeetingKind, on: date, starts: time | None = None, place: str = ""
) -> Meeting:
    """Plan a meeting and return it; a kind meets once a day at most."""
    require(actor, PREPARE, kind)
    kind = fresh(kind)
    if Meeting.objects.filter(kind=kind, on=on).exists():
        raise refused("same_day", _("Op deze dag is dit overleg er al."))
    meeting = Meeting(municipality_id=kind.municipality_id, kind=kind, on=on, starts=starts, place=place)
    meeting.save()
    audit.record("meeting.planned", meeting, kind=kind.slug, on=on.isoformat())
    return meeting


@action
def change_meeting(
    *, actor: Actor, at: datetime, meeting: Meeting, seen: int, on: date, starts: time | None, place: str, present: str
) -> Meeting:
    """Change when and where a meeting is, and who was there, provided it is as it was `seen`."""
    open_meeting(actor, meeting.pk)
    meeting = fresh(meeting, seen)
    if on != meeting.on and meeting.status != MeetingStatus.PLANNED:
        raise refused("held", _("De dag van een gehouden overleg kan niet meer veranderen."))
    if Meeting.objects.filter(kind=meeting.kind_id, on=on).exclude(pk=meeting.pk).exists():
        raise refused("same_day", _("Op deze dag is dit overleg er al."))
    meeting.on, meeting.starts, meeting.place, meeting.present = on, starts, place, present
    meeting.save()
    audit.record("meeting.changed", meeting, on=on.isoformat())
    return meeting


@action
def hold_meeting(*, actor: Actor, at: datetime, meeting: Meeting) -> Meeting:
    """Note that a meeting took place. Refused before its day, or without agenda."""
    return _step(actor, at, meeting, "hold", {"on": timezone.localdate(at)}, held_at=at)


@action
def settle_meeting(*, actor: Actor, at: datetime, meeting: Meeting) -> Meeting:
    """Settle the minutes: from now on they are corrected with a reason, never changed."""
    return _step(actor, at, meeting, "settle", {}, settled_at=at)


@action
def cancel_meeting(*, actor: Actor, at: datetime, meeting: Meeting, reason: str) -> Meeting:
    """Cancel a planned meeting, with a reason that its members see."""
    told = reason.strip()
    return _step(actor, at, meeting, "cancel", {"reason": told}, cancelled_because=told[:400])


@action
def answer_proposal(
    *, actor: Actor, at: datetime, meeting: Meeting, source: str, source_key: str, take: bool
) -> AgendaItem:
    """Take a proposal over on the agenda, or skip it. Refused when it is no longer proposed."""
    open_meeting(actor, meeting.pk)
    meeting = Meeting.objects.select_related("kind").get(pk=meeting.pk)
    for offered in agenda.proposals(actor, meeting):
        if (offered.source.slug, offered.proposal.source_key) == (source, source_key):
            break
    else:
        raise refused("gone", _("Dit voorstel is er niet meer: het is al beantwoord of niet meer nodig."))
    proposal = offered.proposal
    return _add(
        meeting,
        title=proposal.title[:200],
        why=proposal.why,
        url=proposal.url[:300],
        source=source,
        source_key=source_key,
        internal=proposal.internal or proposal.confidential,
        confidential=proposal.confidential,
        state=ItemState.TAKEN if take else ItemState.SKIPPED,
    )


@action
def add_item(
    *, actor: Actor, at: datetime, meeting: Meeting, title: str, why: str = "", internal: bool = False
) -> AgendaItem:
    """Put a point of one's own on the agenda, last, and return it."""
    meeting = open_meeting(actor, meeting.pk)
    return _add(meeting, title=title, why=why, internal=internal)


@action
def change_item(
    *, actor: Actor, at: datetime, item: AgendaItem, seen: int, title: str, why: str, internal: bool, note: str
) -> AgendaItem:
    """Change a point and its minutes, provided it is as it was `seen`. A confidential one keeps its title, and stays so."""
    open_point(actor, item)
    item = fresh(item, seen)
    if item.confidential:
        title, internal = item.title, True
    item.title, item.why, item.internal, item.note = title, why, internal, note
    item.save()
    audit.record("agenda_item.changed", item, internal=internal)
    return item


@action
def move_item(*, actor: Actor, at: datetime, item: AgendaItem, up: bool) -> None:
    """Let a point change places with the one above or below it. At the end of the list nothing moves."""
    meeting = open_point(actor, item)
    items = list(AgendaItem.objects.locked().filter(meeting=meeting, state=ItemState.TAKEN).order_by("order", "id"))
    place = next((number for number, other in enumerate(items) if other.pk == item.pk), None)
    if place is None:
        raise refused("skipped", _("Dit punt staat niet op de agenda."))
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    for number, one in enumerate(items, start=1):
        if one.order != number:
            one.order = number
            one.save()
    audit.record("agenda_item.moved", item, up=up)


@action
def set_item_state(*, actor: Actor, at: datetime, item: AgendaItem, taken: bool) -> AgendaItem:
    """Take a point off the agenda, or put it back. A point with a decision stays."""
    open_point(actor, item)
    item = fresh(item)
    if not taken and item.decisions.exists():
        raise refused("decided", _("Over dit punt is al besloten; het blijft op de agenda."))
    item.state = ItemState.TAKEN if taken else ItemState.SKIPPED
    item.save()
    audit.record("agenda_item.taken" if taken else "agenda_item.skipped", item)
    return item


@action
def bring_in(
    *, actor: Actor, at: datetime, meeting: Meeting, source: str, proposal: agenda.AgendaProposal
) -> AgendaItem:
    """Put a record of a source on the agenda, as somebody with a seat of our own: whoever handles the record brings it in.

    For who prepares the meeting a proposal is enough; a seat that works with other records than the secretary may see has
    no other way. Refused once the meeting was held, and where the kind doesn't take that source.
    """
    meeting = Meeting.objects.locked().select_related("kind").get(pk=meeting.pk)
    require(actor, BRING, meeting)
    known = agenda.source_of(source)
    if known is None or source not in meeting.kind.sources or (proposal.confidential and not meeting.kind.internal):
        raise refused("no_source", _("Dit overleg behandelt zulke punten niet."))
    if meeting.status != MeetingStatus.PLANNED:
        raise refused("held", _("Dit overleg is al geweest of vervallen. Kies een volgend overleg."))
    there = AgendaItem.objects.filter(meeting=meeting, source=source, source_key=proposal.source_key).first()
    if there is not None:
        if there.state == ItemState.TAKEN:
            raise refused("already", _("Dit staat al op de agenda van dat overleg."))
        there.state = ItemState.TAKEN
        there.save()
        audit.record("agenda_item.taken", there)
        return there
    return _add(
        meeting,
        title=proposal.title[:200],
        why=proposal.why,
        url=proposal.url[:300],
        source=source,
        source_key=proposal.source_key,
        internal=proposal.internal or proposal.confidential,
        confidential=proposal.confidential,
    )


def withdraw_points(*, municipality_id: UUID, source: str, key: str) -> int:
    """Take a source's points off agendas of planned meetings, as far as nothing was decided on them; return how many.

    Runs within the action of the feature whose record it is, which asked the permission: it withdraws what is its own.
    """
    bare = AgendaItem.objects.filter(
        municipality_id=municipality_id,
        source=source,
        source_key=key,
        meeting__status=MeetingStatus.PLANNED,
        decisions__isnull=True,
        note="",
    )
    gone = list(AgendaItem.objects.locked().filter(pk__in=[item.pk for item in bare]))
    for item in gone:
        audit.record("agenda_item.withdrawn", item, source=source)
        item.delete()
    return len(gone)


def _require_internal(kind: MeetingKind) -> None:
    """Hold an internal kind to its rules: no organisations at the table; and confidential sources to internal kinds."""
    if kind.internal and Member.objects.filter(kind=kind, organisation__isnull=False).exists():
        raise refused(
            "organisations",
            _("Aan dit overleg nemen andere organisaties deel. Haal die eerst weg; daarna kan het intern worden."),
        )
    secret = [source.label for source in agenda.agenda_sources() if source.confidential and source.slug in kind.sources]
    if secret and not kind.internal:
        raise refused(
            "confidential_source",
            _("Dit kan alleen op de agenda van een intern overleg: %(sources)s.")
            % {"sources": ", ".join(str(label) for label in secret)},
        )


def _add(meeting: Meeting, **values: Any) -> AgendaItem:
    rows = AgendaItem.objects.filter(meeting=meeting)
    if rows.count() >= MAX_ITEMS:
        raise refused("full", _("De agenda is vol: meer dan %(max)d punten past niet.") % {"max": MAX_ITEMS})
    last = rows.aggregate(last=Max("order"))["last"] or 0
    item = AgendaItem(municipality_id=meeting.municipality_id, meeting=meeting, order=last + 1, **values)
    item.save()
    audit.record("agenda_item.added", item, source=item.source, state=str(item.state))
    return item


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(KIND_FIELDS)
    if unknown:
        raise TypeError(f"a kind of meeting has no {', '.join(sorted(unknown))}")
    return dict(values)


def _step(actor: Actor, at: datetime, meeting: Meeting, name: str, given: Mapping[str, Any], **stamps: Any) -> Meeting:
    """Take one step and stamp it in the same transaction. The stamps go first: the database asks for them."""
    transition = MEETING.transition(name)
    require(actor, transition.permission, meeting)
    locked = fresh(meeting)
    if locked.status in transition.sources:
        for field, value in stamps.items():
            setattr(locked, field, value)
        locked.save()
    done = perform(
        actor=actor, at=at, workflow=MEETING, record=locked, name=name, unauthorized=unauthorized(actor), given=given
    )
    return Meeting.objects.select_related("kind").get(pk=done.pk)
