# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail on accounts: the link by which somebody chooses a password, and that something is asked. A mailbox tells nothing of who
has which role."""

import logging
from collections.abc import Sequence
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..models import User

logger = logging.getLogger(__name__)


class LinkTokens(PasswordResetTokenGenerator):
    """Signed and dated; dead as soon as the password, the mail address or the account changes."""

    key_salt = "baken.access.accounts.mail"

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


def tell_old_address(address: str, *, waits: bool) -> None:
    """Mail the address that an account had that another one is asked for, or took its place."""
    with override("nl"):
        if waits:
            first = _(
                "Iemand vroeg om een ander e-mailadres voor uw account in Baken. Dit wacht op een tweede persoon."
            )
        else:
            first = _("Het e-mailadres van uw account in Baken is gewijzigd.")
        then = _("Weet u hier niet van? Bel dan meteen de functioneel beheerder of de privacy officer.")
        _post([address], _("Het e-mailadres van uw account in Baken"), [first, then])


def tell_of_waiting(addresses: Sequence[str]) -> None:
    """Mail whoever may confirm that a change of an account waits: not of whom, and not what."""
    with override("nl"):
        lines = [
            _("In Baken wacht een wijziging van een account op een tweede persoon."),
            _("Bekijk die, en bevestig of weiger haar:"),
            "",
            f"{settings.PUBLIC_URL}{reverse('accounts:accounts')}",
        ]
        _post(addresses, _("Een wijziging wacht op u in Baken"), lines)


def _post(addresses: Sequence[str], subject: str, lines: Sequence[str]) -> None:
    """Send one mail to each address by itself. What can't be sent is told in the server's log."""
    for address in addresses:
        message = EmailMessage(
            subject, "\n".join(lines) + "\n", to=[address], headers={"Auto-Submitted": "auto-generated"}
        )
        try:
            message.send()
        except (OSError, SMTPException) as fault:  # by its kind alone: its text may hold the address
            logger.warning("a mail about a change of an account could not be sent: %s", type(fault).__name__)
