# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page needs to know of who looks at it."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from baken.access.facade import ANYBODY, ROLES, Actor, emergency, municipality_of
from baken.kernel import moment
from baken.kernel.models import Municipality

from .navigation import FOOTER, beside, oversight, sections


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame round a page."""

    demo: bool
    municipality: str
    home_url: str
    search_url: str
    sections: list[dict[str, Any]]
    beside: list[dict[str, Any]]
    user_name: str
    user_role: str
    logged_in: bool
    login_url: str
    logout_url: str
    account_url: str
    language: str
    footer: tuple[tuple[Any, Any], ...]
    version: str
    oversight: dict[str, Any] | None
    """On a page of supervision: the pages beside it."""
    urgent: list[dict[str, Any]]
    """Emergency access that runs: until when, to what, with the addresses to open and to end it."""


@cache
def _version() -> str:
    return version("baken")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell`, made when a template first asks for it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell:
    actor = getattr(request, "actor", ANYBODY)
    user = getattr(request, "user", None)
    logged_in = bool(user and user.is_authenticated)
    municipality = None
    if actor.municipality_id:
        municipality = municipality_of(actor)
    elif len(everyone := list(Municipality.objects.all()[:2])) == 1:
        municipality = everyone[0]
    return Shell(
        demo=settings.DEMO,
        municipality=municipality.name if municipality else "",
        home_url=reverse("home"),
        search_url=reverse("web:search") if logged_in else "",
        sections=sections(actor, request.path),
        beside=beside(actor, request.path),
        user_name=user.get_full_name() if logged_in and user else "",
        user_role=", ".join(str(ROLES[r].label) for r in sorted(actor.roles) if r in ROLES) if logged_in else "",
        logged_in=logged_in,
        login_url=reverse("account_login"),
        logout_url=reverse("account_logout"),
        account_url=reverse("own:account") if logged_in else "",
        language=(get_language() or "nl")[:2],
        footer=FOOTER,
        version=_version(),
        oversight=oversight(actor, request.path),
        urgent=_urgent(actor),
    )


def _urgent(actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "reference": one.access.reference,
            "until": one.access.ends_at,
            "page": one.page,
            "end_url": reverse("supervision:emergency_end", args=[one.access.pk]),
        }
        for one in emergency.now_open(actor, moment.now())
    ]
