# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record

from .concern import Concern, Route


class Check(Record):
    """The toets vooraf: may this be handled at all, for what purpose, on what basis? One row each time it was asked.

    `police_data` says that it holds data of an investigation: then it doesn't belong in this register.
    """

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="checks")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_role = models.CharField(max_length=40, blank=True)
    personal_data = models.BooleanField()
    special_data = models.BooleanField(default=False, help_text="special categories or criminal data (AVG 9, 10)")
    secrecy = models.BooleanField(default=False, help_text="falls under professional or sectoral secrecy")
    police_data = models.BooleanField(default=False)
    purpose = models.CharField(max_length=40)
    basis = models.CharField(max_length=200)
    admitted = models.BooleanField()
    reasons = EncryptedTextField()
    flagged = models.JSONField(default=list, help_text="kinds of personal data that the guard on free text saw")

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("concern", "-at"), name="concern_check"),)

    def __str__(self) -> str:
        return str(self.pk)


class Look(Record):
    """One source that was looked at to fill a concern in: which, why, and what came of it. Only what was needed."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, help_text="which source, by slug")
    why = EncryptedTextField()
    result = EncryptedTextField(blank=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("concern", "-at"), name="concern_look"),)

    def __str__(self) -> str:
        return self.source


class Weighing(Record):
    """What a person decided to do with a concern, and why that is proportionate and no less would do.

    `route` is empty for no follow-up. A decision that was taken back stays, with the moment.
    """

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="weighings")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_role = models.CharField(max_length=40, blank=True)
    route = models.CharField(max_length=12, choices=Route.choices, blank=True)
    to = EncryptedTextField(blank=True, help_text="which service or function takes it up")
    reasons = EncryptedTextField()
    proportionality = EncryptedTextField()
    subsidiarity = EncryptedTextField()
    meeting_point = models.UUIDField(null=True, blank=True, help_text="agenda point at which it was discussed")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = EncryptedTextField(blank=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("concern", "-at"), name="concern_weighing"),)

    def __str__(self) -> str:
        return self.route or "set_aside"


class LinkKind(models.TextChoices):
    RELATED = "related", _("hoort bij")
    MERGED = "merged", _("samengevoegd met")
    SPLIT = "split", _("afgesplitst van")


class Link(Record):
    """Two concerns of one register that belong together, by whom and why; undone links stay in the history."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=8, choices=LinkKind.choices)
    why = EncryptedTextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "concern", "other", "kind"),
                condition=models.Q(undone_at__isnull=True),
                name="concern_link_once",
            ),
            models.CheckConstraint(condition=~models.Q(concern=models.F("other")), name="concern_link_two"),
        )

    def __str__(self) -> str:
        return self.kind


class SavedFilter(Record):
    """A selection that somebody wants to come back to: the words of the address, for oneself only."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = EncryptedTextField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "name")
        constraints = (models.UniqueConstraint(fields=("municipality", "user", "name"), name="concern_filter_once"),)

    def __str__(self) -> str:
        return self.name
