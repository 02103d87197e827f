# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Row-level security of PostgreSQL: the rule of `access.need_to_know` once more, in SQL, as second lock.

The functions see everything while they run (`baken.inside`, which holds no longer than that), and give back only keys of
what is open to the actor in the context of the transaction (`access.sight`). Policies ask for sets of keys, so that the
database computes them once a query; a row-by-row function is for tables of which a query reads one record's rows.

A feature protects its tables in a migration: ``operations = [row_security.protect("cases_entry", row_security.PART)]``.
"""

# ruff: noqa: S608 - every text here is ours: names of settings and tables, never input
from typing import Any

from django.db import migrations

_ME = "NULLIF(current_setting('baken.{0}', true), '')"


def _me(name: str, cast: str = "") -> str:
    return f"(SELECT {_ME.format(name)}{'::' + cast if cast else ''})"


def _text(slug: str) -> str:
    """Return a slug of ours as a text of SQL."""
    assert slug.replace(".", "").replace("_", "").isalpha()
    return f"'{slug}'"


_NOW = f"p.since <= {_me('at', 'timestamptz')} AND (p.until IS NULL OR p.until > {_me('at', 'timestamptz')})"
_MINE = f"""
    p.municipality_id = {_me("municipality", "uuid")} AND {_NOW}
    AND (p.team_id IS NULL OR p.team_id = ANY (string_to_array({_me("teams")}, ',')::uuid[]))
    AND (p.role = '' OR p.role = ANY (string_to_array({_me("roles")}, ',')))
"""
_TAKING = f"""
    SELECT p.id AS participation, p.guarded_id AS guarded, NULL::jsonb AS kinds
    FROM access_participation p
    WHERE {_me("partner", "uuid")} IS NULL AND p.partner_id IS NULL AND NOT p.emergency AND {_MINE}
      AND (p.user_id IS NULL OR p.user_id = {_me("actor", "uuid")})
      AND p.vault_id IN (
        SELECT v.id FROM access_vault v JOIN access_vaultadmission a ON a.vault_id = v.id
        WHERE v.municipality_id = {_me("municipality", "uuid")} AND a.role = ANY (string_to_array({_me("roles")}, ','))
          AND a.purposes ? {_me("purpose")} AND v.purposes ? {_me("purpose")} AND {_me("purpose")} <> 'acute_danger')
      {{only}}
    UNION ALL
    SELECT p.id, p.guarded_id, c.kinds
    FROM access_participation p
    JOIN access_vault v ON v.id = p.vault_id JOIN access_covenant c ON c.id = p.covenant_id
    WHERE p.partner_id = {_me("partner", "uuid")} AND NOT p.emergency AND {_MINE}
      AND (p.user_id IS NULL OR p.user_id = {_me("actor", "uuid")})
      AND v.municipality_id = {_me("municipality", "uuid")} AND v.purposes ? {_me("purpose")}
      AND c.municipality_id = {_me("municipality", "uuid")} AND c.purposes ? {_me("purpose")}
      AND {_me("purpose")} <> 'acute_danger'
      AND c.since <= {_me("at", "timestamptz")} AND (c.until IS NULL OR c.until > {_me("at", "timestamptz")})
      AND EXISTS (SELECT FROM access_covenantpartner s WHERE s.covenant_id = c.id AND s.partner_id = p.partner_id)
      {{only}}
    UNION ALL
    SELECT p.id, p.guarded_id, NULL::jsonb
    FROM access_participation p
    JOIN access_vault v ON v.id = p.vault_id
    WHERE {_me("partner", "uuid")} IS NULL AND p.partner_id IS NULL AND p.emergency AND {_MINE}
      AND p.user_id = {_me("actor", "uuid")} AND {_me("purpose")} = 'acute_danger'
      AND v.municipality_id = {_me("municipality", "uuid")} AND v.emergency
      {{only}}
