# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The own investigation (Wet Bibob 7a and 7b): which source was looked at and why, who is related, which facts a human weighs.

Nothing is added up: a fact has a source, an outcome and words. What the law keeps out stays visible as not counting.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, visible_to
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.kernel.models import fresh

from .models import Indicator, Relation, Screening, SourceKind, SourceLook
from .policies import VIEW
from .rules import counts_not, short
from .steps import mine, note, refuse
from .workflow import OPEN

AT_WORK = OPEN - {"asked"}
"""Statuses in which sources may be looked at: not before the investigation began."""
WEIGHTS = ("heavy", "some", "little")


@action
def look(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    kind: str,
    why: str,
    where: str = "",
    found: str = "",
    nothing_found: bool = False,
    on: date | None = None,
) -> SourceLook:
    """Write that a source was looked at by hand: for what, when, and what it said. Raises `Refused` with every reason."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, None)
    reasons = _against(screening, day, at)
    if kind not in SourceKind.values:
        reasons.append(Reason("kind", _("Kies een bron uit de lijst.")))
    if short(why):
        reasons.append(
            Reason("why", _("Schrijf op waarvoor u in deze bron kijkt. Is dat niet te zeggen, kijk er dan niet in."))
        )
    if bool(found.strip()) == nothing_found:
        reasons.append(Reason("found", _("Schrijf op wat u vond, of geef aan dat er niets was.")))
    refuse(reasons)
    row = SourceLook(
        municipality_id=screening.municipality_id, screening=screening, kind=kind, purpose=why.strip(),
        where=where.strip(), on=day, found=found.strip(), nothing_found=nothing_found, by_id=actor.id,
    )  # fmt: skip
    row.save()
    _noted(actor, at, purpose, screening, "looked", day, source=kind)
    return row


@action
def relate(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, kind: str, name: str, look: UUID, note: str = ""
) -> Relation:
    """Write who is related to the subject (Wet Bibob 3(4)), and which source says so."""
    screening = mine(actor, screening, purpose, None)
    day = timezone.localdate(at)
    reasons = _against(screening, day, at)
    if kind not in dict(Relation._meta.get_field("kind").choices or ()):
        reasons.append(Reason("kind", _("Kies wat de relatie is.")))
    if not name.strip():
        reasons.append(Reason("name", _("Schrijf op om wie het gaat.")))
    source = _source(screening, look, reasons)
    refuse(reasons)
    row = Relation(
        municipality_id=screening.municipality_id, screening=screening, kind=kind, name=name.strip(),
        note=note.strip(), look=source,
    )  # fmt: skip
    row.save()
    _noted(actor, at, purpose, screening, "related", day)
    return row


@action
def indicate(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    about: str,
    text: str,
    look: UUID | None,
    outcome: str = Indicator.Outcome.FACT,
    fact_on: date | None = None,
    relation: UUID | None = None,
) -> Indicator:
    """Write a fact that may point to danger, with the source that says so. Raises `Refused` with every reason.

    Where the law doesn't let it count, that is written with the reason; it stays in the file, visible as not counting.
    """
    screening = mine(actor, screening, purpose, None)
    day = timezone.localdate(at)
    reasons = _against(screening, day, at)
    if about not in dict(Indicator._meta.get_field("about").choices or ()):
        reasons.append(Reason("about", _("Kies waar dit feit op wijst.")))
    reasons += _against_outcome(outcome, fact_on, day)
    if short(text):
        reasons.append(Reason("text", _("Schrijf het feit op in een hele zin.")))
    source = _source(screening, look, reasons)
    other = Relation.objects.filter(screening=screening, pk=relation).first() if relation else None
    if relation and other is None:
        reasons.append(Reason("relation", _("Deze relatie staat niet in dit dossier.")))
    refuse(reasons)
    assert source is not None
    why = counts_not(outcome, fact_on, day, source.usable_until)
    row = Indicator(
        municipality_id=screening.municipality_id, screening=screening, about=about, text=text.strip(), relation=other,
        look=source, outcome=outcome, on=fact_on, counts=not why, counts_not_because=why, by_id=actor.id,
    )  # fmt: skip
    row.save()
    _noted(actor, at, purpose, screening, "indicated", day)
    return row


@action
def weigh(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    indicator: UUID,
    weighed: str = "",
    because: str = "",
    outcome: str = "",
    fact_on: date | None = None,
) -> Indicator:
    """Write how one fact weighs and why, in words: a human's judgement, never a number. Refused where it may not count.

    `outcome`, `fact_on`: how it ended meanwhile, and when. What may not count from now on (an acquittal, 3a(3)) loses the weight
    it had and stays visible as not counting.
    """
    screening = mine(actor, screening, purpose, None)
    day = timezone.localdate(at)
    row = fresh(Indicator.objects.get(screening=screening, pk=indicator))
    usable_until = row.look.usable_until if row.look else None
    reasons = _against(screening, day, at)
    ended, ended_on = outcome or row.outcome, fact_on or row.on
    changed = (ended, ended_on) != (row.outcome, row.on)
    if changed:
        reasons += _against_outcome(ended, ended_on, day)
    why = counts_not(ended, ended_on, day, usable_until)
    if why and not changed:
        reasons.append(Reason("counts_not", why))
    if weighed not in WEIGHTS and not (changed and why):
        reasons.append(Reason("weighed", _("Kies hoe dit feit weegt.")))
    if short(because) and not (changed and why):
        reasons.append(Reason("because", _("Schrijf op waarom het zo weegt.")))
    refuse(reasons)
    row.outcome, row.on, row.counts, row.counts_not_because = ended, ended_on, not why, why
    row.weighed, row.weighed_because, row.by_id = ("", "", actor.id) if why else (weighed, because.strip(), actor.id)
    row.save()
    told = str(Indicator.Outcome(ended).label) if changed else ""
    _noted(actor, at, purpose, screening, "indicator_weighed", day, text=told, outcome=ended)
    return row


@action
def reuse(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, earlier: str, what: str, why: str,
    own: bool = True,
) -> SourceLook:  # fmt: skip
    """Use what an earlier file of this municipality found, or an advice in it, at most five years after (Wet Bibob 29).

    `own`: that file found it itself. What it took over from another file still has the five years of the first that found it.
    """
    screening = mine(actor, screening, purpose, None)
    day = timezone.localdate(at)
    reasons = _against(screening, day, at)
    rows = visible_to(Screening.objects.filter(reference=earlier.strip().upper()), actor, VIEW, purpose)
    other = rows.exclude(pk=screening.pk).first()
    if other is None or other.reuse_until is None:
        reasons.append(Reason("earlier", _("Dit is geen eerder dossier met een conclusie.")))
    elif not own and not _taken_over(other):
        text = _("Dat dossier nam zelf niets over. Kies dat het dit zelf vond.")
        reasons.append(Reason("own", text))
    elif day > _usable_until(other, own=own):
        reasons.append(
            Reason("too_old", _("Dit is langer dan vijf jaar geleden: gebruiken mag niet meer (Wet Bibob 29)."))
        )
    if not what.strip():
        reasons.append(Reason("found", _("Schrijf op wat u overneemt.")))
    if short(why):
        reasons.append(Reason("why", _("Schrijf op waarvoor u dit nodig hebt.")))
    refuse(reasons)
    assert other is not None
    row = SourceLook(
        municipality_id=screening.municipality_id, screening=screening, kind=SourceKind.OWN, purpose=why.strip(),
        where=other.reference, on=day, found=what.strip(), by_id=actor.id, usable_until=_usable_until(other, own=own),
    )  # fmt: skip
    row.save()
    _noted(actor, at, purpose, screening, "reused", day)
    return row


def _taken_over(screening: Screening) -> list[date]:
    """Return the last days on which what a file took over may be used, earliest first."""
    rows = SourceLook.objects.filter(screening=screening, usable_until__isnull=False)
    return [row.usable_until for row in rows.order_by("usable_until") if row.usable_until is not None]


def _usable_until(other: Screening, *, own: bool) -> date:
    """Return the last day on which something of another file may be used. Which of more it took over can't be told: the first."""
    assert other.reuse_until is not None
    return other.reuse_until if own else min([other.reuse_until, *_taken_over(other)])


