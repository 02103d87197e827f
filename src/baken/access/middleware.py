# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts the actor on the request, and speaks the user's language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from baken.kernel.moment import today

from .actors import ANYBODY, Actor, actor_for


def actor_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.actor` (lazily: a page that asks nothing costs nothing)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def language_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Choose the language: the cookie set by the switch, else the user's own, else Dutch.

    Browsers' headers don't count: the interface is Dutch first, and a page must look the same to two people who talk
    about it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get("baken_language", "")
        if chosen not in {"nl", "en"}:
            chosen = getattr(request.user, "language", "nl")
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        return response

    return middleware


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return ANYBODY
    return actor_for(request.user, on=today())
