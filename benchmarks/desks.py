# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of a register with a desk: the 50 newest of 1,000,000 signals, with and without filter and words, on PostgreSQL
under row-level security, as the application's role.

Run by ``python -m benchmarks --only desks``. A server of its own is made and thrown away; filling takes some minutes. The rows
are made by the superuser in SQL, as their content doesn't matter here: texts are empty.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measure, times

ROWS = 1_000_000
PAGE = 50
LIST_LIMIT, SEARCH_LIMIT = 5, 50
WORDS = {"overal": 2, "vaak": 10, "soms": 100, "zelden": 1_000, "bijna": 100_000}
"""Word: it stands in one of so many signals, apart from which others do."""
SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
KEY = "('0190' || lpad(to_hex(n::bigint), 8, '0') || '7000' || '8000' || lpad(to_hex(n::bigint), 12, '0'))::uuid"
"""The key of signal n: in the order of time, as those that Baken makes."""

FILL = f"""
INSERT INTO access_guardedrecord (id, municipality_id, version, vault_id, kind, reference, level, hold)
SELECT {KEY}, %(m)s, 1, %(vault)s, 'concern', '', 2, false FROM generate_series(1, %(rows)s) n;
INSERT INTO access_searchtoken (id, municipality_id, version, guarded_id, part, level, vault_id, token, source)
SELECT gen_random_uuid(), %(m)s, 1, {KEY}, 'content', 2, %(vault)s, w.token, n::text
FROM generate_series(1, %(rows)s) n, unnest(%(tokens)s::text[], %(every)s::int[]) w (token, every)
WHERE mod(abs(hashtext(w.token || n)), w.every) = 0;
INSERT INTO access_searchtoken (id, municipality_id, version, guarded_id, part, level, vault_id, token, source)
SELECT gen_random_uuid(), %(m)s, 1, {KEY}, 'content', 2, %(vault)s, md5('w' || k || n), n::text
FROM generate_series(1, %(rows)s) n, generate_series(1, 4) k;
"""


def measures(rows: int = ROWS) -> Iterator[Measure]:
    """Yield every measurement, from a process of its own."""
    sys.path.insert(0, str(SCRIPTS))
    from throwaway_postgresql import cluster

    with cluster() as running:
        environment = {
            **os.environ,
            "BAKEN_DATABASE_URL": running.app_url,
            "BAKEN_DATABASE_OWNER_URL": running.owner_url,
            "BENCH_ADMIN_URL": running.admin_url,
        }
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.desks", str(rows)],
            env=environment, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    for name, limit, taken in json.loads(done.stdout.splitlines()[-1]):
        yield Measure(f"desk, {rows:,} signals: {name}", tuple(taken), limit)


