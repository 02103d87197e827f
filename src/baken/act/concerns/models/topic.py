# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import Partner, User
from baken.kernel.models import Record


class Trend(models.TextChoices):
    MORE = "more", _("neemt toe")
    SAME = "same", _("blijft gelijk")
    LESS = "less", _("neemt af")
    NEW = "new", _("is nieuw")


class TopicSignal(Record):
    """What somebody of the network hears about a topic in an area: theme, area, trend, and no person at all."""

    topic = models.SlugField()
    area = models.CharField(max_length=10, blank=True, help_text="CBS code of the wijk; empty: the whole municipality")
    trend = models.CharField(max_length=5, choices=Trend.choices)
    text = models.TextField(blank=True)
    trigger = models.CharField(max_length=200, blank=True, help_text="an event in the news that it goes with")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("municipality", "-at"), name="topic_newest"),)

    def __str__(self) -> str:
        return self.topic
