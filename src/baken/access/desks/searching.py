# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search in confidential text without keeping the text: a table of keyed hashes of Dutch word stems.

A token is the HMAC of register and stem, so equal words in two registers have different tokens and no search crosses them.
Equality is leakproof, so the index works under row-level security; whoever has the table alone, without the key, sees how
often unknown words occur and nothing else (docs/keys.md). A token belongs to part and level of the row it came from: a word
in a part that one doesn't see isn't found.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import snowballstemmer
from django.db.models import Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from baken.kernel import keys
from baken.kernel.actions import require_run

from ..actors import Actor
from ..authorization.need_to_know import reach, sights_for
from ..models import GuardedPart, GuardedRecord, SearchToken, Sight

M = TypeVar("M", bound=Model)
_WORD = re.compile(r"[^\W_]{2,40}")
MAX_WORDS = 8
"""Words of one question that count; MAX_TOKENS of one text."""
MAX_TOKENS = 5_000
MAX_FOUND = 1_000
"""Records found by a word that are looked up by key: the database sorts those sooner than it joins two tables."""


def stems(text: str) -> frozenset[str]:
    """Return the Dutch stems of the words in `text`: small letters, without accents, two letters or more."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = sorted(set(_WORD.findall(plain)))[:MAX_TOKENS]
    return frozenset(snowballstemmer.stemmer("dutch").stemWords(words))


def word_tokens(vault: UUID, text: str) -> dict[str, str]:
    """Return the tokens of the words in `text` in this register, each with its word as it stands there, in small letters.

    For who has the text already and looks for what else holds its words. By every search key, as `matching`.
    """
    found: dict[str, str] = {}
    for word in sorted(set(_WORD.findall(text.casefold())))[:MAX_TOKENS]:
        for stem in stems(word):
            for token in _tokens([vault], stem):
                found.setdefault(token, word)
    return found


def index(row: GuardedPart, text: str, *, source: str = "") -> int:
    """Put the words of `text` in the table for `row`, in place of what its source had; return how many. Part of an action."""
    require_run("search tokens")
    source = source or str(row.pk)
    SearchToken.objects.filter(municipality_id=row.municipality_id, source=source).delete()
    guarded = GuardedRecord.objects.get(pk=row.guarded_id)
    secret = keys.ring().current("search").secret
    made = [
        SearchToken(
            municipality_id=row.municipality_id,
            guarded_id=row.guarded_id,
            vault_id=guarded.vault_id,
            part=row.part,
            level=row.level,
            token=_token(secret, guarded.vault_id, stem),
            source=source,
        )
        for stem in sorted(stems(text))
    ]
    SearchToken.objects.bulk_create(made, batch_size=500)
    return len(made)


def forget(*, municipality_id: UUID, source: str) -> None:
    """Take out what one source had put in. Part of an action."""
    require_run("search tokens")
    SearchToken.objects.filter(municipality_id=municipality_id, source=source).delete()


def matching(actor: Actor, purpose: str, text: str) -> list[UUID] | QuerySet[SearchToken, UUID]:
    """Return the keys of the guarded records in which `actor` sees every word of `text`; none for one without words.

    A word counts wherever in the record it stands; all words needn't stand in one row. For `guarded__in`: up to
    `MAX_FOUND` keys are looked up at once, more are left to the database.
    """
    if actor.municipality_id is None:
        return []
    at_hand = reach(actor, purpose)
    wanted = sorted(stems(text))[:MAX_WORDS]
    if not wanted or not at_hand.vaults:
        return []
    seen: QuerySet[Sight] = sights_for(actor, at_hand).filter(
        participation__guarded=OuterRef("guarded_id"), part=OuterRef("part"), level__gte=OuterRef("level")
    )
    open_rows = Q(IsNull(Subquery(seen.values("level")[:1]), False))
    if at_hand.desks:  # a word in a desk of the actor's is seen, whatever its part
        in_desk = Q(vault__in=sorted(at_hand.desks))
        open_rows = in_desk | open_rows if at_hand.shared else in_desk
    # a subquery of one row is asked for each word that stands in an open record, instead of for all that are open
    rows = SearchToken.objects.filter(open_rows, municipality_id=actor.municipality_id)
    found = rows.filter(token__in=_tokens(at_hand.vaults, wanted[0]))
    for stem in wanted[1:]:
        found = rows.filter(token__in=_tokens(at_hand.vaults, stem), guarded__in=found.values("guarded"))
    keys_of = found.values_list("guarded", flat=True).order_by()
    few = list(keys_of.distinct()[: MAX_FOUND + 1])
    return few if len(few) <= MAX_FOUND else keys_of


def matching_in_desks(actor: Actor, purpose: str, text: str, rows: QuerySet[M], key: str = "id") -> QuerySet[M]:
    """Return those of `rows` in which every word of `text` stands, in the desks of the actor's; none without words.

    For objects that carry their register (`policy.InDesk`), already narrowed to what the actor may see; `key` is the field
    that holds the key of the guarded record. Order them by that key, newest first (keys are made in order of time), and take
    a page. Asks at once how rare the words are: two statements a word at most. Keys of a rare one are looked up; of words
    that all stand in more than `MAX_FOUND` records the database follows the index, newest first, until it has its page.
    """
    first, *others = _rarest_first(actor, purpose, text) or (None,)
    if first is None:
        return rows.none()
    if first.size <= MAX_FOUND:
        few = _with_all(set(first.rows.values_list("guarded", flat=True)), others)
        return rows.filter(**{f"{key}__in": sorted(few)})
    return rows.filter(**{f"{key}__in": _together(first, others)})


@dataclass(frozen=True, slots=True)
class _Word:
    """The rows of one word in the actor's desks, and in how many records it stands, counted to one above `MAX_FOUND`."""

    rows: QuerySet[SearchToken]
    size: int


