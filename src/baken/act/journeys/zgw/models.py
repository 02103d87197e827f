# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Baken keeps of its work with a case system: what is to be done, what was made there, and how the line is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record


class Kind(models.TextChoices):
    """What there is to do with the case system."""

    TAKE_IN = "take_in", _("zaak lezen, en aanmelden voor Bibob")
    TELL = "tell", _("stand van een Bibob-onderzoek doorgeven")
    REGISTER = "register", _("besluit over een maatregel registreren")


class State(models.TextChoices):
    WAITING = "waiting", _("wacht")
    DONE = "done", _("gedaan")
    FAILED = "failed", _("mislukt")


class Outcome(models.TextChoices):
    """What became of it."""

    NONE = "", ""
    HANDED = "handed", _("aangemeld")
    KNOWN = "known", _("was al aangemeld")
    NOT_DRAWN = "not_drawn", _("niet in de steekproef")
    NO_TRIGGER = "no_trigger", _("valt niet onder het Bibob-beleid")
    CLOSED = "closed", _("zaak is afgesloten")
    GONE = "gone", _("staat niet meer in het zaaksysteem")
    TOLD = "told", _("doorgegeven")
    NOTHING = "nothing", _("er was niets door te geven")
    REGISTERED = "registered", _("geregistreerd")


class ZgwTask(Record):
    """One thing to do, once for each subject: a notification that comes twice asks the same, and asks it again when it was done.

    `subject`: the address of a zaak, or the key of a standing or of a measure; no foreign key leads from here into a register.
    `problem` is in words of ours and tells nothing of anybody. While it is being done somebody may ask again: the version then
    differs, and it stays waiting.
    """

    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=400)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default=Outcome.NONE)
    asked_at = models.DateTimeField()
    asked = models.PositiveIntegerField(default=1, help_text="how often it was asked")
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField()
    problem = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ("-asked_at", "-id")
        constraints = (models.UniqueConstraint(fields=("municipality", "kind", "subject"), name="zgw_task_once"),)
        indexes = (
            models.Index(fields=("municipality", "next_try"), name="zgw_task_due", condition=models.Q(state="waiting")),
            models.Index(fields=("municipality", "state", "-asked_at", "-id"), name="zgw_task_newest"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ZgwLink(Record):
    """That a standing or a measure goes with a zaak, and what was told or made there.

    `sending`: the status under way with its moment, so that every try sets the same one. `stage` and `conclusion`: what the
    case system has; of a measure the day on which its decision lapses, and whether it was withdrawn (`measure_side`). `document`,
    `decision`: addresses of what was registered.
    """

    kind = models.CharField(max_length=8, choices=[("standing", "standing"), ("measure", "measure")])
    subject = models.UUIDField(help_text="key of the standing or of the measure")
    zaak = models.URLField(max_length=400)
    identification = models.CharField(max_length=50)
    sending_stage = models.CharField(max_length=10, blank=True)
    sending_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=10, blank=True)
    conclusion = models.CharField(max_length=8, blank=True)
    document = models.URLField(max_length=400, blank=True)
    decision = models.URLField(max_length=400, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        constraints = (models.UniqueConstraint(fields=("municipality", "kind", "subject"), name="zgw_link_once"),)
        indexes = (models.Index(fields=("municipality", "zaak"), name="zgw_link_zaak"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ZgwContact(Record):
    """How the line to a municipality's case system is: when it last answered, last failed, last told us, was last compared.

    `since`: from which day on decisions are registered: those of before it was switched on aren't.
    """

    since = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    notified_at = models.DateTimeField(null=True, blank=True)
    compared_at = models.DateTimeField(null=True, blank=True)
    compare_asked_at = models.DateTimeField(null=True, blank=True, help_text="somebody asked to compare now")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("municipality",), name="zgw_contact_once"),)

    def __str__(self) -> str:
        return str(self.municipality_id)
