# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A decision document: facts and reasons of a file among a thousand, set as tagged PDF, sealed and stored; on PostgreSQL under
row-level security, as the application's role.

Run by ``python -m benchmarks --only decisions``. A server of its own is made and thrown away. The action is timed, from its
checks to its commit.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks.desk_files import SCRIPTS, fill
from benchmarks.measuring import Measure, times

LIMIT = 2_000
FILES = 1_000
PURPOSE = "measures_mayor"
FINDING = "harddrugs, handelshoeveelheid"


def measures() -> Iterator[Measure]:
    """Yield the measurement, from a process of its own."""
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
            [sys.executable, "-m", "benchmarks.decisions"],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    yield Measure(
        "decision document: checked, set as PDF, sealed, stored", tuple(json.loads(done.stdout.splitlines()[-1])), LIMIT
    )


def main() -> None:
    """Fill, walk one file to a decision that lies ready, and make its document; the last line is JSON."""
    user = fill(FILES)

    from baken.access.facade import Vault, actor_for, opened, system_actor
    from baken.act.measures import facade as measures
    from baken.demo.act.measure_policy import measure_policy
    from baken.kernel.models import Municipality
    from baken.kernel.moment import now

    velsen, at = Municipality.objects.get(code="GM0453"), now()
    measures.load_policy(system_actor(velsen), velsen, measure_policy())
    actor = actor_for(user, on=at.date(), at=at, municipality_id=velsen.pk)
    day = at.date()
    told = measures.Opening(
        title="Loods", facts="De politie vond harddrugs. " * 20, report_reference="VB-1", report_on=day - timedelta(days=40),
        premises_kind="other", address="Verzonnenweg 1, IJmuiden", area="",
    )  # fmt: skip
    with opened(actor, PURPOSE):
        it = measures.open_measure(
            actor=actor, at=at, purpose=PURPOSE, municipality=velsen, vault=Vault.objects.get(slug="measures-mayor"),
            instrument="opium_closing", opening=told, parties=(measures.Party("owner", "Eigenaar", "Postbus 0"),),
        )  # fmt: skip

        def given() -> dict[str, Any]:
            file = measures.find(actor, it.reference).file
            return {"actor": actor, "at": at, "purpose": PURPOSE, "measure": file, "seen": file.version}

        cells = measures.matrix_for(it, day)
        finding = next(one.finding for one in cells if one.finding_label == FINDING)
        assessed = measures.Assessed(
            premises_kind="other", finding=finding, offence_number=1, course="policy", months=None, because=""
        )
        measures.assess(**given(), on=day - timedelta(days=39), assessed=assessed)
        topics = measures.topics_for(measures.find(actor, it.reference).file, "decision", day)
        reasons = {one.slug: "Wat hierover te zeggen is, staat in deze zin. " * 20 for one in topics}
        measures.write_reasons(**given(), reasons=reasons)
        measures.intend(**given(), on=day - timedelta(days=38), view_until=day - timedelta(days=24))
        measures.hear(**given(), on=day - timedelta(days=23), view="none", text="")
        measures.draft(**given(), on=day - timedelta(days=20), draft=measures.Draft(months=6))

    def make() -> None:
        with opened(actor, PURPOSE):
            file = measures.find(actor, it.reference).file
            measures.make_document(actor=actor, at=now(), purpose=PURPOSE, measure=file, kind="decision")

    make()
    print(json.dumps(times(make, runs=9)))


if __name__ == "__main__":
    main()
