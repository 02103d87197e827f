# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.models import Record

from .user import User


class Partner(Record):
    """An organisation whose people have accounts here and see only their part: police, prosecution, care, housing."""

    slug = models.SlugField()
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="partner_slug"),)

    def __str__(self) -> str:
        return self.name


class Team(Record):
    """People who work together: of one partner, or of our own organisation where `partner` is empty."""

    slug = models.SlugField()
    name = models.CharField(max_length=120)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="teams")

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="team_slug"),)

    def __str__(self) -> str:
        return self.name


class TeamMembership(Record):
    """A user belongs to a team in the period [since, until)."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, help_text="first moment at which it no longer holds")

    class Meta:
        ordering = ("team", "user")
        indexes = (models.Index(fields=("user", "team"), name="membership_user"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_period",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"
