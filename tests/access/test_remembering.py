# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page asks many times it asks the database once; a change counts from the next request on."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from baken.access.authorization.need_to_know import purposes_open_to, reach
from baken.access.authorization.policy import municipality_of
from baken.access.authorization.remembering import asked_once, remembering
from baken.access.middleware import actor_middleware
from baken.access.models import Vault
from tests.access.desk import PURPOSE, account, acting, vault

pytestmark = pytest.mark.django_db
HANDLER = "undermining_coordinator"


def test_one_page_asks_once_for_each_actor(django_assert_num_queries: Any) -> None:
    found = vault(admitted=[HANDLER])
    handler, outsider = acting(account(HANDLER)), acting(account("council_member"))
    with remembering():
        first = purposes_open_to(handler)
        with django_assert_num_queries(0):
            assert purposes_open_to(handler) == first == (PURPOSE,)
            assert reach(handler, PURPOSE).vaults == {found.pk}
        assert purposes_open_to(outsider) == ()
        assert reach(outsider, PURPOSE).vaults == frozenset()


def test_outside_a_page_each_question_is_asked_anew() -> None:
    handler = acting(account(HANDLER))
    assert purposes_open_to(handler) == ()
    with remembering():
        assert purposes_open_to(handler) == ()
    vault(admitted=[HANDLER])
    assert purposes_open_to(handler) == (PURPOSE,)
    with remembering():
        assert purposes_open_to(handler) == (PURPOSE,)


@pytest.mark.parametrize(("method", "seen"), [("GET", ()), ("HEAD", ()), ("POST", (PURPOSE,)), ("DELETE", (PURPOSE,))])
def test_a_request_that_may_change_something_remembers_nothing(method: str, seen: tuple[str, ...]) -> None:
    handler = acting(account(HANDLER))
    told: list[tuple[str, ...]] = []

    def answer(_: HttpRequest) -> HttpResponse:
        assert purposes_open_to(handler) == ()
        vault(admitted=[HANDLER])
        told.append(purposes_open_to(handler))
        return HttpResponse()

    request = HttpRequest()
    request.method = method
    actor_middleware(answer)(request)
    assert told == [seen]
    assert purposes_open_to(handler) == (PURPOSE,)


def test_the_same_rows_are_asked_once_for_who_looks_for_the_same(
    django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = vault(admitted=[HANDLER])
    rows = Vault.objects.filter(slug=found.slug)
    assert asked_once(rows.all()) == [found]
    with remembering():
        with django_assert_num_queries(1):
            assert asked_once(rows.all()) == asked_once(Vault.objects.filter(slug=found.slug)) == [found]
        with django_assert_num_queries(1):
            assert asked_once(Vault.objects.filter(slug="another")) == []
        with django_assert_num_queries(0):
            assert asked_once(Vault.objects.filter(pk__in=[])) == []
        monkeypatch.setattr("baken.access.authorization.remembering.looking", lambda: ("somebody else",))
        with django_assert_num_queries(1):
            assert asked_once(rows.all()) == [found]


def test_a_page_asks_once_where_its_reader_works(django_assert_num_queries: Any) -> None:
    handler = acting(account(HANDLER))
    with remembering(), django_assert_num_queries(1):
        assert municipality_of(handler) == municipality_of(handler)
