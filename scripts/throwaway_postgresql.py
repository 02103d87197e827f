# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL cluster for one test run: made in a temporary folder, gone afterwards.

It never touches a server that runs already. It listens on a free loopback port and on a socket in its own folder, asks
a random password of everyone (a cluster that trusts every local user hands out the account it runs as), and gives up
durability for speed. As root it runs as the user ``postgres`` or ``nobody``, since PostgreSQL refuses to run as root.

Two roles of its own work there: ``baken_owner`` owns the tables and may create databases, ``baken_app`` is what the
application is. Neither is a superuser or goes round row-level security.

As a command it runs another one on the cluster::

    python scripts/throwaway_postgresql.py pytest -m database tests/access
"""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

SUPERUSER = "baken_admin"
OWNER_ROLE = "baken_owner"
APP_ROLE = "baken_app"
DATABASE = "baken"
APP_URL = "BAKEN_TEST_POSTGRESQL_URL"
OWNER_URL = "BAKEN_TEST_POSTGRESQL_OWNER_URL"
ADMIN_URL = "BAKEN_TEST_POSTGRESQL_ADMIN_URL"

CONFIGURATION = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
{durability}
max_connections = 100
shared_buffers = 128MB
timezone = 'Europe/Amsterdam'
"""

HASTY = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off"
DURABLE = "fsync = on\nfull_page_writes = on\nsynchronous_commit = on"


class NoPostgresqlError(Exception):
    """No server to run, or one that won't start; the message says which."""


@dataclass(frozen=True)
class Cluster:
    """Where a running cluster answers. The URLs hold passwords that die with it."""

    app_url: str
    owner_url: str
    admin_url: str

    def environment(self) -> dict[str, str]:
        """The variables by which tests find the cluster."""
        return {APP_URL: self.app_url, OWNER_URL: self.owner_url, ADMIN_URL: self.admin_url}


def find_binaries() -> Path:
    """The folder with ``initdb`` and ``postgres``: the newest version that Debian lays apart, else what is on PATH."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: [int(number) for number in re.findall(r"\d+", path.parts[4])],
    )
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    raise NoPostgresqlError("no initdb on PATH or in /usr/lib/postgresql: install PostgreSQL, or set " + APP_URL)


@contextlib.contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Start a cluster with the roles ``baken_owner`` and ``baken_app`` and a database of the first.

    ``durable``: what is committed lies on disk, as in production.
    """
    binaries = find_binaries()
    account = _other_user()
    home = Path(tempfile.mkdtemp(prefix="baken-pg-"))
    try:
        if account:
            os.chown(home, account.pw_uid, account.pw_gid)
        password = secrets.token_urlsafe(24)
        port = _free_port()
        _initialise(binaries, home, account, password, port, DURABLE if durable else HASTY)
        with _running(binaries, home, account):
            secret = {role: secrets.token_urlsafe(24) for role in (OWNER_ROLE, APP_ROLE)}
            admin_url = f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{port}/postgres"
            _create_roles(admin_url, secret)
            app, owner = (
                f"postgresql://{role}:{secret[role]}@127.0.0.1:{port}/{DATABASE}" for role in (APP_ROLE, OWNER_ROLE)
            )
            yield Cluster(app_url=app, owner_url=owner, admin_url=admin_url)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _other_user() -> pwd.struct_passwd | None:
    """The account to run as when we are root, else None."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgresqlError("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


def _run(command: Sequence[str | Path], owner: pwd.struct_passwd | None) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        timeout=120,
        stdin=subprocess.DEVNULL,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )
    if done.returncode:
        raise NoPostgresqlError(f"{command[0]} failed: {(done.stderr or done.stdout).strip()[-600:]}")


def _initialise(
    binaries: Path, home: Path, owner: pwd.struct_passwd | None, password: str, port: int, durability: str
) -> None:
    secret = home / "password"
    secret.write_text(password, encoding="ascii")
    secret.chmod(0o600)
    if owner:
        os.chown(secret, owner.pw_uid, owner.pw_gid)
    data = home / "data"
    _run(
        [
            binaries / "initdb", "--pgdata", data, "--username", SUPERUSER, "--pwfile", secret,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        ],
        owner,
    )  # fmt: skip
    secret.unlink()
    with (data / "postgresql.conf").open("a", encoding="utf-8") as configuration:
        configuration.write(CONFIGURATION.format(port=port, folder=home, durability=durability))


@contextlib.contextmanager
def _running(binaries: Path, home: Path, owner: pwd.struct_passwd | None) -> Iterator[None]:
    control: list[str | Path] = [binaries / "pg_ctl", "--pgdata", home / "data", "-w", "-t", "60"]
    try:
        _run([*control, "-l", home / "log", "start"], owner)
    except NoPostgresqlError as problem:
        log = (home / "log").read_text(errors="replace")[-600:] if (home / "log").exists() else ""
        raise NoPostgresqlError(f"{problem}\n{log}") from problem
    try:
        yield
    finally:
        with contextlib.suppress(NoPostgresqlError):
            _run([*control, "-m", "immediate", "stop"], owner)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _create_roles(admin_url: str, secret: dict[str, str]) -> None:
    """Make both roles and the owner's database. ``secret``: password by role."""
    make = sql.SQL("CREATE ROLE {} LOGIN {} NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION PASSWORD {}")
    with psycopg.connect(admin_url, autocommit=True) as connection:
        for role, creates in ((OWNER_ROLE, "CREATEDB"), (APP_ROLE, "NOCREATEDB")):
            connection.execute(make.format(sql.Identifier(role), sql.SQL(creates), sql.Literal(secret[role])))
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE))
        )


def main(command: Sequence[str]) -> int:
    """Run ``command`` with the cluster as its database and the URLs in its environment; its exit status is ours."""
    if not command:
        print("usage: throwaway_postgresql.py COMMAND [ARGUMENT...]", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster is stopped and removed then too
    try:
        with cluster() as running:
            chosen = {"BAKEN_DATABASE_URL": running.app_url, "BAKEN_DATABASE_OWNER_URL": running.owner_url}
            environment = {**os.environ, **running.environment(), **chosen}
            return subprocess.run(list(command), check=False, env=environment).returncode
    except NoPostgresqlError as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
