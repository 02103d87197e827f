# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Guessing passwords and codes: after five failures for one name from one address, or twenty for one name from everywhere,
nobody gets in by that name from there for a quarter of an hour. The right password doesn't help then.

Failures under another name never count, and twenty from elsewhere don't lock out who logged in from this address before: so
nobody can lock a colleague out from outside. Names that don't exist are counted like those that do.
"""

from datetime import timedelta
from typing import Any

from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.db import transaction
from django.db.models import F, Sum
from django.http import HttpRequest

from ..http import client_address
from . import trail as login_trail
from .sessions import known_origin

COOL_OFF = timedelta(minutes=15)
PER_ADDRESS = 5
PER_NAME = 20
STEP = "baken_step"
"""Among the credentials of a failure: at which step of logging in, where it isn't the password."""


def address(request: HttpRequest) -> str | None:
    """Return the address by which failures are counted; of IPv6 the subscriber's network."""
    return client_address(request).partition("/")[0] or None


def name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return the user name by which failures are counted: names differ in more than capitals."""
    return str((credentials or {}).get("username") or "").strip().lower()[:255]


def locked(request: HttpRequest, username: str) -> bool:
    """Whether nobody gets in by this name from here now."""
    return bool(AxesProxyHandler.is_locked(request, {"username": username}))


def count_failure(request: HttpRequest, username: str) -> None:
    """Count a wrong code as a wrong password."""
    AxesProxyHandler.user_login_failed(None, {"username": username, STEP: login_trail.CODE}, request)


class LockoutBackend(AxesStandaloneBackend):
    """Refuses before a password is looked at. A check without request (a command) isn't a login."""

    def authenticate(self, request: HttpRequest | None, *args: Any, **kwargs: Any) -> None:
        if request is not None:
            super().authenticate(request, *args, **kwargs)


class LockoutHandler(AxesDatabaseHandler):
    """Counts in the database, so for all processes together. Keeps name, address, number and moment; nothing of what was sent."""

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """Return the failures that count against PER_ADDRESS; those from everywhere are brought to its measure."""
        since = request.axes_attempt_time - COOL_OFF
        mine = AccessAttempt.objects.filter(username=name(request, credentials), attempt_time__gte=since)
        here = mine.filter(ip_address=request.axes_ip_address)
        near = here.aggregate(all=Sum("failures_since_start"))["all"] or 0
        if near >= PER_ADDRESS:
            return int(near)
        everywhere = mine.aggregate(all=Sum("failures_since_start"))["all"] or 0
        if everywhere >= PER_NAME and not known_origin(name(request, credentials), request):
            return PER_ADDRESS
        return int(near)

    def user_login_failed(self, sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
        """Count one failure; while locked nothing is counted, so that the quarter of an hour ends."""
        if request is None:
            return
        if self.is_locked(request, credentials):
            request.axes_locked_out = True
            return
        at = request.axes_attempt_time
        AccessAttempt.objects.filter(attempt_time__lt=at - COOL_OFF).delete()
        with transaction.atomic():
            row, new = AccessAttempt.objects.select_for_update().get_or_create(
                username=name(request, credentials),
                ip_address=request.axes_ip_address,
                user_agent="",
                defaults={"failures_since_start": 1, "attempt_time": at},
            )
            if not new:
                changed = {"failures_since_start": F("failures_since_start") + 1, "attempt_time": at}
                AccessAttempt.objects.filter(pk=row.pk).update(**changed)
        request.axes_locked_out = self.is_locked(request, credentials)
        step = (credentials or {}).get(STEP, login_trail.PASSWORD)
        login_trail.refused(request, name(request, credentials), step=step, locks=request.axes_locked_out)
