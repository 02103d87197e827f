# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who reported: asked for with reasons, released by another function for a day at most, read once. And how reliable it is.

Whoever handles a concern sees that the reporter is known, not who it is. Who keeps the register of sources sees which concern
is asked about and why, and nothing of the concern. Emergency access doesn't come here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from baken.access.facade import Actor, opened, require, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import fresh

from ..gatekeeper import tokens
from ..models import Concern, ReleaseRequest, Reporter
from ..policies import HANDLE, RELEASE
from ..reporting.reports import CONTENTS, SOURCES

PURPOSE = "source_protection"
MAX_HOURS = 24
MAX_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Shown:
    """Who reported, as shown once. Goes to the page that shows it, and nowhere else."""

    name: str
    email: str
    phone: str


@action
def ask(*, actor: Actor, at: datetime, purpose: str, concern: Concern, why: str, needed: str) -> ReleaseRequest:
    """Ask who reported a concern: why it must be known, and why nothing less would do. Raises `Refused` with every reason."""
    require(actor, HANDLE, concern, purpose)
    reporter = _reporter(concern)
    reasons = [*_words(why), *_words(needed, _("Schrijf op waarom het niet anders kan."))]
    if reporter is None:
        reasons.append(Reason("no_reporter", _("Van dit signaal is niet bekend wie het gaf.")))
    open_one = ReleaseRequest.objects.filter(asked_by=actor.id, concern_token__in=tokens.concern_tokens(concern.pk))
    if open_one.filter(granted__isnull=True).exists():
        reasons.append(Reason("asked", _("U hebt dit al gevraagd. De bronbeheerder beslist nog.")))
    if actor.id is None:
        reasons.append(Reason("nobody", _("Vragen wie meldde doet een mens.")))
    if reasons or reporter is None or actor.id is None:
        raise Refused(tuple(reasons))
    made = ReleaseRequest(
        municipality_id=concern.municipality_id, guarded_id=reporter.guarded_id, concern_token=reporter.concern_token,
        concern_reference=concern.reference, asked_by_id=actor.id, asked_at=at, why=f"{why.strip()}\n\n{needed.strip()}",
    )  # fmt: skip
    made.save()
    audit.record("source.asked", made, reference=concern.reference)
    return made


@action
def decide(
    *, actor: Actor, at: datetime, asked: ReleaseRequest, granted: bool, because: str, hours: int = MAX_HOURS
) -> ReleaseRequest:
    """Release who reported to the one who asked, for some hours, or don't; with reasons. Never by the asker's own hand."""
    require(actor, RELEASE, asked)
    row = fresh(asked)
    reasons = _words(because)
    if row.granted is not None:
        reasons.append(Reason("decided", _("Hierover is al besloten.")))
    if row.asked_by_id == actor.id:
        reasons.append(Reason("own", _("U vroeg dit zelf. Een collega beslist erover.")))
    if granted and not 1 <= hours <= MAX_HOURS:
        reasons.append(Reason("hours", _("Kies 1 tot %(max)d uur.") % {"max": MAX_HOURS}))
    if reasons:
        raise Refused(tuple(reasons))
    row.granted, row.because, row.decided_at, row.decided_by_id = granted, because.strip(), at, actor.id
    row.until = at + timedelta(hours=hours) if granted else None
    row.save()
    audit.record("source.decided", row, granted=granted, until=row.until, reference=row.concern_reference)
    return row


@action
def read(*, actor: Actor, at: datetime, purpose: str, concern: Concern, asked: ReleaseRequest) -> Shown:
    """Return who reported, once, to the one to whom it was released; leaves a row of the read. Raises `Refused`, `Denied`."""
    require(actor, HANDLE, concern, purpose)
    row = fresh(asked)
    if row.asked_by_id != actor.id or row.concern_token not in tokens.concern_tokens(concern.pk):
        raise Denied((Reason("not_asked", _("Dit is niet aan u vrijgegeven.")),))
    if not row.granted:
        raise Refused((Reason("not_granted", _("Dit is niet vrijgegeven.")),))
    if row.read_at is not None:
        raise Refused((Reason("read", _("U hebt dit al gelezen. Vraag het opnieuw als het weer nodig is.")),))
    if row.until is None or row.until <= at:
        raise Refused((Reason("over", _("De vrijgave is voorbij. Vraag het opnieuw als het nog nodig is.")),))
    reporter = _reporter(concern)
    if reporter is None:
        raise Refused((Reason("gone", _("Deze gegevens zijn er niet meer.")),))
    row.read_at = at
    row.save()
    audit.record_read(
        "source.read", reporter.guarded, purpose=PURPOSE, basis=reporter.vault.basis, vault_id=reporter.vault_id,
        request=row.pk, emergency=False,
    )  # fmt: skip
    return Shown(reporter.name, reporter.email, reporter.phone)


@action
def evaluate(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, source: str, content: str
) -> Concern:
    """Write how reliable the source is and what it told. Raises `Refused`, `StaleVersion`."""
    require(actor, HANDLE, concern, purpose)
    row: Concern = fresh(concern, seen)
    if source not in SOURCES or content not in CONTENTS:
        raise Refused((Reason("scale", _("Kies van beide schalen één waarde.")),))
    row.source_reliability, row.content_reliability = source, content
    row.save()
    audit.record("concern.source_evaluated", row, purpose=purpose, source=source, content=content)
    return row


def _reporter(concern: Concern) -> Reporter | None:
    """Return who reported, as Baken itself sees it: nobody else finds the one from the other."""
    if not concern.has_reporter:
        return None
    with opened(system_actor(concern.municipality), system=True):
        known = tokens.concern_tokens(concern.pk)
        return Reporter.objects.select_related("guarded", "vault").filter(concern_token__in=known).first()


def _words(text: str, lacking: str = "") -> list[Reason]:
    if not text.strip():
        return [Reason("no_reason", lacking or _("Schrijf op waarom."))]
    if len(text) > MAX_TEXT:
        told = _("De reden is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT}
        return [Reason("long_reason", told)]
    return []
