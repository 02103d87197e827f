# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The seal of an audit row: what it covers, and how it is made."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC
from decimal import Decimal
from typing import Any

from ..keys import Key, ring
from ..models import AuditEntry

FORMAT = "baken audit 1"


def seal(entry: AuditEntry, key: Key, *, sequence: int | None = None) -> str:
    """Return the HMAC-SHA256 (hex) over all fields of `entry` but its hash; `sequence` asks for it at another place."""
    content = [
        FORMAT,
        str(entry.id),
        str(entry.municipality_id),
        entry.sequence if sequence is None else sequence,
        entry.at.astimezone(UTC).isoformat(),  # the database gives back the moment, not the zone it was told in
        _text(entry.actor_id),
        entry.action,
        entry.kind,
        entry.resource_type,
        entry.resource_id,
        entry.purpose,
        entry.basis,
        _text(entry.vault_id),
        entry.detail,
        entry.personal_digest,
        entry.key_id,
        entry.previous_hash,
    ]
    return hmac.new(key.secret, _canonical(content), hashlib.sha256).hexdigest()


def is_sealed(entry: AuditEntry, *, sequence: int | None = None) -> bool:
    """Return whether the seal fits the row. Raises `keys.UnknownKey` when its key isn't in the keyring."""
    return hmac.compare_digest(
        entry.hash.encode(), seal(entry, ring().get("audit", entry.key_id), sequence=sequence).encode()
    )


def plain(value: Any) -> Any:
    """Return JSON with whole floats as the integers that they are written as. Raises ValueError on what is no JSON.

    PostgreSQL keeps decimals and gives 1e22 back as an integer, which would no longer have the row's seal.
    """
    return _whole(json.loads(json.dumps(value, default=str, allow_nan=False)))


def salted(personal: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is kept of a personal part (JSON with a new salt), and its digest in hex.

    Without the salt nobody can find out by trying whether the digest is that of a certain name or number.
    """
    content = json.dumps({"salt": secrets.token_hex(32), "part": plain(dict(personal))}, ensure_ascii=False)
    return content, personal_digest(content)


def personal_digest(content: str) -> str:
    """Return the digest of a personal part as kept. Raises ValueError when it isn't of that form."""
    told = json.loads(content)
    if not isinstance(told, dict) or set(told) != {"salt", "part"} or not isinstance(told["salt"], str):
        raise ValueError("no personal part with its salt")
    return hmac.new(told["salt"].encode(), _canonical(told["part"]), hashlib.sha256).hexdigest()


def personal_part(content: str) -> dict[str, Any]:
    """Return the personal part itself."""
    return dict(json.loads(content)["part"])


def _canonical(content: Any) -> bytes:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _text(key: Any) -> str:
    return "" if key is None else str(key)


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return int(Decimal(repr(value))) if isinstance(value, float) and value.is_integer() else value
