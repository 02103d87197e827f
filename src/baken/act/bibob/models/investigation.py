# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record

from .screening import Screening


class SourceKind(models.TextChoices):
    BIBOB_REGISTER = "bibob_register", _("Bibob-register (Wet Bibob 11a)")
    KVK = "kvk", _("Handelsregister (KvK)")
    KADASTER = "kadaster", _("Kadaster")
    BAG = "bag", _("Basisregistratie adressen en gebouwen (BAG)")
    OPEN = "open", _("open bron (Wet Bibob 7b)")
    JUSTICE = "justice", _("justitiële gegevens")
    TAX = "tax", _("Belastingdienst")
    OWN = "own", _("eigen gegevens van de gemeente")
    SUBJECT = "subject", _("betrokkene zelf")


class SourceLook(Record):
    """One source that was looked at: which, for what, when, and what it said, so that the finding can be traced to it.

    Looked up by hand where there is no connection (`connected` False).
    """

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="looks")
    kind = models.CharField(max_length=16, choices=SourceKind.choices)
    purpose = EncryptedTextField(help_text="what it had to answer")
    where = EncryptedTextField(blank=True, help_text="address, number or page")
    on = models.DateField()
    found = EncryptedTextField(blank=True)
    nothing_found = models.BooleanField(default=False)
    connected = models.BooleanField(default=False)
    usable_until = models.DateField(
        null=True, blank=True, help_text="of what another file found first: last day of its use (29)"
    )
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-on", "-id")
        indexes = (models.Index(fields=("screening", "-on"), name="bibob_look_of"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class Relation(Record):
    """Somebody in the business network of the subject (Wet Bibob 3(4)), written down by hand with its source."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(
        max_length=12,
        choices=[
            ("leads", _("leidt of bestuurt")),
            ("controls", _("heeft zeggenschap")),
            ("finances", _("verschaft vermogen")),
            ("works_with", _("zakelijk samenwerkingsverband")),
            ("owns", _("eigenaar van het pand")),
        ],
    )
    name = EncryptedTextField()
    note = EncryptedTextField(blank=True)
    look = models.ForeignKey(SourceLook, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("screening", "id"), name="bibob_relation_of"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Indicator(Record):
    """One fact that may point to danger, weighed by a human in words: never a number, never added up.

    `counts` is False where the law forbids it: an offence of which the person was acquitted (3a(3)), or one that is further
    back than may be looked (11a).
    """

    class Outcome(models.TextChoices):
        FACT = "fact", _("feit, geen strafbaar feit")
        SUSPECTED = "suspected", _("vermoeden")
        CHARGED = "charged", _("vervolging loopt")
        CONVICTED = "convicted", _("veroordeeld")
        SETTLED = "settled", _("afgedaan zonder rechter")
        FINED = "fined", _("bestuurlijke boete")
        DISMISSED = "dismissed", _("geseponeerd")
        ACQUITTED = "acquitted", _("vrijgesproken of ontslagen van alle rechtsvervolging")

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="indicators")
    about = models.CharField(
        max_length=12,
        choices=[
            ("money", _("geld witwassen of voordeel benutten (3(1)a)")),
            ("offences", _("strafbare feiten plegen (3(1)b)")),
            ("false", _("iets gedaan om de beschikking te krijgen (3(6))")),
            ("finances", _("financiering is niet duidelijk")),
            ("control", _("zeggenschap is niet duidelijk")),
        ],
    )
    text = EncryptedTextField()
    relation = models.ForeignKey(Relation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    look = models.ForeignKey(SourceLook, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.FACT)
    on = models.DateField(null=True, blank=True, help_text="of the fact or of the judgement")
    counts = models.BooleanField(default=True)
    counts_not_because = models.CharField(max_length=300, blank=True)
    weighed = models.CharField(
        max_length=8,
        blank=True,
        choices=[("heavy", _("weegt zwaar")), ("some", _("weegt mee")), ("little", _("weegt weinig"))],
    )
    weighed_because = EncryptedTextField(blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("screening", "id"), name="bibob_indicator_of"),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(outcome="acquitted") | models.Q(counts=False), name="bibob_acquitted_never_counts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.about} {self.pk}"


class Advice(Record):
    """A request for advice of the national office (LBB, Wet Bibob 9), its pauses and its answer; its clock is bibob_advice."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="advices")
    asked_on = models.DateField()
    ground = models.SlugField(max_length=30, blank=True, help_text="slug of rules.GROUNDS: about what (9)")
    question = EncryptedTextField()
    told_subject_on = models.DateField(null=True, blank=True, help_text="Wet Bibob 32")
    lbb_reference = EncryptedTextField(blank=True)
    paused_since = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    conclusion = models.CharField(max_length=8, blank=True)
    text = EncryptedTextField(blank=True)

    class Meta:
        ordering = ("-asked_on", "-id")
        indexes = (models.Index(fields=("screening", "-asked_on"), name="bibob_advice_of"),)
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "screening"),
                condition=models.Q(received_on__isnull=True),
                name="bibob_advice_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.asked_on}"


class Duty(Record):
    """Something that the law wants told (`rules.DUTIES`): to the subject, to the LBB, with the notice of secrecy."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="duties")
    kind = models.SlugField(max_length=30)
    since = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    how = EncryptedTextField(blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("since", "id")
        indexes = (models.Index(fields=("screening", "since"), name="bibob_duty_of"),)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "screening", "kind", "since"), name="bibob_duty_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


class Disclosure(Record):
    """What was given from a file to somebody whom the law names (Wet Bibob 28(2)): default is nobody."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="disclosures")
    recipient = models.SlugField(max_length=30, help_text="slug of rules.RECIPIENTS")
    who = EncryptedTextField(blank=True)
    what = EncryptedTextField()
    why = EncryptedTextField()
    secrecy_told = models.BooleanField(default=False, help_text="warned of secrecy (28(3))")
    on = models.DateField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-on", "-id")
        indexes = (models.Index(fields=("screening", "-on"), name="bibob_disclosure_of"),)

    def __str__(self) -> str:
        return f"{self.recipient} {self.on}"
