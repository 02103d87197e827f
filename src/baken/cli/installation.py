# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The part of the command `baken` that is about an installation: its municipalities, first account, log and keys."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from .shared import WrongCommand, django_ready


def add_to(commands: Any) -> None:
    """Add `municipality`, `accounts`, `audit` and `keys` to the commands (the subparsers of `baken`)."""
    town = commands.add_parser("municipality", help="the municipalities that this installation serves")
    found = town.add_subparsers(required=True, metavar="what").add_parser(
        "found", help="add one, with the register of processing activities and the retention rules that come along"
    )
    found.add_argument("--code", required=True, help="CBS code, e.g. GM0453")
    found.add_argument("--slug", required=True, help="its name in addresses and commands, e.g. velsen")
    found.add_argument("--name", required=True, help="e.g. Velsen")
    found.set_defaults(run=_municipality_found)

    _accounts_parser(commands.add_parser("accounts", help="the first account of an installation"))

    audit = commands.add_parser("audit", help="the audit log: verify that nobody changed it")
    verify = audit.add_subparsers(required=True, metavar="what").add_parser(
        "verify", help="check every row's seal, each chain and the anchor; status 1 and the place when tampered with"
    )
    verify.set_defaults(run=_audit_verify)

    _keys_parser(commands.add_parser("keys", help="the keyring: make, show, rotate, drop"))


ASKED = {
    "municipality": "slug of the municipality, e.g. velsen",
    "username": "user name",
    "name": "name as others see it",
    "email": "mail address at work",
}
"""What `baken accounts first-administrator` must know."""


def _accounts_parser(parser: argparse.ArgumentParser) -> None:
    first = parser.add_subparsers(required=True, metavar="what").add_parser(
        "first-administrator",
        help="make the account that makes the others, and print the link by which its owner chooses a password",
    )
    for name, told in ASKED.items():
        first.add_argument(f"--{name}", help=f"{told}; asked for when left out")
    first.set_defaults(run=_first_administrator)


def _keys_parser(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(required=True, metavar="what")
    make = kinds.add_parser("make", help="make a keyring in a new file, for BAKEN_KEYS")
    make.add_argument("file", type=Path)
    make.set_defaults(run=_keys_make)

    show = kinds.add_parser("show", help="which keys there are and what needs them; never the keys themselves")
    show.set_defaults(run=_keys_show)

    rotate = kinds.add_parser("rotate", help="put new keys in use and rewrite what older ones wrote; may be broken off")
    rotate.add_argument("--use", choices=("field", "search", "audit", "paper"), help="one use; all by default")
    rotate.set_defaults(run=_keys_rotate)

    drop = kinds.add_parser("drop", help="take an old key that nothing needs out of the keyring")
    drop.add_argument("id")
    drop.set_defaults(run=_keys_drop)


def _municipality_found(options: argparse.Namespace) -> int:
    django_ready()
    from baken.registry.command import Wrong, found

    try:
        print(found(code=options.code, slug=options.slug, name=options.name))
    except Wrong as problem:
        raise WrongCommand(str(problem)) from None
    return 0


def _first_administrator(options: argparse.Namespace) -> int:
    given = {name: _asked(getattr(options, name), name, told) for name, told in ASKED.items()}
    django_ready()
    from baken.access.command import Wrong, first_administrator

    try:
        link = first_administrator(**given)
    except Wrong as problem:
        for line in str(problem).splitlines():
            print(f"baken: {line}", file=sys.stderr)
        return 2
    print(f"{given['username']} is made. Hand over this link, by a safe way: it works once, for three days.")
    print(link)
    return 0


def _asked(given: str | None, name: str, told: str) -> str:
    """Return what was given on the command line, or ask the person at the terminal."""
    if given is not None:
        return given.strip()
    if not sys.stdin.isatty():
        raise WrongCommand(f"--{name} is missing ({told})")
    return input(f"{told}: ").strip()


def _audit_verify(options: argparse.Namespace) -> int:
    django_ready()
    from baken.kernel.command import Wrong, verify_audit

    try:
        return 0 if verify_audit(print) else 1
    except Wrong as problem:
        raise WrongCommand(str(problem)) from None


def _keys_make(options: argparse.Namespace) -> int:
    os.environ.setdefault("BAKEN_KEYS", str(options.file))  # production starts with nothing less
    django_ready()
    from baken.kernel.keyring import command as keys_command

    try:
        print(keys_command.make(options.file))
    except keys_command.Wrong as problem:
        raise WrongCommand(str(problem)) from None
    return 0


def _keys_show(options: argparse.Namespace) -> int:
    django_ready()
    from baken.kernel.keyring import command as keys_command

    print(keys_command.show())
    return 0


def _keys_rotate(options: argparse.Namespace) -> int:
    django_ready()
    from baken.kernel.keyring import command as keys_command

    return 0 if keys_command.rotate(options.use, print) else 1


def _keys_drop(options: argparse.Namespace) -> int:
    django_ready()
    from baken.kernel.keyring import command as keys_command

    try:
        print(keys_command.drop(options.id))
    except keys_command.Wrong as problem:
        raise WrongCommand(str(problem)) from None
    return 0
