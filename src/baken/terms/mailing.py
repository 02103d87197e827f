# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail on how many terms wait, for who asked for it: numbers and a link, never which or of what. Once a day by the worker."""

import logging
from datetime import date, datetime
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from baken.access.facade import Actor, Kind, User, actor_for, require, require_in, system_actor, visible_to
from baken.access.facade import municipality_of as town_of
from baken.cores.terms import DutchCalendar
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import BakenError, Denied, Reason, Refused
from baken.kernel.models import Municipality
from baken.kernel.terms import TermState

from . import deputies, lists
from .models import TermMail
from .policies import VIEW

logger = logging.getLogger(__name__)
FROM_HOUR = 6
"""Nobody is mailed at night."""
MONDAY = 0


class Taken(BakenError):
    """Another worker made this mail, or nobody asks for it any more."""


_done: dict[UUID, date] = {}
"""On which day this process did the work of a municipality: it isn't done again each round."""


@action
def set_mail(*, actor: Actor, at: datetime, often: str) -> TermMail | None:
    """Have the actor mailed so often, or ("") not at all; return the row. Raises `Refused` without a mail address."""
    require(actor, VIEW)
    if actor.id is None:
        raise Denied((Reason("nobody", _("Alleen een persoon krijgt mail.")),))
    municipality = town_of(actor)
    row = TermMail.objects.locked().filter(municipality=municipality, user_id=actor.id).first()
    if not often:
        if row is None:
            raise Refused((Reason("no_mail", _("U krijgt al geen mail.")),))
        audit.record("term_mail.ended", row)
        row.delete()
        return None
    if often not in TermMail.Often:
        raise Refused((Reason("often", _("Kies hoe vaak.")),))
    if not address_of(actor):
        raise Refused(
            (Reason("no_address", _("Bij uw account staat geen e-mailadres. Vraag het de functioneel beheerder.")),)
        )
    row = row or TermMail(municipality=municipality, user_id=actor.id)
    row.often = often
    row.save()
    audit.record("term_mail.set", row, often=often)
    return row


def mail_of(actor: Actor) -> TermMail | None:
    """Return what the actor asked for."""
    return visible_to(TermMail.objects.all(), actor, VIEW).first()


def address_of(actor: Actor) -> str:
    """Return where the actor's mail goes; "" for nowhere."""
    return User.objects.filter(pk=str(actor.id)).values_list("email", flat=True).first() or ""


def end_mail_of(user: User, municipality: Municipality, at: datetime) -> int:
    """End the mail of an account that leaves, and return how many there were."""
    rows = TermMail.objects.filter(municipality=municipality, user=user)
    number = rows.count()
    rows.delete()
    return number


def nightly(at: datetime) -> int:
    """Mail whoever asked for it and has something that waits, and clear what is over; return how many mails went.

    Cheap when the day's work was done. A mail that fails is told in the server's log and isn't tried again that day.
    """
    today = timezone.localdate(at)
    if timezone.localtime(at).hour < FROM_HOUR:
        return 0
    sent = 0
    for municipality in Municipality.objects.all():
        if _done.get(municipality.pk) == today:
            continue
        _done[municipality.pk] = today
        try:
            deputies.tidy(municipality, at)
            sent += _mail_all(municipality, at)
        except Exception:
            logger.exception("the daily work on terms failed for %s", municipality.slug)
    return sent


def due_on(row: TermMail, on: date) -> bool:
    """Whether a mail may go on a day: a working day, or for who wants it weekly a Monday; once a day at most."""
    if row.last_on is not None and row.last_on >= on:
        return False
    if row.often == TermMail.Often.WEEKLY:
        return on.weekday() == MONDAY
    return DutchCalendar().is_working_day(on)


def _mail_all(municipality: Municipality, at: datetime) -> int:
    today, sent = timezone.localdate(at), 0
    rows = TermMail.objects.filter(municipality=municipality).select_related("user").order_by("pk")
    for row in rows:
        if not due_on(row, today):
            continue
        try:
            _take(actor=system_actor(municipality), at=at, row=row)
            sent += _mail_one(row.user, municipality, at)
        except Taken:
            continue
        except (OSError, SMTPException) as fault:  # by its kind alone: its text may hold the address
            logger.warning("a mail about terms could not be sent: %s", type(fault).__name__)
        except Exception:  # one account that can't be told must not end the others
            logger.exception("the terms of an account could not be counted")
    return sent


@action
def _take(*, actor: Actor, at: datetime, row: TermMail) -> None:
    """Note that this day's mail of an account is being made. Raises `Taken` for the second of two workers."""
    require_in(actor, VIEW, row.municipality_id)
    today = timezone.localdate(at)
    mine = TermMail.objects.locked().filter(pk=row.pk).first()
    if mine is None or not due_on(mine, today):
        raise Taken
    mine.last_on = today
    mine.save()
    audit.record("term_mail.looked", mine)


def _mail_one(user: User, municipality: Municipality, at: datetime) -> int:
    actor = actor_for(user, on=timezone.localdate(at), at=at, municipality_id=municipality.pk)
    if not user.email or user.kind != Kind.PERSON or actor.municipality_id != municipality.pk or not actor.may(VIEW):
        return 0
    with override(user.language):
        text = body(actor, municipality, timezone.localdate(at))
        if not text:
            return 0
        EmailMessage(
            _("Termijnen in Baken"), text, to=[user.email], headers={"Auto-Submitted": "auto-generated"}
        ).send()
    return 1


def body(actor: Actor, municipality: Municipality, on: date) -> str:
    """Return the mail: how many of the reader's own terms were missed, of how many somebody else let the day pass, and how many
    end soon; "" where none did."""
    choice = lists.Choice(mine=True, states=(TermState.MISSED, TermState.OVERDUE, TermState.SOON))
    groups = lists.grouped(actor, municipality, on, named=False, choice=choice, size=1, count=True)
    counts = {group.state: group.count for group in groups}
    lines = []
    if TermState.MISSED in counts:
        number = counts[TermState.MISSED]
        told = ngettext("U hebt %(n)s termijn die is gemist.", "U hebt %(n)s termijnen die zijn gemist.", number.value)
        lines.append(told % {"n": number})
    if TermState.OVERDUE in counts:
        number = counts[TermState.OVERDUE]
        told = ngettext(
            "%(n)s keer liet een ander de laatste dag voorbijgaan: kijk wat u nu kunt doen.",
            "%(n)s keer liet een ander de laatste dag voorbijgaan: kijk wat u nu kunt doen.",
            number.value,
        )
        lines.append(told % {"n": number})
    if TermState.SOON in counts:
        number = counts[TermState.SOON]
        told = ngettext(
            "U hebt %(n)s termijn die binnen tien werkdagen eindigt.",
            "U hebt %(n)s termijnen die binnen tien werkdagen eindigen.",
            number.value,
        )
        lines.append(told % {"n": number})
    if not lines:
        return ""
    lines += [
        "",
        _("Bekijk ze in Baken:"),
        f"{settings.PUBLIC_URL}{reverse('terms:overview')}?wie=mij",
        "",
        _("In deze mail staat niet waarover het gaat. U kunt deze mail stoppen bij Termijnen, Mail."),
    ]
    return "\n".join(lines) + "\n"
