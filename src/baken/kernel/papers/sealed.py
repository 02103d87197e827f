# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Confidential papers: kept encrypted, each under a name that tells nothing and with a key of its own.

A sealed paper lies at ``DOCUMENTS_ROOT/sealed/ab/<random uuid>``. The file begins with its own key, wrapped with the
keyring's; then come pieces of 1 MiB, each sealed to the file, the row that owns it, its place and whether it is the last:
no piece can be changed, moved, left out or put in another file, nor the file given to another row. Rotation wraps the
key anew and leaves the pieces alone.

A feature's model combines `SealedPaperFields` with its own base and is made with the key that `keep` was given::

    class CasePaper(SealedPaperFields, GuardedPart): ...

    owner = uuid7()
    stored = sealed_papers.keep(examine(upload), owner_id=owner)
    CasePaper(id=owner, **stored.fields, ...).save()
"""

import hashlib
import hmac
import secrets
import struct
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models, transaction
from django.http import FileResponse

from .. import keys
from ..encryption import EncryptedTextField
from ..models import RecordQuerySet
from .kept import CheckedPaper, PaperDamaged, as_download, write_whole

__all__ = [
    "PaperDamaged",
    "SealedPaper",
    "SealedPaperFields",
    "destroy",
    "download",
    "files",
    "keep",
    "key_of",
    "open_sealed",
    "remove",
    "rewrap",
    "strays",
]

MAGIC = b"BKN1"
PIECE = 1 << 20
NONCE = 12
TAG = 16
KEY = 32
_WRAPPED = NONCE + KEY + TAG


@dataclass(frozen=True, slots=True)
class SealedPaper:
    """A paper that is kept; the fields of `SealedPaperFields`."""

    file: uuid.UUID
    digest: str
    size: int
    media_type: str
    name: str

    @property
    def fields(self) -> dict[str, Any]:
        """Return what to give a model with `SealedPaperFields`."""
        return {
            "file": self.file,
            "name": self.name,
            "media_type": self.media_type,
            "size": self.size,
            "digest": self.digest,
        }


class SealedPaperFields(models.Model):
    """Abstract: what a record that is one sealed paper has beside what its own base gives it."""

    name = EncryptedTextField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="HMAC of the content with the file's own key")
    file = models.UUIDField(help_text="random; where the file lies")

    objects = RecordQuerySet.as_manager()  # as `Record` has: this base may come before that one

    class Meta:
        abstract = True
        base_manager_name = "objects"


def keep(checked: CheckedPaper, *, owner_id: uuid.UUID) -> SealedPaper:
    """Write a checked paper to disk, sealed, whole or not at all; `owner_id` is the key of the row that will hold it.

    Call it before the transaction that makes the row, or early in it: a file without a row harms nobody (`strays` finds it), a
    row without a file does.
    """
    file, own = uuid.uuid4(), secrets.token_bytes(KEY)
    write_whole(_path(file), _wrapped(own, file) + _sealed(checked.data, own, file, owner_id))
    return SealedPaper(file, _digest(own, checked.data), checked.size, checked.media_type, checked.name)


def open_sealed(paper: SealedPaperFields) -> bytes:
    """Return a paper's content. Raises `PaperDamaged` when it is gone, changed, another row's, or its key is unknown."""
    try:
        held = _path(paper.file).read_bytes()
    except OSError as problem:
        raise PaperDamaged(f"sealed paper {paper.file} is gone") from problem
    own, start = _unwrapped(held, paper.file)
    data = b"".join(_opened(held[start:], own, paper.file, paper.pk))
    if len(data) != paper.size or not hmac.compare_digest(_digest(own, data), paper.digest):
        raise PaperDamaged(f"sealed paper {paper.file} isn't what was added")
    return data


def download(paper: SealedPaperFields) -> FileResponse:
    """Return a paper as an answer that a browser saves. Who may have it is for the view to decide first."""
    return as_download(open_sealed(paper), paper.name, paper.media_type)


def destroy(paper: SealedPaperFields) -> None:
    """Remove a paper's file once the transaction that removes its row is committed; gone already is as good."""
    path = _path(paper.file)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def files() -> Iterator[uuid.UUID]:
    """Yield every sealed paper's file."""
    for path in sorted((Path(settings.DOCUMENTS_ROOT) / "sealed").glob("??/*")):
        try:
            yield uuid.UUID(path.name)
        except ValueError:  # being written
            continue


