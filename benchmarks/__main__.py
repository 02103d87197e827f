# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures what Baken promises about speed: ``make bench``, or ``python -m benchmarks [--only NAME]``.

Uses an example of its own in var/bench/example, about 134 million invented rows in var/bench/facts-national for the national
table, and two files of 10 million lines in var/bench/ingest; all are made once. Writes var/bench/report.md. A limit that
isn't kept is named; the exit status is 0 all the same, since another machine may be slower.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring import Measure, as_markdown, as_text, times

BENCH = Path("var/bench")


def main() -> int:
    """Run the benchmarks asked for, print them as they come, and write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=sorted(SETS), action="append", help="one of these; may be repeated")
    options = parser.parse_args()
    os.environ["BAKEN_VAR"] = str((BENCH / "example").resolve())
    for name in ("BAKEN_DATABASE_URL", "BAKEN_FACTS", "BAKEN_DOCUMENTS", "BAKEN_AUDIT_ANCHOR", "BAKEN_KEYS"):
        os.environ.pop(name, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "baken.config.settings"
    found: list[Measure] = []
    for name in options.only or SETS:
        print(f"{name}:", flush=True)
        mine = list(SETS[name]())
        print(as_text(mine) + "\n", flush=True)
        found += mine
    BENCH.mkdir(parents=True, exist_ok=True)
    report = BENCH / "report.md"
    report.write_text(as_markdown(found), encoding="utf-8")
    late = [m.name for m in found if not m.kept]
    print(f"{len(found)} measured, {len(late)} over the limit{': ' if late else ''}{'; '.join(late)}. Report: {report}")
    return 0


def example() -> None:
    """Set up Django on the example of the benchmarks; plays it when it isn't there."""
    import django

    django.setup()

    from baken.demo.scenario import play

    play(lambda text: None)


def picture() -> Iterator[Measure]:
    """The picture of one municipality."""
    from benchmarks import observe_picture

    example()
    yield from observe_picture.measures()


def dossier() -> Iterator[Measure]:
    """The council dossier: gathering, charts, PDF, Word and CSV together."""
    from benchmarks import account_pack

    example()
    runs = [1000 * sum(account_pack.measure(2025).values()) for _ in range(3)]
    yield Measure("council dossier: PDF, Word, CSV", tuple(runs), 5000)


def national() -> Iterator[Measure]:
    """The fact store at the size of the Netherlands, beside pandas on pyarrow with filters; answers are compared first."""
    from benchmarks import facts_national as nl

    from baken.observe.facts import FactStore

    root = BENCH / "facts-national"
    nl.generate(root)
    store = FactStore(root)
    every = store.indicators()
    twelve = every[:12]
    contests: list[tuple[str, float | None, Callable[[], object], Callable[[], object]]] = [
        (
            "national: ranking of 342 municipalities, as known on a day",
            300,
            lambda: nl.ranking_baken(store, every[0]),
            lambda: nl.ranking_pandas(store, every[0]),
        ),
        (
            "national: one municipality, 12 types, 60 months, as known on a day",
            50,
            lambda: nl.picture_baken(store, twelve),
            lambda: nl.picture_pandas(store, twelve, "status"),
        ),
        (
            "national: the same added up per year, through Ibis",
            50,
            lambda: nl.years_baken(store, twelve),
            lambda: nl.years_pandas(store, twelve),
        ),
    ]
    for name, limit, ours, theirs in contests:
        if not nl.same(ours(), theirs()):
            raise SystemExit(f"{name}: the answers differ")
        yield Measure(name, times(ours), limit, "pandas", times(theirs, runs=5))


def ingest() -> Iterator[Measure]:
    """A whole StatLine table read from its file: first, and again with revisions; beside pandas."""
    from benchmarks import ingest as measured

    yield from measured.measures(BENCH / "ingest")


def pull() -> Iterator[Measure]:
    """One municipality's months pulled from a server on this machine, beside bare httpx."""
    from benchmarks import pull as measured

    example()
    yield from measured.measures()


def programme() -> Iterator[Measure]:
    """The programme page with 500 efforts."""
    from benchmarks import programme as pages

    example()
    yield from pages.measures()


def need_to_know() -> Iterator[Measure]:
    """Lists, search and decisions among a million confidential cases, on PostgreSQL; beside django-guardian."""
    from benchmarks import need_to_know as measured

    yield from measured.measures()


def desks() -> Iterator[Measure]:
    """The list of a register with a desk, with filters and words, among a million signals on PostgreSQL."""
    from benchmarks import desks as measured

    yield from measured.measures()


def terms_list() -> Iterator[Measure]:
    """The list of terms over 100,000 running files, on PostgreSQL."""
    from benchmarks import desk_files as measured

    yield from measured.terms_list()


def decisions() -> Iterator[Measure]:
    """A decision about a measure, as PDF, on PostgreSQL."""
    from benchmarks import decisions as measured

    yield from measured.measures()


def file_page() -> Iterator[Measure]:
    """The page of a measure with 300 events, on PostgreSQL."""
    from benchmarks import desk_files as measured

    yield from measured.file_page()


def audit() -> Iterator[Measure]:
    """What the audit log costs of a request that changes something, on SQLite and PostgreSQL."""
    from benchmarks import audit as measured

    yield from measured.measures()


def disclosure() -> Iterator[Measure]:
    """Suppression in a municipality's table of five years."""
    from benchmarks import disclosure as measured

    yield from measured.measures()


def early_warning() -> Iterator[Measure]:
    """Unusual counts, beside R's surveillance."""
    from benchmarks import earlywarning

    yield from earlywarning.measures()


def early_warning_national() -> Iterator[Measure]:
    """Unusual counts of a nationwide month."""
    from benchmarks import earlywarning

    yield from earlywarning.national()


def capacity() -> Iterator[Measure]:
    """Teams and streams over three years, simulated beside Ciw; answers are compared first."""
    from benchmarks import capacity as measured

    yield from measured.measures()


def reporting() -> Iterator[Measure]:
    """Public reports a second on PostgreSQL that keeps what it commits; beside what Amsterdam's Signalen took."""
    from benchmarks import reporting as measured

    yield from measured.measures()


SETS: dict[str, Callable[[], Iterator[Measure]]] = {
    "picture": picture,
    "dossier": dossier,
    "national": national,
    "programme": programme,
    "ingest": ingest,
    "pull": pull,
    "audit": audit,
    "need_to_know": need_to_know,
    "desks": desks,
    "terms_list": terms_list,
    "file_page": file_page,
    "decisions": decisions,
    "reporting": reporting,
    "capacity": capacity,
    "early_warning": early_warning,
    "early_warning_national": early_warning_national,
    "disclosure": disclosure,
}

if __name__ == "__main__":
    sys.exit(main())
