# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second step of logging in: a code from an app (TOTP, RFC 6238), or one of ten recovery codes.

allauth keeps the rows and asks for the code; here is where the secrets lie, that a code counts once whichever process sees
it, and that wrong codes count towards the lock-out. Passkeys (WebAuthn) would be one more type in MFA_SUPPORTED_TYPES.
"""

import time
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_delete
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import SecondFactorSecret, User
from .lockout import count_failure, locked

USED = "_baken_used_counter"
HELD = "held:"
"""Before the key of a `SecondFactorSecret`, where allauth would have the secret itself."""


def has_second_factor(user: User) -> bool:
    """Whether the account has a code app."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def is_proven(request: HttpRequest) -> bool:
    """Whether a code was given in this session. Costs no query."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def accept(user: User, code: str) -> bool:
    """Whether `code` is right for `user` now. A code counts once; one of the app also half a minute late or early."""
    with transaction.atomic():
        rows = {row.type: row for row in Authenticator.objects.select_for_update().filter(user=user)}
        app = rows.get(Authenticator.Type.TOTP)
        if app is not None and (counter := _counter_of(app, code)):
            app.data["counter"] = counter
            app.save(update_fields=["data"])
            return True
        backup = rows.get(Authenticator.Type.RECOVERY_CODES)
        return backup is not None and bool(backup.wrap().validate_code(code))


def _counter_of(app: Authenticator, code: str) -> int:
    """Return for which half minute a code is right, 0 for none or one that was used."""
    counter = _matching(decrypt(app.data["secret"]), code)
    return counter if counter > int(app.data.get("counter", 0)) else 0


def _matching(secret: str, code: str) -> int:
    """Return for which half minute, of now and those beside it, a code is right; 0 for none."""
    now = int(time.time()) // 30
    for counter in (now, now - 1, now + 1):
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter))):
            return counter
    return 0


def check_code(request: HttpRequest, user: User, code: str) -> None:
    """Raise ValidationError unless `code` is right; a wrong one counts towards the lock-out."""
    name = user.get_username()
    if locked(request, name):
        raise ValidationError(_("Te veel pogingen. Probeer het over een kwartier opnieuw."), code="locked")
    if not accept(user, code):
        count_failure(request, name)
        raise ValidationError(_("Deze code klopt niet, of is al gebruikt."), code="incorrect_code")


def code_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=widget,
        help_text=gettext_lazy("Zes cijfers uit uw app, of een van uw herstelcodes."),
    )


class CodeForm(AuthenticateForm):
    """The code while logging in."""

    code = code_field()

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        check_code(context.request, self.user, code)
        found = Authenticator.objects.filter(user=self.user).order_by("-type")  # the app before the recovery codes
        self.authenticator = found.first()
        return code


class SetUpForm(ActivateTOTPForm):
    """The first code of a new app."""

    code = forms.CharField(
        label=gettext_lazy("Code uit de app"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Remember for which half minute the code was: it counted, and doesn't once more at the next log-in."""
        code: str = super().clean_code()
        setattr(context.request, USED, _matching(self.secret, code))
        return code


class SecondFactorAdapter(DefaultMFAAdapter):
    """Where allauth asks the house."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Deze code klopt niet, of is al gebruikt."),
        "cannot_delete_authenticator": gettext_lazy("De tweede stap is hier verplicht."),
    }

    def encrypt(self, text: str) -> str:
        """Keep a secret sealed in a row of its own, which the rotation of keys knows; return its key."""
        return f"{HELD}{SecondFactorSecret.objects.create(secret=text).pk}"

    def decrypt(self, encrypted_text: str) -> str:
        found: str = SecondFactorSecret.objects.get(pk=UUID(encrypted_text.removeprefix(HELD))).secret
        return found

    def get_totp_issuer(self) -> str:
        return "Baken"

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return bool(settings.DEMO)

    def build_totp_svg(self, url: str) -> str:
        """Draw the code to scan without style attributes, which the content security policy refuses."""
        import qrcode

        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        label = _("Code om te scannen met de app")
        return format_html(
            '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>',
            len(rows),
            label,
            path,
        )


def listen() -> None:
    """Follow what allauth does to second factors."""
    uid = "baken.access.login.second_factor"
    signals.authenticator_added.connect(_added, dispatch_uid=uid)
    signals.authenticator_removed.connect(_removed, dispatch_uid=uid)
    signals.authenticator_reset.connect(_reset, dispatch_uid=uid)
    post_delete.connect(_forget, sender=Authenticator, dispatch_uid=uid)


def _added(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        authenticator.data["counter"] = getattr(request, USED, 0)
        authenticator.save(update_fields=["data"])
        record_authentication(request, user, "mfa", type="totp", reauthenticated=True)
    _note(request, user, "added", authenticator)


def _removed(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    _note(request, user, "removed", authenticator)


def _reset(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    _note(request, user, "renewed", authenticator)


def _note(request: HttpRequest, user: User, what: str, authenticator: Authenticator) -> None:
    from ..accounts.credentials import note_second_factor
    from .sessions import current_key

    note_second_factor(user=user, what=what, kind=str(authenticator.type), but=current_key(request))


def _forget(instance: Authenticator, **more: Any) -> None:
    held = [str(instance.data.get(part, "")) for part in ("secret", "seed")]
    found = [UUID(one.removeprefix(HELD)) for one in held if one.startswith(HELD)]
    SecondFactorSecret.objects.filter(pk__in=found).delete()
