# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Baken on a phone outdoors: the page `/veld/`, what makes it an app, and who is logged in (docs/field.md).

The page, its scripts and the worker are the same for everybody and are kept on the phone. Only `/veld/token` is of the
reader, and no cache keeps that.
"""

import json

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Request
from baken.kernel.processing import processes
from baken.ui.field.forms import forms
from baken.ui.field.pages import SHELL, WORKER, content, kept_files, kept_pages, page, version
from baken.ui.field.sending import account_id
from baken.ui.json_problems import problem

PAPER, ACCENT = "#ffffff", "#0b4f63"
"""As in tokens.css: a manifest can't ask a style sheet."""


@require_safe
def shell(request: Request) -> HttpResponse:
    """The page that a phone opens: forms, what waits, what was sent; filled in by its script."""
    shown = [
        {
            "slug": form.slug,
            "label": form.label,
            "what": form.what,
            "one": form.one,
            "more": form.more,
            "page": reverse(form.page),
            "lists": reverse(form.lists) if form.lists else "",
        }
        for form in forms()
    ]
    return page(request, SHELL, forms=shown)


@require_safe
def manifest(request: Request) -> HttpResponse:
    """What a phone shows when the page is put on its home screen. Scope is the whole house: logging in stays in the app."""
    told = {
        "id": reverse("field:shell"),
        "name": "Baken Veld",
        "short_name": "Veld",
        "description": _("Doorgeven wat u buiten ziet, ook zonder verbinding."),
        "lang": request.LANGUAGE_CODE,
        "start_url": reverse("field:shell"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": ACCENT,
        "icons": [
            {"src": static("ui/field/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("ui/field/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {
                "src": static("ui/field/icon-maskable-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ],
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/manifest+json")


@require_safe
def worker(request: Request) -> HttpResponse:
    """The service worker, with what it keeps; with the queue in it for platforms that send in the background."""
    lines = [
        f"const VERSION = {json.dumps(version())};",
        f"const FILES = {json.dumps([static(name) for name in kept_files()])};",
        f"const PAGES = {json.dumps(kept_pages())};",
    ]
    if request.GET.get("achtergrond"):
        queue = json.dumps(static("ui/field/sending.js"))
        lines = [f"import {{ flush }} from {queue};", *lines, "self.bakenFlush = flush;"]
    body = "\n".join(lines) + "\n" + content(WORKER).decode()
    return HttpResponse(body, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@processes("accounts")
@require_safe
def token(request: Request) -> HttpResponse:
    """Who is logged in, for the scripts: a token to send with, an opaque name for the account, which forms are theirs."""
    if not request.user.is_authenticated:
        return problem(401, _("Niet ingelogd."))
    told = {
        "csrf": get_token(request),
        "account": account_id(request.user),
        "name": request.user.get_full_name(),
        "forms": [form.slug for form in forms() if request.actor.may(form.permission)],
    }
    return JsonResponse(told, headers={"Cache-Control": "private, no-store"})
