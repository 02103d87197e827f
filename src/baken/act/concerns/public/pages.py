# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a public page is answered: its language, its frame, its headers. No cookie is set, nobody is recognised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from baken.kernel.rate_limits import TooMany
from baken.ui.headers import may_locate, told_length

from .texts import texts

TONGUES = {"nl": "nl", "en": "en", "makkelijk": "easy"}
"""What `?taal=` may be, and the language in which categories speak."""


@dataclass(frozen=True, slots=True)
class Speech:
    """In what language a page is. `query` keeps it in the addresses that the page leads to."""

    language: str
    t: Mapping[str, str]
    query: str
    switches: tuple[tuple[str, str, str], ...]
    """Other languages: address, what it is called, its code."""

    @property
    def code(self) -> str:
        """The code for `lang`."""
        return "en" if self.language == "en" else "nl"


View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Make a public view: `view(request, speech, …)`. What goes wrong gets a page of its own, in the same frame.

    No CSRF token is asked: no cookie gives anybody power here, so there is nothing to forge with.
    """

    @csrf_exempt
    @sensitive_post_parameters()
    @wraps(view)
    def answered(request: HttpRequest, **more: Any) -> HttpResponse:
        tongue = request.GET.get("taal", "")
        language = TONGUES.get(tongue) or ("en" if request.COOKIES.get("baken_language") == "en" else "nl")
        with translation.override("en" if language == "en" else "nl"):
            speech = _speech(request, language, tongue)
            request.LANGUAGE_CODE = speech.code
            try:
                if told_length(request) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:  # before anything of it is read
                    raise RequestDataTooBig
                response = view(request, speech, **more)
            except TooMany as busy:
                response = told(request, speech, "too_often", 429, minutes=-(-busy.seconds // 60))
                response["Retry-After"] = str(busy.seconds)
            except RequestDataTooBig:
                response = told(request, speech, "too_much", 413)
            except (TooManyFieldsSent, TooManyFilesSent, MultiPartParserError):
                response = told(request, speech, "unreadable", 400)
        response["Content-Language"] = speech.code
        return response

    return answered


def page(
    request: HttpRequest,
    speech: Speech,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    kept: bool = False,
) -> HttpResponse:
    """Return a page. `kept`: a browser may keep it for its back button, since nothing of anybody is in it."""
    told = {"s": speech, "t": speech.t, "demo": settings.DEMO, **context}
    response = render(request, f"concerns/public/{template}.html", told, status=status)
    response["Cache-Control"] = "private, no-cache" if kept else "private, no-store"
    return may_locate(response) if template == "form" else response


def told(request: HttpRequest, speech: Speech, what: str, status: int, **words: Any) -> HttpResponse:
    """Return a page that says what went wrong and what to do; `words` fill its text in."""
    told = {"heading": speech.t[what], "why": speech.t[f"{what}_why"].format(**words)}
    return page(request, speech, "told", told, status=status)


def _speech(request: HttpRequest, language: str, tongue: str) -> Speech:
    query = f"?taal={tongue}" if tongue in TONGUES else ""
    over = request.GET.get("over", "")
    more = f"&over={over}" if over.isalnum() else ""
    others = (("nl", "Nederlands", "nl"), ("en", "English", "en"), ("makkelijk", "Makkelijk lezen", "nl"))
    return Speech(
        language=language,
        t=texts(language == "easy"),
        query=query,
        switches=tuple((f"?taal={name}{more}", word, lang) for name, word, lang in others if TONGUES[name] != language),
    )
