# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Row-level security of PostgreSQL: the rule of `access.authorization.need_to_know` once more, in SQL, as second lock.

Which records are open to the actor, in the context of the transaction (`access.authorization.sight`), is told by one
function, as a set that the database computes once for a table in a query; it sees everything while it runs
(`baken.inside`, which holds no longer than that). One's own participations are told from their rows, without that set; what
they see is told row by row, of the records that are left.

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


_ROLES = f"string_to_array({_me('roles')}, ',')"
_HERE = f"{_me('municipality', 'uuid')}"
_FOR_IT = f"v.municipality_id = {_HERE} AND v.purposes ? {_me('purpose')}"
_OWN_REGISTERS = f"""(
    SELECT v.id FROM access_vault v JOIN access_vaultadmission a ON a.vault_id = v.id
    WHERE {_FOR_IT} AND a.role = ANY ({_ROLES}) AND a.purposes ? {_me("purpose")})"""
_DESKS = f"""(
    SELECT v.id FROM access_vault v JOIN access_vaultadmission a ON a.vault_id = v.id
    WHERE v.desk AND {_me("partner", "uuid")} IS NULL AND {_me("purpose")} <> 'acute_danger' AND {_me("at")} IS NOT NULL
      AND {_FOR_IT} AND a.role = ANY ({_ROLES}) AND a.purposes ? {_me("purpose")})"""
"""The registers of which the actor sees everything (`Vault.desk`)."""
_PARTNER_REGISTERS = f"(SELECT v.id FROM access_vault v WHERE {_FOR_IT})"
_EMERGENCY_REGISTERS = f"(SELECT v.id FROM access_vault v WHERE v.municipality_id = {_HERE} AND v.emergency)"
_COVENANTS = f"""(
    SELECT c.id FROM access_covenant c JOIN access_covenantpartner s ON s.covenant_id = c.id
    WHERE c.municipality_id = {_HERE} AND s.partner_id = {_me("partner", "uuid")} AND c.purposes ? {_me("purpose")}
      AND c.since <= {_me("at", "timestamptz")} AND (c.until IS NULL OR c.until > {_me("at", "timestamptz")}))"""


def _now(p: str) -> str:
    """Return the condition that every way in shares, for the participations named `p`."""
    return f"""
        {p}.municipality_id = {_HERE} AND {p}.since <= {_me("at", "timestamptz")}
        AND ({p}.until IS NULL OR {p}.until > {_me("at", "timestamptz")})
        AND ({p}.team_id IS NULL OR {p}.team_id = ANY (string_to_array({_me("teams")}, ',')::uuid[]))
        AND ({p}.role = '' OR {p}.role = ANY ({_ROLES}))
        AND ({p}.user_id IS NULL OR {p}.user_id = {_me("actor", "uuid")})"""


def _ways(p: str) -> tuple[str, str, str]:
    """Return how one comes at a record: by a role of the municipality, as partner under a covenant, in an emergency."""
    return (
        f"""{_me("partner", "uuid")} IS NULL AND {_me("purpose")} <> 'acute_danger'
        AND {p}.partner_id IS NULL AND NOT {p}.emergency AND {p}.vault_id IN {_OWN_REGISTERS}""",
        f"""{p}.partner_id = {_me("partner", "uuid")} AND {_me("purpose")} <> 'acute_danger'
        AND NOT {p}.emergency AND {p}.vault_id IN {_PARTNER_REGISTERS} AND {p}.covenant_id IN {_COVENANTS}""",
        f"""{_me("partner", "uuid")} IS NULL AND {_me("purpose")} = 'acute_danger'
        AND {p}.partner_id IS NULL AND {p}.emergency AND {p}.user_id IS NOT NULL
        AND {p}.vault_id IN {_EMERGENCY_REGISTERS}""",
    )


def _mine(p: str) -> str:
    """Return whether the participation `p` is the actor's, now, for the purpose."""
    return f"({_now(p)} AND (({') OR ('.join(_ways(p))})))"


def _open_records() -> str:
    """Return the same as a set of records: each way is a query of its own, for which the database can use an index."""
    ways = (f"SELECT p.guarded_id FROM access_participation p WHERE {_now('p')} AND {way}" for way in _ways("p"))
    return " UNION ALL ".join(ways)


