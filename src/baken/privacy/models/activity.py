# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse

from baken.kernel.models import Record


class ProcessingActivity(Record):
    """One processing activity (*verwerkingsactiviteit*): an entry of the register that AVG art. 30 asks.

    `slug` is what code and the logbook call it. Texts that list several things have one a line. `vault` is the slug of
    the closed register in which it happens, `dpia` that of the impact assessment; both may be empty. `special` (AVG art.
    9) and `criminal` (art. 10) say which data and on which exception of the UAVG; `transfers` to which country outside
    the European Economic Area, with its `guarantee`. Empty in these four: none. `public`: shown to everybody.
    """

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    controller = models.CharField(max_length=120)
    joint_controllers = models.TextField(blank=True, help_text="who decides along, each with how to reach them")
    purpose = models.TextField()
    basis = models.TextField()
    persons = models.TextField()
    categories = models.TextField()
    special = models.TextField(blank=True)
    criminal = models.TextField(blank=True)
    recipients = models.TextField(blank=True)
    transfers = models.TextField(blank=True)
    guarantee = models.TextField(blank=True)
    retention = models.TextField()
    security = models.TextField()
    processor = models.TextField(blank=True)
    vault = models.SlugField(blank=True)
    dpia = models.SlugField(max_length=60, blank=True)
    review_on = models.DateField()
    public = models.BooleanField(default=False)
    shipped = models.BooleanField(default=False, help_text="came along with Baken; code may name its slug")

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "processing activities"
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="activity_slug"),
            models.CheckConstraint(
                condition=models.Q(transfers="") | ~models.Q(guarantee=""), name="activity_transfer_guaranteed"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("privacy:activity", args=[self.slug])


class PrivacyContacts(Record):
    """Whom people reach about their data: the controllers, and the FG (AVG art. 13(1) and 30(1)). One per municipality.

    Meant to be public. `requests` says how somebody asks for access, correction or erasure. `example`: invented.
    """

    controllers = models.TextField()
    officer = models.TextField(help_text="the data protection officer (FG): how to reach")
    requests = models.TextField()
    example = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "privacy contacts"
        constraints = (models.UniqueConstraint(fields=("municipality",), name="privacy_contacts_once"),)

    def __str__(self) -> str:
        return "contacts"
