# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Identifiers guessed or swapped in every address: what isn't yours answers as what isn't there, and nothing is done.

Each address is tried with a made-up value, with what the other municipality has, with what is closed to an account in its own,
and with something of one's own in front of something of another's: to look and to post, by accounts of many kinds.
"""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.demo.addresses import ADDRESSES, SAME_EVERYWHERE, SENT, Values, address, guess, mixed, parameters
from tests.demo.two_towns import HERE, THERE, Answer, Towns, two_towns

METHODS = ("get", "post")
TRIED = {"cases": 2, "api": 2, "meetings": 2}
"""Rows of an address to try at most; one, where what is closed follows from the account alone."""


@pytest.fixture(scope="module")
def towns(played, tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Towns]:
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        two_towns(played, tmp_path_factory.mktemp("towns"), patch) as found,
    ):
        yield found


@pytest.fixture(scope="module")
def trying(towns: Towns) -> Callable[[str], "Tried"]:
    """`trying("cases:case")`: the address with what was answered before."""
    return cache(lambda name: Tried(towns, name))


class Tried:
    """One address: what is made up for it, and the answers so far."""

    def __init__(self, towns: Towns, name: str):
        self.towns, self.name = towns, name
        self.rows = {town: ADDRESSES[name](there) for town, there in towns.municipalities.items()}
        self.nothing = address(name, guess(name))
        self.sent = SENT.get(name, lambda there: {})(towns.municipalities[HERE])
        self._answers: dict[tuple[str, str, str], Answer] = {}

    def ask(self, username: str, method: str, path: str) -> Answer:
        """Return how an account is answered."""
        asked = (username, method, path)
        if asked not in self._answers:
            self._answers[asked] = self.towns.ask(username, method, path, self.sent if method == "post" else None)
        return self._answers[asked]

    def methods(self, username: str) -> list[str]:
        """Return by what the address can be asked at all."""
        return [method for method in METHODS if self.ask(username, method, self.nothing).status != 405]

    def opened(self) -> Values | None:
        """Return something at home that is opened by somebody."""
        for values in self.rows[HERE]:
            for username in self.towns.people(HERE):
                for method in self.methods(username):
                    if not self.ask(username, method, address(self.name, values)).closed:
                        return values
        return None

    def problems(self, username: str, values: Values, *, closed: bool) -> Iterator[str]:
        """Yield what is wrong when an account asks for something; `closed`: it should come to nothing."""
        path = address(self.name, values)
        for method in self.methods(username):
            answer, nothing = self.ask(username, method, path), self.ask(username, method, self.nothing)
            about = f"{method} {path} as {username or 'visitor'}"
            if not answer.closed:
                if closed:
                    yield f"{about}: {answer.status} {answer.where}"
                continue
            if answer.told != nothing.told:
                yield f"{about}: another answer than for what isn't there ({difference(answer, nothing)})"
            if answer.done:
                yield f"{about}: wrote in {answer.done}"


def difference(one: Answer, other: Answer) -> str:
    """Tell in what two answers differ."""
    found = [name for name in ("status", "where", "body", "headers") if getattr(one, name) != getattr(other, name)]
    return ", ".join(f"{name}: {getattr(one, name)!r} / {getattr(other, name)!r}"[:1500] for name in found)


def some(name: str, rows: list[Values]) -> list[Values]:
    """Return few rows, of each first value one."""
    by_first = {str(next(iter(values.values()))): values for values in reversed(rows)}
    return list(by_first.values())[::-1][: TRIED.get(name.partition(":")[0], 1)]


def test_every_address_that_asks_something_tells_what_to_fill_in() -> None:
    missing = set(parameters()) - set(ADDRESSES)
    assert not missing, f"tell how to fill {sorted(missing)}: tests/demo/addresses.py"
    assert set(ADDRESSES) == set(parameters())
    assert set(SAME_EVERYWHERE) | set(SENT) <= set(ADDRESSES)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_what_is_made_up_comes_to_nothing(trying: Callable[[str], Tried], name: str) -> None:
    tried, wrong = trying(name), []
    for username in tried.towns.people(HERE):
        for method in METHODS:
            answer = tried.ask(username, method, tried.nothing)
            if not answer.closed or answer.done:
                wrong.append(f"{method} {tried.nothing} as {username or 'visitor'}: {answer.status} {answer.done}")
    assert wrong == []


@pytest.mark.parametrize("name", sorted(set(ADDRESSES) - set(SAME_EVERYWHERE)))
def test_what_is_another_municipality_s_comes_to_nothing(trying: Callable[[str], Tried], name: str) -> None:
    tried = trying(name)
    theirs = tried.opened()
    assert theirs, f"nobody opens {name} with {tried.rows[HERE][:9]}: tell how to fill it, in tests/demo/addresses.py"
    wrong = [
        problem
        for values in (theirs, *mixed(tried.rows[THERE][:1], [theirs], tried.rows[THERE]))
        for username in tried.towns.people(THERE)
        for problem in tried.problems(username, values, closed=True)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(set(ADDRESSES) - set(SAME_EVERYWHERE)))
def test_what_is_closed_at_home_answers_as_what_is_not_there(trying: Callable[[str], Tried], name: str) -> None:
    tried = trying(name)
    people, mine = tried.towns.people(HERE), some(name, tried.rows[HERE])
    wrong = [
        problem for values in mine for username in people for problem in tried.problems(username, values, closed=False)
    ]
    others = [*tried.rows[THERE][:1], *tried.rows[HERE][-1:]]
    wrong += [
        problem
        for values in mixed(mine[:1], others, tried.rows[HERE])
        for username in people
        for problem in tried.problems(username, values, closed=True)
    ]
    assert wrong == []
