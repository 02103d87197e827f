# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings that an installation may set, all from BAKEN_… variables. docs/settings.md tells of each."""

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: what it does and what holds when it is not set."""

    name: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("BAKEN_HOME", ".", "Folder under which `var/` lies."),
    Setting("BAKEN_VAR", "$BAKEN_HOME/var", "Folder for the embedded database, the facts and the documents."),
    Setting(
        "BAKEN_DATABASE_URL",
        "sqlite:///$BAKEN_VAR/baken.sqlite3",
        "`sqlite:////absolute/path`, `sqlite:///path/under/home` or `postgresql://user@host:port/name?option=value`.",
    ),
    Setting(
        "BAKEN_DATABASE_OWNER_URL",
        "(the same role)",
        "PostgreSQL: the role that owns the tables, used by `baken migrate` and `baken demo` alone; the role of "
        "`BAKEN_DATABASE_URL` then only reads and writes rows ([postgresql.md](postgresql.md)).",
    ),
    Setting("BAKEN_FACTS", "$BAKEN_VAR/facts", "Folder of the facts (Parquet)."),
    Setting("BAKEN_DOCUMENTS", "$BAKEN_VAR/documents", "Folder of issued documents."),
    Setting(
        "BAKEN_MODE", "demo", "`demo` or `production`. Production refuses demo accounts and needs the settings below."
    ),
    Setting(
        "BAKEN_SECRET_KEY",
        "(made once, in $BAKEN_VAR/secret-key)",
        "Key that signs sessions; obligatory in production.",
    ),
    Setting(
        "BAKEN_KEYS",
        "(made once, in $BAKEN_VAR/keys.json)",
        "File with the keyring, kept apart from the database and its backups; obligatory in production, made with "
        "`baken keys make FILE`. See [keys.md](keys.md).",
    ),
    Setting(
        "BAKEN_AUDIT_ANCHOR",
        "$BAKEN_VAR/audit-anchor",
        "Folder in which is kept how far the audit log came, so that `baken audit verify` sees a cut-off tail. Best where "
        "whoever can write to the database can't. See [audit.md](audit.md).",
    ),
    Setting(
        "BAKEN_CLAMD",
        "(none: files are not scanned)",
        "Virus scanner for files that people add: `host:port` or `unix:/path` of clamd. When it doesn't answer, no file "
        "comes in.",
    ),
    Setting("BAKEN_HOSTS", "localhost,127.0.0.1,[::1]", "Host names under which Baken answers, with commas."),
    Setting("BAKEN_WORKERS", "1", "Processes that serve pages; one is right for the embedded database."),
    Setting(
        "BAKEN_WORKER",
        "1 in demo, 0 in production",
        "1: `baken serve` runs one `baken worker` beside it, which pulls figures. In production, run it as a service.",
    ),
    Setting(
        "BAKEN_PUBLIC_URL",
        "http://localhost:8000",
        "Address under which people reach Baken; links in mail begin with it.",
    ),
    Setting(
        "BAKEN_MAIL_URL",
        "file:///$BAKEN_VAR/mail",
        "`smtp://user:password@host:587` (STARTTLS), `smtps://…:465`, `smtp+plain://host:25` (a relay on your own network) "
        "or `file:///folder`: each mail a file, nothing is sent.",
    ),
    Setting("BAKEN_MAIL_FROM", "Baken <baken@localhost>", "Sender of mail."),
    Setting("BAKEN_STATLINE_V3", "https://dataderden.cbs.nl", "Publisher of the police figures (OData version 3)."),
    Setting("BAKEN_STATLINE_CBS_V3", "https://opendata.cbs.nl", "Publisher of the other tables (OData version 3)."),
    Setting("BAKEN_STATLINE_V4", "https://datasets.cbs.nl", "Publisher of tables in OData version 4."),
    Setting("BAKEN_PDOK", "https://api.pdok.nl", "Publisher of the boundaries of areas (OGC API Features)."),
    Setting(
        "BAKEN_PDOK_LOCATIESERVER",
        "https://api.pdok.nl/bzk/locatieserver/search/v3_1",
        "Where addresses are looked up while people type ([places.md](places.md)). When it doesn't answer, forms go on "
        "without suggestions.",
    ),
    Setting(
        "BAKEN_ZGW",
        "(none: no case system)",
        "File (TOML, readable by Baken alone) with the municipality's case system: Open Zaak, or another one with the same "
        "APIs ([zgw.md](zgw.md)).",
    ),
    Setting(
        "BAKEN_REPORT_LIMIT",
        "100 (the example: 100000)",
        "How many reports and messages one address on the network may send in an hour without an account "
        "([reporting.md](reporting.md)).",
    ),
    Setting(
        "BAKEN_PROXIES",
        "0",
        "How many proxies of your own stand before Baken. Limits on tries go by the address that the outermost of them saw.",
    ),
    Setting("BAKEN_HTTPS", "0 in demo, 1 in production", "1: cookies over https only, HSTS, redirects."),
)


SCHEMES = frozenset({"sqlite", "postgresql", "postgres"})


def get(name: str, default: str = "") -> str:
    """Return the value of variable `name`, or `default`."""
    return os.environ.get(name) or default


def home() -> Path:
    return Path(get("BAKEN_HOME", ".")).resolve()


def var() -> Path:
    """Return the folder for what Baken writes."""
    return Path(get("BAKEN_VAR", str(home() / "var"))).resolve()


def mode() -> str:
    """Return `demo` or `production`. Anything else raises ValueError: a typing error must not open the demo's doors."""
    told = get("BAKEN_MODE", "demo")
    if told not in {"demo", "production"}:
        raise ValueError(f"BAKEN_MODE: {told!r} is neither demo nor production")
    return told


