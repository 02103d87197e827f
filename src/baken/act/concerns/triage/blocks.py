# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Blocks of the page of one concern that triage gives: the last toets, what resembles it, what belongs with it, notes."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import role_label, visible_to

from .. import queries
from ..blocks import Block
from ..models import Check, Concern, Link, LinkKind, Note, Status
from ..policies import VIEW
from ..queries import Seen, may_handle
from ..workflow import WEIGHABLE
from .desk import note_shown
from .similar import UNTESTED, Resemblance, resembling


@dataclass(frozen=True, slots=True)
class Alike:
    """A concern that resembles the one on the page, with why."""

    concern: Concern
    category: str
    whys: tuple[str, ...]
    may_merge: bool


@dataclass(frozen=True, slots=True)
class Belonging:
    """A concern that belongs with the one on the page: in what way, and whether that can be undone here."""

    row: Link
    other: Concern
    kind: str
    undoable: bool


def check_block(seen: Seen, at: datetime) -> Block | None:
    """Return the block that tells of the last toets vooraf."""
    check = queries.rows(seen, Check).select_related("by").first()
    if check is None:
        return None
    said = [
        _("persoonsgegevens: ja") if check.personal_data else _("persoonsgegevens: nee"),
        _("bijzondere of strafrechtelijke gegevens: ja") if check.special_data else "",
        _("geheimhoudingsplicht: ja") if check.secrecy else "",
        _("grondslag: %(basis)s") % {"basis": check.basis} if check.basis else "",
    ]
    return Block("concerns/triage/_check_block.html", {"check": check, "told": capfirst("; ".join(filter(None, said)))})


def similar_block(seen: Seen, at: datetime) -> Block | None:
    """Return the block of what resembles it; what it names leaves a trace, as a list does."""
    it = seen.concern
    if it.status in UNTESTED or it.status == Status.MERGED:
        return None
    found = resembling(seen)
    note_shown(seen.actor, seen.purpose, [one.concern for one in found])
    names = {one.pk: one.name for one in queries.categories(it.municipality, active=False)} if found else {}
    handles = may_handle(seen)
    shown = [
        Alike(
            one.concern,
            names.get(one.concern.category_id, ""),
            whys(one, it),
            handles and it.status in WEIGHABLE and one.concern.status in WEIGHABLE,
        )
        for one in found
    ]
    return Block("concerns/triage/_similar.html", {"found": shown, "may_handle": handles})


def links_block(seen: Seen, at: datetime) -> Block | None:
    """Return the block of what belongs with it, from either side."""
    it, handles = seen.concern, may_handle(seen)
    told = {
        (LinkKind.RELATED, True): _("hoort bij"),
        (LinkKind.RELATED, False): _("hoort bij"),
        (LinkKind.MERGED, True): _("samengevoegd met"),
        (LinkKind.MERGED, False): _("hierin samengevoegd"),
        (LinkKind.SPLIT, True): _("afgesplitst van"),
        (LinkKind.SPLIT, False): _("hiervan afgesplitst"),
    }
    rows = list(queries.rows(seen, Link).filter(undone_at__isnull=True).select_related("other__category", "by"))
    theirs = visible_to(Link.objects.filter(other=it.pk, undone_at__isnull=True), seen.actor, VIEW, seen.purpose)
    theirs = theirs.select_related("concern__category", "by")
    found = [
        Belonging(row, other, told[LinkKind(row.kind), mine], handles and row.kind == LinkKind.RELATED)
        for row, other, mine in (*((r, r.other, True) for r in rows), *((r, r.concern, False) for r in theirs))
    ]
    note_shown(seen.actor, seen.purpose, [one.other for one in found])
    splittable = handles and it.status in WEIGHABLE
    if not found and not handles:
        return None
    return Block("concerns/triage/_links.html", {"found": found, "may_handle": handles, "may_split": splittable})


def notes_block(seen: Seen, at: datetime) -> Block | None:
    """Return the block of notes."""
    notes = [
        (row, row.author.display_name if row.author else ", ".join(map(role_label, row.author_role.split(","))))
        for row in queries.rows(seen, Note).select_related("author")
    ]
    handles = may_handle(seen)
    return Block("concerns/triage/_notes.html", {"notes": notes, "may_handle": handles}) if notes or handles else None


def whys(one: Resemblance, it: Concern) -> tuple[str, ...]:
    """Return why a concern is shown beside another, in words."""
    found = [_("hetzelfde: %(what)s") % {"what": thing} for thing in one.things]
    if one.metres is not None:
        told = {"metres": max(10, round(one.metres, -1)), "when": _apart(one.concern, it)}
        found.append(_("op ongeveer %(metres)d meter, %(when)s") % told)
    if one.words:
        found.append(_("dezelfde woorden: %(words)s") % {"words": ", ".join(one.words[:8])})
    return tuple(found)


def _apart(one: Concern, other: Concern) -> str:
    days = (timezone.localdate(one.received_at) - timezone.localdate(other.received_at)).days
    if days == 0:
        return _("dezelfde dag")
    words = ngettext("%(n)d dag", "%(n)d dagen", abs(days)) % {"n": abs(days)}
    return (_("%(days)s eerder") if days < 0 else _("%(days)s later")) % {"days": words}
