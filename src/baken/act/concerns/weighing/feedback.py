# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes between a concern and who reported it, by receipt code: words, never a route and never a name.

Of a sensitive kind a reporter hears three fixed texts and nothing else: what was weighed, by whom and how it ended shows in none
of them.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, opened, require, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality, fresh
from baken.kernel.moment import now

from ..gatekeeper import tokens
from ..models import Concern, Message, Reporter, Status
from ..policies import HANDLE
from ..reporting import receipts
from .feedback_texts import CLOSED, FIXED, HANDLED, NEWS_SUBJECT, RECEIVED, fixed, news

logger = logging.getLogger(__name__)
MESSAGE, QUESTION, REOPEN = "message", "question", "reopen"
MAX_TEXT = 4_000
MOST = 50
"""Messages of one reporter on one concern: more isn't a conversation."""
REOPEN_WITHIN = timedelta(weeks=6)
ADDRESS = "/melden/volgen/"
"""Where somebody comes back with a code."""


@dataclass(frozen=True, slots=True)
class PublicMessage:
    """One message as its reporter reads it: the day, not the moment."""

    on: date
    mine: bool
    text: str


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """What a reporter sees by the code: how far it is (received, handled, closed), in words, and what was written.

    `reopen_until`: the last day on which may be asked to look again, None where that can't be.
    """

    stage: str
    words: str
    language: str
    messages: tuple[PublicMessage, ...]
    may_write: bool
    reopen_until: date | None


@action
def tell(*, actor: Actor, at: datetime, purpose: str, concern: Concern, kind: str, text: str = "") -> Message:
    """Write to who reported: a message, a question, that it is handled, or that it is closed; a mail without content may follow.

    Of a sensitive kind only the fixed texts go, and `text` stays empty. What the reporter wrote counts as read.
    """
    require(actor, HANDLE, concern, purpose)
    if reasons := against(concern, kind, text):
        raise Refused(tuple(reasons))
    return _written(actor, at, purpose, concern, kind, text.strip() or fixed(kind, concern.language))


@action
def tell_fixed(*, actor: Actor, at: datetime, purpose: str, concern: Concern, kind: str) -> Message:
    """Write one of the fixed texts to who reported."""
    require(actor, HANDLE, concern, purpose)
    return _written(actor, at, purpose, concern, kind, fixed(kind, concern.language))


@action
def read_messages(*, actor: Actor, at: datetime, purpose: str, concern: Concern) -> None:
    """Note that what the reporter wrote was read."""
    require(actor, HANDLE, concern, purpose)
    _read(fresh(concern), at)
    audit.record("concern.messages_read", concern, purpose=purpose)


def against(concern: Concern, kind: str, text: str) -> list[Reason]:
    """Return every reason why this can't be told to who reported."""
    told = text.strip()
    if kind not in (MESSAGE, QUESTION, HANDLED, CLOSED):
        return [Reason("kind", _("Kies wat u de melder wilt laten weten."))]
    if concern.sensitive:
        if told or kind not in FIXED:
            text = _("Bij dit soort signaal gaat alleen een vaste tekst naar de melder. Typ zelf niets.")
            return [Reason("sensitive", text)]
        return []
    if not told and kind != HANDLED:
        return [Reason("no_message", _("Schrijf wat u de melder wilt laten weten."))]
    if len(told) > MAX_TEXT:
        return [Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT})]
    return []


@action
def hear(*, actor: Actor, at: datetime, municipality: Municipality, code: str, text: str, reopen: bool = False) -> None:
    """Keep what a reporter writes, found by the code; `reopen` asks to look again, within six weeks after closing.

    Baken itself is the actor. Raises `Denied` where the code leads nowhere, `Refused` with the reasons.
    """
    with opened(system_actor(municipality), system=True):
        concern = _by_code(municipality, code)
        if concern is None or "system" not in actor.roles:
            raise Denied((Reason("no_concern", _("Met deze code is niets te vinden.")),))
        concern = fresh(concern)
        if reasons := _against_hearing(concern, text, reopen, timezone.localdate(at)):
            raise Refused(tuple(reasons))
        Message(
            municipality_id=concern.municipality_id, concern=concern, from_reporter=True, at=at, text=text.strip(),
            kind=REOPEN if reopen else MESSAGE,
        ).save()  # fmt: skip
        mark_news(concern)
        if concern.status == Status.MERGED and concern.merged_into is not None:
            mark_news(concern.merged_into)  # there it is handled, so there it must be seen
        audit.record("concern.reporter_wrote", concern, reopen=reopen)


def public_status(municipality: Municipality, code: str, on: date) -> PublicStatus | None:
    """Return what the holder of a receipt code may know on the day `on`; None for a code that leads nowhere.

    The same for every route and outcome of a sensitive kind. Limits on tries are the caller's.
    """
    with opened(system_actor(municipality), system=True):
        concern = _by_code(municipality, code)
        if concern is None:
            return None
        leading, stage = leading_of(concern), stage_of(concern)
        rows = Message.objects.filter(concern=concern).order_by("at", "id")
        if concern.sensitive:
            rows = rows.filter(from_reporter=True) | rows.filter(kind__in=FIXED)
        until = _reopen_until(concern, leading, on)
        return PublicStatus(
            stage=stage,
            words=fixed(stage, concern.language),
            language=concern.language,
            messages=tuple(_public(concern, row) for row in rows),
            may_write=stage != CLOSED,
            reopen_until=until,
        )


