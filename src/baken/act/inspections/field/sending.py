# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings outdoors, on a phone: what it needs to fill them in without reception, and what it sends, made a sending.

The phone gets the inspections of today and tomorrow in which the reader takes part, and those under way: addresses, and the
checklists of the reader's own discipline. Grounds, the names of others and their findings stay where they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, municipality_of, note_listed, visible_to
from baken.kernel.errors import Reason
from baken.kernel.text.plain_text import plain
from baken.ui.field.sending import Unfit
from baken.ui.format import day

from ..checklists.queries import for_branch, holding
from ..findings.receiving import parties_of
from ..findings.rules import BESIDE, Sending, Told
from ..models import Branch, Checklist, Inspection, InspectionParty, InspectionStatus, Target
from ..parts import DISCIPLINES
from ..policies import PURPOSE, RECORD, VIEW
from ..queries import inspections, may_open_list
from ..victims import victims_category

AHEAD = (InspectionStatus.PLANNED, InspectionStatus.BRIEFED)
ANSWER, NOTE = "a:", "n:"
"""Begin of the name of a field that holds an answer to an item, or what goes with it."""
MAX_ITEMS = 80
MOST = 20
"""Inspections that a phone keeps: more isn't worked at in two days."""


@dataclass(frozen=True, slots=True)
class FieldSending:
    """What a phone sent: about which address, and what was told of it."""

    target: Target
    sending: Sending


@dataclass(frozen=True, slots=True)
class Lists:
    """What a phone gets, of which inspections (keys of their guarded records), and by which signal a victim is reported."""

    told: list[dict[str, Any]]
    keys: list[UUID]
    victims: str = ""


def lists(actor: Actor, at: datetime) -> Lists:
    """Return what the form chooses from. Asked inside `opened(actor, PURPOSE)`; `note` leaves the trace of what was given."""
    found = _ours(actor, at)
    if not found:
        return Lists([], [])
    keys = [one.pk for one, _parties in found]
    targets: dict[UUID, list[Target]] = {}
    rows = visible_to(Target.objects.filter(inspection__in=keys), actor, VIEW, PURPOSE)
    for row in rows.order_by("order", "pk"):
        targets.setdefault(row.inspection_id, []).append(row)
    disciplines = {party.discipline for _one, parties in found for party in parties}
    held = list(holding(municipality_of(actor), disciplines, timezone.localdate(at)))
    told = [_inspection(one, parties, targets.get(one.pk, []), held) for one, parties in found]
    sex_work = any(one.branch == Branch.SEX_WORK for one, _parties in found)
    return Lists(told, keys, victims_category(found[0][0].municipality_id) if sex_work else "")


def note(actor: Actor, at: datetime, given: Lists) -> None:
    """Leave the trace of what a phone was given. Asked inside `opened(actor, PURPOSE)`."""
    if given.keys:
        note_listed(actor=actor, at=at, purpose=PURPOSE, keys=given.keys)


def sending_of(actor: Actor, data: Mapping[str, Any]) -> FieldSending:
    """Return what was sent; raises `Unfit` with every reason why it doesn't do. Asked inside `opened(actor, PURPOSE)`."""
    wrong: list[Reason] = []
    target = _target(actor, data)
    if target is None:
        text = _("Dit adres hoort niet (meer) bij een controle waaraan u meedoet. Vraag wie de controle leidt.")
        wrong.append(Reason("target", text))
    discipline, _colon, checklist = _text(data, "list").partition(":")
    if discipline not in DISCIPLINES:
        wrong.append(Reason("list", _("Kies een lijst.")))
    sending = Sending(
        discipline=discipline,
        told=_told(data, wrong),
        checklist=_uuid(checklist),
        outcome=_text(data, "outcome"),
        entered=_text(data, "entered"),
        photos_of=_text(data, "photos_of").removeprefix("i:") if "photos_of" in data else None,
        seen_at=_moment(data),
    )
    if wrong or target is None:
        raise Unfit(tuple(wrong))
    return FieldSending(target, sending)


