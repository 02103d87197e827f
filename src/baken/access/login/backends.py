# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in. Accounts of the example exist only where the example does."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from ..models import Kind


class AccountBackend(AuthenticationBackend):
    """Name and password; refuses accounts marked fictitious in production, and service accounts always."""

    def user_can_authenticate(self, user: Any) -> bool:
        if user.fictitious and not settings.DEMO:
            return False
        return user.kind == Kind.PERSON and bool(super().user_can_authenticate(user))

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """Forget whom `user_can_authenticate` refused.

        allauth would keep a user whose password was right, and log in all but the inactive. Here a refused account gets
        the answer of a wrong password: that it exists is nobody's business.
        """
