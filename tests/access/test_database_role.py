# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""On PostgreSQL the application is a role that reads and writes rows, and can do nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from baken.kernel.database.checks import application_role
from baken.kernel.database.roles import APPEND_ONLY, READ_ONLY, NoSuchRole, RoleFacts, facts, give, has_owner
from baken.kernel.database.roles import as_owner as owning
from baken.kernel.models import AuditEntry
from tests.kernel.towns import make_partner, town
from tests.plugins.databases import as_owner

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db, pytest.mark.usefixtures("two_roles")]
DENIED = "42501"
OWN_SCHEMA = "n.nspname = current_schema()"


@pytest.fixture
def two_roles() -> None:
    """On a server given by BAKEN_TEST_POSTGRESQL_URL alone one role does everything; the run names these as left out."""
    if not has_owner():
        pytest.skip("needs BAKEN_TEST_POSTGRESQL_OWNER_URL: here one role owns the tables and is the application")


@pytest.fixture
def admin() -> Iterator[psycopg.Connection]:
    """A superuser's session; what it did is rolled back."""
    url = os.environ.get("BAKEN_TEST_POSTGRESQL_ADMIN_URL")
    if not url:
        pytest.skip("needs BAKEN_TEST_POSTGRESQL_ADMIN_URL")
    session = psycopg.connect(url)
    try:
        yield session
    finally:
        session.rollback()
        session.close()


def asked(statement: str, *parameters: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def refused(statement: str) -> str:
    """Execute what must fail; return the SQLSTATE."""
    with pytest.raises(DatabaseError) as problem, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return problem.value.__cause__.sqlstate


def test_the_application_under_test_is_no_owner_no_superuser_and_held_to_row_level_security():
    held = facts(connection)
    assert held == RoleFacts(held.role, superuser=False, bypasses_row_security=False, creates=False, owns=0)
    assert held.bound
    owners = asked(
        "SELECT DISTINCT r.rolname, r.rolsuper, r.rolbypassrls FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner "
        f"JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {OWN_SCHEMA}"
    )
    assert [row[1:] for row in owners] == [(False, False)]
    assert held.role not in {row[0] for row in owners}
    assert asked("SELECT session_user = current_user") == [(True,)]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE access_partner DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE access_partner NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE access_partner ADD COLUMN extra text",
        "ALTER TABLE access_partner OWNER TO CURRENT_USER",
        "CREATE POLICY everything ON access_partner USING (true)",
        "DROP TABLE access_partner CASCADE",
        "TRUNCATE access_partner CASCADE",
        "ALTER TABLE kernel_auditentry DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_append_only ON kernel_auditentry",
        "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$",
        "CREATE TRIGGER more BEFORE INSERT ON access_partner FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
        "SET session_replication_role = 'replica'",
        "UPDATE kernel_auditentry SET action = 'x'",
        "DELETE FROM kernel_auditentry",
        "TRUNCATE kernel_auditentry",
        "SELECT * FROM kernel_auditentry FOR UPDATE",
        "DELETE FROM django_migrations",
        "CREATE TABLE mine (id integer)",
        "CREATE TEMPORARY TABLE access_partner (id integer)",
        "CREATE VIEW mine AS SELECT * FROM access_partner",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine_too",
        "CREATE ROLE mine",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "COPY access_partner TO '/tmp/partners'",
        "COPY access_partner FROM PROGRAM 'true'",
    ],
)
def test_what_is_the_owners_is_refused(statement):
    # what may run in no transaction is refused for that first
    assert refused(statement) == ("25001" if statement.startswith("CREATE DATABASE") else DENIED)


def test_it_can_t_take_on_another_role():
    [(owner,)] = asked("SELECT tableowner FROM pg_tables WHERE tablename = 'access_partner'")
    for role in (owner, "pg_write_all_data", "pg_execute_server_program"):
        assert refused(f'SET ROLE "{role}"') == DENIED
    assert asked("SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user") == [(False,)]


def test_each_table_gives_it_rows_and_nothing_more():
    rows = asked(
        "SELECT c.relname, array_remove(ARRAY[" + ", ".join(
            f"CASE WHEN has_table_privilege(c.oid, '{right}') THEN '{right}' END"
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
        ) + f"], NULL) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {OWN_SCHEMA} "
        "AND c.relkind IN ('r', 'p', 'v', 'm')"
    )  # fmt: skip
    found = dict(rows)
    assert len(found) > 30
    for name in APPEND_ONLY:
        assert found.pop(name) == ["SELECT", "INSERT"]
    for name in READ_ONLY:
        assert found.pop(name) == ["SELECT"]
    assert {name: rights for name, rights in found.items() if rights != ["SELECT", "INSERT", "UPDATE", "DELETE"]} == {}


