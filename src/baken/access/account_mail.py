# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mail by which somebody chooses a password: a link and nothing else. A mailbox tells nothing of who has which role."""

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import override

from .models import User


class LinkTokens(PasswordResetTokenGenerator):
    """Signed and dated; dead as soon as the password, the mail address or the account changes."""

    key_salt = "baken.access.account_mail"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{user.pk}{user.password}{user.email}{user.is_active}{timestamp}"


tokens = LinkTokens()


def link_of(user: User) -> str:
    """Return the whole address of a link for `user`, good for three days (PASSWORD_RESET_TIMEOUT)."""
    key = urlsafe_base64_encode(str(user.pk).encode())
    return f"{settings.PUBLIC_URL}{reverse('own:password_link', args=[key, tokens.make_token(user)])}"


def send_link(user: User) -> None:
    """Mail the link. Raises what the mail server raises."""
    with override("nl"):
        body = [
            _("Er staat een account voor u klaar in Baken, of u vroeg om een nieuw wachtwoord."),
            _("Kies uw wachtwoord met deze link. De link werkt één keer, drie dagen lang:"),
            "",
            link_of(user),
            "",
            _("Verwacht u dit niet? Dan hoeft u niets te doen. Stuur de link niet door."),
        ]
        subject = _("Kies uw wachtwoord voor Baken")
    EmailMessage(subject, "\n".join(body) + "\n", to=[user.email], headers={"Auto-Submitted": "auto-generated"}).send()
