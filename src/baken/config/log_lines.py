# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the server's log tells of a request: the route, never its address, and no more than a line for who sends nonsense."""

import logging

from django.http import HttpRequest

LONGEST = 300
CUT = "…"


class Discreet(logging.Filter):
    """Filter of a handler. Addresses hold personal links, references and keys: whoever reads the log must not get them.

    A request that is wrong (status under 500) has no traceback: that would be one of Django's own code, for each forged
    header that a stranger sends.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; it is always let through."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            self._hide(record, request)
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
            if record.levelno > logging.WARNING:
                record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
            told = record.getMessage()
            record.msg, record.args = told[:LONGEST] + (CUT if len(told) > LONGEST else ""), ()
        return True

    def _hide(self, record: logging.LogRecord, request: HttpRequest) -> None:
        told = record.getMessage()
        route = route_of(request)
        for path in {request.path, request.path.encode("unicode_escape").decode("ascii")}:
            if path.strip("/"):
                told = told.replace(path, route)
        record.msg, record.args = told, ()


def route_of(request: HttpRequest) -> str:
    """Return the route of a request (`/voortgang/<str:token>/`); where there is none, the first step of its address.

    The first step has a length at most, and letters as addresses of Baken have: what is no route may be anything.
    """
    if match := request.resolver_match:
        return f"/{match.route}"
    first, _, rest = request.path.lstrip("/").partition("/")
    plain = "".join(letter for letter in first if letter.isascii() and (letter.isalnum() or letter in "-_."))
    if plain != first or len(first) > 20:
        return f"/{CUT}"
    return f"/{first}/{CUT}" if rest else f"/{first}"
