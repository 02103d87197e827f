# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reasons of a measure, by topic: written with the file, printed by the decision. Once it is signed they stay."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused

from ..documents.topics import TOPICS, Topic, needed
from ..models import DocumentKind, Instrument, Measure, MeasureReason, Status
from ..policies import HANDLE
from ..rules import decision_kind
from ..workflow import BEFORE_DECISION
from .steps import locked, note, write

MAX_TEXT = 6_000


def kinds_for(measure: Measure) -> tuple[str, ...]:
    """Return the kinds of document for which reasons can be written now."""
    decision = decision_kind(measure.instrument)
    if measure.status in (Status.RECEIVED, Status.ASSESSED):
        return (DocumentKind.INTENTION, decision)
    if measure.status in BEFORE_DECISION:
        return (decision,)
    if measure.status == Status.SETTLED:
        return ()
    found = [DocumentKind.WITHDRAWAL]
    if measure.instrument == Instrument.AREA_BAN:
        found.insert(0, DocumentKind.EXTENSION)
    if measure.instrument == Instrument.PENALTY:
        found.insert(0, DocumentKind.COLLECTION)
    if measure.instrument == Instrument.COERCION:
        found.insert(0, DocumentKind.COSTS)
    return tuple(found)


def topics_for(measure: Measure) -> list[Topic]:
    """Return the topics that can be written now, in the order in which they are printed; what was decided stays."""
    fixed = {one.slug for one in needed(measure, decision_kind(measure.instrument))} if is_decided(measure) else set()
    found = {one.slug: one for kind in kinds_for(measure) for one in needed(measure, kind)}
    return [one for slug, one in found.items() if slug not in fixed]


def is_decided(measure: Measure) -> bool:
    """Whether the decision was signed: its reasons can't be rewritten after it."""
    return measure.status not in BEFORE_DECISION


@action
def write_reasons(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, texts: Mapping[str, str]
) -> Measure:
    """Write reasons by topic; an empty text takes one away. Only what changed is written.

    Refused for a topic that doesn't belong here now, and for a text that is too long. A short one is kept: it is told when the
    document is made.
    """
    it = locked(actor, HANDLE, measure, purpose, seen)
    mine = {one.slug for one in topics_for(it)}
    reasons = []
    if set(texts) - mine:
        reasons.append(Reason("topic", _("Deze redenen horen niet bij wat nu wordt voorbereid.")))
    if any(len(text) > MAX_TEXT for text in texts.values()):
        reasons.append(Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT}))
    if reasons:
        raise Refused(tuple(reasons))
    there = {row.topic: row for row in MeasureReason.objects.locked().filter(measure=it)}
    changed = [topic for topic, text in texts.items() if text.strip() != (there[topic].text if topic in there else "")]
    for topic in changed:
        row = there.get(topic) or MeasureReason(municipality_id=it.municipality_id, measure=it, topic=topic)
        if texts[topic].strip():
            row.text, row.written_at, row.written_by_id = texts[topic].strip(), at, actor.id
            row.save()
        else:
            MeasureReason.objects.filter(pk=row.pk).delete()
    it.save()
    if changed:
        write(
            it, actor, at, "reasons", timezone.localdate(at), ", ".join(str(TOPICS[topic].label) for topic in changed)
        )
    note(it, "reasoned", purpose, topics=changed)
    return it
