# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Putting another key in use, and taking an old one out of the ring once nothing needs it.

Rotation first adds the key, so that what is written meanwhile has it, and then goes through what the older keys wrote, batch by
batch. Broken off, it goes on where it was when it is asked again. An old key stays readable until it is dropped.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from .. import audit, keys
from ..actions import Actor, action
from ..encryption import VERSION, EncryptedTextField, Undecipherable, encrypted_fields, seal, unseal
from ..errors import BakenError
from ..models import AuditEntry, Municipality
from ..papers import sealed as sealed_papers
from . import checks as key_checks

BATCH = 500
Say = Callable[[str], Any]


class InUse(BakenError):
    """A key is still needed; the message says for what."""


@dataclass(frozen=True, slots=True)
class Installation:
    """Who acts when the command line does: nobody of a municipality."""

    id: UUID | None = None
    municipality_id: UUID | None = None


def rotate(use: str, *, at: datetime, actor: Actor = Installation(), say: Say = print) -> int:
    """Put a new key in use, or finish a rotation that was broken off; return how many things could not be rewritten.

    What the audit log was sealed with stays as it is: rows are never rewritten, and their key never goes.
    """
    if use != "audit" and any(not key_checks.is_replaced(use, key.id) for key in _old(use)):
        say(f"{use}: going on with the rotation to {keys.ring().current(use).id}")
    else:
        key = keys.new_key(use)
        keys.provider().change(lambda held: held.with_key(key))
        say(f"{use}: {key.id} is the current key")
    _note_current(actor=actor, at=at, use=use)
    failed = _rewrite(use, say)
    for key in _old(use):
        if not failed and (use == "search" or not used(use, key.id)):
            key_checks.mark_replaced(use, key.id)
    return failed


def drop(key_id: str, *, at: datetime, actor: Actor = Installation()) -> None:
    """Take an old key out of the ring. Raises `UnknownKey`, or `InUse` while something needs it."""
    ring = keys.ring()
    key = next((one for one in ring.all() if one.id == key_id), None)
    if key is None:
        raise keys.UnknownKey(f"the keyring has no key {key_id}")
    if ring.current(key.use).id == key_id:
        raise InUse(f"{key_id} is the current key for {key.use}: run `baken keys rotate --use {key.use}` first")
    if key.use == "search":
        _reindex()  # once more: a request under way during the rotation may have used the old key
    if found := used(key.use, key_id):
        raise InUse(f"{key_id} is still needed for {found}")
    _note_dropped(actor=actor, at=at, use=key.use, key_id=key_id)
    keys.provider().change(lambda held: held.without(key.use, key_id))


def used(use: str, key_id: str) -> str:
    """Return for what a key is still needed, "" for nothing."""
    if use == "audit":
        count = AuditEntry.objects.filter(key_id=key_id).count()
        return f"{count} rows of the audit log, which are never rewritten" if count else ""
    if use == "paper":
        count = sum(1 for file in sealed_papers.files() if _wraps(file) == key_id)
        return f"{count} sealed papers" if count else ""
    if use == "search":
        done = not keys.reindexers() or key_checks.is_replaced(use, key_id)
        return "" if done else "search words: run `baken keys rotate --use search`"
    return ", ".join(f"{model._meta.label}.{field.name}" for model, field in _fields() if _wrote(model, field, key_id))


def _old(use: str) -> list[keys.Key]:
    ring = keys.ring()
    return [key for key in ring.all(use) if key.id != ring.current(use).id]


def _wraps(file: UUID) -> str:
    """Return the key that a sealed paper needs, "" for a damaged one, which no key opens."""
    try:
        return sealed_papers.key_of(file)
    except sealed_papers.PaperDamaged:
        return ""


def _rewrite(use: str, say: Say) -> int:
    if use == "field":
        return sum(_reseal(model, fields, say) for model, fields in encrypted_fields().items())
    if use == "paper":
        return _rewrap(say)
    if use == "search":
        say(f"search: {_reindex()} indexes made anew")
    return 0


def _reindex() -> int:
    for function in keys.reindexers():
        function()
    return len(keys.reindexers())


def _rewrap(say: Say) -> int:
    done, failed = 0, 0
    for file in sealed_papers.files():
        try:
            done += sealed_papers.rewrap(file)
        except sealed_papers.PaperDamaged as problem:
            failed += 1
            say(f"paper: {problem}")
    say(f"paper: {done} sealed papers have the current key")
    return failed


