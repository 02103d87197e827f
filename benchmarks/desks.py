# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of a register with a desk: the 50 newest of 1,000,000 signals, with and without filter and words, the thousand newest
for map and file, and what lies near one of them, on PostgreSQL under row-level security, as the application's role.

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
NEAREST = 500
"""Metres: the widest that is looked."""
LIST_LIMIT, SEARCH_LIMIT, NEAR_LIMIT, MANY_LIMIT = 5, 50, 30, 150
HERE = (4.6153, 52.4603)
AROUND = 3_200
"""Signals lie in squares within so many metres of here: 1,089, as large a stretch as a middling town has houses."""
WORDS = {"overal": 2, "vaak": 10, "geregeld": 30, "soms": 100, "zelden": 1_000, "bijna": 100_000}
"""Word: it stands in one of so many signals, apart from which others do."""
MIDDLING = ("geregeld vaak", "geregeld soms", "overal geregeld vaak")
"""Neither rare nor everywhere: of these a list has the most to look at before its page is full."""
SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
BEGAN = "timestamptz '2024-01-01'"
KEY = (
    f"(lpad(to_hex((extract(epoch FROM {BEGAN}) * 1000)::bigint + n::bigint * 60000), 12, '0') || '7000' || '8000' || "
    "lpad(to_hex(n::bigint), 12, '0'))::uuid"
)
"""The key of signal n, received after n minutes: in the order of time, as those that Baken makes."""

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

    from baken.access.desks import searching
    from baken.access.facade import Actor, Vault, VaultAdmission, system_actor
    from baken.act.concerns.gatekeeper.tokens import cell_token
    from baken.act.concerns.models import Category, Concern
    from baken.act.concerns.triage import similar
    from baken.kernel import audit, keys
    from baken.kernel.actions import action
    from baken.kernel.database.roles import migrate
    from baken.kernel.models import Municipality
    from baken.kernel.moment import now
    from baken.registry.facade import grid_cell

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
    squares = sorted(similar.squares(grid_cell(*HERE), AROUND))
    values["cells"] = [cell_token(vault.id, square) for square in squares]
    values["squares"] = len(squares)
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
            "received_at": f"{BEGAN} + n * interval '1 minute'",
            "cell": "(%(cells)s::text[])[1 + mod(abs(hashtext('c' || n)), %(squares)s)]",
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

    from baken.access.facade import opened
    from baken.act.concerns.triage.queries import Selection, in_list, pages_of, selected

    purpose = "signal_nuisance"
    told = []

    def listed(words: str = "", **chosen: Any) -> list[Any]:
        with opened(actor, purpose):
            pages = pages_of(actor, purpose, Selection(**{"which": "all", **chosen}, words=words), actor.on, PAGE)
            found = list(pages.page(1).object_list)
            assert pages.counted is not None
            return found

    def called(chosen: dict[str, Any]) -> list[str]:
        return [value if isinstance(value, str) else name for name, value in chosen.items()]

    def thousand(words: str, **chosen: Any) -> list[Any]:
        with opened(actor, purpose):
            rows = selected(actor, purpose, Selection(**{"which": "all", **chosen}, words=words), actor.on)
            return list(in_list(rows)[:1000])

    filters: tuple[dict[str, Any], ...] = (
        {}, {"which": "weigh"}, {"which": "test"}, {"areas": frozenset({"BU04530007"})},
        {"channel": "field"},
    )  # fmt: skip
    asked: list[tuple[str, dict[str, Any]]] = [("", one) for one in filters]
    several = ("soms zelden", "overal vaak", "vaak soms", "overal soms", "overal vaak soms", *MIDDLING)
    asked += [(word, one) for word in (*WORDS, *several) for one in filters]
    mix: list[float] = []
    for words, one in asked:
        with CaptureQueriesContext(connection) as captured:
            found = listed(words, **one)
        name = " and ".join([*called(one), *([f"“{words}”"] if words else [])])
        taken = times(partial(listed, words, **one), runs=9)
        mix += taken
        limit = SEARCH_LIMIT if words else LIST_LIMIT
        told.append((f"{name or 'the newest'}: {len(found)} ({len(captured)} statements)", limit, taken))
        print(told[-1][0], round(sorted(taken)[4], 1), file=sys.stderr)
    slow = sorted(mix)
    told.append(("p95 of all of these", SEARCH_LIMIT, (slow[len(slow) * 95 // 100],)))
    for words in ("overal vaak", "vaak soms", "overal vaak soms"):
        for one in filters:
            name = " and ".join([*called(one), f"“{words}”"])
            taken = times(partial(thousand, words, **one), runs=3)
            told.append((f"for map and file, {name}: {len(thousand(words, **one))}", MANY_LIMIT, taken))
    middle, nearest = near(actor, rows // 2)
    taken = times(nearest, runs=15)
    told.append((f"near one in the middle: {middle} within {NEAREST} m", NEAR_LIMIT, taken))
    print(json.dumps(told))


def near(actor: Any, number: int) -> tuple[int, Any]:
    """Give the signals around one their points; return how many are near it, and what finds them."""
    from baken.access.facade import opened, system_actor
    from baken.act.concerns.gatekeeper import tokens
    from baken.act.concerns.models import Concern
    from baken.act.concerns.queries import Seen
    from baken.act.concerns.triage import similar
    from baken.kernel import audit
    from baken.kernel.actions import action
    from baken.kernel.models import Municipality
    from baken.registry.facade import grid_cell

    purpose = "signal_nuisance"
    squares = sorted(similar.squares(grid_cell(*HERE), NEAREST))
    metre = 1 / 111_250

    @action
    def place(*, actor: Any, at: Any) -> Any:
        rows = Concern.objects.filter(municipality=actor.municipality_id)
        here = tokens.cell_tokens(rows[0].vault_id, squares)
        one = rows.filter(cell=tokens.cell_token(rows[0].vault_id, grid_cell(*HERE)), reference__gte=f"S{number:09}")
        chosen = one.order_by("id")[0]
        window = rows.filter(cell__in=here, received_at__lt=chosen.received_at + similar.rules.WINDOW)
        around = [row for row in window.order_by("-id")[: 2 * similar.MOST] if row.pk != chosen.pk]
        for n, row in enumerate([chosen, *around]):
            row.point = (
                f"{HERE[0]},{HERE[1] + (n * 7 % (2 * NEAREST) - NEAREST) * metre}" if n else "{},{}".format(*HERE)
            )
        Concern.objects.bulk_update([chosen, *around], ["point"], batch_size=100)
        audit.record("bench.made", chosen.municipality)
        return chosen.reference

    system = system_actor(Municipality.objects.get(pk=actor.municipality_id))
    with opened(system, system=True):
        reference = place(actor=system, at=actor.moment)
    with opened(actor, purpose):
        concern = Concern.objects.get(reference=reference)

    def find() -> int:
        with opened(actor, purpose):
            return len(similar.near(Seen(actor, concern, purpose), NEAREST))

    return find(), find


if __name__ == "__main__":
    main(int(sys.argv[1]))
