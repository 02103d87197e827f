# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where allauth asks the house how accounts work here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given out by the municipality: nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."),
        "too_many_login_attempts": _(
            "Vanaf dit netwerk waren er te veel mislukte pogingen. Probeer het over een minuut opnieuw."
        ),
        "locked_out": _(
            "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Er waren te veel pogingen: probeer het later "
            "opnieuw, over een kwartier."
        ),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Slow down whoever fails under many names from one address, but not a colleague behind that same address.

        Who logged in from there before goes on; for that name the lock-out counts as always (`access.login.lockout`). It tells
        somebody who failed thirty times in a minute which names logged in from their own network; no more than that.
        """
        from .sessions import known_origin

        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            if not known_origin(str(credentials.get("username") or "").strip(), request):
                raise

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Keep the name that the municipality gave."""

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Say of a locked name what is said of a wrong password, and when to try again; known or not, the same."""
        if code == "username_password_mismatch" and getattr(context.request, "axes_locked_out", False):
            code = "locked_out"
        found: ValidationError = super().validation_error(code, *args)
        return found

    def set_password(self, user: Any, password: str) -> None:
        """Change a password by the action, which writes the audit row and ends the sessions."""
        from ..accounts.credentials import change_own_password

        change_own_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        from .reauth import is_recent

        return not is_recent(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the one page that asks for all that the account has."""
        return [{"id": "reauthenticate", "url": reverse("account_reauthenticate")}] if user.is_authenticated else []
