# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bibob and the case system: an application comes in from there; where its screening stands goes back. Nothing else ever does.

What is told is read from the standing alone, which is all that a department may know: no function here opens a file.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, opened, system_actor
from baken.act.bibob import facade as bibob
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality, fresh

from .case_system import CaseSystem, Zaak
from .client import SKEW, Trouble
from .hearing import STANDING, is_told
from .models import Outcome, ZgwLink

LABEL = 200


def take_in(system: CaseSystem, municipality: Municipality, url: str, at: datetime) -> str:
    """Read a zaak, and hand it in for screening where the Bibob policy of its day says so, once. Return what became of it.

    Nothing is taken from the notification: what the zaak is, and whether it is still open, is read from the zaak itself.
    """
    if _link_of(municipality, url) is not None:
        return Outcome.KNOWN
    try:
        zaak = system.zaak(url)
    except Trouble as trouble:
        if trouble.status in (404, 410):
            return Outcome.GONE
        raise
    if zaak.closed:
        return Outcome.CLOSED
    if not zaak.ours:  # several municipalities may share a case system, and name their types alike
        return Outcome.NO_TRIGGER
    kind = system.zaaktype(zaak.zaaktype)
    started = _day(zaak.started) or timezone.localdate(at)
    lines = bibob.for_zaaktype(municipality, str(kind.get("identificatie", "")), started)
    if not lines:
        return Outcome.NO_TRIGGER
    title = str(kind.get("omschrijving", ""))
    told = bibob.Application(
        scope=lines[0].scope,
        application=zaak.identification,
        label=": ".join(filter(None, (title, zaak.text)))[:LABEL],
        received_on=started,
        because=_("Uit het zaaksysteem: het zaaktype valt onder het Bibob-beleid."),
        trigger=lines[0],
        zaak=zaak.url,
    )
    begins = "" if bibob.Stage.ASKED in system.connection.statuses else str(bibob.Stage.ASKED)
    actor = system_actor(municipality)
    return hand_in(actor=actor, at=at, municipality=municipality, zaak=zaak, told=told, begins=begins)


@action
def hand_in(
    *, actor: Actor, at: datetime, municipality: Municipality, zaak: Zaak, told: bibob.Application, begins: str
) -> str:
    """Hand an application in and keep with which zaak it goes. One that the department handed in itself is only linked.

    `begins`: the stage that the zaak needn't be told of.
    """
    standing = bibob.Standing.objects.filter(
        municipality=municipality, scope=told.scope, application=told.application
    ).first()
    outcome = Outcome.KNOWN
    if standing is None:
        handed = bibob.hand_in(actor=actor, at=at, municipality=municipality, told=told)
        if handed.standing is None:
            return Outcome.NOT_DRAWN
        standing, outcome = handed.standing, Outcome.HANDED
    link = ZgwLink.objects.filter(municipality=municipality, kind=STANDING, subject=standing.pk).first()
    if link is None:
        link = ZgwLink(
            municipality=municipality, kind=STANDING, subject=standing.pk, zaak=zaak.url,
            identification=zaak.identification, made_at=at, stage=begins,
        )  # fmt: skip
        link.save(force_insert=True)
    audit.record("zgw.taken_in", standing, outcome=outcome)
    return outcome


def tell(system: CaseSystem, municipality: Municipality, subject: str, at: datetime) -> str:
    """Tell the zaak where the screening stands: a status for its stage, property and result for its conclusion."""
    actor = system_actor(municipality)
    link, standing = _pair(municipality, subject)
    if link is None or standing is None or is_told(link, standing):
        return Outcome.NOTHING
    connection = system.connection
    zaak = system.zaak(link.zaak)
    if zaak.closed:
        _keep(actor, at, link, stage=standing.stage, conclusion=standing.conclusion)
        return Outcome.CLOSED
    stage, conclusion, told = str(standing.stage), str(standing.conclusion), False
    name = connection.statuses.get(stage)
    if stage != link.stage and name:
        if link.sending_stage != stage:
            since = at - timedelta(seconds=SKEW)
            link = _keep(actor, at, link, sending_stage=stage, sending_at=since)
        assert link.sending_at is not None
        system.set_status(zaak, name, link.sending_at)
        told = True
    if conclusion != link.conclusion:
        if connection.property:
            system.set_property(zaak, connection.property, words_of(conclusion))
            told = True
        if conclusion in connection.results:
            system.set_result(zaak, connection.results[conclusion], frozenset(connection.results.values()))
            told = True
    _keep(actor, at, link, stage=stage, conclusion=conclusion, sending_stage="", sending_at=None)
    return Outcome.TOLD if told else Outcome.NOTHING


def words_of(conclusion: str) -> str:
    """Return the conclusion as the law names it, which is what a property gets: always Dutch, whoever works."""
    words = {
        "": "nog niet bekend",
        "none": "geen gevaar",
        "lesser": "mindere mate van gevaar",
        "serious": "ernstig gevaar",
    }
    return words[conclusion]


def untold(municipality: Municipality) -> list[str]:
    """Return the standings of which the zaak knows less than we do. Two queries; inside Baken's own context."""
    links = {link.subject: link for link in ZgwLink.objects.filter(municipality=municipality, kind=STANDING)}
    rows = bibob.Standing.objects.filter(municipality=municipality, pk__in=list(links))
    return [str(one.pk) for one in rows if not is_told(links[one.pk], one)]


def _pair(municipality: Municipality, subject: str) -> tuple[ZgwLink | None, bibob.Standing | None]:
    key = UUID(subject)
    with opened(system_actor(municipality), system=True):
        link = ZgwLink.objects.filter(municipality=municipality, kind=STANDING, subject=key).first()
        return link, bibob.Standing.objects.filter(municipality=municipality, pk=key).first()


def _link_of(municipality: Municipality, url: str) -> ZgwLink | None:
    with opened(system_actor(municipality), system=True):
        return ZgwLink.objects.filter(municipality=municipality, kind=STANDING, zaak=url).first()


def _keep(actor: Actor, at: datetime, link: ZgwLink, **values: object) -> ZgwLink:
    return keep(actor=actor, at=at, link=link, values=values)


@action
def keep(*, actor: Actor, at: datetime, link: ZgwLink, values: dict[str, object]) -> ZgwLink:
    """Keep what the case system has now, or is about to get."""
    it: ZgwLink = fresh(link)
    for name, value in values.items():
        setattr(it, name, value)
    it.save()
    audit.record("zgw.link", it, kept=sorted(values))
    return it


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