def _quoted(columns: dict[str, str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _concern_sql(model: Any, given: dict[str, str]) -> str:
    """Return the statement that fills the table of signals: what isn't given is empty."""
    columns = dict(given)
    for field in model._meta.concrete_fields:
        if field.column not in columns and not field.null:
            columns[field.column] = "false" if field.get_internal_type() == "BooleanField" else "''"
    made = ", ".join(columns.values())
    return f"INSERT INTO concerns_concern ({_quoted(columns)}) SELECT {made} FROM generate_series(1, %(rows)s) n"


def fill(rows: int) -> Any:
    """Migrate, make one municipality with a desk and `rows` signals; return the actor."""
    import django

    django.setup()

    import psycopg
    from django.conf import settings
    from django.db import connection

    from baken.access import searching
    from baken.access.facade import Actor, Vault, VaultAdmission, system_actor
    from baken.act.concerns.models import Category, Concern
    from baken.kernel import audit, keys
    from baken.kernel.actions import action
    from baken.kernel.database_roles import migrate
    from baken.kernel.models import Municipality
    from baken.kernel.moment import now

    migrate()
    velsen = Municipality.objects.create(code="GM0453", slug="velsen", name="Velsen")
    purposes = ["signal_nuisance"]

    @action
    def make(*, actor: Any, at: Any) -> Vault:
        vault = Vault(
            municipality=velsen, slug="signals-nuisance", name="S", controller="mayor", basis="-", purposes=purposes,
            desk=True,
        )  # fmt: skip
        vault.save()
        role = "undermining_coordinator"
        VaultAdmission(municipality=velsen, vault=vault, role=role, purposes=purposes).save()
        audit.record("bench.made", velsen)
        return vault

    vault = make(actor=system_actor(velsen), at=now())
    secret = keys.ring().current("search").secret
    tokens = [searching._token(secret, vault.id, next(iter(searching.stems(word)))) for word in WORDS]
    values = {
        "m": velsen.id,
        "vault": vault.id,
        "rows": rows,
        "tokens": tokens,
        "every": list(WORDS.values()),
    }
    category = {"municipality_id": "%(m)s", "vault_id": "%(vault)s", "id": "md5('category')::uuid", "version": "1"}
    for field in Category._meta.concrete_fields:
        if field.column not in category and not field.null:
            kind = field.get_internal_type()
            category[field.column] = {"BooleanField": "false", "JSONField": "'[]'"}.get(kind, "'1'")
    concern = _concern_sql(
        Concern,
        {
            "id": KEY, "guarded_id": KEY, "municipality_id": "%(m)s", "version": "1", "vault_id": "%(vault)s",
            "category_id": "md5('category')::uuid", "reference": "'S' || lpad(n::text, 9, '0')",
            "status": "CASE WHEN mod(abs(hashtext('s' || n)), 1000) = 0 THEN 'received' "
            "WHEN mod(abs(hashtext('s' || n)), 20) = 1 THEN 'admitted' ELSE 'closed' END",
            "closed_on": "CASE WHEN mod(abs(hashtext('s' || n)), 1000) = 0 OR mod(abs(hashtext('s' || n)), 20) = 1 "
            "THEN NULL ELSE date '2026-01-01' END",
            "area": "'BU04530' || lpad(mod(abs(hashtext('a' || n)), 60)::text, 3, '0')", "place_kind": "'area'",
            "channel": "'public'", "source_kind": "'resident'", "theme": "'drugs'", "language": "'nl'",
            "received_at": "timestamptz '2024-01-01' + n * interval '1 minute'",
        },
    )  # fmt: skip
    admin = os.environ["BENCH_ADMIN_URL"].rsplit("/", 1)[0] + f"/{settings.DATABASES['default']['NAME']}"
    with psycopg.connect(admin, autocommit=True) as superuser:
        superuser.execute("SET synchronous_commit = off")
        made = f"INSERT INTO concerns_category ({_quoted(category)}) VALUES ({', '.join(category.values())})"
        for statement in [*FILL.strip().split(";\n"), made, concern]:
            if statement.strip():
                superuser.execute(statement.rstrip(";").encode(), values)
        superuser.execute("VACUUM ANALYZE")
    connection.close()
    at = now()
    return Actor(id=None, municipality_id=velsen.id, roles=frozenset({"undermining_coordinator"}), on=at.date(), at=at)


def main(rows: int) -> None:
    """Fill and measure; the last line is JSON."""
    actor = fill(rows)

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from baken.access.facade import matching_in_desks, opened
    from baken.act.concerns import queries

    purpose = "signal_nuisance"
    told = []

    def listed(words: str = "", **filters: Any) -> list[Any]:
        with opened(actor, purpose):
            found = queries.concerns(actor, purpose).filter(**filters)
            if words:
                found = matching_in_desks(actor, purpose, words, found)
            return list(found[:PAGE])

    asked: list[tuple[str, dict[str, Any]]] = [("", {}), ("", {"status": "received"}), ("", {"status": "admitted"})]
    filters: tuple[dict[str, Any], ...] = ({}, {"status": "admitted"}, {"status": "received"}, {"area": "BU04530007"})
    asked += [(word, one) for word in (*WORDS, "overal vaak", "vaak soms", "soms zelden") for one in filters]
    for words, one in asked:
        with CaptureQueriesContext(connection) as captured:
            found = listed(words, **one)
        name = " and ".join([*(f"{key} {value}" for key, value in one.items()), *([f"“{words}”"] if words else [])])
        taken = times(partial(listed, words, **one), runs=5)
        limit = SEARCH_LIMIT if words else LIST_LIMIT
        told.append((f"{name or 'the newest'}: {len(found)} ({len(captured)} statements)", limit, taken))
        print(told[-1][0], round(sorted(taken)[2], 1), file=sys.stderr)
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
