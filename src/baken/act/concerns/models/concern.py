# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.access.facade import GuardedRecord, Partner, User, Vault
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record

from .category import Category


class Status(models.TextChoices):
    RECEIVED = "received", _("ontvangen")
    REFUSED = "refused", _("mag niet worden behandeld")
    ADMITTED = "admitted", _("mag worden behandeld")
    ENRICHING = "enriching", _("wordt aangevuld")
    AGENDA = "agenda", _("op de agenda van het signalenoverleg")
    ROUTED = "routed", _("uitgezet")
    SET_ASIDE = "set_aside", _("geen opvolging")
    MERGED = "merged", _("samengevoegd")
    CLOSED = "closed", _("afgerond")


class Route(models.TextChoices):
    SERVICE = "service", _("één dienst pakt het op")
    MUNICIPALITY = "municipality", _("binnen de gemeente")
    RIEC = "riec", _("naar het RIEC")
    POLICE = "police", _("naar de politie")
    CARE = "care", _("naar zorg")


class Outcome(models.TextChoices):
    ACTED = "acted", _("er is iets gedaan")
    PASSED_ON = "passed_on", _("overgedragen")
    NOTHING_FOUND = "nothing_found", _("niets aangetroffen")
    NO_FOLLOW_UP = "no_follow_up", _("geen opvolging")
    NOT_ALLOWED = "not_allowed", _("mocht niet worden behandeld")


class Channel(models.TextChoices):
    PUBLIC = "public", _("openbaar formulier")
    STAFF = "staff", _("medewerker")
    FIELD = "field", _("buiten, op de telefoon")
    PARTNER = "partner", _("partner")
    API = "api", _("koppeling")
    IMPORT = "import", _("ingelezen bestand")


class SourceKind(models.TextChoices):
    """By whom it was noticed: more control gives more reports, so figures keep them apart."""

    RESIDENT = "resident", _("inwoner of ondernemer")
    PROFESSIONAL = "professional", _("professional")
    OWN_CONTROL = "own_control", _("eigen controle")


class PlaceKind(models.TextChoices):
    ADDRESS = "address", _("adres")
    MAP = "map", _("punt op de kaart")
    AREA = "area", _("wijk of buurt")
    NONE = "none", _("geen plaats")


class Concern(Record):
    """One concern, as it was received and as it stands. Its key is that of its guarded record: a UUIDv7 of the moment of receipt.

    What was told stands encrypted. `cell`, the keyed token of the place, and words to search by come only after the toets
    vooraf: before that nothing is compared with anything. `vault` repeats that of the guarded record, which never moves.
    """

    guarded = models.OneToOneField(GuardedRecord, on_delete=models.PROTECT, related_name="concern")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=14)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+", db_index=False)
    theme = models.SlugField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.RECEIVED)
    route = models.CharField(max_length=12, choices=Route.choices, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    source_kind = models.CharField(max_length=12, choices=SourceKind.choices)
    description = EncryptedTextField()
    answers = EncryptedTextField(blank=True, help_text="JSON: what was asked, in words, and what was answered")
    place_kind = models.CharField(max_length=8, choices=PlaceKind.choices, default=PlaceKind.NONE)
    address = EncryptedTextField(blank=True)
    place_note = EncryptedTextField(blank=True)
    point = EncryptedTextField(blank=True, help_text="lon,lat in WGS84")
    area = models.CharField(max_length=10, blank=True, help_text="CBS code of buurt or wijk")
    area_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="year of the boundaries")
    cell = models.CharField(max_length=32, blank=True)
    received_at = models.DateTimeField()
    occurred_on = models.DateField(null=True, blank=True)
    test_due = models.DateField(null=True, blank=True)
    answer_due = models.DateField(null=True, blank=True)
    assigned_role = models.CharField(max_length=40)
    assignee = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reported_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reported_role = models.CharField(max_length=40, blank=True)
    reported_for = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_reference = EncryptedTextField(
        blank=True, help_text="reference that who reported was told, where it was brought here from another register"
    )
    source_reliability = models.CharField(max_length=1, blank=True)
    content_reliability = models.CharField(max_length=1, blank=True)
    has_reporter = models.BooleanField(default=False, help_text="who reported is known, in the register of sources")
    receipt = models.CharField(max_length=64, blank=True, help_text="keyed hash of the receipt code")
    receipt_code = EncryptedTextField(blank=True, help_text="to make the hash anew with another key")
    language = models.CharField(max_length=5, default="nl")
    news = models.BooleanField(default=False, help_text="the reporter wrote something that nobody read yet")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    case_reference = EncryptedTextField(
        blank=True, help_text="a case that came of it, by reference: no key leads there"
    )
    closed_on = models.DateField(null=True, blank=True)
    closed_because = EncryptedTextField(blank=True)
    sensitive = models.BooleanField(default=False)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("municipality", "vault", "-id"), name="concern_newest"),
            models.Index(fields=("municipality", "vault", "status", "-id"), name="concern_status"),
            models.Index(fields=("municipality", "vault", "category", "-id"), name="concern_category"),
            models.Index(fields=("municipality", "vault", "area", "-id"), name="concern_area"),
            models.Index(fields=("municipality", "vault", "channel", "-id"), name="concern_channel"),
            models.Index(
                fields=("municipality", "vault", "route", "-id"), name="concern_route", condition=~models.Q(route="")
            ),
            models.Index(
                fields=("municipality", "vault", "assignee", "-id"),
                name="concern_assignee",
                condition=models.Q(assignee__isnull=False),
            ),
            models.Index(fields=("municipality", "vault", "-id"), name="concern_news", condition=models.Q(news=True)),
            models.Index(fields=("municipality", "cell", "id"), name="concern_cell", condition=~models.Q(cell="")),
            models.Index(
                fields=("municipality", "vault", "test_due"),
                name="concern_test_due",
                condition=models.Q(status="received"),
            ),
            models.Index(
                fields=("municipality", "vault", "answer_due"),
                name="concern_answer_due",
                condition=models.Q(status__in=["admitted", "enriching", "agenda"]),
            ),
            models.Index(
                fields=("reported_by", "-id"), name="concern_own", condition=models.Q(reported_by__isnull=False)
            ),
            models.Index(fields=("municipality", "received_at"), name="concern_received"),
            models.Index(fields=("municipality", "closed_on"), name="concern_closed"),
        )
        constraints = (
            models.UniqueConstraint(fields=("municipality", "reference"), name="concern_reference"),
            models.UniqueConstraint(
                fields=("municipality", "receipt"), name="concern_receipt", condition=~models.Q(receipt="")
            ),
            models.CheckConstraint(
                condition=~models.Q(status="closed") | models.Q(closed_on__isnull=False), name="concern_closed_on"
            ),
            models.CheckConstraint(condition=models.Q(id=models.F("guarded")), name="concern_is_its_guard"),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("concerns:concern", args=[self.reference])
