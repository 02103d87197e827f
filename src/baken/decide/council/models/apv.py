# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.decide.policy.facade import Priority
from baken.kernel.models import Record

from .session import Session


class ApvState(models.TextChoices):
    PROPOSED = "proposed", _("voorgesteld")
    IN_PROCEDURE = "in_procedure", _("in procedure")
    ADOPTED = "adopted", _("vastgesteld")
    REJECTED = "rejected", _("verworpen")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class ApvChange(Record):
    """A change of the general local by-law (APV) that belongs to the safety policy and to the session that discusses it.

    `decided_on` is the day on which it was adopted, rejected or withdrawn; `in_force_on` the first day that it holds.
    """

    article = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    text = models.TextField(help_text="what changes")
    reason = models.TextField()
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.SET_NULL, related_name="apv_changes")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="apv_changes")
    state = models.CharField(max_length=12, choices=ApvState.choices, default=ApvState.PROPOSED)
    proposed_on = models.DateField()
    procedure_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-proposed_on", "article")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "withdrawn")) | Q(procedure_on__isnull=False),
                name="apv_change_procedure",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "in_procedure")) | Q(decided_on__isnull=False),
                name="apv_change_decided",
            ),
            models.CheckConstraint(
                condition=Q(in_force_on__isnull=True) | Q(decided_on__isnull=False), name="apv_change_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("council:apv_change", args=[self.pk])
