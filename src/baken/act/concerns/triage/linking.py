# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which concerns belong together: link, merge, split, each one by a person, written down, and each undoable but the split.

Only within one register: what lies in another isn't compared, named or linked.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, GuardedRecord, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.guards import MAX_REASON
from baken.kernel.ids import uuid7
from baken.kernel.models import fresh

from ..models import Category, Concern, Link, LinkKind, Status
from ..parts import KIND
from ..policies import HANDLE
from ..reporting.intake import WPG_ROLE, reference_for, working_days_after
from ..steps import step
from ..weighing import feedback
from ..workflow import WEIGHABLE

LINKABLE = frozenset({*WEIGHABLE, Status.ROUTED, Status.SET_ASIDE, Status.CLOSED})
MAX_WHY = MAX_REASON


@action
def link(*, actor: Actor, at: datetime, purpose: str, concern: Concern, other: Concern, why: str = "") -> Link:
    """Write that two tested concerns of one register belong together. Raises `Refused` where they are linked already."""
    concern, other = _both(actor, purpose, concern, other)
    reasons = _against_pair(concern, other)
    if not reasons and any(one.status not in LINKABLE for one in (concern, other)):
        reasons.append(Reason("untested", _("Alleen signalen die getoetst zijn, kunt u aan elkaar koppelen.")))
    if not reasons and _between(concern, other):
        reasons.append(Reason("linked", _("Deze signalen zijn al aan elkaar gekoppeld.")))
    if len(why) > MAX_WHY:
        reasons.append(Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_WHY}))
    if reasons:
        raise Refused(tuple(reasons))
    return _linked(actor, at, purpose, concern, other, LinkKind.RELATED, why)


@action
def unlink(*, actor: Actor, at: datetime, purpose: str, concern: Concern, row: Link) -> Link:
    """Undo a link; it stays in the history. Merged concerns come apart by `unmerge`, split ones stay what they are."""
    require(actor, HANDLE, concern, purpose)
    found = fresh(row)
    if concern.pk not in (found.concern_id, found.other_id) or found.kind != LinkKind.RELATED:
        raise Refused((Reason("kind", _("Deze koppeling maakt u op een andere manier ongedaan.")),))
    if found.undone_at is not None:
        raise Refused((Reason("undone", _("Deze koppeling was al ongedaan gemaakt.")),))
    return _undone(actor, at, purpose, concern, found)


@action
def merge(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, into: Concern, why: str = ""
) -> Concern:
    """Have a concern handled further in another one that is open; return it, now `merged`.

    Its reporter keeps the receipt code, and reads how far the other one is. Undone by `unmerge`. What was merged into it before
    goes along, so that closing and messages reach every reporter.
    """
    concern, into = _both(actor, purpose, concern, into, seen)
    reasons = _against_pair(concern, into)
    if not reasons and into.status not in WEIGHABLE:
        text = _("Voeg samen met een signaal dat nog gewogen moet worden.")
        reasons.append(Reason("not_open", text))
    if len(why) > MAX_WHY:
        reasons.append(Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_WHY}))
    if reasons:
        raise Refused(tuple(reasons))
    for row in _between(concern, into):
        _undone(actor, at, purpose, concern, row)
    _linked(actor, at, purpose, concern, into, LinkKind.MERGED, why)
    for one in Concern.objects.locked().filter(merged_into=concern, status=Status.MERGED).order_by("pk"):
        _led_by(actor, at, purpose, one, into, concern)
    concern.merged_into = into
    concern.save()
    moved = step(actor, at, purpose, concern, "merged")
    feedback.mark_news(into)
    return moved


@action
def unmerge(*, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, reason: str) -> Concern:
    """Take a merged concern apart again, with a reason: it may be handled by itself, as before.

    Only itself: what had been merged into it before it was merged stays with the leading concern, to be taken apart by itself.
    """
    require(actor, HANDLE, concern, purpose)
    concern = fresh(concern, seen)
    if concern.status != Status.MERGED:
        raise Refused((Reason("not_merged", _("Dit signaal is niet samengevoegd.")),))
    for row in Link.objects.filter(concern=concern, kind=LinkKind.MERGED, undone_at__isnull=True):
        _undone(actor, at, purpose, concern, row)
    leading = concern.merged_into
    concern.merged_into = None
    concern.save()
    moved = step(actor, at, purpose, concern, "unmerged", reason=reason)
    if leading is not None:
        feedback.mark_news(leading)
    return moved


@action
def split(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, pieces: Sequence[str],
    category: Category, why: str,
) -> Concern:  # fmt: skip
    """Make a concern of its own of some pieces of what was told; return it, to be tested by itself.

    It lies in the same register, in the same or another category of it. The receipt code and who reported stay with the
    original, so nobody outside learns of it. Its text stays whole: that is what was told.
    """
    require(actor, HANDLE, concern, purpose)
    concern = fresh(concern, seen)
    text = "\n".join(piece.strip() for piece in pieces if piece.strip())
    if reasons := _against_split(concern, pieces, text, category, why):
        raise Refused(tuple(reasons))
    made = _split_off(actor, at, concern, text, category)
    _linked(actor, at, purpose, made, concern, LinkKind.SPLIT, why)
    audit.record(
        "concern.split", made, purpose=purpose, vault_id=concern.vault_id, of=str(concern.pk), pieces=len(pieces)
    )
    return made


