# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be protected is one table, to which participation, row-level security, search and retention attach.

Periods are [since, until): `until` is the first moment at which something no longer holds.
"""

from django.db import models

from baken.kernel.models import Record

from .covenant import Covenant
from .partner import Partner, Team
from .user import User
from .vault import Vault


class Level(models.IntegerChoices):
    """How far a row lies within its part: who may see a part up to a level sees what lies at or under it."""

    INTERNAL = 1
    """Heading and conclusion."""
    CONFIDENTIAL = 2
    """The content."""
    SECRET = 3
    """What only those see who need exactly this."""


class GuardedRecord(Record):
    """The guard of one confidential object. A feature's object has exactly one.

    `kind` and `reference` are what supervision may know of it: `case.premises`, `2026-0087`. Neither tells of a person.
    """

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="guarded")
    kind = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.CONFIDENTIAL)
    retention_from = models.DateField(null=True, blank=True)
    hold = models.BooleanField(default=False, help_text="a legal hold wins over destruction")

    class Meta:
        indexes = (
            models.Index(fields=("municipality", "vault", "level"), name="guarded_vault"),
            models.Index(fields=("municipality", "retention_from"), name="guarded_retention"),
        )

    def __str__(self) -> str:
        return self.reference or str(self.id)


class Participation(Record):
    """Who takes part in a guarded record, in the period [since, until).

    Of a partner (under a covenant) or, where `partner` is empty, of our own people. `team`, `role` and `user` narrow it
    further: each that is filled in must be the actor's. `vault` repeats that of the record, which never moves to another: it
    spares a look at each record when the database asks which are open (a constraint of PostgreSQL holds the two together).
    """

    guarded = models.ForeignKey(GuardedRecord, on_delete=models.CASCADE, related_name="participations")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=40, blank=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    covenant = models.ForeignKey(
        Covenant, null=True, blank=True, on_delete=models.PROTECT, related_name="participations"
    )
    emergency = models.BooleanField(default=False, help_text="emergency access (noodtoegang): one person, one hour")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, help_text="first moment at which it no longer holds")

    class Meta:
        indexes = (
            models.Index(
                fields=("partner", "guarded"),
                include=(
                    "municipality",
                    "vault",
                    "covenant",
                    "since",
                    "until",
                    "team",
                    "role",
                    "user",
                    "emergency",
                    "id",
                ),
                name="participation_partner",
            ),
            models.Index(fields=("user", "guarded"), name="participation_user"),
            models.Index(fields=("municipality", "role", "guarded"), name="participation_role"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="participation_period",
            ),
            models.CheckConstraint(
                condition=models.Q(partner__isnull=True, covenant__isnull=True)
                | models.Q(partner__isnull=False, covenant__isnull=False),
                name="participation_covenant",
            ),
            models.CheckConstraint(
                condition=models.Q(emergency=False)
                | models.Q(partner__isnull=True, user__isnull=False, until__isnull=False),
                name="participation_emergency",
            ),
            models.CheckConstraint(  # nobody in particular would be everybody
                condition=models.Q(partner__isnull=False)
                | models.Q(team__isnull=False)
                | models.Q(user__isnull=False)
                | ~models.Q(role=""),
                name="participation_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.partner_id or self.role or self.user_id} in {self.guarded_id}"


class Sight(Record):
    """Up to which level one participation sees one part of its guarded record. No row: nothing of that part."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="sights")
    part = models.SlugField(max_length=40)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.CONFIDENTIAL)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("municipality", "participation", "part"), name="sight_once"),)
        indexes = (models.Index(fields=("participation", "part", "level"), name="sight_of"),)

    def __str__(self) -> str:
        return f"{self.part} {self.level}"


class GuardedPart(Record):
    """Abstract base of a row that belongs to one part of a guarded record: a section, a note, a document."""

    guarded = models.ForeignKey(GuardedRecord, on_delete=models.CASCADE, related_name="+")
    part = models.SlugField(max_length=40)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.CONFIDENTIAL)

    class Meta:
        abstract = True
        base_manager_name = "objects"


class SearchToken(GuardedPart):
    """One word of one guarded part, as keyed hash of its Dutch stem. See `access.desks.searching`."""

    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=32, help_text="first 128 bits of the HMAC, in hex")
    source = models.CharField(max_length=40, help_text="which row it came from: key of a section, note, document")

    class Meta:
        indexes = (
            models.Index(
                fields=("municipality", "token", "guarded"), include=("part", "level", "vault"), name="token_word"
            ),
            models.Index(fields=("source",), name="token_source"),
        )