_AS = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off"
_BEGIN = "BEGIN PERFORM set_config('baken.inside', '1', true);"
_MINE = (
    ("municipality", "uuid"), ("actor", "uuid"), ("partner", "uuid"), ("roles", ""), ("teams", ""), ("purpose", ""),
    ("at", "timestamptz"),
)  # fmt: skip


def _at_once(condition: str) -> str:
    """Return a condition that asks variables of a function (`_KEPT`) instead of the context: of those the database makes a
    plan without a step for each."""
    for name, cast in _MINE:
        condition = condition.replace(_me(name, cast), f"my_{name}")
    return condition


_KEPT = " ".join(
    f"my_{name} {cast or 'text'} := {_ME.format(name)}{'::' + cast if cast else ''};" for name, cast in _MINE
)


def _seen(way: str, more: str = "true") -> str:
    """Return whether a part is seen by one of the ways."""
    return f"""seen := EXISTS (
        SELECT FROM access_participation p JOIN access_sight s ON s.participation_id = p.id
        WHERE p.guarded_id = wanted AND s.part = wanted_part AND s.level >= wanted_level
          AND {_at_once(_now("p"))} AND {_at_once(way)} AND {more});"""


_OWN, _PARTNER, _EMERGENCY = _ways("p")
_LET_THROUGH = "EXISTS (SELECT FROM access_covenant k WHERE k.id = p.covenant_id AND k.kinds ? s.part)"
_END = "PERFORM set_config('baken.inside', '', true);"
FUNCTIONS = (
    f"CREATE FUNCTION baken_open_records() RETURNS SETOF uuid {_AS} ROWS 5000 COST 10000 AS "
    f"$$ {_BEGIN} RETURN QUERY {_open_records()}; {_END} RETURN; END $$",
    f"CREATE FUNCTION baken_sees_part(wanted uuid, wanted_part text, wanted_level integer) RETURNS boolean {_AS} COST 1000 "
    f"""AS $$ DECLARE seen boolean; {_KEPT} {_BEGIN}
    IF my_purpose = 'acute_danger' THEN {_seen(_EMERGENCY)}
    ELSIF my_partner IS NULL THEN {_seen(_OWN)}
    ELSE {_seen(_PARTNER, _LET_THROUGH)}
    END IF;
    {_END} RETURN seen; END $$""",
)
UNDO = ("DROP FUNCTION baken_open_records()", "DROP FUNCTION baken_sees_part(uuid, text, integer)")

_INSIDE = f"{_me('inside')} = '1'"
_OURS = f"municipality_id = {_me('municipality', 'uuid')}"
_SYSTEM = f"({_me('system')} = '1' AND ({_me('municipality')} IS NULL OR {_OURS}))"
_MAY = "{permission} = ANY (string_to_array(" + _me("permissions") + ", ','))"
_OVERSEES = f"({_OURS} AND {_MAY.format(permission=_text('privacy.retention.view'))})"

RECORD = f"{_INSIDE} OR {_SYSTEM} OR {_OVERSEES} OR id IN (SELECT baken_open_records())"
"""Of the guarded records themselves: kind and reference are for supervision too."""
OBJECT = f"{_INSIDE} OR {_SYSTEM} OR guarded_id IN (SELECT baken_open_records())"
"""Of a table whose rows are seen by whoever takes part: a feature's object."""
PARTICIPATION = (
    f"{_INSIDE} OR {_SYSTEM} OR {_mine('access_participation')} OR guarded_id IN (SELECT baken_open_records())"
)
"""Of the participations: who takes part sees all of that record. One's own are told from the row, without the set."""
SIGHT = f"{_INSIDE} OR {_SYSTEM} OR (SELECT true FROM access_participation p WHERE p.id = participation_id LIMIT 1)"
"""Of what a participation sees: as the participation."""
PART = (
    f"{_INSIDE} OR {_SYSTEM} OR "
    "(guarded_id IN (SELECT baken_open_records()) AND baken_sees_part(guarded_id, part, level))"
)
"""Of a table of `GuardedPart` rows."""