def _led_by(actor: Actor, at: datetime, purpose: str, one: Concern, into: Concern, before: Concern) -> None:
    """Have a concern that was merged into `before` led by `into` from now on."""
    why = ""
    for row in Link.objects.locked().filter(concern=one, other=before, kind=LinkKind.MERGED, undone_at__isnull=True):
        why = row.why
        _undone(actor, at, purpose, one, row)
    for row in _between(one, into):
        _undone(actor, at, purpose, one, row)
    _linked(actor, at, purpose, one, into, LinkKind.MERGED, why)
    one.merged_into = into
    one.save()


def _split_off(actor: Actor, at: datetime, concern: Concern, text: str, category: Category) -> Concern:
    day, key, reference = timezone.localdate(at), uuid7(concern.received_at), reference_for(concern.received_at)
    guarded = GuardedRecord(
        id=key, municipality_id=concern.municipality_id, vault_id=concern.vault_id, kind=KIND, reference=reference,
        level=concern.guarded.level,
    )  # fmt: skip
    guarded.save(force_insert=True)
    same = (
        "channel", "source_kind", "place_kind", "address", "place_note", "point", "area", "area_year", "received_at",
        "occurred_on", "language", "fictitious",
    )  # fmt: skip
    made = Concern(
        id=key,
        municipality_id=concern.municipality_id,
        guarded=guarded,
        vault_id=concern.vault_id,
        reference=reference,
        category=category,
        theme=category.theme,
        description=text,
        test_due=working_days_after(day, category.test_days),
        answer_due=working_days_after(day, category.answer_days),
        assigned_role=concern.assigned_role if concern.assigned_role == WPG_ROLE else category.handler_role,
        sensitive=category.sensitive or concern.sensitive,
        **{name: getattr(concern, name) for name in same},
    )
    made.save(force_insert=True)
    return made


def _against_split(concern: Concern, pieces: Sequence[str], text: str, category: Category, why: str) -> list[Reason]:
    found = []
    if concern.status not in WEIGHABLE:
        found.append(Reason("wrong_status", _("Splits een signaal dat getoetst is en nog gewogen moet worden.")))
    if not text:
        found.append(Reason("nothing", _("Kies welk deel van de tekst een eigen signaal wordt.")))
    if any(piece.strip() not in concern.description for piece in pieces):
        found.append(Reason("other_text", _("De tekst veranderde. Kies het deel opnieuw.")))
    if category.vault_id != concern.vault_id and concern.assigned_role != WPG_ROLE:
        found.append(Reason("register", _("Deze soort hoort in een ander register. Dat kan alleen door te delen.")))
    if not why.strip():
        found.append(Reason("no_reason", _("Schrijf op waarom.")))
    if len(why) > MAX_WHY:
        found.append(Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_WHY}))
    return found


def _both(
    actor: Actor, purpose: str, concern: Concern, other: Concern, seen: int | None = None
) -> tuple[Concern, Concern]:
    """Return both as they are now, locked in one order so that two who link crosswise don't wait for each other."""
    require(actor, HANDLE, concern, purpose)
    require(actor, HANDLE, other, purpose)
    wanted = sorted((concern, other), key=lambda one: one.pk)
    now = {one.pk: fresh(one, seen if one.pk == concern.pk else None) for one in wanted}
    return now[concern.pk], now[other.pk]


def _against_pair(concern: Concern, other: Concern) -> list[Reason]:
    if concern.pk == other.pk:
        return [Reason("itself", _("Kies een ander signaal dan dit signaal zelf."))]
    if concern.vault_id != other.vault_id:
        return [Reason("register", _("Deze signalen liggen in verschillende registers."))]
    return []


def _between(concern: Concern, other: Concern) -> list[Link]:
    pair = Q(concern=concern, other=other) | Q(concern=other, other=concern)
    return list(Link.objects.locked().filter(pair, undone_at__isnull=True, kind=LinkKind.RELATED))


def _linked(actor: Actor, at: datetime, purpose: str, concern: Concern, other: Concern, kind: str, why: str) -> Link:
    row = Link(
        municipality_id=concern.municipality_id, concern=concern, other=other, kind=kind, why=why.strip(), at=at,
        by_id=actor.id,
    )  # fmt: skip
    row.save()
    for one, beside in ((concern, other), (other, concern)):
        audit.record(
            "concern.linked", one, purpose=purpose, vault_id=one.vault_id, kind=str(kind), other=str(beside.pk)
        )
    return row


def _undone(actor: Actor, at: datetime, purpose: str, concern: Concern, row: Link) -> Link:
    row.undone_at, row.undone_by_id = at, actor.id
    row.save()
    for key in (row.concern_id, row.other_id):
        audit.record(
            "concern.unlinked", resource_type="concerns.concern", resource_id=str(key), purpose=purpose,
            vault_id=concern.vault_id, kind=row.kind,
        )  # fmt: skip
    return row
