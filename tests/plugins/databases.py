# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Marks each test that uses a database, so that the second run of ``make test`` can choose those by ``-m database``.

A test marked ``postgresql`` or ``sqlite`` runs only on that database. When pytest is called by hand on another, it is
skipped with that as its reason.
"""

from __future__ import annotations

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


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set the marker ``database``."""
    for item in items:
        if uses_database(item):
            item.add_marker(pytest.mark.database)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what is about the other database."""
    wanted = [vendor for vendor in ("postgresql", "sqlite") if item.get_closest_marker(vendor) is not None]
    if not wanted:
        return
    from django.db import connection

    if connection.vendor not in wanted:
        pytest.skip(f"about {' and '.join(wanted)}, while this run uses {connection.vendor}")
