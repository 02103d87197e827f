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
from uuid import UUID

import snowballstemmer
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from baken.kernel import keys
from baken.kernel.actions import require_run

from ..actors import Actor
from ..authorization.need_to_know import reach, sights_for
from ..models import GuardedPart, GuardedRecord, SearchToken, Sight

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


def words_in_desks(actor: Actor, purpose: str, text: str) -> tuple[QuerySet[SearchToken], list[tuple[str, ...]]]:
    """Return the rows of words in the actor's desks, and the tokens of each word of a text there; none without a desk."""
    desks = reach(actor, purpose).desks
    if actor.municipality_id is None or not desks:
        return SearchToken.objects.none(), []
    here = SearchToken.objects.filter(municipality_id=actor.municipality_id, vault__in=sorted(desks)).order_by()
    wanted = sorted(stems(text))[:MAX_WORDS]
    return here, [tuple(_tokens(desks, stem)) for stem in wanted]


def _tokens(vaults: Iterable[UUID], stem: str) -> list[str]:
    """Return the word's tokens in these registers by every search key: while a rotation runs, old ones still stand."""
    ring = keys.ring()
    return [_token(key.secret, vault, stem) for key in ring.all("search") for vault in sorted(vaults)]


def _token(secret: bytes, vault: UUID, stem: str) -> str:
    return hmac.digest(secret, vault.bytes + stem.encode(), hashlib.sha256)[:16].hex()
