# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record
from baken.registry.facade import Organisation


class MeetingKind(Record):
    """A kind of meeting (driehoek, RBOP, port team): what it is for, who takes part, what feeds its agenda.

    `sources` holds slugs of agenda sources; `priorities` slugs of the priorities whose efforts it follows (empty:
    all). `regional` marks the meeting that makes the regional police plan (Politiewet 2012, art. 39), for which the
    municipality brings in its priorities. At an `internal` meeting (the gemeentelijk signalenoverleg, GSO) own functions
    alone have a seat: a partner comes as `Guest` to one meeting, with a reason. Confidential points need such a kind.
    """

    slug = models.SlugField()
    name = models.CharField(max_length=120)
    purpose = models.TextField()
    basis = models.CharField(max_length=200, blank=True, help_text="law or agreement on which it rests")
    chair = models.CharField(max_length=120, help_text="a function, not a person's name")
    rhythm = models.CharField(max_length=80, help_text="how often, in words")
    sources = models.JSONField(default=list, blank=True)
    priorities = models.JSONField(default=list, blank=True)
    regional = models.BooleanField(default=False)
    internal = models.BooleanField(default=False)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="meeting_kind_slug"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:kind", args=[self.slug])


class Seat(models.TextChoices):
    """What a member does at the table. Chair and secretary prepare agenda and minutes of their own kind of meeting."""

    MEMBER = "member", _("lid")
    CHAIR = "chair", _("voorzitter")
    SECRETARY = "secretary", _("secretaris")
    COORDINATOR = "coordinator", _("coördinator")


class Member(Record):
    """Who takes part in a kind of meeting: a role of our own people, an organisation, or only a function.

    A role or organisation gives access; a function without either is named, no more. `function` says which function sits
    at the table, never a person. `seat` is what the member does there; only a role of our own can have another than member.
    """

    kind = models.ForeignKey(MeetingKind, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(max_length=40, blank=True, help_text="slug of a role in access.roles")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="meeting_members"
    )
    function = models.CharField(max_length=120, blank=True)
    seat = models.CharField(max_length=12, choices=Seat.choices, default=Seat.MEMBER)

    class Meta:
        ordering = ("kind", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "kind", "role"), condition=~Q(role=""), name="meeting_member_role"
            ),
            models.UniqueConstraint(
                fields=("municipality", "kind", "organisation"), name="meeting_member_organisation"
            ),
            models.CheckConstraint(
                condition=Q(role="") | Q(organisation__isnull=True), name="meeting_member_one_of_both"
            ),
            models.CheckConstraint(
                condition=~Q(role="") | Q(organisation__isnull=False) | ~Q(function=""), name="meeting_member_somebody"
            ),
            models.CheckConstraint(condition=~Q(role="") | Q(seat="member"), name="meeting_member_seat_of_role"),
        )

    def __str__(self) -> str:
        return f"{self.role or self.organisation_id or self.function} in {self.kind_id}"


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", _("gepland")
    HELD = "held", _("gehouden")
    SETTLED = "settled", _("vastgesteld")
    CANCELLED = "cancelled", _("vervallen")


class Meeting(Record):
    """One meeting of a kind. Its status changes by `decide.meetings.workflow` alone; settled, it is read only."""

    kind = models.ForeignKey(MeetingKind, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    present = models.TextField(blank=True, help_text="functions that were there, and who sent word")
    status = models.CharField(max_length=12, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED)
    held_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("-on", "kind")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "kind", "on"), name="meeting_once_a_day"),
            models.CheckConstraint(
                condition=Q(status__in=("planned", "cancelled")) | Q(held_at__isnull=False), name="meeting_held"
            ),
            models.CheckConstraint(
                condition=~Q(status="settled") | Q(settled_at__isnull=False), name="meeting_settled"
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(cancelled_because=""), name="meeting_cancelled_with_reason"
            ),
        )
        indexes = (models.Index(fields=("municipality", "on"), name="meeting_day"),)

    def __str__(self) -> str:
        return f"{self.kind_id} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.kind.slug, self.on.isoformat()])


class Guest(Record):
    """An organisation invited to one meeting, with the reason: it sees that meeting, without points of our own alone."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="meeting_guests")
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()

    class Meta:
        ordering = ("meeting", "id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "meeting", "organisation"), name="meeting_guest_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="meeting_guest_reason"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} at {self.meeting_id}"
