# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Papers that people add: looked at before they come in (`kernel.papers.checks`), kept by their hash, served as a download.

A paper lies under ``DOCUMENTS_ROOT/papers/ab/<sha256>``: the same content is kept once, whoever added it. Who may have it
is a matter of the record that refers to it.
"""

import hashlib
import io
import os
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from django.conf import settings
from django.db import models
from django.http import FileResponse
from django.utils.translation import gettext as _

from ..errors import BakenError, Reason, Refused
from ..models import Record
from . import virus_scan
from .checks import EXTENSIONS, MEDIA_TYPES, PICTURES, clean_name, extension_of, problems_of, sniff
from .image_metadata import NoPicture, TooManyPixels, strip

__all__ = [
    "ACCEPT",
    "MAX_BYTES",
    "CheckedPaper",
    "PaperDamaged",
    "PaperFields",
    "PaperRefused",
    "StoredPaper",
    "as_download",
    "download",
    "examine",
    "examine_picture",
    "keep",
    "open_paper",
]

MAX_BYTES = 20 * 1024 * 1024
ACCEPT = ",".join(f".{extension}" for extension in EXTENSIONS)
"""For the `accept` attribute of a file field."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


class PaperRefused(Refused):
    """A file may not come in; `reasons` holds every reason. Nothing was stored."""


class PaperDamaged(BakenError):
    """A kept paper is gone or isn't what was added. It is not served."""


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A file that may come in: cleaned name, media type by content, size in bytes, SHA-256 in hex, and the bytes."""

    name: str
    media_type: str
    size: int
    digest: str
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A file that is kept; the fields of `PaperFields`."""

    digest: str
    size: int
    media_type: str
    name: str

    @property
    def fields(self) -> dict[str, Any]:
        """Return what to give a model with `PaperFields`."""
        return {"name": self.name, "media_type": self.media_type, "size": self.size, "digest": self.digest}


class PaperFields(Record):
    """Abstract base of a record that is one paper of something. Not to be combined with `Record`: it is one."""

    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")

    class Meta:
        abstract = True
        base_manager_name = "objects"


def examine(upload: Any) -> CheckedPaper:
    """Look at an uploaded file (`.name`, `.size`, `.read()`) and return it, or raise `PaperRefused` with every reason.

    What a file is follows from its content. Allowed: PDF, Word (docx), Excel (xlsx), PNG, JPEG and plain text up to
    20 MB, without macros, scripts, embedded programs or encryption, under a name that fits, and clean for the virus scanner
    where one is set. What a picture tells beside the picture is taken out: size and digest are of what is left.
    """
    name = clean_name(str(upload.name or ""))
    if (upload.size or 0) > MAX_BYTES:  # before reading: a file of 200 MB isn't taken into memory
        raise PaperRefused((_too_large(),))
    data = bytes(upload.read(MAX_BYTES + 1))
    if len(data) > MAX_BYTES:
        raise PaperRefused((_too_large(),))
    if not data:
        raise PaperRefused((Reason("empty", _("Het bestand is leeg.")),))
    kind = sniff(data)
    reasons = problems_of(data, kind, extension_of(name))
    if reasons or kind is None:
        raise PaperRefused(tuple(reasons))
    if found := virus_scan.problem_of(data):
        raise PaperRefused((found,))
    data = _stripped(data, kind)
    return CheckedPaper(name, MEDIA_TYPES[kind], len(data), hashlib.sha256(data).hexdigest(), data)


def examine_picture(upload: Any) -> CheckedPaper:
    """Look at an upload as `examine` does, where only a photo (PNG, JPEG) may come in: anything else isn't even gone through.

    Raises `PaperRefused`, with the reason `no_picture` for what is something else by its first bytes.
    """
    first = upload.read(max(map(len, PICTURES)))
    upload.seek(0)
    if first and not first.startswith(PICTURES):
        raise PaperRefused((Reason("no_picture", _("Dit is geen foto die wij kunnen lezen. Gebruik jpg of png.")),))
    return examine(upload)


def keep(checked: CheckedPaper) -> StoredPaper:
    """Write a checked paper to disk, whole or not at all, readable by this account only; return what to store of it.

    Content that is there already is left alone, unless it was damaged. Call it before the transaction that refers to it:
    a file without record harms nobody, a record without file does.
    """
    path = _path(checked.digest)
    if not _sound(path, checked.digest):
        write_whole(path, checked.data)
    return StoredPaper(checked.digest, checked.size, checked.media_type, checked.name)


def open_paper(digest: str) -> bytes:
    """Return the content of a kept paper after comparing its hash. Raises `PaperDamaged`."""
    path = _path(digest)
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise PaperDamaged(f"paper {digest} is gone") from problem
    if hashlib.sha256(data).hexdigest() != digest:
        raise PaperDamaged(f"paper {digest} was changed after it was added")
    return data


def download(paper: PaperFields) -> FileResponse:
    """Return a paper as an answer that a browser saves. Raises `PaperDamaged`."""
    return as_download(open_paper(paper.digest), paper.name, paper.media_type)


def as_download(data: bytes, name: str, media_type: str) -> FileResponse:
    """Return content as an answer that a browser saves and never shows, guesses at, runs or keeps."""
    response = FileResponse(io.BytesIO(data), as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _stripped(data: bytes, kind: str) -> bytes:
    try:
        return strip(data, kind)
    except TooManyPixels:
        reason = Reason("too_many_pixels", _("De afbeelding heeft te veel beeldpunten. Maak haar kleiner."))
    except NoPicture:
        reason = Reason("damaged", _("Het bestand is beschadigd en kan niet worden bekeken."))
    raise PaperRefused((reason,))


def _too_large() -> Reason:
    return Reason("too_large", _("Het bestand is groter dan 20 MB."))


def _path(digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise PaperDamaged("no paper has such a digest")
    return Path(settings.DOCUMENTS_ROOT) / "papers" / digest[:2] / digest


def _sound(path: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that only this account may read, whole or not at all, in place of what was there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, part = mkstemp(prefix=".", suffix=".part", dir=path.parent)  # made with mode 600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