"""
_AS = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off"
_BEGIN = "BEGIN PERFORM set_config('baken.inside', '1', true);"
_END = "PERFORM set_config('baken.inside', '', true); RETURN{0}; END"
FUNCTIONS = (
    f"CREATE FUNCTION baken_open_records() RETURNS SETOF uuid {_AS} ROWS 5000 COST 10000 AS "
    f"$$ {_BEGIN} RETURN QUERY SELECT t.guarded FROM ({_TAKING.format(only='')}) t; {_END.format('')} $$",
    f"CREATE FUNCTION baken_open_participation(wanted uuid) RETURNS boolean {_AS} COST 5000 "
    f"""AS $$ DECLARE record uuid; open boolean; {_BEGIN}
    SELECT p.guarded_id INTO record FROM access_participation p WHERE p.id = wanted;
    open := EXISTS (SELECT FROM ({_TAKING.format(only="AND p.guarded_id = record")}) t);
    {_END.format(" open")} $$""",
    f"CREATE FUNCTION baken_sees_part(wanted uuid, wanted_part text, wanted_level integer) RETURNS boolean {_AS} COST 5000 "
    f"""AS $$ DECLARE seen boolean; {_BEGIN} seen := EXISTS (
        SELECT FROM ({_TAKING.format(only="AND p.guarded_id = wanted")}) t
        JOIN access_sight s ON s.participation_id = t.participation
        WHERE s.part = wanted_part AND s.level >= wanted_level AND (t.kinds IS NULL OR t.kinds ? s.part));
    {_END.format(" seen")} $$""",
)
UNDO = (
    "DROP FUNCTION baken_open_records()",
    "DROP FUNCTION baken_open_participation(uuid)",
    "DROP FUNCTION baken_sees_part(uuid, text, integer)",
)

_INSIDE = f"{_me('inside')} = '1'"
_OURS = f"municipality_id = {_me('municipality', 'uuid')}"
_SYSTEM = f"({_me('system')} = '1' AND ({_me('municipality')} IS NULL OR {_OURS}))"
_MAY = "{permission} = ANY (string_to_array(" + _me("permissions") + ", ','))"
_OVERSEES = f"({_OURS} AND {_MAY.format(permission=_text('privacy.retention.view'))})"

RECORD = f"{_INSIDE} OR {_SYSTEM} OR {_OVERSEES} OR id IN (SELECT baken_open_records())"
"""Of the guarded records themselves: kind and reference are for supervision too."""
OBJECT = f"{_INSIDE} OR {_SYSTEM} OR guarded_id IN (SELECT baken_open_records())"
"""Of a table whose rows are seen by whoever takes part: a feature's object, its participations."""
PART = (
    f"{_INSIDE} OR {_SYSTEM} OR "
    "(guarded_id IN (SELECT baken_open_records()) AND baken_sees_part(guarded_id, part, level))"
)
"""Of a table of `GuardedPart` rows."""
SIGHT = f"{_INSIDE} OR {_SYSTEM} OR baken_open_participation(participation_id)"


def protect(table: str, seen: str, permission: str = "") -> migrations.RunPython:
    """Return the operation that puts `table` under row-level security: rows are read and changed by whom `seen` says,
    and who holds `permission` where one is named.

    New rows must be of the municipality that acts. Whether an actor may make them is for actions to decide: a new
    object's guard can't be asked before it is there.
    """

    def do(apps: Any, editor: Any) -> None:
        if editor.connection.vendor != "postgresql":
            return
        who = f"({seen})"
        if permission:
            who += f" AND ({_INSIDE} OR {_SYSTEM} OR {_MAY.format(permission=_text(permission))})"
        new = f"{_INSIDE} OR {_SYSTEM} OR {_OURS}"
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY baken_select ON {table} FOR SELECT USING ({who})",
            f"CREATE POLICY baken_insert ON {table} FOR INSERT WITH CHECK ({new})",
            f"CREATE POLICY baken_update ON {table} FOR UPDATE USING ({who}) WITH CHECK ({new})",
            f"CREATE POLICY baken_delete ON {table} FOR DELETE USING ({who})",
        ):
            editor.execute(statement, params=None)

    def undo(apps: Any, editor: Any) -> None:
        if editor.connection.vendor != "postgresql":
            return
        for name in ("select", "insert", "update", "delete"):
            editor.execute(f"DROP POLICY baken_{name} ON {table}", params=None)
        editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", params=None)

    return migrations.RunPython(do, undo)


def held_together() -> migrations.RunPython:
    """Return the operation by which PostgreSQL refuses a participation in another register than its record's."""
    pair = "access_guardedrecord_vault_pair"

    def do(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"ALTER TABLE access_guardedrecord ADD CONSTRAINT {pair} UNIQUE (id, vault_id)", params=None)
            editor.execute(
                "ALTER TABLE access_participation ADD CONSTRAINT access_participation_vault_pair "
                "FOREIGN KEY (guarded_id, vault_id) REFERENCES access_guardedrecord (id, vault_id) "
                "DEFERRABLE INITIALLY DEFERRED",
                params=None,
            )

    def undo(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(
                "ALTER TABLE access_participation DROP CONSTRAINT access_participation_vault_pair", params=None
            )
            editor.execute(f"ALTER TABLE access_guardedrecord DROP CONSTRAINT {pair}", params=None)

    return migrations.RunPython(do, undo)


def functions() -> migrations.RunPython:
    """Return the operation that makes the functions which the policies ask."""

    def do(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for statement in FUNCTIONS:
                editor.execute(statement, params=None)

    def undo(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for statement in UNDO:
                editor.execute(statement, params=None)

    return migrations.RunPython(do, undo)
