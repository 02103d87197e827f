# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `baken`: set up, serve, tell the picture, write the council dossier.

Wrong input costs one clear line and exit status 2; a fault of Baken's own is status 1.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from . import figures, installation
from .shared import WrongCommand, django_ready


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baken.config.settings")
    from baken.config.private import private_files

    try:
        with private_files(options.run is not _docs):  # docs are for everybody
            return int(options.run(options))
    except WrongCommand as problem:
        print(f"baken: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except Exception as problem:
        from baken.kernel.keys import WrongKey

        if not isinstance(problem, WrongKey):
            raise
        print(f"baken: {problem}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="baken", description="Municipal safety policy as one loop.")
    commands = parser.add_subparsers(required=True, metavar="command")

    demo = commands.add_parser("demo", help="set up the Velsen example, write its dossier, and serve")
    demo.add_argument("--no-serve", action="store_true", help="stop after writing")
    demo.add_argument("--reset", action="store_true", help="start over: everything under var/ of the example goes")
    _address(demo)
    demo.set_defaults(run=_demo)

    serve = commands.add_parser("serve", help="serve the pages over http")
    _address(serve)
    serve.set_defaults(run=_serve)

    worker = commands.add_parser("worker", help="do the work of the queue: pull figures, also by schedule")
    worker.add_argument("--once", action="store_true", help="stop when the queue is empty")
    worker.add_argument("--beside", type=int, metavar="PID", help="stop when this process, which started it, is gone")
    worker.set_defaults(run=_worker)

    migrate = commands.add_parser("migrate", help="make or bring up to date the database")
    migrate.set_defaults(run=_migrate)

    check = commands.add_parser("check", help="say what is wrong or unsafe in the settings and the database's role")
    check.set_defaults(run=_check)

    installation.add_to(commands)

    docs = commands.add_parser("docs", help="write the generated pages of docs/ again")
    docs.add_argument("--out", type=Path, default=Path("docs"), metavar="DIR")
    docs.set_defaults(run=_docs)

    picture = commands.add_parser("picture", help="tell the safety picture of areas")
    picture.add_argument("codes", nargs="*", metavar="CODE", help="CBS code, e.g. GM0453, WK045308 or BU04530801")
    picture.add_argument("--level", help="wijk or buurt: all of that level of the municipality (or of CODE)")
    picture.add_argument("--year", help="a year; the newest by default")
    picture.add_argument("--as-of", metavar="DATE", help="as known on this date, e.g. 2026-08-01")
    picture.add_argument("--format", default="table", help="table or json")
    picture.set_defaults(run=_picture)

    figures.add_to(commands)

    report = commands.add_parser("report", help="write documents")
    kinds = report.add_subparsers(required=True, metavar="kind")
    council = kinds.add_parser("council", help="the council dossier as PDF, Word and CSV")
    council.add_argument("--year", required=True)
    council.add_argument("--out", required=True, type=Path, metavar="DIR")
    council.add_argument("--as-of", metavar="DATE")
    council.set_defaults(run=_report)

    framework = commands.add_parser("framework", help="check or import a kadernota or plan file")
    framework.add_argument("what", choices=("check", "import"))
    framework.add_argument("file", type=Path)
    framework.set_defaults(run=_framework)

    concerns = commands.add_parser("concerns", help="read signals in from a CSV file")
    concerns.add_argument("what", choices=("import",))
    concerns.add_argument("file", type=Path)
    concerns.add_argument("--municipality", default="", help="slug, where several are served")
    concerns.add_argument(
        "--only-sound", action="store_true", help="pass faulty rows by, instead of reading nothing in"
    )
    concerns.set_defaults(run=_concerns)

    zgw = commands.add_parser("zgw", help="the case system (Open Zaak): check the settings, compare now, subscribe")
    zgw.add_argument("what", choices=("check", "compare", "subscribe"))
    zgw.set_defaults(run=_zgw)
    return parser


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def _migrate(options: argparse.Namespace) -> int:
    django_ready()
    _bring_up_to_date()
    print("database is up to date")
    return 0


def _bring_up_to_date() -> None:
    from baken.kernel.database.roles import NoSuchRole, migrate

    try:
        migrate()
    except NoSuchRole as problem:
        raise WrongCommand(str(problem)) from None


def _check(options: argparse.Namespace) -> int:
    django_ready()
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", deploy=not settings.DEMO, databases=["default"])
    except SystemCheckError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _warn_of_role() -> None:
    """Say so when the database doesn't hold the application to its rows; only production minds."""
    from django.db import connection

    from baken.kernel.database.checks import application_role

    for warning in application_role():
        print(f"baken: {warning.msg} {warning.hint}", file=sys.stderr)
    connection.close()  # the server forks: each process makes its own


def _docs(options: argparse.Namespace) -> int:
    django_ready()
    from baken.web.command import write_documents

    for path in write_documents(options.out):
        print(path)
    return 0


def _demo(options: argparse.Namespace) -> int:
    if options.reset:
        from baken.demo.reset import reset

        reset()
    _own_address(options)
    django_ready()
    from baken.demo.scenario import play

    _bring_up_to_date()
    play(print)
    if options.no_serve:
        return 0
    # A fresh process: the server forks, and what drew the dossier's charts (native threads) doesn't survive a fork. The
    # first chart that a page asks for would then wait for ever, and every other page with it.
    sys.stdout.flush()
    command = ["-m", "baken.cli", "serve", "--host", options.host, "--port", str(options.port)]
    os.execv(sys.executable, [sys.executable, *command])  # noqa: S606 - our own command


def _own_address(options: argparse.Namespace) -> None:
    """Let links in the example's mail lead to the port that is served, unless the installation says where it is."""
    from baken.config import env

    if env.mode() == "demo":
        os.environ.setdefault("BAKEN_PUBLIC_URL", f"http://localhost:{options.port}")


def _serve(options: argparse.Namespace) -> int:
    _own_address(options)
    django_ready()
    from baken.web.command import serve

    _hold_keys()
    _warn_of_role()
    return serve(options.host, options.port)


def _worker(options: argparse.Namespace) -> int:
    django_ready()
    from baken.web.command import NoDatabase, work

    _hold_keys()
    _warn_of_role()
    try:
        return work(once=options.once, beside=options.beside)
    except NoDatabase as problem:
        raise WrongCommand(str(problem)) from None


def _picture(options: argparse.Namespace) -> int:
    django_ready()
    from baken.kernel.errors import BakenError
    from baken.observe.command import BadMoment, Wrong, end_of, parse_day, parse_year, pictures, table

    if options.format not in {"table", "json"}:
        raise WrongCommand(f"--format {options.format}: choose table or json")
    try:
        year = parse_year(options.year) if options.year else None
    except BadMoment:
        raise WrongCommand(f"--year {options.year}: give a year in four digits, such as 2025") from None
    try:
        as_of = end_of(parse_day(options.as_of)) if options.as_of else None
    except BadMoment:
        raise WrongCommand(f"--as-of {options.as_of}: give a date such as 2026-08-01") from None
    try:
        told = pictures(options.codes, level=options.level, year=year, as_of=as_of)
    except Wrong as problem:
        raise WrongCommand(str(problem)) from None
    except BakenError as problem:
        raise WrongCommand(str(problem)) from None
    if options.format == "table":
        print(table(told))
    else:
        single = len(options.codes) == 1 and not options.level
        print(json.dumps(told[0] if single else told, ensure_ascii=False, indent=1))
    return 0


def _hold_keys() -> None:
    from baken.kernel.keyring.command import hold

    hold()


def _report(options: argparse.Namespace) -> int:
    django_ready()
    from baken.account.command import Wrong, write_council_pack
    from baken.observe.command import BadMoment, end_of, parse_day, parse_year

    try:
        year = parse_year(options.year)
        as_of = end_of(parse_day(options.as_of)) if options.as_of else None
    except BadMoment as problem:
        raise WrongCommand(f"{problem}: give a year such as 2025, and a date such as 2026-08-01") from None
    try:
        for path in write_council_pack(year, options.out, as_of=as_of):
            print(path)
    except Wrong as problem:
        raise WrongCommand(str(problem)) from None
    return 0


def _framework(options: argparse.Namespace) -> int:
    django_ready()
    from baken.decide.policy.command import Wrong, check, load

    try:
        told = (check if options.what == "check" else load)(options.file)
    except Wrong as problem:
        for line in str(problem).splitlines():
            print(line, file=sys.stderr)
        return 2
    print(told)
    return 0


def _concerns(options: argparse.Namespace) -> int:
    django_ready()
    from baken.act.concerns.facade import WrongFile as Wrong
    from baken.act.concerns.facade import import_file as load

    try:
        told = load(options.file, municipality=options.municipality, only_sound=options.only_sound)
    except Wrong as problem:
        for line in str(problem).splitlines():
            print(line, file=sys.stderr)
        return 2
    print(told)
    return 0


def _zgw(options: argparse.Namespace) -> int:
    django_ready()
    from baken.act.journeys.facade import case_system_command
    from baken.kernel.moment import now

    status, lines = case_system_command(options.what, now())
    print("\n".join(lines), file=sys.stderr if status else sys.stdout)
    return status
