# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form that is sent twice (an impatient click, a page sent again) does its work once.

The tag `{% once %}` puts a token in the form, drawn for each page; `ui.answering.answer` takes it along with who sends. What was
refused didn't happen, so its token is still good. A form without a token is answered as always: this helps people, it
guards nothing.
"""

import secrets
from collections.abc import Callable
from typing import TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString

from baken.kernel.actions import Actor, together
from baken.kernel.errors import BakenError
from baken.kernel.rate_limits import hit

R = TypeVar("R")
FIELD = "once"
MAX_TOKEN = 64
DAY = 86_400


class Repeated(BakenError):
    """This very form was answered before."""


def drawn() -> SafeString:
    """Return a hidden field with a token of its own."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, secrets.token_urlsafe(18))


def only_once(actor: Actor, token: str, act: Callable[[], R]) -> Callable[[], R]:
    """Return `act` such that it raises `Repeated` when `actor` sent a form with this token in the last day.

    Token and work are one transaction: what is refused gives the token back, and a second that comes at the same moment
    waits for the first.
    """
    if not token or len(token) > MAX_TOKEN:
        return act

    def acted() -> R:
        with together():
            if not hit("form sent once", f"{actor.id}|{token}", 1, DAY):
                raise Repeated
            return act()

    return acted
