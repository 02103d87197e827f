# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes when the term of a concern is over: its rows and files, who reported it, what was shared and said of it.

Packets and the reporter have guarded records of their own, with terms of their own: those may go sooner, never later. Register
and certificate are privacy's.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.access.facade import GuardedRecord, desk_files
from baken.decide.meetings.facade import forget_points
from baken.kernel.errors import Reason, Refused
from baken.kernel.papers import sealed as sealed_papers
from baken.privacy.facade import RetentionKind, RowKind, destroy_along

from ..gatekeeper import tokens
from ..models import (
    Attachment,
    Check,
    ChosenBarrier,
    Concern,
    ConcernObject,
    HandOver,
    Link,
    Look,
    Message,
    Note,
    Packet,
    PacketEffect,
    PacketFile,
    PacketPart,
    ReleaseRequest,
    Reporter,
    Status,
    TopicSignal,
    Weighing,
)
from ..parts import KIND, PACKET, REPORTER
from ..weighing import agenda

SETTLED = (Status.SET_ASIDE, Status.REFUSED, Status.CLOSED)
"""With what the term of retention begins: no follow-up, not allowed, finished."""
ROWS: dict[str, Any] = {
    "checks": Check,
    "looks": Look,
    "weighings": Weighing,
    "notes": Note,
    "messages": Message,
    "things": ConcernObject,
    "papers": Attachment,
    "hand_overs": HandOver,
    "barriers": ChosenBarrier,
}
LABELS: dict[str, Any] = {
    "concerns": _("signalen"),
    "checks": _("toetsen vooraf"),
    "looks": _("geraadpleegde bronnen"),
    "weighings": _("wegingen"),
    "notes": _("notities"),
    "messages": _("berichten met de melder"),
    "things": _("objecten"),
    "papers": _("bijlagen"),
    "hand_overs": _("overdrachten"),
    "barriers": _("gekozen barrières"),
    "links": _("verbanden met andere signalen"),
    "points": _("agendapunten waarvan de tekst is gewist"),
    "files": _("bestanden"),
    "packets": _("gedeelde pakketten"),
    "packet_parts": _("gedeelde onderdelen"),
    "effects": _("terugmeldingen van partners"),
    "reporters": _("gegevens van een melder"),
    "releases": _("verzoeken om de herkomst"),
}


def destroy(guarded: GuardedRecord) -> dict[str, int]:
    """Remove the concern of `guarded` with all that hangs on it, in the transaction under way; return how many of what.

    Repeatable. Raises `Refused` where a packet or the reporter is held by itself.
    """
    counts: dict[str, int] = {}
    concern = Concern.objects.filter(guarded=guarded).first()
    if concern is None:
        return {"concerns": 0}
    if is_open(concern):
        raise Refused((Reason("open", gettext("Dit signaal is weer in behandeling. Het wordt niet vernietigd.")),))
    for other in _along(concern):
        for slug, number in destroy_along(other).items():
            counts[slug] = counts.get(slug, 0) + number
    papers = list(Attachment.objects.filter(concern=concern))
    for paper in papers:
        sealed_papers.destroy(paper)
    _add(counts, "files", len(papers))
    for slug, model in ROWS.items():
        _add(counts, slug, model._default_manager.filter(concern=concern).delete()[0])
    links = Link.objects.filter(concern=concern).delete()[0] + Link.objects.filter(other=concern).delete()[0]
    _add(counts, "links", links)
    said = forget_points(municipality_id=concern.municipality_id, source=agenda.SLUG, key=str(concern.pk))
    _add(counts, "points", said)
    for merged in Concern.objects.filter(merged_into=concern):
        merged.merged_into = None
        merged.save()
    desk_files.drop_terms(concern)
    concern.delete()
    _add(counts, "concerns", 1)
    return counts


def destroy_packet(guarded: GuardedRecord) -> dict[str, int]:
    """Remove what was shared in one packet; repeatable."""
    papers = list(PacketFile.objects.filter(guarded=guarded))
    for paper in papers:
        sealed_papers.destroy(paper)
    PacketFile.objects.filter(guarded=guarded).delete()
    counts = {
        "files": len(papers),
        "packet_parts": PacketPart.objects.filter(guarded=guarded).delete()[0],
        "effects": PacketEffect.objects.filter(packet__guarded=guarded).delete()[0],
    }
    return {**counts, "packets": Packet.objects.filter(guarded=guarded).delete()[0]}


def destroy_reporter(guarded: GuardedRecord) -> dict[str, int]:
    """Remove who reported, and who asked for it; repeatable."""
    asked = ReleaseRequest.objects.filter(guarded=guarded).delete()[0]
    return {"releases": asked, "reporters": Reporter.objects.filter(guarded=guarded).delete()[0]}


def is_open(concern: Concern) -> bool:
    """Whether somebody still works on a concern, or on the one into which it was merged: then no term runs."""
    if concern.status == Status.MERGED and concern.merged_into is not None:
        return concern.merged_into.status not in SETTLED
    return concern.status not in (*SETTLED, Status.MERGED)


def _along(concern: Concern) -> Iterator[GuardedRecord]:
    """Yield the guarded records that go with a concern."""
    yield from GuardedRecord.objects.filter(packet__concern=concern).order_by("pk")
    if concern.has_reporter:
        known = tokens.concern_tokens(concern.pk)
        yield from GuardedRecord.objects.filter(reporter__concern_token__in=known).order_by("pk")


def _add(counts: dict[str, int], slug: str, number: int) -> None:
    counts[slug] = counts.get(slug, 0) + number


CONCERNS = RetentionKind(
    slug=KIND,
    label=_("signaal"),
    start=_("besluit over het signaal, of afronden"),
    destroy=destroy,
    due_hint=_("Niet opvolgen, weigeren of afronden begint de termijn; weer openen stopt hem."),
    count_labels=LABELS,
)
PACKETS = RetentionKind(
    slug=PACKET,
    label=_("wat uit een signaal is gedeeld"),
    start=_("het delen"),
    destroy=destroy_packet,
    due_hint=_("Gaat uiterlijk weg met het signaal zelf."),
    count_labels=LABELS,
)
REPORTERS = RetentionKind(
    slug=REPORTER,
    label=_("wie een signaal gaf"),
    start=_("besluit over het signaal, of afronden"),
    destroy=destroy_reporter,
    due_hint=_("Gaat uiterlijk weg met het signaal zelf."),
    count_labels=LABELS,
)
TOPICS = RowKind(
    slug="topic.signal",
    label=_("onderwerpsignalen"),
    start=_("het signaal is doorgegeven"),
    rows=lambda municipality: TopicSignal.objects.filter(municipality=municipality),
    since="at",
    count_labels={"topic.signal": _("onderwerpsignalen")},
)
