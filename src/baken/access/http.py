# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The request as views know it: with the actor that `access.middleware` puts on it, and from where it came."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .actors import Actor


class Request(HttpRequest):
    """A request with its actor. A type for views only: at run time it is Django's own request."""

    actor: Actor


def asker(request: Request) -> str:
    """Return by whom to count requests: the actor, or for a visitor the address on the network."""
    who = request.actor.id
    return f"actor {who}" if who else f"address {client_address(request)}"


def client_address(request: HttpRequest) -> str:
    """Return from which address on the network a request came, to count tries by: of IPv6 the network of one subscriber.

    Behind proxies of our own (BAKEN_PROXIES) it is what the outermost of them wrote; what a visitor wrote before it counts
    for nothing.
    """
    count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = str(request.headers.get("X-Forwarded-For", "")).split(",") if count else []
    address = told[-count].strip() if len(told) >= count > 0 else str(request.META.get("REMOTE_ADDR", ""))
    try:
        found = ip_address(address)
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ip_network((found, 64), strict=False))
    return str(found)


def recognised_recently(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have a view answer only after the person was recognised anew (`access.login.reauth.recent`), for features above this one.

    Loaded at the first request: what recognises people knows models, which aren't there yet when features are imported.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        from .login.reauth import recent

        found: HttpResponse = recent(view)(request, *args, **kwargs)
        return found

    return answer
