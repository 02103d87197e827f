# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors of the API, each as a problem (`baken.ui.json_problems`)."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from baken.kernel.errors import Refused
from baken.ui.json_problems import MEDIA_TYPE, not_found, problem, refusal

VERSION = "1.0.0"
ROOT, DOCS = "/api/", "/api/v1/docs"
"""The second is a page for people, and answers as pages do."""


def install(api: NinjaAPI) -> None:
    """Have `api` answer every error as a problem."""

    @api.exception_handler(Http404)
    def absent(request: HttpRequest, found: Any) -> HttpResponse:
        return not_found()

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, found: Refused) -> HttpResponse:
        return refusal(found)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, found: Any) -> HttpResponse:
        return not_known()

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, found: ValidationError) -> HttpResponse:
        wrong = [{"where": ".".join(str(step) for step in e["loc"]), "text": e["msg"]} for e in found.errors]
        return problem(400, _("De vraag klopt niet."), invalidParams=wrong)


def not_known() -> HttpResponse:
    """Return the answer for who didn't say who they are, or not well."""
    response = problem(401, _("Niet ingelogd."), _("Stuur een geldige sleutel mee: Authorization: Bearer …"))
    response["WWW-Authenticate"] = "Bearer"
    return response


def api_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Name the version on every answer under `/api/`, keep it out of shared caches, and make every error a problem.

    Outside all that may refuse before a view is reached (host, size, CSRF): a program that asks can't read a page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path_info.startswith(ROOT) or request.path_info == DOCS:
            return response
        response["API-Version"] = VERSION
        response.setdefault("Cache-Control", "private, no-store")
        if response.status_code in (301, 302) and response.get("Location", "").startswith("/"):
            return _unknown(response)  # led to the page where one logs in, or shows who one is
        if response.status_code >= 400 and response.get("Content-Type", "").partition(";")[0] != MEDIA_TYPE:
            _make_problem(response)
        return response

    return middleware


def _unknown(led: HttpResponse) -> HttpResponse:
    made = not_known()
    for name in ("API-Version", "Cache-Control"):
        made[name] = led[name]
    made.cookies = led.cookies
    return made


def _make_problem(response: HttpResponse) -> None:
    """Put a problem in the place of a page; the headers that say what to do stay (Allow, Retry-After)."""
    titles = {
        400: _("De vraag klopt niet."),
        403: _("Dit mag niet."),
        404: _("Niet gevonden."),
        405: _("Dit adres kent deze methode niet."),
        413: _("Er is te veel verstuurd."),
        415: _("Deze soort inhoud kan niet."),
        429: _("Dit is te vaak gevraagd."),
        503: _("Dit kan nu niet worden gelezen."),
    }
    told = titles.get(response.status_code) or (_("Er ging iets mis bij ons.") if response.status_code >= 500 else "")
    made = problem(response.status_code, told or _("Dit kan niet."))
    response.content = made.content
    response["Content-Type"] = MEDIA_TYPE
    for name in ("Content-Language", "Content-Length", "ETag"):
        del response[name]
