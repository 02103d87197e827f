# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.decide.policy.facade import Priority
from baken.kernel.models import Record

from .session import Session


class ProposalKind(models.TextChoices):
    CAPACITY = "capacity", _("capaciteit")
    BUDGET = "budget", _("budget")


class ProposalStatus(models.TextChoices):
    DRAFT = "draft", _("concept")
    OFFERED = "offered", _("aangeboden")
    ADOPTED = "adopted", _("aangenomen")
    REJECTED = "rejected", _("verworpen")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class Proposal(Record):
    """A separate proposal to the council for capacity or budget: never part of the plan or of a session's changes.

    `hours` are hours a year, `fte` full-time equivalents with two decimals, `euros` whole euros a year, from `first_year`
    to `last_year` (none: structural). `cover` says where the money comes from (dekking); `otherwise` what happens if the
    council doesn't agree.
    """

    kind = models.CharField(max_length=10, choices=ProposalKind.choices)
    title = models.CharField(max_length=200)
    why = models.TextField()
    asked = models.TextField(help_text="what the council is asked to decide")
    hours = models.PositiveIntegerField(null=True, blank=True, help_text="hours a year")
    fte = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    euros = models.PositiveIntegerField(null=True, blank=True, help_text="whole euros a year")
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    cover = models.TextField(blank=True)
    otherwise = models.TextField()
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.SET_NULL, related_name="council_proposals"
    )
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals")
    status = models.CharField(max_length=10, choices=ProposalStatus.choices, default=ProposalStatus.DRAFT)
    offered_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-first_year", "title")
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "withdrawn")) | Q(offered_on__isnull=False),
                name="council_proposal_offered",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "offered")) | Q(decided_on__isnull=False),
                name="council_proposal_decided",
            ),
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=models.F("first_year")),
                name="council_proposal_years",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("council:proposal", args=[self.pk])
