# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answering with what a form for outdoors may choose from: in full, or that what the phone keeps is still the same."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse

from baken.kernel.processing import nothing_touched


def answer(request: HttpRequest, told: Mapping[str, Any], note: Callable[[], None] = lambda: None) -> HttpResponse:
    """Return the lists as JSON with an ETag; 304 without body to a phone that keeps just these (`If-None-Match`).

    `told` names the account, so that nobody's lists pass for another's. `note()` leaves the trace of what was given: not for a
    304, which gives nothing. What the phone keeps was traced when it got it, under the same account.
    """
    body = json.dumps(told, sort_keys=True, default=str).encode()
    tag = f'"{sha256(body).hexdigest()[:40]}"'
    headers = {"Cache-Control": "private, no-store", "ETag": tag}
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        nothing_touched(request)
        return HttpResponseNotModified(headers=headers)
    note()
    return JsonResponse(told, headers=headers)
