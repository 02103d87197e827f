# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the coordinator does with a questionnaire: send the link, take it back, judge whether what came is complete."""

import json
import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from baken.access.facade import Actor, desk_files
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import fresh
from baken.kernel.terms import Whose
from baken.ui.format import day as told_day

from .. import clocks, inquiry
from ..models import Questionnaire, Screening, ScreeningStatus
from ..steps import mine, note
from . import asked, rules

logger = logging.getLogger(__name__)
MAX_TO = 200
BACK = "Vragenlijst terug"
"""Label of the term by which an answer is asked: what is kept is shown as it stands, in Dutch."""
REMIND = gettext_noop("Herinner betrokkene aan de vragenlijst")
OPEN = frozenset({ScreeningStatus.QUESTIONS, ScreeningStatus.INCOMPLETE})


@dataclass(frozen=True, slots=True)
class Sent:
    """A questionnaire with the secret of its link, which exists nowhere else."""

    questionnaire: Questionnaire
    token: str

    @property
    def address(self) -> str:
        """The whole address."""
        return f"{settings.PUBLIC_URL}{reverse('questionnaire:form', args=[self.token])}"


@action
def send(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    seen: int,
    to: str = "",
    mail: str = "",
    days: int = rules.DAYS,
) -> Sent:
    """Make a link for the subject and mail it, where an address of mail is given; `to` says how else it is handed over.

    A first one takes the step *questions_sent*. A next one takes the place of the one before, with what was saved in it; its link
    is dead from then on. Raises `Refused` with every reason.
    """
    screening = mine(actor, screening, purpose, seen)
    today = timezone.localdate(at)
    reasons = _against_sending(screening, to, mail, days)
    if reasons:
        raise Refused(tuple(reasons))
    before = current(screening)
    filled_in = (before.draft or before.answers) if before is not None else ""
    if before is not None:
        _revoke(before, at)
    token, due = rules.new_token(), today + timedelta(days=days)
    parts = asked.for_scope(screening.standing.scope)
    row = Questionnaire(
        municipality_id=screening.municipality_id, screening=screening, token_digest=rules.digest(token), sent_on=today,
        sent_to=mail.strip() or to.strip(), due_on=due, valid_until=rules.valid_until(due), questions=parts,
        draft=filled_in,
        missing=before.missing if before is not None else "",
    )  # fmt: skip
    row.save(force_insert=True)
    if before is not None:
        for paper in before.papers.all():
            paper.questionnaire = row
            paper.save()
    audit.record("questionnaire.sent", row, by_mail=bool(mail.strip()), due=due)
    if screening.status == ScreeningStatus.ASKED:
        screening = inquiry.questions_sent(actor=actor, at=at, purpose=purpose, screening=screening)
    else:
        note(actor, at, screening, "questions_sent_again", today)
    desk_files.keep_term(
        screening, clocks.KIND, row, label=BACK, due=due, started=today, whose=Whose.OTHERS, next_step=REMIND
    )
    sent = Sent(row, token)
    if mail.strip():
        town = screening.municipality.name
        transaction.on_commit(lambda: _mail(mail.strip(), sent.address, due, town), robust=True)
    return sent


@action
def revoke(*, actor: Actor, at: datetime, purpose: str, screening: Screening, questionnaire: Questionnaire) -> None:
    """Take a link back: from now on it leads nowhere. What was returned stays in the file."""
    screening = mine(actor, screening, purpose, None)
    row = fresh(questionnaire)
    if row.revoked_at is not None:
        raise Refused((Reason("revoked", _("Deze link was al ingetrokken.")),))
    _revoke(row, at)
    note(actor, at, screening, "questions_revoked", timezone.localdate(at))


@action
def judge(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    seen: int,
    questionnaire: Questionnaire,
    complete: bool,
    missing: str = "",
    until: date | None = None,
) -> Screening:
    """Write whether what came back is complete; where it isn't, what must still come and by when: the same link works again.

    Raises `Refused` with every reason.
    """
    screening = mine(actor, screening, purpose, seen)
    row = fresh(questionnaire)
    today = timezone.localdate(at)
    if row.screening_id != screening.pk or row.returned_at is None or row.revoked_at is not None:
        raise Refused((Reason("not_returned", _("Deze vragenlijst is nog niet ingestuurd.")),))
    row.complete = complete
    if complete:
        row.missing = ""
        moved = inquiry.found_complete(actor=actor, at=at, purpose=purpose, screening=screening)
    else:
        due = until or today + timedelta(days=rules.DAYS)
        moved = inquiry.found_incomplete(
            actor=actor, at=at, purpose=purpose, screening=screening, missing=missing, until=due
        )
        row.missing, row.due_on, row.valid_until = missing.strip(), due, rules.valid_until(due)
        row.draft, row.returned_at = row.answers, None
    row.save()
    audit.record("questionnaire.judged", row, complete=complete)
    return moved


def current(screening: Screening) -> Questionnaire | None:
    """Return the questionnaire whose link works or worked last, if it wasn't taken back."""
    return Questionnaire.objects.filter(screening=screening, revoked_at__isnull=True).order_by("-id").first()


def answers_of(row: Questionnaire) -> asked.Answers:
    """Return what came back."""
    found: asked.Answers = json.loads(row.answers) if row.answers else {}
    return found


def _revoke(row: Questionnaire, at: datetime) -> None:
    row.revoked_at, row.draft = at, ""  # what was never sent in is nobody's to keep: no link opens it any more
    row.save()
    desk_files.drop_terms(row.screening, row)
    audit.record("questionnaire.revoked", row)


def _against_sending(screening: Screening, to: str, mail: str, days: int) -> list[Reason]:
    found = []
    if screening.status not in (ScreeningStatus.ASKED, *OPEN):
        found.append(Reason("status", _("In deze stand van het dossier gaat er geen vragenlijst meer uit.")))
    if not to.strip() and not mail.strip():
        found.append(Reason("to", _("Vul een e-mailadres in, of schrijf op hoe u de link geeft.")))
    if len(to) > MAX_TO or len(mail) > MAX_TO:
        found.append(Reason("long", _("De tekst is te lang. Maak hem korter.")))
    if mail.strip():
        try:
            validate_email(mail.strip())
        except ValidationError:
            found.append(Reason("mail", _("Dit is geen e-mailadres.")))
    if not rules.LEAST_DAYS <= days <= rules.MOST_DAYS:
        text = _("Geef ten minste %(least)d en hoogstens %(most)d dagen.")
        found.append(Reason("days", text % {"least": rules.LEAST_DAYS, "most": rules.MOST_DAYS}))
    return found


def _mail(to: str, address: str, due: date, town: str) -> None:
    """Mail the link: that there are questions and until when, nothing of why, for what or about whom."""
    with override("nl"):
        lines = [
            _("Beste meneer of mevrouw,"),
            "",
            _("De gemeente %(name)s vraagt u een vragenlijst in te vullen, uiterlijk %(day)s.")
            % {"name": town, "day": told_day(due)},
            _("U kunt tussendoor bewaren en later verdergaan."),
            "",
            address,
            "",
            _("Deze link is persoonlijk. Stuur hem niet door: wie hem heeft, kan lezen wat u invulde."),
            _("Om u te beschermen staat in deze mail niet waarover het gaat."),
        ]
        message = EmailMessage(
            _("Een vragenlijst van de gemeente"),
            "\n".join(lines) + "\n",
            to=[to],
            headers={"Auto-Submitted": "auto-generated"},
        )
    try:
        message.send()
    except (OSError, SMTPException):
        logger.warning("a mail with a questionnaire could not be sent", exc_info=False)
