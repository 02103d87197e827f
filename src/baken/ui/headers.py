# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What headers tell: how much a request brings, and what a view allows its page (`baken.web.headers` tells the browser)."""

import math

from django.http import HttpRequest, HttpResponse

_ON_RESPONSE = "_baken_may_locate"


def told_length(request: HttpRequest) -> float:
    """Return how many bytes a request says it brings; infinite where that is no number."""
    told = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(told[:20]) if told.isascii() and told.isdigit() else math.inf


def may_locate(response: HttpResponse) -> HttpResponse:
    """Let the page ask where its reader is, on a press of a button; returns the answer."""
    setattr(response, _ON_RESPONSE, True)
    return response


def is_locating(response: HttpResponse) -> bool:
    """Whether the page may ask where its reader is."""
    return getattr(response, _ON_RESPONSE, False)