DESK_OBJECT = f"{_INSIDE} OR {_SYSTEM} OR vault_id IN {_DESKS}"
"""Of a table with `vault_id` that the desk alone sees (`policy.InDesk`): no set of open records, no participation."""
RECORD_OR_DESK = f"{DESK_OBJECT} OR {_OVERSEES} OR id IN (SELECT baken_open_records())"
PARTICIPATION_OR_DESK = (
    f"{DESK_OBJECT} OR {_mine('access_participation')} OR guarded_id IN (SELECT baken_open_records())"
)
PART_OR_DESK = (
    f"{DESK_OBJECT} OR (guarded_id IN (SELECT baken_open_records()) AND baken_sees_part(guarded_id, part, level))"
)
"""`RECORD`, `PARTICIPATION` and `PART`, and what lies in a desk of the actor's: of tables that carry `vault_id`. The desk
is asked first, so that who only looks there pays nothing for the set of open records."""
OBJECT_OR_DESK = f"{DESK_OBJECT} OR guarded_id IN (SELECT baken_open_records())"
"""Of a table with `vault_id` whose rows are seen by a desk and by who takes part: what is shared from a desk."""
OBJECT_OVERSEEN = f"{OBJECT_OR_DESK} OR {_OVERSEES}"
"""The same, for rows of which supervision may know that they are there."""


def desk_rows(parent_table: str, column: str) -> str:
    """Return the rule for rows of an object that is protected itself: seen with it. `column` holds the parent's key.

    Both are ours, never input.
    """
    assert parent_table.replace("_", "").isalnum()
    assert column.replace("_", "").isalnum()
    return f"{_INSIDE} OR {_SYSTEM} OR (SELECT true FROM {parent_table} parent WHERE parent.id = {column} LIMIT 1)"


def rows_of_shared(parent_table: str, column: str) -> str:
    """Return the rule for rows of an object under `OBJECT_OVERSEEN`, which supervision doesn't see: ours, never input."""
    assert parent_table.replace("_", "").isalnum()
    assert column.replace("_", "").isalnum()
    within = f"(parent.vault_id IN {_DESKS} OR parent.guarded_id IN (SELECT baken_open_records()))"
    return (
        f"{_INSIDE} OR {_SYSTEM} OR "
        f"(SELECT true FROM {parent_table} parent WHERE parent.id = {column} AND {within} LIMIT 1)"
    )


def by_permission(permission: str) -> str:
    """Return the rule for a table without guarded records, of which rows are seen by who holds `permission`."""
    return f"{_INSIDE} OR {_SYSTEM} OR ({_OURS} AND {_MAY.format(permission=_text(permission))})"


def by_own_role(column: str, permission: str, all_of_it: str) -> str:
    """Return the rule for a table without guarded records of which somebody with `permission` sees the rows of a role of his or
    her own, named in `column`, and whoever holds `all_of_it` sees every row. All three are ours, never input.
    """
    assert column.replace("_", "").isalnum()
    mine = f"{_MAY.format(permission=_text(permission))} AND {holds_role(column)}"
    return f"{_INSIDE} OR {_SYSTEM} OR ({_OURS} AND (({mine}) OR {_MAY.format(permission=_text(all_of_it))}))"


def part_or_overseen(led: str) -> str:
    """Return the rule for a table of `GuardedPart` rows that only some of who take part see, and supervision too.

    `led` is the condition on the row, in SQL, for who of those that see its part may see it: ours, never input.
    """
    return f"{_INSIDE} OR {_SYSTEM} OR {_OVERSEES} OR ({PART}) AND ({led})"


def holds_role(column: str) -> str:
    """Return the condition that the actor holds the role in a column, in SQL."""
    return f"{column} = ANY ({_ROLES})"


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


def protect_anew(table: str, seen: str, before: str) -> migrations.RunPython:
    """Return the operation that puts another rule on a table that was protected by the rule `before`."""
    first, then = protect(table, before), protect(table, seen)

    def change(gone: migrations.RunPython, come: migrations.RunPython) -> Any:
        def code(apps: Any, editor: Any) -> None:
            assert gone.reverse_code is not None
            gone.reverse_code(apps, editor)
            come.code(apps, editor)

        return code

    return migrations.RunPython(change(first, then), change(then, first))


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
