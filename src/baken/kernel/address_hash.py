# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""By which an address that is stored encrypted can be found again: a keyed hash of it, within one municipality."""

import hashlib
import hmac
import re
import unicodedata

from . import keys


def address_hash(municipality_id: object, address: str, secret: bytes | None = None) -> str:
    """Return the keyed hash of an exact address, "" for none; case, accents and spaces don't count."""
    plain = unicodedata.normalize("NFKD", address.casefold())
    plain = "".join(re.findall(r"[a-z0-9]", plain))
    if not plain:
        return ""
    secret = secret or keys.ring().current("search").secret
    return hmac.digest(secret, f"address|{municipality_id}|{plain}".encode(), hashlib.sha256).hex()


def address_hashes(municipality_id: object, address: str) -> set[str]:
    """Return the hashes by which rows of this address may be found: one for each key that is still known."""
    return {address_hash(municipality_id, address, key.secret) for key in keys.ring().all("search")} - {""}
