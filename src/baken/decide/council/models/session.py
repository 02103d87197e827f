# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.decide.policy.facade import Plan
from baken.kernel.models import Record


class SessionStatus(models.TextChoices):
    PLANNED = "planned", _("gepland")
    PREPARED = "prepared", _("voorbereid")
    HELD = "held", _("gehouden")
    SETTLED = "settled", _("afgesloten")


class Session(Record):
    """The council's yearly session on safety. Its status changes by `decide.council.workflow` alone.

    `on` is the day, `cut_off` the last day that its figures know of, `figures_year` the year that its dossier is about.
    Settled, it holds the version of the programme that its decisions made; none where the council changed nothing.
    """

    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    cut_off = models.DateField(null=True, blank=True)
    figures_year = models.PositiveSmallIntegerField()
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="council_sessions")
    intro = models.TextField(blank=True, help_text="what is asked of the council")
    status = models.CharField(max_length=10, choices=SessionStatus.choices, default=SessionStatus.PLANNED)
    prepared_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    programme_version = models.ForeignKey(
        "programme.ProgrammeVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="council_sessions"
    )
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-on",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "year"), name="council_session_year"),
            models.CheckConstraint(
                condition=Q(cut_off__isnull=True) | Q(cut_off__lte=models.F("on")), name="council_session_cut_off"
            ),
            models.CheckConstraint(
                condition=Q(status="planned") | Q(prepared_at__isnull=False, cut_off__isnull=False, plan__isnull=False),
                name="council_session_prepared",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("planned", "prepared")) | Q(held_at__isnull=False), name="council_session_held"
            ),
            models.CheckConstraint(
                condition=~Q(status="settled") | Q(settled_at__isnull=False),
                name="council_session_settled",
            ),
        )

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("council:session", args=[self.year])

    @property
    def settled(self) -> bool:
        return self.status == SessionStatus.SETTLED


class ChangeKind(models.TextChoices):
    """What a proposed change does to the programme; the slugs are those of `decide.programme`."""

    SET = "set", _("een afspraak wijzigen")
    ADD = "add", _("een inspanning toevoegen")
    STOP = "stop", _("een inspanning stoppen")
    LEAVE_OUT = "leave_out", _("een inspanning niet prioriteren")


class ChangeState(models.TextChoices):
    OPEN = "open", _("nog niet besloten")
    ADOPTED = "adopted", _("aangenomen")
    REJECTED = "rejected", _("verworpen")


class ProposedChange(Record):
    """One change of the programme on which a session decides. Values are JSON, as `decide.programme` keeps them.

    `effort` is a slug within the session's plan, as the programme's own changes have it: the change must stay readable
    when the effort has gone. `title` is what the effort is called, `was` the value when the change was proposed: when it
    differs at settling, somebody changed the effort since.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="changes")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    effort = models.SlugField(blank=True)
    title = models.CharField(max_length=200)
    field = models.CharField(max_length=40, blank=True)
    was = models.JSONField(null=True, blank=True)
    value = models.JSONField(null=True, blank=True)
    values = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=400)
    again = models.CharField(max_length=200, blank=True, help_text="when what isn't prioritised is looked at again")
    moved_by = models.CharField(max_length=120, help_text="a party or the executive, not a person's name")
    state = models.CharField(max_length=10, choices=ChangeState.choices, default=ChangeState.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("session", "order", "id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "session", "order"), name="council_change_order"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_at__isnull=False),
                name="council_change_decided",
            ),
            models.CheckConstraint(condition=Q(kind="add") | ~Q(effort=""), name="council_change_of_effort"),
            models.CheckConstraint(condition=~Q(kind="set") | ~Q(field=""), name="council_change_of_field"),
            models.CheckConstraint(condition=~Q(reason=""), name="council_change_reason"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.effort or self.title}"
