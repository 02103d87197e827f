# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The part of the command `baken` that is about figures: sources, looking for rises, and the whole country."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .shared import django_ready


def add_to(commands: Any) -> None:
    """Add `sources`, `alerts` and `national` to the commands (the subparsers of `baken`)."""
    _sources_parser(commands.add_parser("sources", help="figures of publishers and files: list, pull, import"))

    alerts = commands.add_parser("alerts", help="look for unusual rises now, and tell what was found")
    alerts.add_argument("--area", metavar="CODE", help="a municipality, e.g. GM0453; by default the one served")
    alerts.add_argument("--period", metavar="MONTH", help="judge this month, e.g. 2026-09; by default the newest")
    alerts.set_defaults(run=_alerts)

    _national_parser(commands.add_parser("national", help="picture or early warning of the whole country, as Parquet"))


def _sources_parser(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(required=True, metavar="what")
    listing = kinds.add_parser("list", help="every table that can be pulled, and when it was loaded")
    listing.set_defaults(run=_sources_list)

    pull = kinds.add_parser("pull", help="pull tables and store them: all or nothing")
    pull.add_argument("--source", help="statline (the default) or pdok: the boundaries of areas")
    pull.add_argument("--table", action="append", default=[], metavar="ID", help="e.g. 47018NED; may be repeated")
    pull.add_argument("--area", metavar="CODE", help="a municipality, e.g. GM0453, or NL00: the whole country")
    pull.add_argument("--base-url", metavar="URL", help="ask here instead of at the publisher")
    pull.add_argument("--dry-run", action="store_true", help="say what would change, and store nothing")
    pull.add_argument("--year", type=int, help="pdok: boundaries as they are in this year; this year by default")
    pull.set_defaults(run=_sources_pull)

    load = kinds.add_parser("import", help="read in a file: all or nothing")
    load.add_argument("file", type=Path)
    load.add_argument("--kind", required=True, choices=("statline", "survey", "local"))
    load.add_argument("--table", metavar="ID", help="statline: the table that the file is of")
    load.add_argument("--area", metavar="CODE", help="statline: only this municipality; NL00: all")
    load.add_argument("--mapping", metavar="NAME", help="survey, local: the saved mapping of columns")
    load.add_argument("--year", type=int, help="survey, local: the year, where the file has no column for it")
    load.set_defaults(run=_sources_import)


def _national_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("picture", "early-warning"))
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="Parquet file to write")
    parser.add_argument("--year", help="of the picture, e.g. 2025")
    parser.add_argument("--month", help="of early warning, e.g. 2026-10")
    parser.add_argument("--indicator", action="append", default=[], metavar="ID", help="only this one; may be repeated")
    parser.add_argument("--as-of", metavar="DATE", help="as known on this date, e.g. 2026-08-01")
    parser.add_argument("--engine", choices=("embedded", "spark"), default="embedded")
    parser.add_argument("--master", default="local[2]", metavar="URL", help="of Spark, e.g. spark://host:7077")
    parser.set_defaults(run=_national)


def _sources_list(options: argparse.Namespace) -> int:
    django_ready()
    from baken.observe.commands import sources

    print(sources.listing())
    return 0


def _sources_pull(options: argparse.Namespace) -> int:
    django_ready()
    from baken.observe.commands import sources

    if options.source == "pdok":
        if options.table or options.dry_run:
            return _refused("--source pdok takes --year, --area and --base-url only")
        from baken.observe.commands.boundaries import boundaries

        return _stored(lambda: boundaries(year=options.year, area=options.area, base_url=options.base_url))
    if options.year:
        return _refused("--year goes with --source pdok: a table is pulled with all its years")
    return _stored(
        lambda: sources.pull(
            source=options.source,
            tables=options.table,
            area=options.area,
            base_url=options.base_url,
            dry_run=options.dry_run,
        )
    )


def _sources_import(options: argparse.Namespace) -> int:
    django_ready()
    from baken.observe.commands import sources

    return _stored(
        lambda: sources.import_file(
            options.file,
            kind=options.kind,
            table=options.table,
            area=options.area,
            mapping=options.mapping,
            year=options.year,
        )
    )


def _alerts(options: argparse.Namespace) -> int:
    django_ready()
    from baken.observe.commands.alerts import look_now

    return _stored(lambda: look_now(area=options.area, period=options.period))


def _national(options: argparse.Namespace) -> int:
    django_ready()
    from baken.observe.command import BadMoment, end_of, parse_day, parse_year
    from baken.observe.commands import national

    try:
        year = parse_year(options.year) if options.year else None
    except BadMoment:
        return _refused(f"--year {options.year}: give a year in four digits, such as 2025")
    try:
        as_of = end_of(parse_day(options.as_of)) if options.as_of else None
    except BadMoment:
        return _refused(f"--as-of {options.as_of}: give a date such as 2026-08-01")
    return _stored(
        lambda: national.write(
            options.what,
            options.out,
            year=year,
            month=options.month,
            indicators=options.indicator,
            engine=options.engine,
            master=options.master,
            as_of=as_of,
        )
    )


def _stored(do: Callable[[], str]) -> int:
    """Do it and tell what it did; else every problem on a line of its own, and status 2."""
    from baken.observe.commands import sources

    try:
        print(do())
    except sources.Wrong as problem:
        return _refused(str(problem))
    return 0


def _refused(problems: str) -> int:
    for line in problems.splitlines():
        print(f"baken: {line}", file=sys.stderr)
    return 2
