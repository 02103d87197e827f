# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record
from baken.kernel.papers.sealed import SealedPaperFields

from .measure import Measure
from .policy import DecisionTemplate, DocumentKind, Mandate


class PartyKind(models.TextChoices):
    OWNER = "owner", _("eigenaar")
    RESIDENT = "resident", _("bewoner")
    OPERATOR = "operator", _("gebruiker of exploitant")
    PERSON = "person", _("persoon tot wie het bevel is gericht")
    PARENT = "parent", _("ouder of verzorger")


class MeasureParty(Record):
    """Somebody to whom the measure is addressed, or whose interests it touches (Awb 1:2)."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="parties")
    kind = models.CharField(max_length=10, choices=PartyKind.choices)
    name = EncryptedTextField()
    address = EncryptedTextField(blank=True)
    represented_by = EncryptedTextField(blank=True, help_text="lawyer or other representative")
    addressee = models.BooleanField(default=True, help_text="the decision is addressed to this party")

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("measure", "id"), name="measure_party_of"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class MeasureEvent(Record):
    """One thing that happened, on a day: the timeline of the file. `kind` is the slug of a transition or of `rules.EVENTS`."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    at = models.DateTimeField()
    text = EncryptedTextField(blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_role = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-on", "-at", "-id")
        indexes = (models.Index(fields=("measure", "-on", "-at", "-id"), name="measure_event_newest"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class MeasureReason(Record):
    """Why the measure is needed and fair, by topic (`rules.TOPICS`), as the decision will print it."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="reasons")
    topic = models.SlugField(max_length=30)
    text = EncryptedTextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("municipality", "measure", "topic"), name="measure_reason_once"),
        )
        indexes = (models.Index(fields=("measure", "topic"), name="measure_reason_of"),)

    def __str__(self) -> str:
        return self.topic


class MeasureDocument(Record, SealedPaperFields):
    """A letter or decision that was made from a template and the facts of the file, kept encrypted: it is served, never remade.

    `told` holds what it was made from (canonical JSON: facts and reasons). One that is signed isn't replaced.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    template = models.ForeignKey(DecisionTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told = EncryptedTextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        base_manager_name = "objects"
        ordering = ("-made_at", "-id")
        indexes = (models.Index(fields=("measure", "-made_at"), name="measure_document_newest"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Remedy(Record):
    """A remedy that somebody used against a decision: objection, interim relief, appeal."""

    class Kind(models.TextChoices):
        OBJECTION = "objection", _("bezwaar")
        INTERIM_RELIEF = "interim_relief", _("voorlopige voorziening")
        APPEAL = "appeal", _("beroep")
        HIGHER_APPEAL = "higher_appeal", _("hoger beroep")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("gegrond")
        REJECTED = "rejected", _("ongegrond")
        INADMISSIBLE = "inadmissible", _("niet-ontvankelijk")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        SUSPENDED = "suspended", _("besluit geschorst")
        REFUSED = "refused", _("verzoek afgewezen")

    class Until(models.TextChoices):
        """Until when a judge suspends (Awb 8:85)."""

        LAW = "law", _("de uitspraak noemt geen einde: zoals de wet het regelt (Awb 8:85)")
        WEEKS = "weeks", _("tot zes weken na de beslissing op bezwaar of de uitspraak op beroep")
        DECISION = "decision", _("tot de beslissing op bezwaar of de uitspraak op beroep")
        DATE = "date", _("tot en met een dag")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="remedies")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    lodged_on = models.DateField()
    by = EncryptedTextField()
    late = models.BooleanField(default=False)
    committee = models.BooleanField(default=False, help_text="an advisory committee hears it: twelve weeks (Awb 7:10)")
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    outcome_text = EncryptedTextField(blank=True)
    suspended_until_kind = models.CharField(max_length=8, choices=Until.choices, blank=True)
    suspended_until = models.DateField(
        null=True, blank=True, help_text="last day of a suspension of which the ruling names one"
    )

    class Meta:
        ordering = ("lodged_on", "id")
        indexes = (models.Index(fields=("measure", "lodged_on"), name="measure_remedy_of"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.lodged_on}"


class Forfeiture(Record):
    """One breach of a penalty order, and the sum that was forfeited by it (Awb 5:33): it has clocks of its own."""

    class Status(models.TextChoices):
        FORFEITED = "forfeited", _("verbeurd")
        ANNOUNCED = "announced", _("voornemen tot invordering")
        DECIDED = "decided", _("invorderingsbesluit")
        PAID = "paid", _("betaald")
        WAIVED = "waived", _("niet ingevorderd")
        LAPSED = "lapsed", _("verjaard")
        UNDONE = "undone", _("niet verbeurd: de last was geschorst")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="forfeitures")
    breached_on = models.DateField()
    forfeited_on = models.DateField()
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.FORFEITED)
    found = EncryptedTextField(help_text="what was found, by whom")
    decided_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    closed_because = EncryptedTextField(blank=True)
    interruptions = models.JSONField(
        default=list, blank=True, help_text="what interrupted the claim (Awb 4:106): pairs of slug and ISO day"
    )

    class Meta:
        ordering = ("forfeited_on", "id")
        indexes = (models.Index(fields=("measure", "forfeited_on"), name="measure_forfeiture_of"),)

    def __str__(self) -> str:
        return f"{self.forfeited_on} {self.amount}"
