# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headers that every answer carries, also the ones for what went wrong. Django and django-csp add the rest (settings)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from baken.ui.headers import is_locating

NEVER_STORED = "private, no-store"
ASKED_AGAIN = "private, no-cache"
SWITCHED_OFF = (
    "accelerometer", "ambient-light-sensor", "autoplay", "battery", "bluetooth", "browsing-topics", "camera",
    "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "interest-cohort", "local-fonts", "magnetometer", "microphone", "midi",
    "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""What browsers offer to pages and no page of ours uses. Passkeys (publickey-credentials-*) are kept for later."""
ALWAYS = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in SWITCHED_OFF),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}

WITH_LOCATION = ALWAYS["Permissions-Policy"].replace("geolocation=()", "geolocation=(self)")
"""Of the pages where one may press a button to tell where one is: `baken.ui.headers.may_locate`."""


def headers_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Add the headers, and keep what a logged-in reader sees out of every cache.

    Whoever sends a session cookie counts as logged in: it asks no database, and errs on the safe side. A visitor's page is
    asked for again each time, unless its view says that it may be kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_locating(response):
            response.headers["Permissions-Policy"] = WITH_LOCATION
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        name = settings.SESSION_COOKIE_NAME
        if name in request.COOKIES or name in response.cookies:
            response.headers["Cache-Control"] = NEVER_STORED
        else:
            response.headers.setdefault("Cache-Control", ASKED_AGAIN)
        return response

    return middleware