def _ours(actor: Actor, at: datetime) -> list[tuple[Inspection, list[InspectionParty]]]:
    """Return the inspections that the phone keeps, with the parties in which the reader takes part."""
    if not may_open_list(actor):
        return []
    today = timezone.localdate(at)
    near = inspections(actor).filter(status__in=AHEAD, starts_at__date__range=(today, today + timedelta(days=1)))
    under_way = inspections(actor).filter(status=InspectionStatus.UNDER_WAY)
    rows = sorted({*near[:MOST], *under_way[:MOST]}, key=lambda one: (one.starts_at or at, one.pk))
    all_parties = visible_to(InspectionParty.objects.filter(inspection__in=rows), actor, VIEW, PURPOSE)
    by_inspection: dict[UUID, list[InspectionParty]] = {}
    for party in parties_of(actor, list(all_parties.order_by("pk"))):
        by_inspection.setdefault(party.inspection_id, []).append(party)
    return [(one, by_inspection[one.pk]) for one in rows if one.pk in by_inspection]


def _inspection(
    one: Inspection, parties: list[InspectionParty], targets: list[Target], held: list[Checklist]
) -> dict[str, Any]:
    offered = for_branch(held, one.branch)
    return {
        "reference": one.reference,
        "title": one.title,
        "when": day(timezone.localdate(one.starts_at)) if one.starts_at else "",
        "started": one.status == InspectionStatus.UNDER_WAY,
        "sex_work": one.branch == Branch.SEX_WORK,
        "targets": [
            {
                "id": str(row.pk),
                "label": ", ".join(filter(None, (row.address, row.business))),
                "home": row.is_home,
            }
            for row in targets
        ],
        "lists": [choice for party in parties for choice in _lists(party, offered)],
    }


def _lists(party: InspectionParty, offered: list[Checklist]) -> list[dict[str, Any]]:
    label = str(DISCIPLINES.get(party.discipline, party.discipline))
    mine = [one for one in offered if one.discipline == party.discipline]
    if not mine:
        return [{"value": party.discipline, "label": label, "items": [], "authorised": party.enters_homes}]
    return [
        {
            "value": f"{party.discipline}:{one.pk}",
            "label": one.title,
            "authorised": party.enters_homes,
            "items": [
                {
                    "slug": item["slug"],
                    "question": item["question"],
                    "help": " ".join(filter(None, (item.get("help", ""), item.get("basis", "")))),
                }
                for item in one.items
            ],
        }
        for one in mine
    ]


def _target(actor: Actor, data: Mapping[str, Any]) -> Target | None:
    key = _uuid(_text(data, "target"))
    if key is None:
        return None
    rows = Target.objects.filter(pk=key).select_related("inspection")
    return visible_to(rows, actor, RECORD, PURPOSE).first()


def _told(data: Mapping[str, Any], wrong: list[Reason]) -> tuple[Told, ...]:
    """Return what was told of items, in the order in which it came, and what stands on no list at the end."""
    named = [name[len(ANSWER) :] for name in data if name.startswith((ANSWER, NOTE))]
    slugs = list(dict.fromkeys(named))
    if len(slugs) > MAX_ITEMS:
        wrong.append(Reason("many", _("Er zijn te veel punten verstuurd.")))
        return ()
    found = [Told(slug, _text(data, ANSWER + slug), _text(data, NOTE + slug)) for slug in slugs if slug != BESIDE]
    beside = _text(data, "beside_note")
    if beside or _text(data, "beside"):
        found.append(Told(BESIDE, _text(data, "beside"), beside))
    return tuple(found)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    return plain(value) if isinstance(value, str) else ""


def _uuid(told: str) -> UUID | None:
    try:
        return UUID(told)
    except ValueError:
        return None


def _moment(data: Mapping[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(_text(data, "seen_at"))
    except ValueError:
        return None
