# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists, search and decisions among 1,000,000 confidential cases of which the reader may see 1 %, on PostgreSQL under row-level
security, as the application's role; beside django-guardian (`benchmarks.guardian_peer`) on the same server.

Run by ``python -m benchmarks --only need_to_know``. A server of its own is made and thrown away; filling takes some minutes. The
rows are made by the superuser in SQL, as their content doesn't matter here; encrypted fields hold one sealed text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measure, times

ROWS = 1_000_000
SHARE = 100
"""The reader's partner takes part in one of so many; the search word stands in one of so many as well."""
PAGE = 50
LIST_LIMIT = 50
AUTHORIZE_LIMIT = 0.2
SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


def measures(rows: int = ROWS) -> Iterator[Measure]:
    """Yield every measurement, each from a process of its own."""
    sys.path.insert(0, str(SCRIPTS))
    from throwaway_postgresql import cluster

    with cluster() as running:
        ours = _told("benchmarks.need_to_know", running, rows)
        theirs = _told("benchmarks.guardian_peer", running, rows)
    for name, limit in (
        ("list", LIST_LIMIT),
        ("search", LIST_LIMIT),
        ("count", None),
        ("authorize", AUTHORIZE_LIMIT),
    ):
        peer = theirs.get(name)
        told = f"need-to-know, {rows:,} rows, 1% visible: {ours['names'][name]}"
        if peer:
            yield Measure(told, tuple(ours[name]), limit, "django-guardian", tuple(peer))
        else:
            yield Measure(told, tuple(ours[name]), limit)


