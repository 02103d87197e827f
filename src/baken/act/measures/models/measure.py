# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.access.facade import DeskFile, User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record

from .instruments import Instrument, OrderKind, PremisesKind, Status
from .policy import Mandate, MatrixRule


class View(models.TextChoices):
    """Whether the person concerned gave a view (zienswijze, Awb 4:8)."""

    WAITING = "", _("nog niet")
    WRITTEN = "written", _("schriftelijk")
    SPOKEN = "spoken", _("in een gesprek")
    NONE = "none", _("niet gegeven")
    SKIPPED = "skipped", _("niet gevraagd wegens spoed (Awb 4:11)")


class Measure(DeskFile):
    """One administrative measure, from the report that gave rise to it to its end.

    What names or describes somebody stands encrypted. `address_hash` is the keyed hash of the normalised address: earlier
    measures at the same address are found by it, within the same register. `rule` is the cell of the policy matrix by which
    it was judged: of the version of its day. `in_force_until` is the first day on which it no longer holds.
    """

    instrument = models.CharField(max_length=20, choices=Instrument.choices)
    order_kind = models.CharField(
        max_length=6,
        choices=OrderKind.choices,
        blank=True,
        help_text="which order of Gemeentewet 172a, once it was chosen",
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RECEIVED)
    title = EncryptedTextField()
    facts = EncryptedTextField(blank=True, help_text="what the report tells, in own words")
    report_reference = EncryptedTextField(blank=True, help_text="number of the report of the police or of an inspector")
    report_on = models.DateField(null=True, blank=True)
    origin = EncryptedTextField(blank=True, help_text="reference of the record it began with: no key leads there")
    premises_kind = models.CharField(max_length=10, choices=PremisesKind.choices, blank=True)
    address = EncryptedTextField(blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    area = models.CharField(max_length=10, blank=True, help_text="CBS code of the wijk")
    finding = models.SlugField(blank=True, help_text="what was found, as the matrix names it")
    offence_number = models.PositiveSmallIntegerField(null=True, blank=True)
    rule = models.ForeignKey(MatrixRule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    deviates_because = EncryptedTextField(blank=True, help_text="why it goes another way than the matrix (Awb 4:84)")
    urgent = models.BooleanField(default=False)
    urgent_because = EncryptedTextField(blank=True)
    acted_first = models.BooleanField(default=False, help_text="acted before the decision was written (Awb 5:31(2))")
    intended_on = models.DateField(null=True, blank=True)
    view_until = models.DateField(null=True, blank=True, help_text="last day on which a view can be given")
    view = models.CharField(max_length=8, choices=View.choices, blank=True, default=View.WAITING)
    view_on = models.DateField(null=True, blank=True)
    view_text = EncryptedTextField(blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField(max_length=20, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_where = models.CharField(max_length=300, blank=True)
    grace_until = models.DateField(null=True, blank=True, help_text="last day to do it oneself (Awb 5:24, 5:32a)")
    in_force_from = models.DateField(null=True, blank=True)
    in_force_until = models.DateField(null=True, blank=True)
    days = models.JSONField(
        default=list, blank=True, help_text="ISO days of an order that names single days (Gemeentewet 172a)"
    )
    earlier_days = models.JSONField(
        default=list, blank=True, help_text="ISO days of earlier orders to the same person: they count with `days`"
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_because = EncryptedTextField(blank=True)
    amount_per_breach = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    breach_unit = models.CharField(max_length=120, blank=True, help_text="per wat: per overtreding, per week, …")
    amount_maximum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    costs = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, help_text="Awb 5:25")
    costs_decided_on = models.DateField(null=True, blank=True)
    costs_paid_on = models.DateField(null=True, blank=True)

    class Meta(DeskFile.Meta):
        indexes = (
            *DeskFile.Meta.indexes,
            models.Index(fields=("municipality", "vault", "status", "-id"), name="measure_status"),
            models.Index(fields=("municipality", "address_hash"), name="measure_address"),
            models.Index(fields=("municipality", "closed_on"), name="measure_closed"),
        )
        constraints = (
            *DeskFile.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(in_force_until__isnull=True)
                | models.Q(in_force_until__gt=models.F("in_force_from")),
                name="measure_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(amount_maximum__isnull=True)
                | models.Q(amount_per_breach__isnull=True)
                | models.Q(amount_maximum__gte=models.F("amount_per_breach")),
                name="measure_maximum",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="settled") | models.Q(closed_on__isnull=False), name="measure_settled"
            ),
        )

    @property
    def what(self) -> str:
        """What the measure is called: of Gemeentewet 172a the one of its three orders that was chosen."""
        kind = OrderKind(self.order_kind) if self.order_kind else Instrument(self.instrument)
        return str(kind.label)

    def get_absolute_url(self) -> str:
        return reverse("measures:measure", args=[self.reference])


class AddressMeasure(Record):
    """What holds at an address, for who works there: no file, no reasons, no names. Written by the steps of the measure.

    Never of an order to a person. `measure_key` is that of the measure: no foreign key leads from here into the register.
    """

    measure_key = models.UUIDField()
    instrument = models.CharField(max_length=20, choices=Instrument.choices)
    address = EncryptedTextField()
    address_hash = models.CharField(max_length=64)
    area = models.CharField(max_length=10, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    suspended_from = models.DateField(null=True, blank=True)
    suspended_until = models.DateField(
        null=True,
        blank=True,
        help_text="first day on which a judge no longer holds it up; empty while that isn't known",
    )
    published = models.BooleanField(default=False, help_text="was made public, so it may be told to anybody")
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-since", "-id")
        indexes = (
            models.Index(fields=("municipality", "address_hash"), name="address_measure_at"),
            models.Index(fields=("municipality", "-since", "-id"), name="address_measure_newest"),
        )
        constraints = (models.UniqueConstraint(fields=("municipality", "measure_key"), name="address_measure_once"),)

    def __str__(self) -> str:
        return f"{self.instrument} {self.since}"
