# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.access.facade import DeskFile, DeskPart, Participation, Partner, User
from baken.kernel.encryption import EncryptedTextField

from .programme import Branch, ProgrammeLine


class InspectionStatus(models.TextChoices):
    DRAFT = "draft", _("wordt voorbereid")
    PLANNED = "planned", _("plan vastgesteld")
    BRIEFED = "briefed", _("briefing gehouden")
    UNDER_WAY = "under_way", _("controle loopt")
    REPORTED = "reported", _("rapport ligt er")
    FOLLOWED_UP = "followed_up", _("opvolging loopt")
    DEBRIEFED = "debriefed", _("geëvalueerd")
    CLOSED = "closed", _("afgerond")
    CANCELLED = "cancelled", _("ging niet door")


class Inspection(DeskFile):
    """One joint inspection (integrale controle): who goes where, each by its own power.

    Partners see it by taking part, under a covenant: the plan (part `inspection_plan`) and the findings of their own
    discipline (`parts.part_of`).
    """

    title = EncryptedTextField()
    occasion = EncryptedTextField(help_text="why now")
    goal = EncryptedTextField()
    branch = models.CharField(max_length=10, choices=Branch.choices)
    area = models.CharField(max_length=10, blank=True)
    line = models.ForeignKey(ProgrammeLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=InspectionStatus.choices, default=InspectionStatus.DRAFT)
    starts_at = models.DateTimeField(null=True, blank=True)
    meeting_point = EncryptedTextField(blank=True)
    briefing = EncryptedTextField(blank=True)
    briefed_at = models.DateTimeField(null=True, blank=True)
    debrief = EncryptedTextField(blank=True, help_text="what went well, what not")
    lessons = EncryptedTextField(blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)

    class Meta(DeskFile.Meta):
        indexes = (
            *DeskFile.Meta.indexes,
            models.Index(fields=("municipality", "vault", "status", "-id"), name="inspection_status"),
            models.Index(fields=("municipality", "closed_on"), name="inspection_closed"),
        )
        constraints = (
            *DeskFile.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(status__in=["closed", "cancelled"]) | models.Q(closed_on__isnull=False),
                name="inspection_closed",
            ),
        )

    def get_absolute_url(self) -> str:
        return reverse("inspections:inspection", args=[self.reference])


class InspectionParty(DeskPart):
    """Who takes part, for which discipline, by which power. Nobody acts by another's.

    `part` is inspection_plan: who takes part may know who else does. `partner` is empty for our own people (`role`).
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="parties")
    discipline = models.SlugField(max_length=30)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    power = models.CharField(max_length=300, help_text="article by which it may enter, ask and look")
    power_note = models.CharField(max_length=300, blank=True, help_text="what it may not")
    enters_homes = models.BooleanField(default=False, help_text="holds a power to enter homes without consent")
    people = models.PositiveSmallIntegerField(default=1)
    participation = models.ForeignKey(Participation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "inspection", "discipline", "partner", "role"),
                name="inspection_party_once",
                nulls_distinct=False,
            ),
        )
        indexes = (models.Index(fields=("inspection", "id"), name="inspection_party_of"),)

    def __str__(self) -> str:
        return f"{self.discipline} {self.partner_id or self.role}"


class Target(DeskPart):
    """One address to visit, chosen on grounds that were written down."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="targets")
    address = EncryptedTextField()
    address_hash = models.CharField(max_length=64)
    area = models.CharField(max_length=10, blank=True)
    business = EncryptedTextField(blank=True)
    grounds = EncryptedTextField(help_text="facts about premises or business; never nationality, origin or a person")
    is_home = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(
        max_length=12,
        blank=True,
        choices=[
            ("visited", _("gecontroleerd")),
            ("closed", _("niemand aanwezig")),
            ("refused", _("toegang geweigerd")),
            ("skipped", _("niet gegaan")),
        ],
    )
    visited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ("order", "id")
        indexes = (
            models.Index(fields=("inspection", "order"), name="inspection_target_of"),
            models.Index(fields=("municipality", "address_hash"), name="inspection_target_at"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class HomeEntry(DeskPart):
    """Entering a home: the authorisation beforehand and the report afterwards (Algemene wet op het binnentreden 2, 10)."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="entries")
    consent = models.BooleanField(default=False, help_text="the resident consented, after being told who and why (1)")
    issued_by = models.CharField(max_length=160, blank=True, help_text="office that gave the authorisation")
    issued_on = models.DateField(null=True, blank=True)
    number = EncryptedTextField(blank=True)
    entered_at = models.DateTimeField(null=True, blank=True)
    report_on = models.DateField(null=True, blank=True)
    report_text = EncryptedTextField(blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        base_manager_name = "objects"
        indexes = (models.Index(fields=("target", "id"), name="inspection_home_of"),)

    def __str__(self) -> str:
        return str(self.pk)