def _rarest_first(actor: Actor, purpose: str, text: str) -> list[_Word]:
    """Return the words of a text, the rarest first; none where there are none, or no desk. One statement a word."""
    here, wanted = words_in_desks(actor, purpose, text)
    words = [here.filter(token__in=tokens) for tokens in wanted]
    sizes = [word.values("pk")[: MAX_FOUND + 1].count() for word in words]
    return sorted(map(_Word, words, sizes), key=lambda word: word.size)


def words_in_desks(actor: Actor, purpose: str, text: str) -> tuple[QuerySet[SearchToken], list[tuple[str, ...]]]:
    """Return the rows of words in the actor's desks, and the tokens of each word of a text there; none without a desk."""
    desks = reach(actor, purpose).desks
    if actor.municipality_id is None or not desks:
        return SearchToken.objects.none(), []
    here = SearchToken.objects.filter(municipality_id=actor.municipality_id, vault__in=sorted(desks)).order_by()
    wanted = sorted(stems(text))[:MAX_WORDS]
    return here, [tuple(_tokens(desks, stem)) for stem in wanted]


def _with_all(few: set[UUID], words: Iterable[_Word]) -> set[UUID]:
    """Return those of a few records in which every word stands. One statement a word."""
    for word in words:
        few &= set(word.rows.filter(guarded__in=few).values_list("guarded", flat=True)) if few else set()
    return few


def _together(first: _Word, others: Iterable[_Word]) -> QuerySet[SearchToken, UUID]:
    """Return the keys of the records in which all of the words stand, in one statement: the database lays their ranges of the
    index side by side."""
    rows = first.rows
    for word in others:
        rows = rows.filter(guarded__in=word.rows.values("guarded"))
    return rows.values_list("guarded", flat=True)


def _tokens(vaults: Iterable[UUID], stem: str) -> list[str]:
    """Return the word's tokens in these registers by every search key: while a rotation runs, old ones still stand."""
    ring = keys.ring()
    return [_token(key.secret, vault, stem) for key in ring.all("search") for vault in sorted(vaults)]


def _token(secret: bytes, vault: UUID, stem: str) -> str:
    return hmac.digest(secret, vault.bytes + stem.encode(), hashlib.sha256)[:16].hex()