def test_a_table_made_later_is_the_applications_to_fill_at_once():
    as_owner("CREATE TABLE made_later (id integer GENERATED BY DEFAULT AS IDENTITY, old_way serial)")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO made_later DEFAULT VALUES")
    assert asked("UPDATE made_later SET id = 7 RETURNING id") == [(7,)]
    assert refused("TRUNCATE made_later") == DENIED


def test_where_rows_are_secured_they_are_so_for_the_owner_too():
    loose = asked(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        f"WHERE {OWN_SCHEMA} AND c.relrowsecurity AND NOT c.relforcerowsecurity"
    )
    assert loose == []


def test_the_owner_itself_can_t_change_the_audit_log_without_lifting_the_lock():
    make_partner(town())
    for statement in ("UPDATE kernel_auditentry SET action = 'x'", "DELETE FROM kernel_auditentry"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            as_owner(statement)
    assert AuditEntry.objects.exclude(action="x").count() == 1


@pytest.mark.django_db(transaction=True)
def test_giving_again_puts_right_what_was_given_by_hand():
    role = facts(connection).role
    with owning():
        assert facts(connection).owns > 30
        with connection.cursor() as cursor:
            cursor.execute(f"GRANT ALL ON access_partner, kernel_auditentry, django_migrations TO {role}")
        give(connection, role)
        give(connection, role)
    assert facts(connection).role == role
    for statement in ("TRUNCATE access_partner CASCADE", "UPDATE kernel_auditentry SET action = 'x'"):
        assert refused(statement) == DENIED
    assert refused("DELETE FROM django_migrations") == DENIED


@pytest.mark.django_db(transaction=True)
def test_a_role_that_isn_t_there_is_told():
    with owning(), pytest.raises(NoSuchRole, match=r"no role 'nobody here'.*docs/postgresql\.md"):
        give(connection, "nobody here")


def test_taking_on_the_owner_in_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError), owning():
        pass


@pytest.mark.django_db(transaction=True)
def test_production_is_warned_of_a_role_that_owns_the_tables(settings):
    settings.DEMO = False
    assert application_role() == []
    with owning():
        assert application_role() == []  # the owner at its own work
        settings.DATABASE_OWNER = None
        assert [warning.id for warning in application_role()] == ["baken.W003"]
        settings.DEMO = True
        assert application_role() == []


def test_a_superuser_and_who_can_become_one_that_goes_round_row_level_security_are_known(admin):
    assert facts(admin).superuser
    for statement in ("CREATE ROLE goes_round BYPASSRLS", "CREATE ROLE plain IN ROLE goes_round", "SET ROLE plain"):
        admin.execute(statement)
    held = facts(admin)
    assert held == RoleFacts("plain", superuser=False, bypasses_row_security=True, creates=False, owns=0)
    assert not held.bound
    assert replace(held, bypasses_row_security=False).bound


def test_the_commands_make_tables_as_owner_and_serve_as_the_application(admin, tmp_path):
    name = f"fresh_{uuid4().hex}"
    app, owner = (
        urlunsplit(urlsplit(os.environ[f"BAKEN_TEST_POSTGRESQL_{which}URL"])._replace(path=f"/{name}"))
        for which in ("", "OWNER_")
    )
    admin.autocommit = True
    user = sql.Identifier(urlsplit(owner).username)
    admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), user))
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("BAKEN_", "DJANGO_"))}

    def baken(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {**kept, "BAKEN_VAR": str(tmp_path), "BAKEN_DATABASE_URL": app, **variables}
        return subprocess.run(
            [sys.executable, "-m", "baken.cli", *arguments],
            env=environment, capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip

    try:
        alone = baken("migrate")
        assert alone.returncode != 0
        assert "permission denied" in alone.stderr
        both = baken("migrate", BAKEN_DATABASE_OWNER_URL=owner)
        assert (both.returncode, both.stdout) == (0, "database is up to date\n"), both.stderr
        with psycopg.connect(app) as session:
            assert facts(session).bound
            assert session.execute("SELECT count(*) FROM kernel_municipality").fetchone() == (0,)
        production = {"BAKEN_MODE": "production", "BAKEN_SECRET_KEY": "kJ8d-w2Lq" * 8, "BAKEN_HOSTS": "baken.example"}
        production["BAKEN_KEYS"] = str(tmp_path / "keys.json")  # made by the first migration, in the example's way
        assert "baken.W" not in baken("check", BAKEN_DATABASE_OWNER_URL=owner, **production).stderr
        assert "baken.W003" in baken("check", **{**production, "BAKEN_DATABASE_URL": owner}).stderr
    finally:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
