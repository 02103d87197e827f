# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sessions in the database under a hash of their key: who reads the table can't take over a session.

The cookie holds the key. A key is 165 random bits, so a plain hash can't be turned back. Django's column holds forty
letters: 160 bits of the SHA-256. Django loads this module by its name (``SESSION_ENGINE``) and asks it for `SessionStore`.
"""

import hashlib
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import SuspiciousOperation
from django.utils import timezone

LENGTH = 40


def stored(key: str | None) -> str:
    """Return under what a session is kept; "" for no key, which is that of no session."""
    return hashlib.sha256(key.encode()).hexdigest()[:LENGTH] if key else ""


class SessionStore(db.SessionStore):
    """Django's store of sessions in the database, but for what the table is asked and told. Asynchronous pages have none."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        try:
            found: AbstractBaseSession = self.model.objects.get(
                session_key=stored(self.session_key), expire_date__gt=timezone.now()
            )
        except (self.model.DoesNotExist, SuspiciousOperation):
            self._session_key = None
            return None
        return found

    def exists(self, session_key: str | None) -> bool:
        return bool(super().exists(stored(session_key)))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        made: AbstractBaseSession = super().create_model_instance(data)
        made.session_key = stored(made.session_key)
        return made

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(stored(key))

    async def _aget_session_from_db(self) -> Any:
        raise NotImplementedError

    async def aexists(self, session_key: str | None) -> bool:
        raise NotImplementedError

    async def acreate_model_instance(self, data: dict[str, Any]) -> Any:
        raise NotImplementedError

    async def adelete(self, session_key: str | None = None) -> None:
        raise NotImplementedError
