# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newest with some words, as a plain and slow filter has them: whichever way the search goes, and wherever it stops."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.desks import newest, searching
from baken.access.desks.newest import newest_in_desks
from baken.access.facade import Actor, Vault, opened
from baken.access.models import GuardedRecord, SearchToken
from baken.kernel import keys
from tests.access.desk import account, acting, guarded, system, vault
from tests.kernel.towns import do, town

pytestmark = pytest.mark.django_db
NUISANCE, HANDLER = "signal_nuisance", "undermining_coordinator"
WORDS = ("kade", "boot", "sloep", "anker")
RECORDS = 24
WAYS = {
    "as it reckons": (newest.LOOK_UP, newest.READ, newest.AT_ONCE),
    "never at once": (newest.LOOK_UP, newest.READ, -1.0),
    "walks": (0.0, 1.0, -1.0),
    "lays sides together": (1.0, 0.0, -1.0),
}


@dataclass(frozen=True)
class Desk:
    """A register with records, oldest first, and who works there."""

    vault: Vault
    keys: list[UUID]
    handler: Actor


@pytest.fixture
def here() -> Desk:
    found = vault("signals", purposes=[NUISANCE], desk=True, admitted=[HANDLER])
    records = [guarded(found, f"2026-{n:04}") for n in range(RECORDS)]
    return Desk(found, sorted(record.pk for record in records), acting(account(HANDLER)))


def put(desk: Desk, told: dict[int, set[str]], older: bytes | None = None) -> None:
    """Let these words stand in the records with these numbers, and no others; in odd ones by an older key, if there is one."""
    secret = keys.ring().current("search").secret
    rows = [
        SearchToken(
            municipality_id=town().pk, guarded_id=desk.keys[n], vault_id=desk.vault.pk, part="content", level=2,
            token=searching._token(older if older and n % 2 else secret, desk.vault.pk, stem), source=str(n),
        )
        for n, words in told.items()
        for word in words
        for stem in searching.stems(word)
    ]  # fmt: skip
    with opened(system(), system=True):
        do(lambda: SearchToken.objects.all().delete())
        do(lambda: SearchToken.objects.bulk_create(rows))


numbers = st.sets(st.integers(0, RECORDS - 1))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    standing=st.fixed_dictionaries(dict.fromkeys(WORDS, numbers)),
    asked=st.sets(st.sampled_from([*WORDS, "zeil"]), max_size=4),
    passing=st.none() | numbers,
    span=st.none() | st.tuples(st.integers(0, RECORDS - 1), st.integers(0, RECORDS - 1)),
    limits=st.tuples(st.integers(1, 9), st.integers(1, 5), st.integers(1, 12)),
    whole=st.booleans(),
    way=st.sampled_from(sorted(WAYS)),
    older=st.sampled_from([None, b"older"]),
)
def test_the_newest_are_those_of_a_plain_filter(here, standing, asked, passing, span, limits, whole, way, older):
    put(here, {n: {word for word in WORDS if n in standing[word]} for n in range(RECORDS)}, older)
    secrets = [one for one in (keys.ring().current("search").secret, older) if one]
    looked, enough, listed = limits
    first, before = (here.keys[min(span)], here.keys[max(span)]) if span else (None, None)
    expected = [
        key
        for n, key in reversed(list(enumerate(here.keys)))
        if asked and all(n in standing.get(word, ()) for word in asked)
        if (passing is None or n in passing) and (span is None or min(span) <= n < max(span))
    ]
    with pytest.MonkeyPatch.context() as patch, opened(here.handler, NUISANCE):
        for name, value in zip(("LOOK_UP", "READ", "AT_ONCE"), WAYS[way], strict=True):
            patch.setattr(newest, name, value)
        patch.setattr(newest, "LOOKED", looked)
        patch.setattr(
            searching, "_tokens", lambda vs, stem: [searching._token(s, v, stem) for s in secrets for v in vs]
        )
        rows = GuardedRecord.objects.all()
        if passing is not None:
            rows = rows.filter(reference__in=[f"2026-{n:04}" for n in passing])
        if span:
            rows = rows.filter(pk__gte=first, pk__lt=before)
        found = newest_in_desks(
            here.handler, NUISANCE, " ".join(sorted(asked)), rows, narrowed=passing is not None, first_key=first,
            before_key=before, listed=listed, enough=listed if whole else min(enough, listed),
        )  # fmt: skip
    assert found.keys == expected[: len(found.keys)]
    assert found.more or found.keys == expected
    assert len(found.keys) >= min(len(expected), listed if whole else min(enough, listed))
    if whole:
        assert (found.keys, found.more) == (expected[:listed], len(expected) > listed)


def test_every_way_through_the_rest_is_gone(here, monkeypatch):
    put(here, {n: {w for w, step in zip(WORDS, (1, 2, 3, 5), strict=True) if n % step == 0} for n in range(RECORDS)})
    monkeypatch.setattr(newest, "LOOKED", 4)
    gone = set()
    walked = newest._walked

    def seen(side, others, most, beside=None):
        gone.add((bool(side.tokens), beside and bool(beside.tokens)))
        return walked(side, others, most, beside)

    monkeypatch.setattr(newest, "_walked", seen)
    rows = [f"2026-{n:04}" for n in range(0, RECORDS, 2)]
    ways = ((0.0, 1.0, 50.0), (1.0, 1.0, 0.0), (1.0, 0.0, 50.0), (1.0, 0.0, None))
    for look_up, read, size in ways:
        monkeypatch.setattr(newest, "LOOK_UP", look_up)
        monkeypatch.setattr(newest, "READ", read)
        monkeypatch.setattr(newest, "AT_ONCE", -1.0)
        monkeypatch.setattr(newest, "_size", lambda *_asked, size=size: size)
        with opened(here.handler, NUISANCE):
            found = GuardedRecord.objects.filter(reference__in=rows)
            told = newest_in_desks(here.handler, NUISANCE, "kade boot", found, narrowed=True, listed=9, enough=9)
        assert told.keys == here.keys[-2::-2][:9]
    assert gone == {(True, None), (False, None), (True, True), (True, False)}


def test_the_number_of_statements_is_bounded_whatever_there_is(here, monkeypatch):
    monkeypatch.setattr(newest, "LOOKED", 3)
    most = set()
    for step in (1, 2, 4, 25):
        put(here, {n: set(WORDS) if n % step == 0 else set() for n in range(RECORDS)})
        for words in ("kade", "kade boot sloep anker"):
            with opened(here.handler, NUISANCE):
                rows = GuardedRecord.objects.filter(reference__in=[f"2026-{n:04}" for n in range(12)])
                newest_in_desks(here.handler, NUISANCE, words, rows, narrowed=True)  # what is remembered of the actor
                with CaptureQueriesContext(connection) as asked:
                    newest_in_desks(here.handler, NUISANCE, words, rows, narrowed=True)
            most.add(len(asked))
    assert max(most) <= 4


def test_a_filter_that_nothing_passes_and_another_function_find_nothing(here):
    put(here, {n: {"kade"} for n in range(RECORDS)})
    outsider = acting(account("bibob_coordinator"))
    with opened(here.handler, NUISANCE):
        assert newest_in_desks(here.handler, NUISANCE, "kade", GuardedRecord.objects.filter(pk__in=[])).keys == []
        assert len(newest_in_desks(here.handler, NUISANCE, "kades", GuardedRecord.objects.all()).keys) == RECORDS
    with opened(outsider, NUISANCE):
        assert newest_in_desks(outsider, NUISANCE, "kade", GuardedRecord.objects.all()).keys == []