def _told(module: str, running: Any, rows: int) -> Any:
    environment = {
        **os.environ,
        "BAKEN_DATABASE_URL": running.app_url,
        "BAKEN_DATABASE_OWNER_URL": running.owner_url,
        "BENCH_ADMIN_URL": running.admin_url,
    }
    done = subprocess.run(
        [sys.executable, "-m", module, str(rows)], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


FILL = """
INSERT INTO access_guardedrecord (id, municipality_id, version, vault_id, kind, reference, level, hold)
SELECT md5('g' || n)::uuid, %(m)s, 1, %(vault)s, 'case.premises', '', 2, false FROM generate_series(1, %(rows)s) n;
INSERT INTO access_participation
    (id, municipality_id, version, guarded_id, vault_id, partner_id, covenant_id, role, emergency, since)
SELECT md5('p' || n)::uuid, %(m)s, 1, md5('g' || n)::uuid, %(vault)s, %(partner)s, %(covenant)s, '', false, '2026-01-01'
FROM generate_series(1, %(rows)s) n WHERE n %% %(share)s = 0;
INSERT INTO access_participation (id, municipality_id, version, guarded_id, vault_id, role, emergency, since)
SELECT md5('o' || n)::uuid, %(m)s, 1, md5('g' || n)::uuid, %(vault)s, 'undermining_coordinator', false, '2026-01-01'
FROM generate_series(1, %(rows)s) n;
INSERT INTO access_sight (id, municipality_id, version, participation_id, part, level)
SELECT md5('s' || part || n)::uuid, %(m)s, 1, md5('p' || n)::uuid, part, 2
FROM generate_series(1, %(rows)s) n, unnest(ARRAY['premises', 'inspections']) part WHERE n %% %(share)s = 0;
INSERT INTO access_searchtoken (id, municipality_id, version, guarded_id, part, level, vault_id, token, source)
SELECT md5('t' || k || n)::uuid, %(m)s, 1, md5('g' || n)::uuid, 'premises', 2, %(vault)s,
    CASE WHEN k = 0 AND (n / %(share)s) %% %(share)s = 0 THEN %(token)s ELSE md5('w' || k || n) END, n::text
FROM generate_series(1, %(rows)s) n, generate_series(0, 2) k;
"""


def _case_sql(columns: dict[str, str]) -> str:
    names = ", ".join(columns)
    return f"INSERT INTO cases_case ({names}) SELECT {', '.join(columns.values())} FROM generate_series(1, %(rows)s) n"


def fill(rows: int) -> Any:
    """Migrate, make one municipality with a register, a covenant and a partner, and `rows` cases; return the actor."""
    import django

    django.setup()

    import psycopg
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from baken.access.desks import searching
    from baken.access.facade import Actor, Covenant, CovenantPartner, Partner, Vault, system_actor
    from baken.act.cases.models import Case
    from baken.kernel import audit, keys
    from baken.kernel.actions import action
    from baken.kernel.database.roles import migrate
    from baken.kernel.models import Municipality
    from baken.kernel.moment import now

    migrate()
    velsen = Municipality.objects.create(code="GM0453", slug="velsen", name="Velsen")

    @action
    def make(*, actor: Any, at: Any) -> tuple[Any, ...]:
        purposes = ["premises_approach"]
        vault = Vault(municipality=velsen, slug="premises", name="P", controller="mayor", basis="-", purposes=purposes)
        partner = Partner(municipality=velsen, slug="politie", name="Politie")
        covenant = Covenant(
            municipality=velsen,
            slug="c",
            name="C",
            basis="-",
            purposes=purposes,
            kinds=["premises", "inspections"],
            since=at,
        )
        for record in (vault, partner, covenant):
            record.save()
        CovenantPartner(municipality=velsen, covenant=covenant, partner=partner).save()
        audit.record("bench.made", velsen)
        return vault, partner, covenant

    vault, partner, covenant = make(actor=system_actor(velsen), at=now())
    secret = keys.ring().current("search").secret
    stem = next(iter(searching.stems("kade")))
    values = {
        "m": velsen.id,
        "vault": vault.id,
        "partner": partner.id,
        "covenant": covenant.id,
        "rows": rows,
        "share": SHARE,
        "token": searching._token(secret, vault.id, stem),
    }
    columns = {
        "id": "md5('c' || n)::uuid",
        "municipality_id": "%(m)s",
        "version": "1",
        "guarded_id": "md5('g' || n)::uuid",
        "reference": "lpad(n::text, 9, '0')",
        "opened_on": "date '2020-01-01' + abs(hashtext('d' || n)) %% 2400",  # apart from who may see it
    }
    for field in Case._meta.concrete_fields:
        if field.column not in columns and not field.null:
            columns[field.column] = {"kind": "'premises'", "stage": "'intake'"}.get(
                field.column, "false" if field.get_internal_type() == "BooleanField" else "''"
            )
    admin = os.environ["BENCH_ADMIN_URL"].rsplit("/", 1)[0] + f"/{settings.DATABASES['default']['NAME']}"
    with psycopg.connect(admin, autocommit=True) as superuser:
        superuser.execute("SET synchronous_commit = off")
        for statement in [*FILL.strip().split(";\n"), _case_sql(columns)]:
            if statement.strip():
                superuser.execute(statement.rstrip(";").encode(), values)
        superuser.execute("VACUUM ANALYZE")
    connection.close()
    call_command("check", verbosity=0)
    at = now()
    return Actor(
        id=None,
        municipality_id=velsen.id,
        roles=frozenset({"partner"}),
        partner_id=partner.id,
        on=at.date(),
        at=at,
    )


def main(rows: int) -> None:
    """Fill and measure; the last line is JSON."""
    actor = fill(rows)

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from baken.access.facade import authorize, opened, reach
    from baken.act.cases import queries
    from baken.ui.counting import capped

    purpose = "premises_approach"
    statements: dict[str, int] = {}

    def listed(words: str = "") -> list[Any]:
        with opened(actor, purpose):
            return list(queries.cases(actor, purpose, words=words)[:PAGE])

    def counted() -> Any:
        with opened(actor, purpose):
            return capped(queries.cases(actor, purpose))

    for name, work in (("list", listed), ("search", lambda: listed("kades")), ("count", counted)):
        with CaptureQueriesContext(connection) as captured:
            found = work()
        statements[name] = len(captured)
        if name != "count":
            expected = min(PAGE, rows // SHARE if name == "list" else rows // SHARE // SHARE)
            if len(found) != expected:
                raise SystemExit(f"{name}: {len(found)} found, {expected} expected")
    with opened(actor, purpose):
        page = list(queries.cases(actor, purpose)[:PAGE])
        at_hand = reach(actor, purpose, [case.guarded_id for case in page])
        if not all(authorize(actor, "act.case.view", case, purpose, at_hand) for case in page):
            raise SystemExit("authorize: refused")

        def decided() -> None:
            for case in page:
                authorize(actor, "act.case.view", case, purpose, at_hand)

        each = [ms / PAGE for ms in times(decided)]
    told = {
        "names": {
            "list": f"a page of {PAGE} ({statements['list']} statements)",
            "search": f"the same with a word that 1% have ({statements['search']} statements)",
            "count": f"how many there are, up to 1,000 ({statements['count']} statements)",
            "authorize": "one decision, with what was loaded of the actor",
        },
        "list": times(listed),
        "search": times(lambda: listed("kades")),
        "count": times(counted),
        "authorize": each,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
