# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the reasons of a measure, by topic: until its decision is signed, and after that for what a later letter needs."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused

from ..files.steps import locked, note, write
from ..models import DocumentKind, Measure, MeasureReason, Status
from ..policies import HANDLE
from ..policy.lookup import template_of
from ..rules import decision_kind
from .topics import NEEDED, TOPICS, Topic, needed

MAX_REASON = 8_000
CLOSED = frozenset({Status.SETTLED, Status.DROPPED})


@action
def write_reasons(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, reasons: Mapping[str, str]
) -> list[str]:
    """Keep the reasons that changed, by topic, and return those topics. An emptied one goes.

    Refused for a topic that doesn't exist, in a closed file, and for what stands in a decision that was signed.
    """
    it = locked(actor, HANDLE, measure, purpose, seen)
    there = {row.topic: row for row in MeasureReason.objects.filter(measure=it)}
    changed = [slug for slug, text in reasons.items() if text.strip() != (there[slug].text if slug in there else "")]
    refused = list(_against(it, changed, reasons))
    if refused:
        raise Refused(tuple(refused))
    for slug in changed:
        row = there.get(slug) or MeasureReason(municipality_id=it.municipality_id, measure=it, topic=slug)
        text = reasons[slug].strip()
        if not text:
            row.delete()
            continue
        row.text, row.written_at, row.written_by_id = text, at, actor.id
        row.save()
    it.save()
    if changed:
        told = ", ".join(str(TOPICS[slug].label) for slug in changed)
        write(it, actor, at, "reasons", timezone.localdate(at), told)
    note(it, "reasons", purpose, topics=sorted(changed))
    return changed


def topics_for(measure: Measure, kind: str, on: date) -> list[Topic]:
    """Return the topics that a letter asks: those that the law wants, and those that the municipality's template prints."""
    found = list(needed(measure, kind))
    template = template_of(measure.municipality, measure.instrument, kind, on)
    for section in template.sections if template else ():
        found += [TOPICS[slug] for slug in section.get("topics", ()) if slug in TOPICS and TOPICS[slug] not in found]
    return found


def _against(it: Measure, changed: Iterable[str], reasons: Mapping[str, str]) -> Iterable[Reason]:
    if it.status in CLOSED:
        yield Reason("closed", _("Dit dossier is afgerond. Open het eerst weer."))
    fixed: frozenset[str] = frozenset()
    if it.signed_at is not None:
        fixed = frozenset(one.slug for one in needed(it, decision_kind(it.instrument))) - frozenset(
            NEEDED.get((it.instrument, DocumentKind.EXTENSION), ())
        )
    for slug in changed:
        if slug not in TOPICS:
            yield Reason("topic", _("Dit onderwerp bestaat niet."))
        elif slug in fixed:
            text = _("“%(topic)s” staat in het ondertekende besluit en verandert niet meer.")
            yield Reason("signed", text % {"topic": TOPICS[slug].label})
        elif len(reasons[slug]) > MAX_REASON:
            text = _("“%(topic)s” is te lang: gebruik hoogstens %(n)d tekens.")
            yield Reason("long", text % {"topic": TOPICS[slug].label, "n": MAX_REASON})