KEPT_OPEN = 120
"""Seconds for which a thread keeps its connection to PostgreSQL."""


def database() -> dict[str, object]:
    """Return Django's database settings for BAKEN_DATABASE_URL.

    `sqlite:///` is followed by a path: absolute where that starts with a slash of its own, else under BAKEN_HOME.
    Raises ValueError on any other scheme, saying which are known, and on a URL that names no database.
    """
    return _database(
        "BAKEN_DATABASE_URL", get("BAKEN_DATABASE_URL", f"sqlite:///{quote(str(var() / 'baken.sqlite3'))}")
    )


def database_owner() -> dict[str, object] | None:
    """Return how the owner of the tables connects (BAKEN_DATABASE_OWNER_URL), or None when one role does both.

    Raises ValueError unless both URLs name one PostgreSQL database and two users.
    """
    url = get("BAKEN_DATABASE_OWNER_URL")
    if not url:
        return None
    app, owner = database(), _database("BAKEN_DATABASE_OWNER_URL", url)
    if not (str(owner["ENGINE"]) == str(app["ENGINE"]) == "django.db.backends.postgresql"):
        raise ValueError("BAKEN_DATABASE_OWNER_URL goes with PostgreSQL in both URLs")
    if owner["NAME"] != app["NAME"]:
        raise ValueError("BAKEN_DATABASE_OWNER_URL and BAKEN_DATABASE_URL name two databases")
    if not owner["USER"] or not app["USER"] or owner["USER"] == app["USER"]:
        raise ValueError("BAKEN_DATABASE_OWNER_URL and BAKEN_DATABASE_URL must each name a user, and not the same")
    return {key: owner[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}


def _database(variable: str, told: str) -> dict[str, object]:
    url = urlsplit(told)
    name = unquote(url.path.removeprefix("/"))
    if url.scheme in SCHEMES and (not name or (url.scheme == "sqlite" and url.netloc)):
        raise ValueError(
            f"{variable} names no database: {url.scheme}://{'/path' if url.scheme == 'sqlite' else '…/name'}"
        )
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name if name == ":memory:" else str(home() / name),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    if url.scheme in SCHEMES:
        options = dict(parse_qsl(url.query))
        pooled = options.pop("pooling", "") == "transaction"
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or ""),
            "PORT": str(url.port or ""),
            "OPTIONS": options,
            # connecting costs more than most requests; who looks and for what ends with each transaction (access.sight)
            "CONN_MAX_AGE": KEPT_OPEN,
            "CONN_HEALTH_CHECKS": True,
            # a pooler that hands out connections per transaction: a cursor may not outlive one
            "DISABLE_SERVER_SIDE_CURSORS": pooled,
        }
    raise ValueError(f"{variable}: unknown scheme {url.scheme!r}; use sqlite:///… or postgresql://…")


def proxies() -> int:
    """Return how many proxies stand before Baken. Raises ValueError on anything but a number from 0 to 9."""
    told = get("BAKEN_PROXIES", "0")
    if told not in set("0123456789"):
        raise ValueError(f"BAKEN_PROXIES: {told!r} is no number of proxies")
    return int(told)


def number(name: str, default: int) -> int:
    """Return a whole number from 1. Raises ValueError, naming the variable, on anything else."""
    told = get(name, str(default))
    if not (told.isascii() and told.isdigit() and 0 < int(told) < 10**9):
        raise ValueError(f"{name}: {told!r} is no whole number from 1")
    return int(told)


def mail() -> dict[str, object]:
    """Return Django's mail settings for BAKEN_MAIL_URL. Raises ValueError on a URL of another kind, saying which are known."""
    url = urlsplit(get("BAKEN_MAIL_URL", f"file://{quote(str(var() / 'mail'))}"))
    sender: dict[str, object] = {"DEFAULT_FROM_EMAIL": get("BAKEN_MAIL_FROM", "Baken <baken@localhost>")}
    if url.scheme == "file" and url.path.strip("/"):
        path = unquote(url.path)
        return sender | {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": path,
        }
    if url.scheme in {"smtp", "smtps", "smtp+plain"} and url.hostname:
        return sender | {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": url.hostname,
            "EMAIL_PORT": url.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[url.scheme],
            "EMAIL_HOST_USER": unquote(url.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
            "EMAIL_USE_TLS": url.scheme == "smtp",
            "EMAIL_USE_SSL": url.scheme == "smtps",
            "EMAIL_TIMEOUT": 20,
        }
    raise ValueError("BAKEN_MAIL_URL: use smtp://…, smtps://…, smtp+plain://… or file:///folder")


def secret_key() -> str:
    """Return the signing key: from the environment, else made once and kept in var (demo only)."""
    if key := get("BAKEN_SECRET_KEY"):
        return key
    if mode() == "production":
        raise ValueError("BAKEN_SECRET_KEY must be set in production")
    path = var() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def keys() -> str:
    """Return the file of the keyring, "" for the example's own. Raises ValueError in production when it isn't told."""
    told = get("BAKEN_KEYS")
    if not told and mode() == "production":
        raise ValueError("BAKEN_KEYS must be set in production: the file that `baken keys make FILE` makes")
    return str(Path(told).resolve()) if told else ""


def clamd() -> str:
    """Return where the virus scanner listens, "" for none. Raises ValueError on what is no host:port or unix:/path."""
    told = get("BAKEN_CLAMD")
    host, _, port = told.rpartition(":")
    if not told or (told.startswith("unix:/") and len(told) > len("unix:/")):
        return told
    if host and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
        return told
    raise ValueError(f"BAKEN_CLAMD: {told!r} is neither host:port nor unix:/path")


def _write_once(path: Path, text: str) -> None:
    """Write a file that nobody else may read. Of several processes that start together, the first one's text stays."""
    own = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(own, path)
    own.unlink()
