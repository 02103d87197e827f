# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Marks each test that uses a database, so that the second run of ``make test`` can choose those by ``-m database``.

A test marked ``postgresql`` or ``sqlite`` runs only on that database. When pytest is called by hand on another, it is
skipped with that as its reason.

On PostgreSQL the owner makes the test database and its tables; all tests then connect as the application's role, as the
pages do. What only an owner can do (empty all tables, tamper with the audit log) a test asks of `as_owner`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import django.test
import pytest

DATABASE_FIXTURES = frozenset(
    {
        "db",
        "transactional_db",
        "django_db_reset_sequences",
        "django_db_serialized_rollback",
        "live_server",
        "admin_user",
    }
)

PARQUET = "tells figures out of Parquet; of the database it reads the areas, as tests of registry and decide do"
SHOWN = "what a page shows of rows that anybody of the house may see; what changes and finds them is in "
SQLITE_ENOUGH = {
    "tests/observe/test_pages.py": PARQUET,
    "tests/observe/test_panels.py": PARQUET,
    "tests/observe/test_picture_velsen.py": PARQUET,
    "tests/cli/test_picture.py": PARQUET,
    "tests/observe/sources/test_sources_command.py": "the command line; what it stores is in test_pulling and test_pdok",
    "tests/observe/local_files/test_local_pages.py": "forms about files; what they store is in test_storing",
    "tests/account/test_command.py": "writes documents; the packs that it reads are in test_packs",
    "tests/account/test_pages.py": SHOWN + "test_packs",
    "tests/account/test_refresh.py": "Word files; the packs that it reads are in test_packs",
    "tests/decide/capacity/test_pages.py": SHOWN + "test_actions",
    "tests/decide/claims/test_pages.py": SHOWN + "test_outcomes",
    "tests/decide/council/test_pages.py": SHOWN + "test_sessions and test_items",
    "tests/decide/meetings/test_pages.py": SHOWN + "test_actions",
    "tests/decide/policy/test_pages.py": SHOWN + "test_import, test_policies and test_facade",
    "tests/decide/programme/test_pages.py": SHOWN + "test_versions and test_progress_links",
    "tests/observe/pulls/test_pages.py": SHOWN + "test_pulls",
}
"""Files of which PostgreSQL would tell nothing new, and why. Never what tests actions, rules, constraints or locks. A single
test says so itself, by the marker with its reason."""


def uses_database(item: pytest.Item) -> bool:
    """Whether the test asks for a database: by fixture, by pytest-django's marker, or as one of Django's test cases."""
    owner = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
        or (isinstance(owner, type) and issubclass(owner, django.test.TransactionTestCase))
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers that this plugin sets or reads."""
    config.addinivalue_line("markers", "database: uses a database; set by itself, chosen by the run on PostgreSQL")
    config.addinivalue_line("markers", "sqlite: about SQLite alone; not in the run on PostgreSQL")
    config.addinivalue_line(
        "markers", "sqlite_enough(reason): uses a database, but one is enough; set by SQLITE_ENOUGH or at the test"
    )


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set the markers ``database`` and ``sqlite_enough``."""
    for item in items:
        if uses_database(item):
            item.add_marker(pytest.mark.database)
            if reason := SQLITE_ENOUGH.get(item.nodeid.partition("::")[0]):
                item.add_marker(pytest.mark.sqlite_enough(reason=reason))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what is about the other database."""
    wanted = [vendor for vendor in ("postgresql", "sqlite") if item.get_closest_marker(vendor) is not None]
    if not wanted:
        return
    from django.db import connection

    if connection.vendor not in wanted:
        pytest.skip(f"about {' and '.join(wanted)}, while this run uses {connection.vendor}")


OWNERS_HAND = """
CREATE OR REPLACE FUNCTION tests_as_owner(statement text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
AS $$ BEGIN EXECUTE statement; END $$
"""
"""Lets a test do what only the owner may, in its own transaction. It exists in databases made for tests alone."""


def as_owner(statement: str, parameters: Sequence[Any] | None = None) -> None:
    """Execute one statement as owner of the tables, within the transaction under way. It gives nothing back."""
    from django.db import connection

    with connection.cursor() as cursor:
        if not _two_roles():
            cursor.execute(statement, parameters)
            return
        whole = connection.ops.compose_sql(statement, parameters) if parameters is not None else statement
        cursor.execute("SELECT tests_as_owner(%s)", [whole])


def _two_roles() -> bool:
    from baken.kernel.database.roles import has_owner

    return has_owner()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any
) -> Iterator[ExitStack]:
    """Be the owner while pytest-django makes the test database, and again while it drops it."""
    from baken.kernel.database.roles import as_owner as owning

    with ExitStack() as owner, django_db_blocker.unblock():
        owner.enter_context(owning())
        yield owner


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_modify_db_settings: ExitStack, django_db_blocker: Any
) -> Iterator[None]:
    """Between making and dropping the test database, be the application."""
    from django.db import connection

    from baken.kernel.database.roles import as_owner as owning

    with django_db_blocker.unblock():
        if _two_roles():
            with connection.cursor() as cursor:
                cursor.execute(OWNERS_HAND)
            connection.ops.execute_sql_flush = _flush_as_owner
        django_db_modify_db_settings.close()
    yield
    with django_db_blocker.unblock():
        django_db_modify_db_settings.enter_context(owning())


def _flush_as_owner(statements: Sequence[str]) -> None:
    """Empty tables after a test without transaction: TRUNCATE is the owner's."""
    from django.db import transaction

    with transaction.atomic():
        for statement in statements:
            as_owner(statement)
