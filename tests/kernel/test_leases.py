# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Of several processes one has the lease; when it falls silent another takes over. On both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.kernel import leases
from baken.kernel.models import Lease

from .test_audit_together import WRITERS, together
from .towns import NOW

LENGTH = timedelta(seconds=30)
JOBS = 60
STEPS = st.lists(
    st.tuples(st.sampled_from(["take", "give back"]), st.sampled_from("abc"), st.integers(0, 40)), max_size=25
)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(STEPS)
def test_there_is_one_holder_and_it_is_the_first_who_found_it_free(steps: list[tuple[str, str, int]]) -> None:
    Lease.objects.all().delete()
    at, holder, until = NOW, "", NOW
    for what, who, pause in steps:
        at += timedelta(seconds=pause)
        if at >= until:
            holder = ""
        if what == "give back":
            leases.give_back("job", who)
            if who == holder:
                holder = ""
        else:
            assert leases.take("job", who, at=at, length=LENGTH) is (holder in ("", who))
            if holder in ("", who):
                holder, until = who, at + LENGTH
        assert leases.holder_of("job", at=at) == holder


@pytest.mark.django_db
def test_leases_of_other_names_are_apart() -> None:
    assert leases.take("one", "a", at=NOW, length=LENGTH)
    assert leases.take("other", "b", at=NOW, length=LENGTH)
    assert not leases.take("one", "b", at=NOW, length=LENGTH)
    assert leases.holder_of("none", at=NOW) == ""


def one_winner_each(winners: list[list[int]]) -> bool:
    return sorted(job for won in winners for job in won) == list(range(JOBS))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_threads_that_try_at_once_exactly_one_has_it() -> None:
    def try_all(number: int) -> list[int]:
        return [job for job in range(JOBS) if leases.take(f"job {job}", f"{number}", at=NOW, length=LENGTH)]

    winners = together(try_all)
    assert len(winners) == WRITERS
    assert one_winner_each(winners)


CODE = """
import json, sys, time
import django
django.setup()
from datetime import datetime, timedelta, UTC
from baken.kernel import leases
start, jobs, me = float(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
time.sleep(max(start - time.time(), 0))
at = datetime(2026, 11, 24, tzinfo=UTC)
print(json.dumps([j for j in range(jobs) if leases.take(f"job {j}", me, at=at, length=timedelta(seconds=30))]))
"""


@pytest.mark.campaign
def test_of_processes_on_one_file_exactly_one_has_it(tmp_path: Path) -> None:
    """The embedded database as an installation has it: a file, and several processes."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BAKEN_", "DJANGO_"))}
    environment = {**kept, "BAKEN_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "baken.config.settings"}
    subprocess.run([sys.executable, "-m", "baken.cli", "migrate"], env=environment, check=True, capture_output=True)
    start = str(time.time() + 4)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", CODE, start, str(JOBS), str(n)], env=environment, stdout=subprocess.PIPE
        )
        for n in range(3)
    ]
    assert one_winner_each([json.loads(process.communicate(timeout=60)[0]) for process in running])
