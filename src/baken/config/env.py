# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings that an installation may set, all from BAKEN_… variables. docs/settings.md tells of each; a test compares."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: what it does and what holds when it is not set."""

    name: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("BAKEN_HOME", ".", "Folder under which `var/` lies."),
    Setting("BAKEN_VAR", "$BAKEN_HOME/var", "Folder for the embedded database, the facts and the documents."),
    Setting("BAKEN_DATABASE_URL", "sqlite:///$BAKEN_VAR/baken.sqlite3", "`sqlite:///path` or `postgresql://user@host:port/name`."),
    Setting("BAKEN_FACTS", "$BAKEN_VAR/facts", "Folder of the facts (Parquet)."),
    Setting("BAKEN_DOCUMENTS", "$BAKEN_VAR/documents", "Folder of issued documents."),
    Setting("BAKEN_MODE", "demo", "`demo` or `production`. Production refuses demo accounts and needs the settings below."),
    Setting("BAKEN_SECRET_KEY", "(made once, in $BAKEN_VAR/secret-key)", "Key that signs sessions; obligatory in production."),
    Setting("BAKEN_HOSTS", "localhost,127.0.0.1,[::1]", "Host names under which Baken answers, with commas."),
    Setting("BAKEN_WORKERS", "1", "Processes that serve pages; one is right for the embedded database."),
    Setting("BAKEN_HTTPS", "0 in demo, 1 in production", "1: cookies over https only, HSTS, redirects."),
)


def get(name: str, default: str = "") -> str:
    """Return the value of variable `name`, or `default`."""
    return os.environ.get(name) or default


def home() -> Path:
    return Path(get("BAKEN_HOME", ".")).resolve()


def var() -> Path:
    """Return the folder for what Baken writes."""
    return Path(get("BAKEN_VAR", str(home() / "var"))).resolve()


def database() -> dict[str, object]:
    """Return Django's database settings for BAKEN_DATABASE_URL.

    Raises ValueError on any other scheme, saying which are known.
    """
    url = urlsplit(get("BAKEN_DATABASE_URL", f"sqlite:///{var() / 'baken.sqlite3'}"))
    if url.scheme == "sqlite":
        path = unquote(url.path)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            # sqlite:///relative and sqlite:////absolute, as elsewhere; an absolute path in full is taken as it is
            "NAME": path[1:] if path.startswith("//") else (path if Path(path).is_absolute() else path[1:]),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    if url.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or ""),
            "PORT": str(url.port or ""),
            "OPTIONS": dict(parse_qsl(url.query)),
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError(f"BAKEN_DATABASE_URL: unknown scheme {url.scheme!r}; use sqlite:///… or postgresql://…")


def secret_key() -> str:
    """Return the signing key: from the environment, else made once and kept in var (demo only)."""
    if key := get("BAKEN_SECRET_KEY"):
        return key
    if get("BAKEN_MODE", "demo") == "production":
        raise ValueError("BAKEN_SECRET_KEY must be set in production")
    path = var() / "secret-key"
    if not path.exists():
        import secrets

        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text()
