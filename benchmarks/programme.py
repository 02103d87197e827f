# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme page with 500 efforts, in each of its views, and what an owner's answer costs.

Run by ``python -m benchmarks --only programme``, on the example of the benchmarks, to which invented efforts are added once.
Pages are asked for by Django's test client: address to HTML, session and database included. There is no peer to compare
with; the number of statements is shown because it must not grow with the efforts (a test holds that).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks.measuring import Measure, times

EFFORTS = 500
LIMIT = 200
PAGE = "/besluiten/programma/"
VIEWS = {"board": "", "table": "?weergave=tabel", "timeline": "?weergave=tijdlijn"}


def measures() -> Iterator[Measure]:
    """Yield every measurement; Django must be set up on an example with a plan."""
    _fill()
    client = _signed_in()
    for name, query in VIEWS.items():
        told = f"page: programme of {EFFORTS} efforts as {name} ({_statements(client, PAGE + query)} statements)"
        yield Measure(told, times(partial(_get, client, PAGE + query)), LIMIT)
    yield Measure("the same as CSV", times(lambda: _get(client, f"{PAGE}programma.csv")), LIMIT)
    yield Measure("page: asking 500 efforts for progress", times(lambda: _get(client, f"{PAGE}voortgang/")))


def _fill() -> None:
    """Add invented efforts to the example's plan until there are 500, with partners and a report each."""
    from baken.access.facade import system_actor
    from baken.decide.policy.facade import Effort, EffortPartner, Plan, Priority
    from baken.kernel import audit
    from baken.kernel.actions import action
    from baken.kernel.moment import now
    from baken.registry.facade import Organisation

    plan = Plan.objects.select_related("municipality").get(slug="2025-2026")
    there = Effort.objects.filter(plan=plan).count()
    priorities = list(Priority.objects.filter(framework_id=plan.framework_id))
    organisations = list(Organisation.objects.filter(municipality=plan.municipality))

    @action
    def add(*, actor: Any, at: Any) -> None:
        rows = [
            Effort(
                municipality=plan.municipality,
                plan=plan,
                priority=priorities[n % len(priorities)],
                order=n,
                slug=f"bench-{n}",
                title=f"Bedachte inspanning nummer {n} om de snelheid te meten",
                owner=f"eigenaar {n % 40}",
                hours_planned=100 + n,
                hours_used=n,
                budget=1000 + n,
                spent=n,
                ongoing=n % 3 == 0,
                term=None if n % 3 == 0 else plan.period_to,
                starts_on=plan.period_from,
            )
            for n in range(there, EFFORTS)
        ]
        Effort.objects.bulk_create(rows)
        links = [
            EffortPartner(
                municipality=plan.municipality, effort=effort, organisation=organisations[(n + k) % len(organisations)]
            )
            for n, effort in enumerate(rows)
            for k in range(2)
        ]
        EffortPartner.objects.bulk_create(links)
        audit.record("bench.filled", plan, efforts=len(rows))

    if there < EFFORTS:
        add(actor=system_actor(plan.municipality), at=now())


def _signed_in() -> Any:
    from django.test import Client

    from baken.access.facade import User

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username="adviseur"), backend="baken.access.login.backends.AccountBackend")
    return client


def _get(client: Any, address: str) -> None:
    reply = client.get(address)
    assert reply.status_code == 200, reply.status_code


def _statements(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _get(client, address)
    with CaptureQueriesContext(connection) as captured:
        _get(client, address)
    return len(captured)
