# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors as problem+json (RFC 9457), the same whether something is absent or closed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from baken.kernel.errors import Denied, Refused
from baken.kernel.rate_limits import TooMany


def problem(status: int, title: str, detail: str = "", **more: Any) -> HttpResponse:
    """Return one problem; `detail` says what to do."""
    body = {"type": "about:blank", "title": title, "status": status, **({"detail": detail} if detail else {}), **more}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def install(api: NinjaAPI) -> None:
    """Have `api` answer every error as a problem."""

    @api.exception_handler(Http404)
    def absent(request: HttpRequest, found: Any) -> HttpResponse:
        return not_found()

    @api.exception_handler(Denied)
    def denied(request: HttpRequest, found: Any) -> HttpResponse:
        return not_found()

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, found: Refused) -> HttpResponse:
        reasons = [{"code": reason.slug, "text": str(reason.text)} for reason in found.reasons]
        return problem(409, _("Dit kan niet."), reasons=reasons)

    @api.exception_handler(TooMany)
    def busy(request: HttpRequest, found: TooMany) -> HttpResponse:
        response = problem(429, _("Dit is te vaak gevraagd."))
        response["Retry-After"] = str(found.seconds)
        return response

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, found: Any) -> HttpResponse:
        response = problem(401, _("Niet ingelogd."), _("Stuur een geldige sleutel mee: Authorization: Bearer …"))
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, found: ValidationError) -> HttpResponse:
        wrong = [{"where": ".".join(str(step) for step in e["loc"]), "text": e["msg"]} for e in found.errors]
        return problem(400, _("De vraag klopt niet."), invalidParams=wrong)


def not_found() -> HttpResponse:
    """Return the answer for what isn't there, which is also that for what one may not know of."""
    return problem(404, _("Niet gevonden."))
