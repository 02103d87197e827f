# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong, for a program that asks: problem+json (RFC 9457), the same whether something is absent or closed."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from baken.kernel.errors import Denied, Refused
from baken.kernel.rate_limits import TooMany

MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: str = "", **more: Any) -> HttpResponse:
    """Return one problem; `detail` says what to do."""
    body = {"type": "about:blank", "title": title, "status": status, **({"detail": detail} if detail else {}), **more}
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def not_found() -> HttpResponse:
    """Return the answer for what isn't there, which is also that for what one may not know of."""
    return problem(404, _("Niet gevonden."))


def refusal(found: Refused, status: int = 409) -> HttpResponse:
    """Return the answer to what was refused, with every reason; the same for what is closed as for what isn't there."""
    if isinstance(found, Denied):
        return not_found()
    if isinstance(found, TooMany):
        response = problem(429, _("Dit is te vaak gevraagd."))
        response["Retry-After"] = str(found.seconds)
        return response
    return problem(status, _("Dit kan niet."), reasons=reasons(found))


def reasons(found: Refused) -> list[dict[str, str]]:
    """Return every reason as data."""
    return [{"code": reason.slug, "text": str(reason.text)} for reason in found.reasons]
