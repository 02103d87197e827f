# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the audit log costs of a request that changes something: promised is less than 15% of its time.

Run by ``python -m benchmarks --only audit``: on a SQLite database of its own and, where PostgreSQL is installed, on a
throwaway cluster with owner and application as two roles. The request adds a point to the agenda of a meeting, asked for by
Django's test client: address to reply, session, form and commit included. To the audit counts everything that would not
be done without it: making the row, its seal, the three statements, and the anchor after the commit.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.measuring import Measure

REQUESTS = 80
SHARE = 0.15


def measures() -> Iterator[Measure]:
    """Yield both measurements per database."""
    mine = [sys.executable, "-m", "benchmarks.audit"]
    for name, command in (
        ("SQLite", mine),
        ("PostgreSQL", [sys.executable, "scripts/throwaway_postgresql.py", *mine]),
    ):
        with tempfile.TemporaryDirectory() as var:
            environment = {**os.environ, "BAKEN_VAR": var}
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"audit on {name} not measured: {(done.stderr.strip().splitlines() or ['?'])[-1]}", flush=True)
            continue
        whole, part = json.loads(done.stdout.splitlines()[-1])
        middle = statistics.median(whole)
        share = statistics.median(part) / middle
        yield Measure(f"write request on {name}", tuple(whole))
        yield Measure(f"of which audit on {name}: {share:.1%}", tuple(part), SHARE * middle)


def main() -> None:
    """Measure on the database of the environment, and print the times as JSON."""
    import django

    django.setup()

    from django.test import Client

    from baken.kernel import audit
    from baken.kernel.audit_log import anchor
    from baken.kernel.audit_log import writing as audit_writing

    address, user = _world()
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="baken.access.login.backends.AccountBackend")
    spent = [0.0]
    for module, name in ((audit, "_record"), (audit_writing, "write"), (anchor, "keep")):
        setattr(module, name, _timed(getattr(module, name), spent))
    whole, part = [], []
    for number in range(REQUESTS + 5):
        spent[0] = 0.0
        began = time.perf_counter()
        reply = client.post(address, {"title": f"Punt {number}", "why": "Rondje langs de partners"})
        took = time.perf_counter() - began
        if reply.status_code != 302 or not spent[0]:
            raise SystemExit(f"{address}: {reply.status_code}, audit {spent[0]}")
        if number >= 5:
            whole.append(1000 * took)
            part.append(1000 * spent[0])
    print(json.dumps([whole, part]))


def _timed(function: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """Return `function`, adding its time to `spent`. None of the three calls another."""

    def timed(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[0] += time.perf_counter() - began

    return timed


def _world() -> tuple[str, Any]:
    """Make a database with one meeting; return the address that adds a point to its agenda, and who may."""
    from datetime import date

    from baken.access.facade import Actor, make_account, system_actor
    from baken.decide.meetings import facade as meetings
    from baken.kernel.database.roles import migrate
    from baken.kernel.models import Municipality
    from baken.kernel.moment import now

    migrate()
    town = Municipality.objects.create(code="GM9000", slug="bench", name="Meetdorp")
    user = make_account(
        actor=system_actor(town), at=now(), municipality=town, username="bench", password="bench-and-nothing-else",
        display_name="beleidsadviseur veiligheid", role="safety_adviser", since=date(2020, 1, 1), fictitious=True,
    )  # fmt: skip
    adviser = Actor(None, town.id, frozenset({"safety_adviser"}), on=date(2026, 11, 24))
    values = {"name": "Overleg", "purpose": "Afstemmen.", "chair": "burgemeester", "rhythm": "elke vier weken"}
    kind = meetings.make_kind(
        actor=adviser, at=now(), municipality=town, slug="overleg", values={**values, "sources": []}
    )
    meetings.add_member(actor=adviser, at=now(), kind=kind, role="safety_adviser")
    meeting = meetings.plan_meeting(actor=adviser, at=now(), kind=kind, on=date(2026, 12, 1))
    return f"{meeting.get_absolute_url()}punt/", user


if __name__ == "__main__":
    main()
