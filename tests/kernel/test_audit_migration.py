# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A log from before the seals gets them, unless somebody tampered with it."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from baken.kernel import audit
from baken.kernel.audit_log.seal import is_sealed
from baken.kernel.models import AuditChain, AuditEntry
from tests.plugins.databases import as_owner

from .tampering import TABLE, write_round_the_lock
from .towns import NOW, town

migration = import_module("baken.kernel.migrations.0005_audit_sealed")
LENGTH = 7


def former(owner, length=LENGTH):
    """A chain as it was written before: plain hashes, no key."""
    previous = ""
    for sequence in range(1, length + 1):
        entry = AuditEntry(
            municipality_id=owner, sequence=sequence, at=NOW, action="t", resource_type="x", resource_id="1",
            detail={"number": sequence}, previous_hash=previous,
        )  # fmt: skip
        entry.hash = previous = migration._former_hash(entry)
        entry.save(force_insert=True)
    AuditChain.objects.create(municipality_id=owner, length=length, last_hash=previous)


class OwnersEditor:
    """As much of a schema editor as the migration asks for, within a test's transaction."""

    connection = connection
    execute = staticmethod(as_owner)


@pytest.fixture
def small_batches(db, monkeypatch):
    """Migrating is the owner's: until the test is over, the application may do it too."""
    monkeypatch.setattr(migration, "BATCH", 3)
    if connection.vendor == "postgresql":
        as_owner(f'GRANT UPDATE ON {TABLE} TO "{connection.settings_dict["USER"]}"')


@pytest.mark.django_db
def test_each_chain_gets_seals(small_batches):
    velsen = town()
    for owner in (velsen.id, audit.INSTALLATION):
        former(owner)
    migration.unlock(apps, OwnersEditor)
    migration.seal_again(apps, OwnersEditor)
    migration.lock(apps, OwnersEditor)
    assert all(is_sealed(entry) for entry in AuditEntry.objects.all())
    for owner in (velsen.id, audit.INSTALLATION):
        assert list(audit.broken_links(owner)) == []
        first = AuditEntry.objects.get(municipality_id=owner, sequence=1)
        assert AuditChain.objects.get(municipality_id=owner).first_id == first.id


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "place"),
    [
        (f"UPDATE {TABLE} SET action = 'x' WHERE sequence = 3", 3),
        (f"DELETE FROM {TABLE} WHERE sequence = 5", 6),
        (f"DELETE FROM {TABLE} WHERE sequence > 4", 5),
        ("DELETE FROM kernel_auditchain", 8),
    ],
)
def test_a_log_that_was_tampered_with_stops_the_migration(statement, place, small_batches):
    velsen = town()
    former(velsen.id)
    write_round_the_lock(statement)
    with pytest.raises(RuntimeError, match=f"row {place}: nothing was migrated"):
        migration.seal_again(apps, None)


SCRIPT = """
import hashlib, json, django
django.setup()
from django.core.management import call_command
from django.db import connection, DatabaseError
call_command("migrate", "kernel", "0004", verbosity=0)
from importlib import import_module
migration = import_module("baken.kernel.migrations.0005_audit_sealed")
from django.db.migrations.executor import MigrationExecutor
old = MigrationExecutor(connection).loader.project_state(("kernel", "0004_lease")).apps
from datetime import UTC, datetime
from uuid import UUID
previous = ""
for n in (1, 2, 3):
    row = old.get_model("kernel", "AuditEntry")(
        municipality_id=UUID(int=0), sequence=n, at=datetime(2026, 1, 1, tzinfo=UTC), action="t", previous_hash=previous)
    row.hash = previous = migration._former_hash(row)
    row.save(force_insert=True)
old.get_model("kernel", "AuditChain").objects.create(municipality_id=UUID(int=0), length=3, last_hash=previous)
call_command("migrate", "kernel", verbosity=0)
from baken.kernel import audit
assert list(audit.broken_links(audit.INSTALLATION)) == []
for statement in ("UPDATE kernel_auditentry SET action = 'x'", "DELETE FROM kernel_auditentry"):
    try:
        connection.cursor().execute(statement)
    except DatabaseError as refused:
        assert "append-only" in str(refused)
    else:
        raise SystemExit("the migrated log can be changed")
print("sealed", audit.AuditEntry.objects.exclude(key_id="").count())
"""


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_database_from_before_is_brought_up_to_date(tmp_path: Path, repo_root: Path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BAKEN_")}
    environment |= {"BAKEN_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "baken.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, cwd=repo_root, capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip
    assert done.stdout == "sealed 3\n", done.stderr[-3000:]
