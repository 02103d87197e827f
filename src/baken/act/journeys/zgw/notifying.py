# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where Notificaties tells that a zaak was made or changed: `POST /zgw/notificaties`.

A notification only says where to look. It may be lost (the daily comparison finds what it was about), come twice (one task for
a zaak), come late (the zaak is read as it is then) or be forged: without the token it does nothing, and with it it can only
make Baken read a zaak of the municipality's own case system.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from baken.access.facade import system_actor
from baken.kernel.models import Municipality
from baken.kernel.moment import now
from baken.kernel.processing import nothing_touched, of_municipality, processes, touched, touches
from baken.ui.json_problems import problem

from . import queue
from .connection import Connection, WrongSettings, of_token
from .parts import ACTIVITY

MAX_BODY = 64 * 1024
CHANNEL = "zaken"
NAMES = ("kanaal", "hoofdObject", "resource", "resourceUrl", "actie", "aanmaakdatum")
"""What a notification has by its standard, as text."""
MOST = 1_000


@csrf_exempt  # a server calls, by its token; no browser holds one
@processes(ACTIVITY)
@require_POST
def notify(request: HttpRequest) -> HttpResponse:
    """Take a notification: 204, also for what isn't about us. Without the token 403, and nothing is done or kept."""
    nothing_touched(request)
    try:
        connection = of_token(_token(request))
    except WrongSettings:
        return problem(503, _("Dit kan nu niet."))
    if connection is None:
        return problem(403, _("Onbekende afzender."))
    told = _told(request)
    if told is None:
        return problem(400, _("De vraag klopt niet."))
    return _take(request, connection, told)


def _take(request: HttpRequest, connection: Connection, told: dict[str, Any]) -> HttpResponse:
    url = told["hoofdObject"]
    municipality = Municipality.objects.filter(code=connection.municipality).first()
    about_us = told["kanaal"] == CHANNEL and connection.holds(url, "zaken", "zaken")
    if municipality is not None and about_us:
        of_municipality(request, municipality.pk)
        if queue.notified(actor=system_actor(municipality), at=now(), municipality=municipality, url=url):
            touches(request).nothing = False
            touched(request, "zaak", url.rsplit("/", 1)[1])
    return HttpResponse(status=204)


def _token(request: HttpRequest) -> str:
    """What the caller shows: the token as it was given to the subscription, with or without the word Bearer before it."""
    told = str(request.headers.get("Authorization", ""))
    return told.removeprefix("Bearer ").removeprefix("Token ").strip()


def _told(request: HttpRequest) -> dict[str, Any] | None:
    """Return the notification, or None where it isn't one."""
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdigit() and 0 < int(length) <= MAX_BODY):
        return None
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError, UnreadablePostError):
        return None
    if not isinstance(told, dict):
        return None
    if not all(isinstance(told.get(name), str) and len(told[name]) <= MOST for name in NAMES):
        return None
    return told if isinstance(told.get("kenmerken", {}), dict) else None