def _public(concern: Concern, row: Message) -> PublicMessage:
    text = row.text
    if concern.sensitive and not row.from_reporter:  # whatever was stored: what is shown is the fixed text
        text = fixed(row.kind, concern.language)
    return PublicMessage(timezone.localdate(row.at), row.from_reporter, text)


def leading_of(concern: Concern) -> Concern:
    """Return the concern in which this one is handled: itself, or the one into which it was merged."""
    return concern.merged_into if concern.status == Status.MERGED and concern.merged_into else concern


def stage_of(concern: Concern) -> str:
    """Return how far a concern is for who reported it, by code or by account: received, handled or closed, and no more."""
    leading = leading_of(concern)
    if leading.status == Status.RECEIVED:
        return RECEIVED
    return CLOSED if leading.status == Status.CLOSED else HANDLED


def _reopen_until(concern: Concern, leading: Concern, on: date) -> date | None:
    """Return until when may be asked to look again; one question at a time."""
    if leading.closed_on is None:
        return None
    until = leading.closed_on + REOPEN_WITHIN
    asked = Message.objects.filter(concern=concern, kind=REOPEN, at__date__gte=leading.closed_on).exists()
    return None if asked or on > until else until


def _by_code(municipality: Municipality, code: str) -> Concern | None:
    if not receipts.plain(code):
        return None
    rows = Concern.objects.select_related("merged_into", "guarded", "category")
    return rows.filter(municipality=municipality, receipt__in=receipts.hashes(code, municipality.pk)).first()


def _against_hearing(concern: Concern, text: str, reopen: bool, on: date) -> list[Reason]:
    found = []
    leading = leading_of(concern)
    closed = stage_of(concern) == CLOSED
    if not text.strip():
        found.append(Reason("no_message", _("Schrijf wat u wilt vertellen.")))
    if len(text) > MAX_TEXT:
        found.append(Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT}))
    if closed and not reopen:
        found.append(Reason("closed", _("Deze melding is afgerond. Vraag ons om er opnieuw naar te kijken.")))
    if reopen and not closed:
        found.append(Reason("not_closed", _("Deze melding is nog niet afgerond. Stuur gewoon een bericht.")))
    if reopen and closed and _reopen_until(concern, leading, on) is None:
        text = _("Opnieuw vragen kan één keer, tot zes weken na het afronden. Doe anders een nieuwe melding.")
        found.append(Reason("too_late", text))
    if Message.objects.filter(concern=concern, from_reporter=True).count() >= MOST:
        found.append(Reason("too_many", _("U hebt al veel berichten gestuurd. Wacht op antwoord.")))
    return found


def _written(actor: Actor, at: datetime, purpose: str, concern: Concern, kind: str, text: str) -> Message:
    row = Message(
        municipality_id=concern.municipality_id, concern_id=concern.pk, from_reporter=False, at=at, text=text,
        kind=kind, author_id=actor.id,
    )  # fmt: skip
    row.save()
    _read(fresh(concern), at)
    audit.record("concern.reporter_told", concern, purpose=purpose, kind=kind)
    if concern.has_reporter:
        municipality, key = concern.municipality_id, concern.pk
        transaction.on_commit(lambda: send_news(municipality, key), robust=True)
    return row


def of(concern: Concern) -> Q:
    """Return which messages belong to a concern: its own, and those of what was merged into it."""
    return Q(concern=concern.pk) | Q(concern__merged_into=concern.pk, concern__status=Status.MERGED)


def mark_news(concern: Concern) -> None:
    """Have a concern say whether a reporter of it, or of what was merged into it, wrote something that nobody read."""
    row = fresh(concern)
    news = Message.objects.filter(of(row), from_reporter=True, read_at__isnull=True).exists()
    if row.news != news:
        row.news = news
        row.save()


def _read(concern: Concern, at: datetime) -> None:
    """Note what was read: with a leading concern also what came on those merged into it, as its page shows them all."""
    unread = Message.objects.filter(of(concern), from_reporter=True, read_at__isnull=True)
    for row in Message.objects.locked().filter(pk__in=[row.pk for row in unread.only("pk")]):
        row.read_at = at
        row.save()
    mark_news(concern)
    for merged in Concern.objects.filter(merged_into=concern, status=Status.MERGED, news=True):
        mark_news(merged)
    if concern.status == Status.MERGED and concern.merged_into is not None:
        mark_news(concern.merged_into)


def send_news(municipality_id: UUID, concern: UUID) -> None:
    """Mail the reporter that there is news, where that was wanted; what can't be sent is told in the server's log."""
    actor = system_actor(Municipality.objects.get(pk=municipality_id))
    try:
        with opened(actor, system=True):
            reporter = Reporter.objects.filter(
                municipality=municipality_id, concern_token__in=tokens.concern_tokens(concern), wants_mail=True
            ).first()
            if reporter is not None and reporter.email:
                _mail(actor=actor, at=now(), reporter=reporter)
    except Exception as fault:  # by its kind alone: whatever goes wrong, its text may hold the address
        logger.warning("a mail to a reporter could not be sent: %s", type(fault).__name__)


@action
def _mail(*, actor: Actor, at: datetime, reporter: Reporter) -> None:
    """Send the mail as Baken itself: the address is read here and shown to nobody; the log says that it was used."""
    audit.record("concern.reporter_mailed", reporter.guarded, purpose="source_protection", vault_id=reporter.vault_id)
    EmailMessage(
        NEWS_SUBJECT, news(f"{settings.PUBLIC_URL}{ADDRESS}"), to=[reporter.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()  # fmt: skip
