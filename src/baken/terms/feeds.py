# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The personal calendar address: made, renewed and ended by its owner, and gone when the account is closed.

Whoever holds the address sees on which days something is due, and of which kind; nothing else, and never more than the
owner may see at that moment.
"""

import hashlib
import re
import secrets
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Kind, User, actor_for, require, visible_to
from baken.access.facade import municipality_of as town_of
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason
from baken.kernel.models import Municipality

from .models import CalendarFeed
from .policies import VIEW

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@action
def make_feed(*, actor: Actor, at: datetime) -> str:
    """Give the actor a calendar address and return its secret, this once. An address that was there stops working.

    Raises `Denied` for who may not see terms.
    """
    require(actor, VIEW)
    if actor.id is None:
        raise Denied((Reason("nobody", _("Alleen een persoon heeft een agenda.")),))
    municipality = town_of(actor)
    token = secrets.token_urlsafe(32)
    row = CalendarFeed.objects.locked().filter(municipality=municipality, user_id=actor.id).first()
    renewed = row is not None
    row = row or CalendarFeed(municipality=municipality, user_id=actor.id)
    row.digest, row.made_at = digest(token), at
    row.save()
    audit.record("calendar_feed.renewed" if renewed else "calendar_feed.made", row)
    return token


@action
def end_feed(*, actor: Actor, at: datetime, feed: CalendarFeed) -> None:
    """Make the address worthless, at once."""
    require(actor, VIEW, feed)
    audit.record("calendar_feed.ended", feed)
    feed.delete()


def end_feeds_of(user: User, municipality: Municipality, at: datetime) -> int:
    """End the address of an account that leaves, and return how many there were; within the action that closes it."""
    rows = CalendarFeed.objects.filter(municipality=municipality, user=user)
    number = rows.count()
    rows.delete()
    return number


def feed_of(actor: Actor) -> CalendarFeed | None:
    """Return the actor's own calendar address, if there is one."""
    return visible_to(CalendarFeed.objects.all(), actor, VIEW).first()


def reader_of(token: str, at: datetime) -> Actor | None:
    """Return as whom a calendar reads; None for a wrong secret, a closed account, or one that may no longer see terms.

    The row is found by the hash of the secret: how long an index takes to find a random text tells nothing about it.
    """
    if TOKEN.fullmatch(token) is None:
        return None
    rows: QuerySet[CalendarFeed] = CalendarFeed.objects.filter(digest=digest(token)).select_related("user")
    feed = rows.first()
    if feed is None or not feed.user.is_active or feed.user.kind != Kind.PERSON:
        return None
    actor = actor_for(feed.user, on=timezone.localdate(at), municipality_id=feed.municipality_id, at=at)
    return actor if actor.municipality_id == feed.municipality_id and actor.may(VIEW) else None


def language_of(actor: Actor) -> str:
    """Return in which language the reader works."""
    return User.objects.filter(pk=str(actor.id)).values_list("language", flat=True).first() or "nl"


def digest(token: str) -> str:
    """Return what is kept of a secret: 32 random bytes need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
