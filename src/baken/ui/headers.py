# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a view allows its page; `baken.web.headers` tells the browser."""

from django.http import HttpResponse

_ON_RESPONSE = "_baken_may_locate"


def may_locate(response: HttpResponse) -> HttpResponse:
    """Let the page ask where its reader is, on a press of a button; returns the answer."""
    setattr(response, _ON_RESPONSE, True)
    return response


def is_locating(response: HttpResponse) -> bool:
    """Whether the page may ask where its reader is."""
    return getattr(response, _ON_RESPONSE, False)
