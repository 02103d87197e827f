# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire for the subject, by a personal link: no account, no script, no cookie.

No CSRF token is asked: no cookie gives anybody power here, and who doesn't know the secret address can't post to it; nor
would a token get through, since without referrer browsers send `Origin: null`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from baken.access.facade import client_address
from baken.kernel import moment
from baken.kernel.errors import Refused, StaleVersion
from baken.kernel.papers.kept import ACCEPT, MAX_BYTES, CheckedPaper, PaperRefused, examine
from baken.kernel.processing import nothing_touched, of_municipality, processes, touched
from baken.kernel.rate_limits import TooMany
from baken.ui.answering import either
from baken.ui.headers import told_length

from ..parts import ACTIVITY
from . import asked, returning, shown
from .returning import DeadLink, Held

GONE, TOO_OFTEN, TOO_MUCH, WRONG = 404, 429, 413, 422
MOST_SENT = returning.MOST_AT_ONCE * MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
"""Bytes of one form with its papers. Nothing is read of more, nor of what comes by a link that doesn't work."""
SAVE, SEND, REMOVE = "save", "send", "remove"
View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Answer in the language asked, with no referrer, no cache, no index: the address is a secret. A dead link has one page."""

    @csrf_exempt
    @sensitive_post_parameters()
    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        language = "en" if request.GET.get("taal") == "en" else "nl"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            try:
                response = view(request, token, language)
            except DeadLink:
                response = _told(request, language, GONE)
            except TooMany as busy:
                response = _told(request, language, TOO_OFTEN)
                response["Retry-After"] = str(busy.seconds)
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError):
                response = _told(request, language, TOO_MUCH)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Content-Language"] = language
        add_never_cache_headers(response)
        return response

    return answered


@private
@processes(ACTIVITY)
@either
def form(request: HttpRequest, token: str, language: str) -> HttpResponse:
    """The form as far as it was filled in; once it was sent in, when that was and with which papers."""
    at = moment.now()
    held = returning.look(token, at, client_address(request))
    of_municipality(request, held.town.pk)
    touched(request, "bibob", held.row.screening_id)
    if held.is_returned:
        return _page(request, language, "receipt", {"held": held})
    if request.method != "POST":
        done = _("Bewaard. U kunt later verdergaan met dezelfde link.") if "gedaan" in request.GET else ""
        return _form(request, language, held, held.answers, {}, done=done)
    return _posted(request, token, language, held)


def _posted(request: HttpRequest, token: str, language: str, held: Held) -> HttpResponse:
    returning.may_send(token)
    if told_length(request) > MOST_SENT:
        raise RequestDataTooBig
    at, data = moment.now(), request.POST
    answers = asked.read(held.parts, data)
    seen = int(told) if (told := data.get("version", "")).isdecimal() and len(told) < 9 else 0
    wrong: dict[str, str] = {}
    papers = _papers(request, wrong)
    what = SEND if SEND in data else SAVE
    if not wrong:
        try:
            if REMOVE in data:
                returning.remove(at, held, _key(data[REMOVE]))
            act = returning.send_in if what == SEND else returning.save
            act(at, held, answers, seen, papers)
        except (DeadLink, TooMany):
            raise
        except StaleVersion:
            held = returning.look(token, at, client_address(request))
            wrong[""] = _(
                "In een ander venster is intussen iets anders bewaard. Bewaar opnieuw om te houden wat hier staat."
            )
        except Refused as refused:
            wrong.update({reason.slug: str(reason.text) for reason in refused.reasons})
        else:
            tongue = "taal=en&" if language == "en" else ""
            return redirect(f"{request.path}?{tongue}gedaan=bewaard")
    return _form(request, language, held, answers, wrong, lost=bool(papers or request.FILES), status=WRONG)


def _papers(request: HttpRequest, wrong: dict[str, str]) -> list[CheckedPaper]:
    """Return the files that were sent, looked at; what may not come in is told."""
    uploads = request.FILES.getlist("papers")
    if len(uploads) > returning.MOST_AT_ONCE:
        wrong["papers"] = _("Voeg hoogstens %(max)d bestanden tegelijk toe.") % {"max": returning.MOST_AT_ONCE}
        return []
    found = []
    for upload in uploads:
        try:
            found.append(examine(upload))
        except PaperRefused as refused:
            reasons = " ".join(str(reason.text) for reason in refused.reasons)
            wrong["papers"] = f"{str(upload.name)[:80]}: {reasons}"
            return []
    return found


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise DeadLink from None


def _form(
    request: HttpRequest, language: str, held: Held, answers: asked.Answers, wrong: dict[str, str], *, done: str = "",
    lost: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    sections = shown.form(held.parts, answers, wrong, language)
    labels = {field.slug: (field.name, field.label) for section in sections for field in section.fields}
    problems = [
        (*labels.get(slug, ("papers" if slug == "papers" else "", "")), text) for slug, text in wrong.items()
    ]  # fmt: skip
    context = {
        "held": held,
        "sections": sections,
        "problems": problems,
        "paper_error": wrong.get("papers", ""),
        "done": done,
        "lost": lost,
        "accept": ACCEPT,
        "longest": asked.LONGEST[asked.LONG],
        "most": returning.MOST_AT_ONCE,
    }
    return _page(request, language, "form", context, status)


def _told(request: HttpRequest, language: str, status: int) -> HttpResponse:
    nothing_touched(request)
    return _page(request, language, "told", {"status": status}, status)


def _page(
    request: HttpRequest, language: str, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    other = ("", "Nederlands", "nl") if language == "en" else ("?taal=en", "English", "en")
    told = {
        "language": language,
        "other": other,
        "demo": settings.DEMO,
        "query": "?taal=en" if language == "en" else "",
    }
    return render(request, f"bibob/questionnaire/{template}.html", {**told, **context}, status=status)
