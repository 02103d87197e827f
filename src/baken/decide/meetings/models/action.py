# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record
from baken.registry.facade import Organisation

from .agenda import Decision


class ActionStatus(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("klaar")
    DROPPED = "dropped", _("vervallen")


class Action(Record):
    """Who does what by when, as a decision says. The owner is a role of our own people or an organisation.

    `due` is the last day agreed. An effort of the programme may be named, where the action is part of it.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(max_length=400)
    owner_role = models.CharField(max_length=40, blank=True, help_text="slug of a role in access.roles")
    owner_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="meeting_actions"
    )
    due = models.DateField()
    effort = models.ForeignKey(
        "decide.Effort", null=True, blank=True, on_delete=models.SET_NULL, related_name="meeting_actions"
    )
    status = models.CharField(max_length=10, choices=ActionStatus.choices, default=ActionStatus.OPEN)
    closed_on = models.DateField(null=True, blank=True, help_text="the day it was done or dropped")

    class Meta:
        ordering = ("due", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(owner_role="", owner_organisation__isnull=False)
                | ~Q(owner_role="") & Q(owner_organisation__isnull=True),
                name="meeting_action_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(status="open") | Q(closed_on__isnull=False), name="meeting_action_closed"
            ),
        )
        indexes = (models.Index(fields=("municipality", "status", "due"), name="meeting_action_due"),)

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("meetings:action", args=[self.pk])


class ActionReport(Record):
    """What was told of an action: how it stands, or that it is done, dropped or open again, and why."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reports")
    at = models.DateTimeField()
    text = models.TextField()
    becomes = models.CharField(max_length=10, choices=ActionStatus.choices)

    class Meta:
        ordering = ("action", "at", "id")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="meeting_action_report_text"),)

    def __str__(self) -> str:
        return f"{self.action_id} {self.becomes}"