def _reseal(model: type[models.Model], fields: list[EncryptedTextField], say: Say) -> int:
    """Seal what older keys wrote in one table anew; return how many values could not be opened. They stay as they are."""
    done, failed = 0, 0
    for municipality in _municipalities():
        last: Any = None
        while True:
            with everything_of(municipality):
                rows = _older(model, fields, last)
                for row in rows:
                    for field, value in zip(fields, row[1:], strict=True):
                        outcome = _reseal_one(model, field, row[0], value)
                        done, failed = done + (outcome is True), failed + (outcome is False)
            if not rows:
                break
            last = rows[-1][0]
    if done or failed:
        say(f"field: {model._meta.label}: {done} texts sealed anew" + (f", {failed} can't be opened" if failed else ""))
    return failed


def _reseal_one(model: type[models.Model], field: EncryptedTextField, row: Any, value: str | None) -> bool | None:
    """Seal one value anew, unless somebody wrote another meanwhile. False: it can't be opened; None: it needn't be."""
    if not value or value.startswith(f"{VERSION}:{keys.ring().current('field').id}:"):
        return None
    key = _key(model)
    owner = str(key.to_python(row))
    try:
        text = unseal(value, field.place, owner)
    except Undecipherable:
        return False
    table, column, name = _quoted(model._meta.db_table, str(field.column), str(key.column))
    statement = f"UPDATE {table} SET {column} = %s WHERE {name} = %s AND {column} = %s"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(seal(text, field.place, owner)), row, value])
    return True


def _older(model: type[models.Model], fields: list[EncryptedTextField], last: Any) -> list[Any]:
    """Return key and values of the next rows with a value that the current key didn't write."""
    table, key, *columns = _quoted(model._meta.db_table, str(_key(model).column), *(str(f.column) for f in fields))
    current = f"{VERSION}:{keys.ring().current('field').id}:%"
    old = " OR ".join(f"({column} <> '' AND {column} NOT LIKE %s)" for column in columns)
    after = f"AND {key} > %s" if last is not None else ""
    statement = f"SELECT {key}, {', '.join(columns)} FROM {table} WHERE ({old}) {after} ORDER BY {key} LIMIT {BATCH}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [current] * len(columns) + ([last] if last is not None else []))
        return list(cursor.fetchall())


def _wrote(model: type[models.Model], field: EncryptedTextField, key_id: str) -> bool:
    table, column = _quoted(model._meta.db_table, str(field.column))
    statement = f"SELECT 1 FROM {table} WHERE {column} LIKE %s LIMIT 1"  # noqa: S608 - our own names
    for municipality in _municipalities():
        with everything_of(municipality), connection.cursor() as cursor:
            cursor.execute(statement, [f"{VERSION}:{key_id}:%"])
            if cursor.fetchone():
                return True
    return False


def _fields() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    for model, fields in encrypted_fields().items():
        for field in fields:
            yield model, field


def _key(model: type[models.Model]) -> Any:
    return model._meta.pk


def _quoted(*names: str) -> list[str]:
    return [connection.ops.quote_name(name) for name in names]


def _municipalities() -> list[UUID | None]:
    """Return whose rows to look at: row-level security shows those of one municipality at a time."""
    return list(Municipality.objects.values_list("pk", flat=True)) or [None]


@contextmanager
def everything_of(municipality: UUID | None) -> Iterator[None]:
    """Let Baken's own work see, inside, the guarded rows of a municipality (`access.authorization.row_security`)."""
    with transaction.atomic():
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('baken.system', true), current_setting('baken.municipality', true)")
            before = [told or "" for told in cursor.fetchone()]
            cursor.execute(_CONTEXT, ["1", str(municipality or "")])
        yield
        with connection.cursor() as cursor:
            cursor.execute(_CONTEXT, before)


_CONTEXT = "SELECT set_config('baken.system', %s, true), set_config('baken.municipality', %s, true)"


@action
def _note_current(*, actor: Actor, at: datetime, use: str) -> None:
    ring = keys.ring()
    key_checks.remember(ring)
    audit.record("keys.rotated", resource_type="kernel.keycheck", resource_id=f"{use}:{ring.current(use).id}")


@action
def _note_dropped(*, actor: Actor, at: datetime, use: str, key_id: str) -> None:
    key_checks.forget(use, key_id)
    audit.record("keys.dropped", resource_type="kernel.keycheck", resource_id=f"{use}:{key_id}")
