# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file with concerns between two steps: encrypted on disk, for who chose it only, for a day at most."""

import json
import os
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from baken.access.facade import Actor
from baken.kernel.encryption import Undecipherable, seal, unseal

KEPT = timedelta(days=1)
TOKEN = re.compile(r"[0-9a-f]{32}")
PLACE = "concerns import"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One file that waits to be kept."""

    token: str
    name: str
    encoding: str
    text: str


def keep(*, actor: Actor, at: datetime, name: str, text: str, encoding: str) -> str:
    """Put a file aside, and return the token by which it comes back. The actor's earlier one goes, and what is a day old."""
    sweep(at)
    for path in _folder().iterdir():
        if _owner(path) == str(actor.id):
            path.unlink(missing_ok=True)
    token = secrets.token_hex(16)
    told = {"owner": str(actor.id), "municipality": str(actor.municipality_id), "at": at.isoformat()}
    plain = "".join(letter for letter in name if letter.isprintable())[:120] or "bestand.csv"
    secret = json.dumps({"name": plain, "encoding": encoding, "text": text})
    told["sealed"] = str(seal(secret, PLACE, token))
    path = _folder() / token
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        json.dump(told, file)
    return token


def find(token: str, *, actor: Actor, at: datetime) -> Waiting | None:
    """Return the actor's own file; None where there is none of that name, it is another's, or it is a day old."""
    if not TOKEN.fullmatch(token) or actor.id is None:
        return None
    try:
        told = json.loads((_folder() / token).read_text(encoding="utf-8"))
        if (told["owner"], told["municipality"]) != (str(actor.id), str(actor.municipality_id)):
            return None
        if datetime.fromisoformat(told["at"]) < at - KEPT:
            return None
        found = json.loads(unseal(told["sealed"], PLACE, token))
        return Waiting(token, found["name"], found["encoding"], found["text"])
    except (OSError, ValueError, KeyError, TypeError, Undecipherable):
        return None


def discard(token: str) -> None:
    """Delete a file."""
    if TOKEN.fullmatch(token):
        (_folder() / token).unlink(missing_ok=True)


def sweep(at: datetime) -> None:
    """Delete what has waited for a day."""
    for path in _folder().iterdir():
        if datetime.fromtimestamp(path.stat().st_mtime, tz=at.tzinfo) < at - KEPT:
            path.unlink(missing_ok=True)


def _owner(path: Path) -> str:
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["owner"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _folder() -> Path:
    folder = Path(settings.VAR) / "uploads-concerns"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
