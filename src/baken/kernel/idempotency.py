# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests that may come twice and must count once: a sender gives each its own Idempotency-Key.

The key is taken within the transaction of the action that makes something. Of two that come at the same moment the second
waits for the first; what is refused or rolled back gives the key back.
"""

import hashlib
import hmac
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from . import keys
from .actions import require_run
from .errors import Reason, Refused
from .ids import uuid7
from .models import Idempotency

KEPT = timedelta(days=400)
"""So long a key is known. A sender that tries again after more than a year makes something new."""
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


class OtherBody(Refused):
    """The same key came with something else: answered by 422."""

    def __init__(self) -> None:
        text = _("Deze sleutel (Idempotency-Key) is al gebruikt voor een ander bericht. Gebruik een nieuwe.")
        super().__init__((Reason("other_body", text),))


class BadKey(Refused):
    """The key isn't one: answered by 400."""

    def __init__(self) -> None:
        text = _("De sleutel (Idempotency-Key) moet 1 tot 255 tekens lang zijn, zonder spaties.")
        super().__init__((Reason("bad_key", text),))


def is_key(text: str) -> bool:
    """Whether this may be an Idempotency-Key: 1 to 255 visible ASCII characters."""
    return _KEY.fullmatch(text) is not None


def take(*, municipality_id: UUID, scope: str, key: str, body: bytes, record_id: UUID) -> UUID | None:
    """Take a key for the record that is about to be made; None when it is new, else the record that was made by it.

    Part of an action. Raises `BadKey`, and `OtherBody` where the same key came with another body before. One statement for a
    new key.
    """
    run = require_run("an idempotency key")
    if not is_key(key):
        raise BadKey
    key_hash, body_hash = _hash(key), _hash(body)
    if _inserted(uuid7(), municipality_id, scope, key_hash, body_hash, record_id, run.at):
        return None
    found = Idempotency.objects.get(municipality_id=municipality_id, scope=scope, key_hash=key_hash)
    if not hmac.compare_digest(found.body_hash, body_hash):
        raise OtherBody
    return found.record_id


def repoint(*, municipality_id: UUID, record_id: UUID, to: UUID) -> int:
    """Have the keys by which a record was made lead to another, which now holds what it held; return how many. Part of an action.

    Reads the keys of the municipality one by one: for what seldom happens.
    """
    require_run("moved idempotency keys")
    return Idempotency.objects.filter(municipality_id=municipality_id, record_id=record_id).update(record_id=to)


def forget_old(municipality_id: UUID, at: datetime) -> int:
    """Delete the keys that were taken longer than `KEPT` ago; return how many. Part of an action."""
    require_run("old idempotency keys")
    return Idempotency.objects.filter(municipality_id=municipality_id, at__lte=at - KEPT).delete()[0]


def _inserted(*values: Any) -> bool:
    """Insert the row unless there is one by this key; return whether it was. Waits for another that is at it."""
    meta: Any = Idempotency._meta
    fields = ("id", "municipality", "scope", "key_hash", "body_hash", "record_id", "at")
    columns = [meta.get_field(name) for name in fields]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in columns)
    places = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ({places}) ON CONFLICT DO NOTHING"  # noqa: S608 - names of ours
    prepared = [field.get_db_prep_save(value, connection) for field, value in zip(columns, values, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(sql, prepared)
        return bool(cursor.rowcount == 1)


def _hash(told: str | bytes) -> str:
    """Return a hash by the oldest audit key, which never leaves the ring: a rotation between two tries changes nothing."""
    secret = keys.ring().all("audit")[0].derive("idempotency")
    return hmac.digest(secret, told.encode() if isinstance(told, str) else told, hashlib.sha256).hex()
