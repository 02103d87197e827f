# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the deciding department knows of a screening: where it stands and the conclusion, never the file."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.access.facade import User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record

from .trigger import Scope, Trigger


class Stage(models.TextChoices):
    """How far a screening is, in the words that a department reads: it tells nothing of what is being looked at."""

    ASKED = "asked", _("aangemeld")
    UNDER_WAY = "under_way", _("onderzoek loopt")
    AT_LBB = "at_lbb", _("advies gevraagd aan het Landelijk Bureau Bibob")
    VIEW = "view", _("betrokkene kan reageren")
    CONCLUDED = "concluded", _("conclusie bekend")
    DECIDED = "decided", _("afdeling heeft besloten")
    STOPPED = "stopped", _("geen onderzoek, of gestopt")


class Conclusion(models.TextChoices):
    """Wet Bibob 3: how serious the danger is."""

    UNKNOWN = "", _("nog niet bekend")
    NONE = "none", _("geen gevaar")
    LESSER = "lesser", _("mindere mate van gevaar")
    SERIOUS = "serious", _("ernstig gevaar")


NO_DECISION = "no_decision"


class Standing(Record):
    """One application that a department handed in for screening. The screening points here; nothing points back.

    `department` is the function that asked, and alone reads it. `application` is the department's own number. `advice` is what
    the department may do with the conclusion (refuse, withdraw, conditions), without findings. The term of the decision runs on
    this row (`kernel.clocks`, rule decision_on_application), suspended as Wet Bibob 31 and Awb 4:15 say.
    """

    reference = models.CharField(max_length=14)
    department = models.CharField(max_length=40, help_text="role")
    scope = models.CharField(max_length=12, choices=Scope.choices)
    application = models.CharField(max_length=60)
    label = EncryptedTextField(help_text="what was applied for, as the department calls it")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_because = EncryptedTextField(blank=True)
    trigger = models.ForeignKey(Trigger, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(null=True, blank=True, help_text="day on which the application came in")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.ASKED)
    stage_on = models.DateField()
    conclusion = models.CharField(max_length=8, choices=Conclusion.choices, blank=True, default=Conclusion.UNKNOWN)
    concluded_on = models.DateField(null=True, blank=True)
    advice = EncryptedTextField(blank=True)
    decision_due = models.DateField(null=True, blank=True, help_text="from the ledger; empty while it stands still")
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(
        max_length=12,
        blank=True,
        choices=[
            ("granted", _("verleend")),
            ("conditions", _("verleend met voorschriften")),
            ("refused", _("geweigerd")),
            ("withdrawn", _("ingetrokken")),
            (NO_DECISION, _("aanvraag ingetrokken")),
        ],
    )
    decision_because = EncryptedTextField(
        blank=True, help_text="on what other ground, where it doesn't follow from this"
    )
    zaak = models.URLField(max_length=400, blank=True, help_text="the case in the municipality's case system")
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("municipality", "department", "-id"), name="standing_newest"),
            models.Index(fields=("municipality", "zaak"), name="standing_zaak", condition=~models.Q(zaak="")),
        )
        constraints = (
            models.UniqueConstraint(fields=("municipality", "reference"), name="standing_reference"),
            models.UniqueConstraint(fields=("municipality", "department", "application"), name="standing_application"),
            models.CheckConstraint(
                condition=models.Q(conclusion="") | models.Q(concluded_on__isnull=False), name="standing_concluded"
            ),
        )

    @property
    def ended(self) -> bool:
        """Whether the department ended the application without deciding about it: there is nothing left to screen for."""
        return self.decided_on is not None and self.decision == NO_DECISION

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("standings:standing", args=[self.reference])
