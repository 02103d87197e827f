# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which concerns resemble one, and why: within its own register and purpose, among what was tested, and nowhere else.

Asked inside `opened(actor, purpose)`. Each kind takes a fixed number of statements, however many concerns there are.
"""

import math
from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields import IntegerField

from baken.access.facade import SearchToken, visible_to, word_tokens
from baken.registry.facade import around, distance_m, grid_cell

from ..gatekeeper import tokens
from ..gatekeeper.indexing import point_of, words_of
from ..models import Concern, ConcernObject, Link, Status
from ..policies import VIEW
from ..queries import Seen, concerns, rows
from . import similar_rules as rules
from .queries import LIST_FIELDS, first_key

UNTESTED = (Status.RECEIVED, Status.REFUSED)
MOST = 300
"""Concerns in the squares around whose exact place is looked at: the newest."""
WORDS, ALIKE, SHOWN, FEW = 40, 20, 10, 5
COUNTED = 1_000
"""How far the concerns of a register are counted to know what is rare."""


@dataclass(slots=True)
class Resemblance:
    """A concern that resembles another: metres away (None: not near), shared words, shared things, and how alike."""

    concern: Concern
    metres: float | None = None
    words: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    score: float = 0.0


def resembling(seen: Seen) -> list[Resemblance]:
    """Return what resembles a concern, the surest first: the same thing, then near by, then alike in words.

    What is linked with it already is left out. Nothing for a concern that wasn't tested.
    """
    if seen.concern.status in UNTESTED:
        return []
    found: dict[UUID, Resemblance] = {}
    for one in (*same_thing(seen), *near(seen, fewest=FEW), *alike(seen)):
        known = found.setdefault(one.concern.pk, one)
        if known is not one:
            known.metres = known.metres if one.metres is None else one.metres
            known.words, known.things = known.words or one.words, known.things or one.things
            known.score = max(known.score, one.score)
    for pair in rows(seen, Link).filter(undone_at__isnull=True).values_list("other", flat=True):
        found.pop(pair, None)
    theirs = Link.objects.filter(other=seen.concern.pk, undone_at__isnull=True)
    for pair in visible_to(theirs, seen.actor, VIEW, seen.purpose).values_list("concern", flat=True):
        found.pop(pair, None)
    return sorted(found.values(), key=_order)[:SHOWN]


def near(seen: Seen, metres: int = rules.NEAR, fewest: int = 0) -> list[Resemblance]:
    """Return what was reported within so many metres and 90 days, the nearest first. Wider where fewer than `fewest` are."""
    point = point_of(seen.concern)
    if point is None or seen.concern.status in UNTESTED:
        return []
    cells = tokens.cell_tokens(seen.concern.vault_id, squares(grid_cell(*point), metres))
    first = first_key(seen.concern.received_at - rules.WINDOW)
    last = first_key(seen.concern.received_at + rules.WINDOW)
    around_here = _others(seen).filter(cell__in=cells, id__gte=first, id__lte=last)
    found = []
    for row in around_here.only(*LIST_FIELDS, "point")[:MOST]:
        there = point_of(row)
        away = distance_m(point, there) if there else math.inf
        if away <= metres and rules.together(row.received_at, seen.concern.received_at):
            found.append(Resemblance(row, metres=away))
    if len(found) < fewest and metres < rules.WIDER:
        return near(seen, rules.WIDER)
    return sorted(found, key=lambda one: (one.metres or 0.0, one.concern.pk))


def alike(seen: Seen) -> list[Resemblance]:
    """Return what shares at least two rare words with it, the most alike first, with those words."""
    it = seen.concern
    if it.status in UNTESTED:
        return []
    words = {t: word for t, word in word_tokens(it.vault_id, words_of(it)).items() if rules.is_telling(word)}
    here = SearchToken.objects.filter(municipality=it.municipality_id, vault=it.vault_id)
    limit = rules.rare_limit(COUNTED)
    counted = here.filter(token=OuterRef("token")).order_by().values("pk")[: limit + 1]
    mine = here.filter(source=str(it.pk), token__in=list(words)).annotate(number=_CountOf(counted))
    often = dict(mine.values_list("token", "number"))
    there = len(_others(seen).values_list("pk", flat=True)[:COUNTED]) + 1
    rare = sorted((number, t) for t, number in often.items() if 1 < number <= rules.rare_limit(there))[:WORDS]
    if len(rare) < rules.LEAST_SHARED:
        return []
    shared: dict[UUID, dict[str, int]] = defaultdict(dict)
    pairs = here.filter(token__in=[t for _number, t in rare]).exclude(guarded=it.pk)
    for guarded, token in pairs.values_list("guarded", "token"):
        shared[guarded][words[token]] = often[token]
    scored = sorted(
        ((rules.score(told, there), key) for key, told in shared.items()), key=lambda one: (-one[0], one[1])
    )
    best = {key: value for value, key in scored[:ALIKE] if value > 0}
    found = _others(seen).filter(pk__in=list(best)).only(*LIST_FIELDS)
    made = [Resemblance(row, words=sorted(shared[row.pk]), score=best[row.pk]) for row in found]
    return sorted(made, key=lambda one: (-one.score, one.concern.pk))


def same_thing(seen: Seen) -> list[Resemblance]:
    """Return what names the same ship, company, container, vehicle or premises."""
    if seen.concern.status in UNTESTED:
        return []
    wanted = {
        token: one.name or one.number
        for one in rows(seen, ConcernObject)
        if one.token
        for token in tokens.object_tokens(seen.concern.vault_id, one.kind, one.number or one.name)
    }
    if not wanted:
        return []
    named = ConcernObject.objects.filter(municipality=seen.concern.municipality_id, token__in=list(wanted))
    things: dict[UUID, list[str]] = defaultdict(list)
    for key, token in (
        named.exclude(concern=seen.concern.pk).order_by("-concern").values_list("concern", "token")[:MOST]
    ):
        things[key].append(wanted[token])
    found = _others(seen).filter(pk__in=list(things)).only(*LIST_FIELDS)
    return [Resemblance(row, things=sorted(set(things[row.pk]))) for row in found]


def squares(cell: str, metres: int) -> frozenset[str]:
    """Return the squares in which a point within so many metres of any point of `cell` can lie."""
    found = frozenset({cell})
    for _ring in range(math.ceil(metres / 200)):
        found = frozenset(one for known in found for one in around(known))
    return found


def _others(seen: Seen) -> QuerySet[Concern]:
    """Return the other tested concerns of its register that the reader may see, newest first."""
    here = concerns(seen.actor, seen.purpose).filter(vault=seen.concern.vault_id)
    return here.exclude(pk=seen.concern.pk).exclude(status__in=(*UNTESTED, Status.MERGED))


def _order(one: Resemblance) -> tuple[bool, float, float, int]:
    away = math.inf if one.metres is None else one.metres
    return (not one.things, away, -one.score, -one.concern.pk.int)


class _CountOf(Subquery):
    """How many rows a subquery has, which stops counting at its own limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _counted)"
    output_field = IntegerField()
