# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages for owners with a personal link, without an account.

Opening the address shows nothing but a button: mail scanners open links too. The button binds the link to the browser by a
signed cookie. Whatever is wrong with a link, the page is the same. These forms need no CSRF token: who doesn't know the
secret address can't post to it; and a token wouldn't get through, since without referrer browsers send `Origin: null`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, client_address
from baken.decide.policy.facade import effort_views
from baken.kernel.errors import Refused
from baken.kernel.moment import now, today
from baken.kernel.processing import processes
from baken.ui.answering import either
from baken.ui.free_text import acting

from . import asking, links, reporting
from .answer_form import AnswerForm, NewLinkForm
from .reporting import DeadLink
from .throttle import MAILS, NEW_LINKS, WRONG_LINKS

COOKIE = "baken_progress"
SALT = "baken.progress.browser"
GONE = 404
TOO_MANY = 429
View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """No referrer, no cache, no index: the address is a secret. A dead link gets the one page for all dead links."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "token" in kwargs and WRONG_LINKS.spent(client_address(request)) and not _browser(request):
            response = _dead(request, TOO_MANY)
        else:
            try:
                response = view(request, *args, **kwargs)
            except DeadLink:
                WRONG_LINKS.take(client_address(request))
                response = _dead(request, GONE)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        add_never_cache_headers(response)
        return response

    return csrf_exempt(answer)


@processes("programme-owners")
@private
@either
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A button and nothing else; pressing it binds the link to this browser and goes on to the form."""
    browser = _browser(request)
    if request.method != "POST":
        if not reporting.may_open(token, browser, now()):
            raise DeadLink
        return render(request, "programme/public_link.html")
    browser = browser or links.new_token()
    reporting.open_link(token=token, browser=browser, at=now())
    response = redirect("progress:answer", token)
    response.set_cookie(
        COOKIE,
        signing.dumps(browser, salt=SALT),
        max_age=links.VALID,
        path=reverse("progress:root"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@processes("programme-owners")
@private
@either
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The one effort of this link, and the form; only in the browser in which the link was opened."""
    browser = _browser(request)
    found = reporting.request_of(token, browser, now())
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acting(
                form,
                Actor(id=None, municipality_id=found.municipality_id),
                lambda: reporting.answer(token=token, browser=browser, at=now(), given=form.answer()),
                at=now(),
            )
        except DeadLink:
            raise
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(reason.slug if reason.slug in form.fields else None, str(reason.text))
        else:
            return redirect("progress:thanks")
    (view,) = effort_views([found.effort], today())
    context = {"view": view, "effort": found.effort, "found": found, "form": form}
    return render(request, "programme/public_answer.html", context, status=422 if form.errors else 200)


@private
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """That the answer has arrived."""
    return render(request, "programme/public_thanks.html")


@private
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Whoever shortens the address: the page of dead links, from which a new one can be asked."""
    return _dead(request, GONE)


@processes("programme-owners")
@private
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Mail new links to a known address. The answer is the same whether it is known or not."""
    form = NewLinkForm(request.POST)
    if not form.is_valid():
        return _dead(request, 422, form)
    email = form.cleaned_data["email"].casefold()
    if not NEW_LINKS.take(client_address(request)):
        return _dead(request, TOO_MANY)
    if MAILS.take(email):
        asking.ask_new_link(email=email, at=now())
    return render(request, "programme/public_renewed.html")


def _dead(request: HttpRequest, status: int, form: NewLinkForm | None = None) -> HttpResponse:
    context = {"form": form or NewLinkForm(), "too_many": status == TOO_MANY}
    return render(request, "programme/public_dead.html", context, status=status)


def _browser(request: HttpRequest) -> str:
    """Return the secret of this browser from its signed cookie; empty where there is none, or not one of ours."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=links.VALID)
    except signing.BadSignature:
        return ""
    return found if isinstance(found, str) and links.well_formed(found) else ""
