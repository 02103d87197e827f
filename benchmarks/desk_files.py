# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files in registers with a desk: the list of terms over 100,000 running files, and the page of a file with 300 events, on
PostgreSQL under row-level security, as the application's role.

Run by ``python -m benchmarks --only terms_list`` or ``--only file_page``. A server of its own is made and thrown away; filling
takes a minute. The rows are made by the superuser in SQL. Pages are asked for by Django's test client: address to HTML, session,
rights, the trace that a list leaves and the database included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measure, times

FILES, EVENTS = 100_000, 300
LIST_LIMIT, PAGE_LIMIT = 100, 150
SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
KEY = "('0190' || lpad(to_hex(n::bigint), 8, '0') || '7000' || '8000' || lpad(to_hex(n::bigint), 12, '0'))::uuid"
"""The key of file n: in the order of time, as those that Baken makes."""
REFERENCE = "'M-' || lpad(n::text, 7, '0')"
STARTED = "(%(today)s::date - mod(abs(hashtext('d' || n)), 60))"
"""The day on which the term of file n began: some were missed, some end soon, most run."""

FILL = f"""
INSERT INTO access_guardedrecord (id, municipality_id, version, vault_id, kind, reference, level, hold)
SELECT {KEY}, %(m)s, 1, %(vault)s, 'measure', {REFERENCE}, 2, false FROM generate_series(1, %(rows)s) n;
INSERT INTO kernel_clockevent (id, municipality_id, version, resource_type, resource_id, rule, kind, "on", basis, unit)
SELECT gen_random_uuid(), %(m)s, 1, 'measures.measure', {KEY}, 'decision_on_application', 'started', {STARTED}, 'Awb 4:13', ''
FROM generate_series(1, %(rows)s) n;
INSERT INTO access_deskterm (id, municipality_id, version, guarded_id, vault_id, kind, reference, subject_type, subject, rule,
label, started, due, paused, done_on, owner_role, fictitious, whose, next_step, about)
SELECT gen_random_uuid(), %(m)s, 1, {KEY}, %(vault)s, 'measure', {REFERENCE}, 'measures.measure', {KEY},
'decision_on_application', '', {STARTED},
CASE WHEN mod(n, 50) = 0 THEN NULL ELSE {STARTED} + 56 END, mod(n, 50) = 0, CASE WHEN mod(n, 40) = 1 THEN {STARTED} + 60 END,
CASE WHEN mod(n, 1000) = 7 THEN 'mayor' ELSE 'legal_adviser' END, true,
CASE WHEN mod(n, 10) IN (3, 4) THEN 'others' ELSE 'ours' END, CASE WHEN mod(n, 10) IN (3, 4) THEN 'Maan aan' ELSE '' END, ''
FROM generate_series(1, %(rows)s) n;
INSERT INTO access_deskterm (id, municipality_id, version, guarded_id, vault_id, kind, reference, subject_type, subject, rule,
label, started, due, paused, done_on, owner_role, fictitious, whose, next_step, about)
SELECT gen_random_uuid(), %(m)s, 1, {KEY}, %(vault)s, 'measure', {REFERENCE}, 'measures.measure', {KEY},
'objection', '', {STARTED}, {STARTED} + 42, false, NULL, 'legal_adviser', true, 'nobodys', '', ''
FROM generate_series(1, %(rows)s) n;
"""


def terms_list() -> Iterator[Measure]:
    """Yield the measurements of the list, from a process of its own."""
    yield from _measured("terms_list", f"list of terms, {FILES:,} running files: ")


def file_page() -> Iterator[Measure]:
    """Yield the measurements of one file, from a process of its own."""
    yield from _measured("file_page", "")


def _measured(name: str, told: str) -> Iterator[Measure]:
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
            [sys.executable, "-m", "benchmarks.desk_files", name],
            env=environment, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    for what, limit, taken in json.loads(done.stdout.splitlines()[-1]):
        yield Measure(told + what, tuple(taken), limit)


EMPTY = {"BooleanField": "false", "JSONField": "'[]'"}
"""What a field that may not be null holds where the benchmark needs nothing of it; texts are empty."""


