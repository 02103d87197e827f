# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Limits on who has no account: never more than there are, over all processes; and no log of who came."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.act.concerns.public import limits as public_limits
from baken.act.concerns.reporting.plain_text import plain
from baken.kernel.models import RateWindow
from baken.kernel.rate_limits import Limit, TooMany


@pytest.fixture(autouse=True)
def fresh() -> None:
    public_limits.forget()


def taken(who: str, tries: int) -> int:
    """How many of so many reports were let through."""
    found = 0
    for _ in range(tries):
        try:
            public_limits.take_report(who)
        except TooMany:
            continue
        found += 1
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [1, 3, 49, 50, 101, 120])
def test_an_address_gets_exactly_its_limit_and_no_more(settings: Any, limit: int) -> None:
    settings.REPORT_LIMIT = limit
    assert taken("address 1", limit + 30) == limit
    assert taken("address 2", 1) == 1


@pytest.mark.django_db
def test_two_processes_share_one_limit(settings: Any) -> None:
    settings.REPORT_LIMIT = 120
    first = taken("address 1", 75)
    public_limits.forget()  # as another process, which holds nothing of the first
    assert first == 75
    assert 40 <= taken("address 1", 120) <= 45  # what the first took and didn't use is lost, and no more


@pytest.mark.django_db
def test_many_reports_ask_few_writes_and_nobody_reads_an_address(
    settings: Any, django_assert_max_num_queries: Any
) -> None:
    settings.REPORT_LIMIT = 1_000
    public_limits.take_report("address 198.51.100.7")
    with django_assert_max_num_queries(0):
        assert taken("address 198.51.100.7", 19) == 19
    assert "198.51" not in str(list(RateWindow.objects.values_list()))
    assert "198.51" not in str(public_limits._taken)


@pytest.mark.django_db
def test_while_many_addresses_fail_each_has_two_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    assert public_limits.CODES.all.times == 1_000
    monkeypatch.setattr(public_limits.CODES, "all", Limit("test of everybody", 6, 600))
    for number in range(2):
        public_limits.failed("address 1")
        public_limits.failed(f"address {number + 2}")
    public_limits.may_look("address 1")  # two failed, but few did in all
    public_limits.failed("address 4")
    public_limits.failed("address 5")
    with pytest.raises(TooMany):
        public_limits.may_look("address 1")
    public_limits.may_look("address 4")
    public_limits.failed("address 4")
    with pytest.raises(TooMany):
        public_limits.may_look("address 4")


@pytest.mark.django_db
def test_several_tries_at_once_count_or_none_does() -> None:
    limit = Limit("test of blocks", 10, 60)
    assert limit.take("a", tries=6)
    assert not limit.take("a", tries=6)
    assert limit.take("a", tries=4)
    assert limit.spent("a")
    assert not limit.take("b", tries=11)


def test_the_server_writes_no_log_of_who_came() -> None:
    from granian.server import Server

    from baken.web import serving

    assert inspect.signature(Server.__init__).parameters["log_access"].default is False
    assert "log_access" not in inspect.getsource(serving)


@given(st.text(st.characters(codec=None), max_size=200))
def test_plain_text_can_always_be_kept_and_stays_what_it_is(text: str) -> None:
    found = plain(text)
    found.encode()
    assert "\0" not in found
    assert "\r" not in found
    assert plain(found) == found


@given(st.text(st.characters(categories=["L", "Nd", "P", "So"]), min_size=1, max_size=60))
def test_letters_of_every_script_stay(text: str) -> None:
    import unicodedata

    assert plain(text) == unicodedata.normalize("NFC", text)