def strays(known: Collection[uuid.UUID], *, before: float) -> Iterator[uuid.UUID]:
    """Yield each file, last written before this moment (seconds since 1970), that none of the `known` rows has.

    Such a file is left by an action that failed, or by a process killed between removing row and file. `known` must be
    the files of all rows of all models, seen with all rights: what is missing in it looks like a stray.
    """
    for file in files():
        try:
            written = _path(file).stat().st_mtime
        except OSError:
            continue
        if file not in known and written < before:
            yield file


def remove(file: uuid.UUID) -> None:
    """Remove a stray file at once."""
    _path(file).unlink(missing_ok=True)


def key_of(file: uuid.UUID) -> str:
    """Return the id of the key with which a file's own key is wrapped. Raises `PaperDamaged`."""
    with _reading(file) as held:
        return _head(held.read(len(MAGIC) + 1 + 255), file)[0]


def rewrap(file: uuid.UUID) -> bool:
    """Wrap a file's own key with the current key; return whether that was needed. Raises `PaperDamaged`."""
    if key_of(file) == keys.ring().current("paper").id:
        return False
    with _reading(file) as reading:
        held = reading.read()
    own, start = _unwrapped(held, file)
    write_whole(_path(file), _wrapped(own, file) + held[start:])
    return True


def _reading(file: uuid.UUID) -> Any:
    try:
        return _path(file).open("rb")
    except OSError as problem:
        raise PaperDamaged(f"sealed paper {file} is gone") from problem


def _wrapped(own: bytes, file: uuid.UUID) -> bytes:
    """Return the head of a file: kind, id of the key, and the file's own key wrapped with that."""
    key = keys.ring().current("paper")
    name = key.id.encode()
    head = MAGIC + bytes((len(name),)) + name
    nonce = secrets.token_bytes(NONCE)
    return head + nonce + AESGCM(key.derive("wrap")).encrypt(nonce, own, head + file.bytes)


def _unwrapped(held: bytes, file: uuid.UUID) -> tuple[bytes, int]:
    """Return a file's own key, and where its pieces begin."""
    name, end = _head(held, file)
    try:
        key = keys.ring().get("paper", name)
        nonce, wrapped = held[end : end + NONCE], held[end + NONCE : end + _WRAPPED]
        return AESGCM(key.derive("wrap")).decrypt(nonce, wrapped, held[:end] + file.bytes), end + _WRAPPED
    except (InvalidTag, ValueError, keys.UnknownKey):
        raise PaperDamaged(f"sealed paper {file} can't be opened: key {name} is gone or the file is damaged") from None


def _head(held: bytes, file: uuid.UUID) -> tuple[str, int]:
    start = len(MAGIC) + 1
    if held[: len(MAGIC)] != MAGIC or len(held) < start:
        raise PaperDamaged(f"sealed paper {file} is damaged")
    end = start + held[start - 1]
    return held[start:end].decode("ascii", "replace"), end


def _sealed(data: bytes, own: bytes, file: uuid.UUID, owner: uuid.UUID) -> bytes:
    out, cipher = [], AESGCM(own)
    count = max(1, -(-len(data) // PIECE))
    for number in range(count):
        piece = data[number * PIECE : (number + 1) * PIECE]
        nonce, bound = _place(number, number == count - 1, file, owner)
        out.append(cipher.encrypt(nonce, piece, bound))
    return b"".join(out)


def _opened(pieces: bytes, own: bytes, file: uuid.UUID, owner: uuid.UUID) -> Iterator[bytes]:
    cipher, whole = AESGCM(own), PIECE + TAG
    count = max(1, -(-len(pieces) // whole))
    for number in range(count):
        nonce, bound = _place(number, number == count - 1, file, owner)
        try:
            yield cipher.decrypt(nonce, pieces[number * whole : (number + 1) * whole], bound)
        except (InvalidTag, ValueError):
            raise PaperDamaged(f"sealed paper {file} was changed, cut off or isn't this row's") from None


def _place(number: int, last: bool, file: uuid.UUID, owner: uuid.UUID) -> tuple[bytes, bytes]:
    """Return a piece's nonce and what it is sealed to. The key is this file's alone, so a count is a nonce."""
    nonce = struct.pack(">QI", number, int(last))
    return nonce, file.bytes + owner.bytes


def _digest(own: bytes, data: bytes) -> str:
    return hmac.digest(hmac.digest(own, b"baken:digest", hashlib.sha256), data, hashlib.sha256).hex()


def _path(file: uuid.UUID) -> Path:
    name = str(uuid.UUID(str(file)))
    return Path(settings.DOCUMENTS_ROOT) / "sealed" / name[:2] / name