def _against(screening: Screening, day: date, at: datetime) -> list[Reason]:
    if screening.status not in AT_WORK:
        return [Reason("status", _("Het onderzoek loopt nu niet. Begin of heropen het eerst."))]
    if day > timezone.localdate(at):
        return [Reason("future", _("Deze dag moet nog komen. Kies vandaag of een eerdere dag."))]
    if day < screening.opened_on:
        return [Reason("before", _("Deze dag ligt voor het begin van het dossier."))]
    return []


def _against_outcome(outcome: str, fact_on: date | None, day: date) -> list[Reason]:
    reasons = []
    if outcome not in Indicator.Outcome.values:
        reasons.append(Reason("outcome", _("Kies hoe het feit is afgelopen.")))
    if fact_on is not None and fact_on > day:
        reasons.append(Reason("future", _("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")))
    if fact_on is None and outcome != Indicator.Outcome.FACT:
        reasons.append(Reason("when", _("Schrijf op van welke dag dit is: alleen zo is te zien of het nog meetelt.")))
    return reasons


def _source(screening: Screening, key: UUID | None, reasons: list[Reason]) -> SourceLook | None:
    found = SourceLook.objects.filter(screening=screening, pk=key).first() if key else None
    if found is None:
        reasons.append(Reason("source", _("Kies de bron waaruit dit blijkt. Leg de bron zo nodig eerst vast.")))
    return found


def _noted(
    actor: Actor, at: datetime, purpose: str, screening: Screening, kind: str, day: date, text: str = "", **told: Any
) -> None:
    audit.record(f"bibob.{kind}", screening, purpose=purpose, **told)
    note(actor, at, screening, kind, day, text)
