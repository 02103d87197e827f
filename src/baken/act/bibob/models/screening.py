# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.access.facade import DeskFile, User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record
from baken.kernel.papers.sealed import SealedPaperFields

from .standing import Conclusion, Standing
from .trigger import Trigger


class ScreeningStatus(models.TextChoices):
    ASKED = "asked", _("aangemeld")
    QUESTIONS = "questions", _("vragenlijst verstuurd")
    INCOMPLETE = "incomplete", _("vragenlijst niet volledig")
    INVESTIGATING = "investigating", _("eigen onderzoek")
    AT_LBB = "at_lbb", _("advies gevraagd bij het LBB")
    WEIGHING = "weighing", _("wegen")
    VIEW = "view", _("zienswijze gevraagd")
    CONCLUDED = "concluded", _("conclusie gegeven")
    STOPPED = "stopped", _("gestopt")
    SETTLED = "settled", _("afgerond")


class Screening(DeskFile):
    """One Bibob file, in a register under the Wet Bibob. The department that asked reads its `standing` alone."""

    standing = models.OneToOneField(Standing, on_delete=models.PROTECT, related_name="+")
    trigger = models.ForeignKey(Trigger, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    tip = models.BooleanField(default=False, help_text="the prosecution tipped (Wet Bibob 26)")
    occasion = EncryptedTextField(blank=True, help_text="why it is screened, in words")
    status = models.CharField(max_length=14, choices=ScreeningStatus.choices, default=ScreeningStatus.ASKED)
    subject = EncryptedTextField(help_text="who is screened: person or company")
    subject_kind = models.CharField(max_length=8, choices=[("person", _("persoon")), ("company", _("bedrijf"))])
    kvk_number = EncryptedTextField(blank=True)
    conclusion = models.CharField(max_length=8, choices=Conclusion.choices, blank=True, default=Conclusion.UNKNOWN)
    conclusion_text = EncryptedTextField(blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    concluded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    refused_form = models.BooleanField(default=False, help_text="a holder refused the form: serious danger (4(1))")
    view_until = models.DateField(null=True, blank=True)
    view_text = EncryptedTextField(blank=True)
    view_on = models.DateField(null=True, blank=True)
    reuse_until = models.DateField(null=True, blank=True, help_text="last day of use in another file (29)")
    hours = models.DecimalField(max_digits=6, decimal_places=1, default=0, help_text="worked on it so far")

    class Meta(DeskFile.Meta):
        indexes = (
            *DeskFile.Meta.indexes,
            models.Index(fields=("municipality", "vault", "status", "-id"), name="screening_status"),
            models.Index(fields=("municipality", "opened_on"), name="screening_opened"),
        )
        constraints = (
            *DeskFile.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(conclusion="") | models.Q(concluded_on__isnull=False), name="screening_concluded"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="settled") | models.Q(closed_on__isnull=False), name="screening_settled"
            ),
        )

    def get_absolute_url(self) -> str:
        return reverse("bibob:screening", args=[self.reference])


class ScreeningEvent(Record):
    """One thing that happened in a file, on a day: its timeline."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    at = models.DateTimeField()
    text = EncryptedTextField(blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-on", "-at", "-id")
        indexes = (models.Index(fields=("screening", "-on", "-at", "-id"), name="screening_event_newest"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class Questionnaire(Record):
    """The form of Wet Bibob 7a (30), sent by a link that works for who holds it, until `valid_until`.

    Of the link only the SHA-256 is kept. `questions` is the list as it was asked; `answers` JSON of what came back. It may be
    saved half done (`draft`); once returned it can't be changed, only sent anew with `missing`.
    """

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="questionnaires")
    token_digest = models.CharField(max_length=64)
    sent_on = models.DateField()
    sent_to = EncryptedTextField(help_text="address of mail, or how it was handed over")
    due_on = models.DateField()
    valid_until = models.DateTimeField()
    questions = models.JSONField(default=list)
    draft = EncryptedTextField(blank=True)
    answers = EncryptedTextField(blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    complete = models.BooleanField(null=True, blank=True)
    missing = EncryptedTextField(blank=True, help_text="what must still come (Awb 4:5)")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-sent_on", "-id")
        constraints = (models.UniqueConstraint(fields=("municipality", "token_digest"), name="questionnaire_token"),)
        indexes = (
            models.Index(fields=("token_digest",), name="questionnaire_found"),
            models.Index(fields=("screening", "-sent_on"), name="questionnaire_of"),
        )

    def __str__(self) -> str:
        return f"{self.sent_on}"


class ScreeningPaper(Record, SealedPaperFields):
    """A paper in the file, kept encrypted: with a questionnaire, with a source, or by itself."""

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="papers")
    questionnaire = models.ForeignKey(
        Questionnaire, null=True, blank=True, on_delete=models.CASCADE, related_name="papers"
    )
    added_at = models.DateTimeField()
    from_subject = models.BooleanField(default=False)

    class Meta:
        base_manager_name = "objects"
        ordering = ("added_at", "id")
        indexes = (models.Index(fields=("screening", "added_at"), name="screening_paper_of"),)

    def __str__(self) -> str:
        return str(self.pk)
