# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the outbox of a phone sends: multipart with a part `data` (JSON) and parts `file`, under an Idempotency-Key.

Answers are JSON, never a page; what the sender can do something about comes back as problem+json with reasons (400, 409, 413,
422), which the phone shows. Whoever isn't logged in, or is somebody else than who filled it in, gets 401: the phone keeps it
until they are.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from baken.kernel.errors import Reason, Refused, StaleVersion
from baken.kernel.idempotency import is_key

from ..headers import told_length
from ..json_problems import problem, refusal

MAX_FILES = 5
MAX_BYTES = 8 * 1024 * 1024
"""Of one photo. The phone makes them smaller than that before they wait (static/ui/field/photos.js)."""
MAX_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class Sent:
    """One filled-in form as it arrived. `body` is the same for the same content, whatever is between the parts."""

    key: str
    data: dict[str, Any]
    files: tuple[UploadedFile, ...]
    body: bytes


class Unfit(Refused):
    """The content doesn't do as it is; answered by 422 with every reason."""


def account_id(user: Any) -> str:
    """Return by which name a phone knows an account: stable, and tells nothing of it."""
    return salted_hmac("baken.field.account", str(user.pk), algorithm="sha256").hexdigest()[:32]


def receives(view: Callable[[Any, Sent], dict[str, Any]]) -> Callable[..., HttpResponse]:
    """Have `view(request, sent)` answer what a phone sends: 201 with the dict that it returns (`reference` is shown).

    The view's `processes` holds for what comes back.
    """

    @sensitive_post_parameters()
    @require_POST
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated or request.headers.get("X-Baken-Account") != account_id(user):
            return problem(401, _("Niet ingelogd."), _("Log in met het account waarmee dit is ingevuld."))
        try:
            found = _parsed(request)
            if isinstance(found, HttpResponse):
                return found
            return JsonResponse(view(request, found), status=201)
        except Unfit as unfit:
            return refusal(unfit, 422)
        except Refused as refused:
            return refusal(refused)
        except StaleVersion:
            return problem(
                409,
                _("Dit kan niet."),
                _("Iemand anders veranderde dit intussen. Kijk het na en verstuur het opnieuw."),
            )

    return answer


def _parsed(request: HttpRequest) -> Sent | HttpResponse:
    key = request.headers.get("Idempotency-Key", "")
    if not is_key(key):
        return problem(
            400, _("De vraag klopt niet."), _("Er ontbreekt een kenmerk van dit formulier (Idempotency-Key).")
        )
    if told_length(request) > MAX_FILES * MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return _too_much()
    try:
        raw, files = request.POST.get("data", ""), tuple(request.FILES.getlist("file"))
    except RequestDataTooBig:
        return _too_much()
    if len(raw) > MAX_TEXT or len(files) > MAX_FILES or any((file.size or 0) > MAX_BYTES for file in files):
        return _too_much()
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        return problem(400, _("De vraag klopt niet."), _("Dit formulier is niet te lezen. Vul het opnieuw in."))
    return Sent(key, data, files, _canonical(data, files))


def _too_much() -> HttpResponse:
    reason = Reason("too_much", _("Er is te veel verstuurd: ten hoogste 5 foto’s, elk ten hoogste 8 MB."))
    return refusal(Refused((reason,)), 413)


def _canonical(data: dict[str, Any], files: tuple[UploadedFile, ...]) -> bytes:
    digests = []
    for file in files:
        digest = hashlib.sha256()
        for piece in file.chunks():
            digest.update(piece)
        file.seek(0)
        digests.append([str(file.name), digest.hexdigest()])
    return json.dumps([data, digests], sort_keys=True, ensure_ascii=True).encode()
