# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a login holds: an hour without a request, ten hours in all, three at once for one account.

Django keeps the session and its cookie; a row here says whether it still holds. So one session can be ended, by its owner or
when an account is closed, and it is over at the next request, whichever process answers that.
"""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from baken.kernel import moment

from ..http import client_address
from ..models import Ending, User, UserSession
from . import trail as login_trail

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=10)
AT_ONCE = 3
SEEN_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=90)
"""How long an ended session is remembered: to recognise an address, and for whoever looks for a break-in."""
KEY = "baken_user_session"


def begin(request: HttpRequest, user: User, at: datetime) -> UserSession:
    """Note that `user` logs in. Beyond three sessions at once the oldest ends; accounts of the example are shared by many."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # two logins at once must not both count two
        mine = UserSession.objects.filter(user=user)
        mine.filter(ended_at__lt=at - KEPT).delete()
        mine.filter(ended_at__isnull=True, begun_at__lt=at - LONGEST).update(ended_at=at, ended_for=Ending.AGE)
        session = UserSession.objects.create(
            user=user,
            begun_at=at,
            seen_at=at,
            browser=browser_of(str(request.META.get("HTTP_USER_AGENT", ""))),
            origin=origin_of(request),
        )
        if not user.fictitious:
            open_now = mine.filter(ended_at__isnull=True).order_by("-begun_at", "-id").values_list("pk", flat=True)
            mine.filter(pk__in=list(open_now)[AT_ONCE:]).update(ended_at=at, ended_for=Ending.LIMIT)
    request.session[KEY] = str(session.pk)
    return session


def ended(request: HttpRequest, at: datetime) -> Ending | None:
    """Return why the session of a logged-in request is over, or None while it holds. One query; at most one a minute more."""
    found = _of(request)
    if found is None:
        return Ending.LOGOUT
    if found.ended_at is not None:
        return Ending(found.ended_for)
    over = Ending.AGE if at - found.begun_at >= LONGEST else Ending.IDLE if at - found.seen_at >= IDLE else None
    changed: dict[str, Any] = {"ended_at": at, "ended_for": over} if over else {"seen_at": at}
    if over or at - found.seen_at >= SEEN_EVERY:
        UserSession.objects.filter(pk=found.pk, ended_at__isnull=True).update(**changed)
    return over


def end_all(user: User, at: datetime, why: Ending, *, but: UUID | None = None) -> int:
    """End every session of `user` (but one); return how many. They are over at their next request."""
    rows = UserSession.objects.filter(user=user, ended_at__isnull=True)
    rows = rows.exclude(pk=but) if but else rows
    return rows.update(ended_at=at, ended_for=why)


def open_sessions(user: User, at: datetime) -> list[UserSession]:
    """Return the sessions that still hold, the newest first."""
    rows = UserSession.objects.filter(user=user, ended_at__isnull=True)
    return list(rows.filter(begun_at__gt=at - LONGEST, seen_at__gt=at - IDLE))


def current_key(request: HttpRequest) -> UUID | None:
    """Return the key of the session of this request."""
    try:
        return UUID(str(request.session.get(KEY, "")))
    except ValueError:
        return None


def known_origin(username: str, request: HttpRequest) -> bool:
    """Whether this account logged in from this address on the network before."""
    rows = UserSession.objects.filter(user__username__iexact=username, origin=origin_of(request))
    return rows.exclude(origin="").exists()


def origin_of(request: HttpRequest) -> str:
    """Return a keyed hash of where a request came from: to know it again, not to know where it is. "" where that isn't told."""
    address = client_address(request)
    if not address:
        return ""
    return salted_hmac("baken.access.origin", address, algorithm="sha256").hexdigest()


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


def browser_of(agent: str) -> str:
    """Return kind of browser and system in words, from what the browser says of itself: "Firefox, Windows"."""
    found = [next((name for part, name in kinds if re.search(part, agent)), "") for kinds in (BROWSERS, SYSTEMS)]
    return ", ".join(part for part in found if part)


def _of(request: HttpRequest) -> UserSession | None:
    key = current_key(request)
    return UserSession.objects.filter(pk=key, user=request.user.pk).first() if key else None


def listen() -> None:
    """Follow Django's logins and logouts."""
    user_logged_in.connect(_logged_in, dispatch_uid="baken.access.login.sessions")
    user_logged_out.connect(_logged_out, dispatch_uid="baken.access.login.sessions")


def _logged_in(request: HttpRequest, user: User, **more: Any) -> None:
    at = moment.now()
    begin(request, user, at)
    login_trail.logged_in(request, user, at)


def _logged_out(request: HttpRequest, user: User | None, **more: Any) -> None:
    key, at = current_key(request), moment.now()
    if user is not None and key is not None:
        rows = UserSession.objects.filter(pk=key, user=user, ended_at__isnull=True)
        if rows.update(ended_at=at, ended_for=Ending.LOGOUT):  # one that was over already ended for another reason
            login_trail.logged_out(user, at)