def fill(rows: int) -> Any:
    """Migrate, make one municipality with its register of measures and `rows` of them; return the adviser's account."""
    import django

    django.setup()

    import psycopg
    from django.conf import settings
    from django.db import connection

    from baken.access.facade import RoleAssignment, User, admit, make_vault, system_actor
    from baken.act.measures.models import Measure as File
    from baken.kernel import audit
    from baken.kernel.actions import action
    from baken.kernel.database.roles import migrate
    from baken.kernel.models import Municipality
    from baken.kernel.moment import now

    migrate()
    velsen = Municipality.objects.create(code="GM0453", slug="velsen", name="Velsen")
    system, at = system_actor(velsen), now()
    values = {"name": "M", "basis": "-", "purposes": ["measures_mayor"], "emergency": False, "desk": True}
    vault = make_vault(
        actor=system, at=at, municipality=velsen, slug="measures-mayor", controller="mayor", regime="general",
        values=values,
    )  # fmt: skip
    user = User.objects.create_user("juridisch", None, display_name="juridisch")

    @action
    def give(*, actor: Any, at: Any) -> None:
        since = at.date() - timedelta(days=400)
        RoleAssignment(municipality=velsen, user=user, role="legal_adviser", valid_from=since).save()
        audit.record("bench.made", velsen)

    give(actor=system, at=at)
    admit(
        actor=system, at=at, vault=vault, role="legal_adviser", purposes=["measures_mayor"], reason="for the benchmark"
    )
    columns = {
        "id": KEY, "guarded_id": KEY, "municipality_id": "%(m)s", "version": "1", "vault_id": "%(vault)s",
        "reference": REFERENCE, "owner_role": "'legal_adviser'", "opened_on": STARTED, "instrument": "'opium_closing'",
        "status": "'received'",
    }  # fmt: skip
    for field in File._meta.concrete_fields:
        if field.column and field.column not in columns and not field.null:
            columns[field.column] = EMPTY.get(field.get_internal_type(), "''")
    names = ", ".join(f'"{name}"' for name in columns)
    made = f"INSERT INTO measures_measure ({names}) SELECT {', '.join(columns.values())} FROM generate_series(1, %(rows)s) n"
    given = {"m": velsen.id, "vault": vault.id, "rows": rows, "today": at.date()}
    admin = os.environ["BENCH_ADMIN_URL"].rsplit("/", 1)[0] + f"/{settings.DATABASES['default']['NAME']}"
    with psycopg.connect(admin, autocommit=True) as superuser:
        superuser.execute("SET synchronous_commit = off")
        for statement in [*FILL.strip().split(";\n"), made]:
            superuser.execute(statement.rstrip(";").encode(), given)
        superuser.execute("VACUUM ANALYZE")
    connection.close()
    return user


def client_of(user: Any) -> Any:
    """Return a browser in which `user` is signed in."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="baken.access.login.backends.AccountBackend")
    return client


def page(client: Any, address: str) -> str:
    """Return a page; anything but a page ends the run."""
    reply = client.get(address)
    assert reply.status_code == 200, (address, reply.status_code)
    text: str = reply.content.decode()
    return text


def told(client: Any, name: str, address: str, limit: float) -> tuple[str, float, tuple[float, ...]]:
    """Measure one page, and count its statements."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page(client, address)
    with CaptureQueriesContext(connection) as captured:
        page(client, address)
    if os.environ.get("BENCH_SQL"):
        for query in sorted(captured.captured_queries, key=lambda it: -float(it["time"]))[:8]:
            print(query["time"], query["sql"][:300], file=sys.stderr)
    number = len(captured)
    taken = times(partial(page, client, address), runs=15)
    print(name, address, number, round(sorted(taken)[7], 1), file=sys.stderr)
    return f"{name} ({number} statements)", limit, taken


def main(what: str) -> None:
    """Fill and measure; the last line is JSON."""
    if what == "terms_list":
        client = client_of(fill(FILES))
        asked = {
            "every state": "", "what was missed": "?stand=missed", "its twentieth page": "?stand=missed&pagina=20",
            "what runs": "?stand=running", "of one function": "?functie=mayor", "what I must do": "?wie=mij",
            "what was done too late": "?stand=done_late", "what somebody else must do": "?wie=ander",
            "what stands still": "?stand=paused",
        }  # fmt: skip
        found = [told(client, name, f"/termijnen/{query}", LIST_LIMIT) for name, query in asked.items()]
    else:
        user = fill(1_000)
        reference = events(user)
        found = [
            told(
                client_of(user),
                f"page of a measure with {EVENTS} events",
                f"/uitvoeren/maatregelen/{reference}/",
                PAGE_LIMIT,
            )
        ]
    print(json.dumps(found))


def events(user: Any) -> str:
    """Give one measure 300 events; return its reference."""
    from baken.access.facade import actor_for, opened
    from baken.act.measures.models import Measure as File
    from baken.act.measures.models import MeasureEvent
    from baken.kernel import audit
    from baken.kernel.actions import action
    from baken.kernel.moment import now

    at = now()
    actor = actor_for(user, on=at.date(), at=at)

    @action
    def add(*, actor: Any, at: Any) -> str:
        file = File.objects.order_by("-id").first()
        assert file is not None
        rows = [
            MeasureEvent(
                municipality_id=file.municipality_id, measure=file, kind="note", on=at.date() - timedelta(days=n // 3),
                at=at - timedelta(hours=8 * n), text=f"Bedachte gebeurtenis {n}, om de snelheid te meten.", by=user,
                by_role="legal_adviser",
            )
            for n in range(EVENTS)
        ]  # fmt: skip
        MeasureEvent.objects.bulk_create(rows)
        audit.record("bench.filled", file.guarded, events=len(rows))
        return file.reference

    with opened(actor, "measures_mayor"):
        return add(actor=actor, at=at)


if __name__ == "__main__":
    main(sys.argv[1])
