# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example within the test process: areas, accounts, figures and policy, but no documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction


@pytest.fixture(scope="package")
def example(
    django_db_setup: None, django_db_blocker: Any, own_var: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """Velsen as `make demo` builds it, rolled back when the tests of this folder are done."""
    from django.test import override_settings

    from baken.access.facade import system_actor
    from baken.demo import scenario

    # overriding tells Django, which remembers its hashers; a bare patch would leave the quick one to every later test
    quick = override_settings(
        FACTS_ROOT=tmp_path_factory.mktemp("web") / "facts",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    with quick, django_db_blocker.unblock(), transaction.atomic():
        velsen = scenario._municipality()
        actor = system_actor(velsen)
        scenario._areas(actor, velsen)
        scenario._organisations(actor, velsen)
        scenario._accounts(actor, velsen)
        scenario._figures(actor)
        scenario._policy(actor, velsen)
        yield velsen
        transaction.set_rollback(True)


@pytest.fixture
def as_(db: None, example: Any) -> Callable[[str], Any]:
    """`as_("adviseur")`: a client in which that person of the example is logged in."""
    from django.test import Client

    from baken.access.facade import User

    def client(username: str) -> Client:
        someone = Client()
        someone.force_login(User.objects.get(username=username))
        return someone

    return client
