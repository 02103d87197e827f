# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A writer that dies, two writers at once, readers meanwhile: a reader sees all of a load or nothing of it."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.observe.facts.facts_helpers import CRIME, OTHER, day, row

from baken.observe.facts import FactError, FactStore

#: Loads two datasets in a process of its own, that kills itself just before the step named in its second argument.
WRITER = """
import os, signal, sys
from pathlib import Path
from baken.observe.facts import FactStore, files, manifest
from tests.observe.facts.facts_helpers import CRIME, OTHER, day, row

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def dies_second_time(original):
    seen = []
    def call(*given):
        seen.append(given)
        return die() if len(seen) == 2 else original(*given)
    return call

step = sys.argv[2]
if step == "second file":
    files.write = dies_second_time(files.write)
elif step == "manifest aside":
    manifest.replace = die
elif step == "manifest over":
    Path.replace = die
elif step == "after":
    original = Path.replace
    Path.replace = lambda self, target: (original(self, target), die())
store = FactStore(sys.argv[1])
store.load_many([(CRIME, [row(value=2.0)], day(2), None), (OTHER, [row(value=3.0)], day(2), None)])
"""


def write_and_die(root: Path, step: str) -> None:
    here = Path(__file__).resolve().parents[3]
    paths = os.pathsep.join([str(here / "src"), str(here)])
    ended = subprocess.run(
        [sys.executable, "-c", WRITER, str(root), step], env=os.environ | {"PYTHONPATH": paths}, timeout=60, check=False
    )
    assert ended.returncode == -signal.SIGKILL


def seen(store: FactStore) -> list[tuple[str, float | None]]:
    return [(fact.dataset, fact.value) for fact in store.facts(["crime_total"])]


@pytest.mark.parametrize("step", ["second file", "manifest aside", "manifest over"])
def test_a_writer_killed_before_the_manifest_leaves_no_trace(store: FactStore, step: str) -> None:
    store.load(CRIME, [row(value=1.0)], retrieved_at=day(1))
    write_and_die(store.root, step)
    for reader in (store, FactStore(store.root)):
        assert seen(reader) == [("crime-year", 1.0)]
        assert len(reader.loads()) == 1
    assert len(list((store.root / "data").rglob("*.parquet"))) > 1, "the dead writer had written files"
    receipt = store.load(CRIME, [row(value=4.0)], retrieved_at=day(3))
    assert receipt.revised == 1
    assert [fact.value for fact in store.history("crime_total", "GM0453", "2024")] == [1.0, 4.0]


def test_a_writer_killed_after_the_manifest_has_written_everything(store: FactStore) -> None:
    store.load(CRIME, [row(value=1.0)], retrieved_at=day(1))
    write_and_die(store.root, "after")
    assert seen(store) == [("crime-old", 3.0), ("crime-year", 2.0)]


def test_what_a_dead_writer_left_is_pruned_after_the_grace_time(store: FactStore) -> None:
    store.load(CRIME, [row(value=1.0)], retrieved_at=day(1))
    write_and_die(store.root, "manifest over")
    assert store.prune() == [], "a file this young may be about to be named"
    removed = store.prune(now=datetime.now(UTC) + timedelta(hours=2))
    assert len(removed) == 2
    assert seen(store) == [("crime-year", 1.0)]


def test_an_old_file_stays_for_the_grace_time_then_goes(store: FactStore) -> None:
    store.load(CRIME, [row(value=1.0)], retrieved_at=day(1))
    (old,) = (store.root / "data").rglob("*.parquet")
    long_ago = (datetime.now(UTC) - timedelta(days=90)).timestamp()
    os.utime(old, (long_ago, long_ago))
    store.load(CRIME, [row(value=2.0)], retrieved_at=day(2))
    assert store.prune() == [], "replaced just now, however old the file itself"
    assert old.exists()
    assert store.prune(now=datetime.now(UTC) + timedelta(hours=2)) == [old.relative_to(store.root).as_posix()]
    assert not old.exists()
    assert [fact.value for fact in store.history("crime_total", "GM0453", "2024")] == [1.0, 2.0]
    assert store.prune(now=datetime.now(UTC) + timedelta(hours=3)) == []


def test_a_refused_load_leaves_no_files(store: FactStore) -> None:
    store.load(OTHER, [row()], retrieved_at=day(5))
    before = sorted(store.root.rglob("*"))
    with pytest.raises(FactError):
        store.load_many([(CRIME, [row()], day(6), None), (OTHER, [row(value=1.0)], day(4), None)])
    assert sorted(path for path in store.root.rglob("*") if path.is_file()) == [p for p in before if p.is_file()]


def test_a_disk_that_fails_leaves_the_old_facts(store: FactStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load(CRIME, [row(value=1.0)], retrieved_at=day(1))
    before = sorted((store.root / "data").rglob("*.parquet"))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.load(CRIME, [row(value=2.0)], retrieved_at=day(2))
    assert sorted((store.root / "data").rglob("*.parquet")) == before
    assert seen(store) == [("crime-year", 1.0)]


def test_a_second_writer_waits_and_then_gives_up(store: FactStore) -> None:
    store.load(CRIME, [row()], retrieved_at=day(1))
    with (store.root / "lock").open("a") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(FactError, match="another load is still writing"):
            store.load(CRIME, [row(value=2.0)], retrieved_at=day(2))
        assert seen(store) == [("crime-year", 10.0)], "readers don't wait for a writer"
    assert store.load(CRIME, [row(value=2.0)], retrieved_at=day(2)).revised == 1


def test_writers_at_once_lose_nothing(store: FactStore) -> None:
    def write(number: int) -> None:
        FactStore(store.root).load(CRIME, [row(f"GM{number:04d}", value=float(number))], retrieved_at=day(number))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.facts(["crime_total"])) == 8
    assert len({load.load_id for load in store.loads()}) == 8


def test_a_reader_never_sees_half_a_load(store: FactStore) -> None:
    """Two datasets always carry the same figure; a reader that asks all the time never sees them differ."""

    def write(number: int) -> None:
        figure = [row(f"GM{area:04d}", value=float(number)) for area in range(1, 30)]
        store.load_many([(CRIME, figure, day(number), None), (OTHER, figure, day(number), None)])

    write(1)
    reader, stop, answers = FactStore(store.root), threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            answers.append({fact.value for fact in reader.facts(["crime_total"])})

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(2, 25):
        write(number)
        store.prune(grace=timedelta(minutes=1))
    stop.set()
    thread.join()
    assert all(len(answer) == 1 for answer in answers)
    assert len({next(iter(answer)) for answer in answers}) > 3, "the reader did see the figures change"
