# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploads between two steps: in a private folder, for who uploaded only, for a day at most."""

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from baken.access.facade import Actor

KEPT = timedelta(days=1)
PER_PERSON = 5
TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One upload. `layout` is the mapping so far (`Mapping.to_json`), `saved` the mapping it was recalled from."""

    token: str
    owner: str
    municipality: str
    name: str
    sha256: str
    at: str
    sheet: str = ""
    heading_row: int | None = None
    layout: dict[str, Any] | None = None
    year: int | None = None
    fictitious: bool = False
    saved: str = ""
    saved_version: int = 0

    @property
    def path(self) -> Path:
        """Return where the file lies."""
        return _folder() / self.token / "file"

    @property
    def moment(self) -> datetime:
        """Return when it came."""
        return datetime.fromisoformat(self.at)


def keep(upload: UploadedFile, *, actor: Actor, at: datetime) -> Waiting:
    """Put an upload aside for the actor, and clear away what is a day old, or the actor's oldest beyond five."""
    sweep(at)
    for old in sorted(waiting_of(actor), key=lambda w: w.at)[: -(PER_PERSON - 1) or None]:
        discard(old)
    token = secrets.token_hex(16)
    folder = _folder() / token
    folder.mkdir(mode=0o700)
    digest = sha256()
    with os.fdopen(os.open(folder / "file", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        for piece in upload.chunks():
            digest.update(piece)
            file.write(piece)
    name = "".join(c for c in str(upload.name) if c.isprintable())[:120] or "bestand"
    found = Waiting(token, str(actor.id), str(actor.municipality_id), name, digest.hexdigest(), at.isoformat())
    update(found)
    return found


def update(waiting: Waiting, **changes: Any) -> Waiting:
    """Write down what was chosen since, and return it."""
    found = replace(waiting, **changes)
    told = {name: getattr(found, name) for name in Waiting.__slots__ if name != "token"}
    path = _folder() / found.token / "told.json"
    aside = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        json.dump(told, file)
    aside.replace(path)
    return found


def find(token: str, *, actor: Actor, at: datetime) -> Waiting | None:
    """Return the actor's own upload; None when there is none of that name, it is another's, or it is a day old."""
    found = _read(token) if TOKEN.fullmatch(token) else None
    if found is None or found.moment < at - KEPT or not _owns(actor, found):
        return None
    return found


def waiting_of(actor: Actor) -> list[Waiting]:
    """Return the actor's uploads, newest first."""
    return sorted((w for w in _all() if _owns(actor, w)), key=lambda w: w.at, reverse=True)


def discard(waiting: Waiting) -> None:
    """Delete an upload."""
    shutil.rmtree(_folder() / waiting.token, ignore_errors=True)


def sweep(at: datetime) -> None:
    """Delete what has waited for a day, and folders that a broken upload left behind."""
    for folder in _folder().iterdir():
        if not TOKEN.fullmatch(folder.name):
            continue
        found = _read(folder.name)
        since = found.moment if found else datetime.fromtimestamp(folder.stat().st_mtime, tz=at.tzinfo)
        if since < at - KEPT:
            shutil.rmtree(folder, ignore_errors=True)


def _owns(actor: Actor, waiting: Waiting) -> bool:
    return actor.id is not None and (str(actor.id), str(actor.municipality_id)) == (waiting.owner, waiting.municipality)


def _all() -> Iterator[Waiting]:
    for folder in _folder().iterdir():
        if TOKEN.fullmatch(folder.name) and (found := _read(folder.name)):
            yield found


def _read(token: str) -> Waiting | None:
    try:
        told = json.loads((_folder() / token / "told.json").read_text(encoding="utf-8"))
        return Waiting(token=token, **told)
    except (OSError, ValueError, TypeError):
        return None


def _folder() -> Path:
    folder = Path(settings.VAR) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
