# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that a phone keeps: what they are made of, of which version, and how one is answered (docs/field.md)."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse

from ..headers import may_locate
from .forms import forms, texts

SHELL, FRAME = "ui/field_shell.html", "ui/field_base.html"
WORKER = "ui/field/worker.js"
SCRIPTS = ("form", "lists", "outbox", "page", "photos", "sending", "shell", "store")
FILES = (
    "ui/tokens.css",
    "ui/baken.css",
    "ui/mark.svg",
    "ui/fonts/source-sans-3-latin-wght-normal.woff2",
    "ui/fonts/source-serif-4-latin-wght-normal.woff2",
    "ui/field/icon-192.png",
    *(f"ui/field/{name}.js" for name in SCRIPTS),
)
VERSION_HEADER = "X-Baken-Field"


def page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Answer with a page that a phone may keep: nothing of the reader may be in `context`.

    It names its version, so that a worker of another version doesn't mix the two, and may ask where the phone is.
    """
    response = render(request, template, {"demo": settings.DEMO, "texts": texts(), **context})
    response[VERSION_HEADER] = version()
    return may_locate(response)


def kept_pages() -> list[str]:
    """Return the addresses of the pages that a phone keeps."""
    return [reverse("field:shell"), *(reverse(form.page) for form in forms())]


def kept_files() -> list[str]:
    """Return the static files that those pages need."""
    return list(dict.fromkeys([*FILES, *(script for form in forms() for script in form.scripts)]))


def version() -> str:
    """Return what all that a phone keeps is the version of: another where a file, a template or the list of them differs."""
    return _version(tuple(kept_files()), tuple(kept_pages()), tuple(t for form in forms() for t in form.templates))


def content(name: str) -> bytes:
    """Return a static file; raises FileNotFoundError."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_bytes()


@cache
def _version(files: tuple[str, ...], pages: tuple[str, ...], templates: tuple[str, ...]) -> str:
    digest = hashlib.sha256(repr((files, pages)).encode())
    for name in (*files, WORKER):
        digest.update(hashlib.sha256(content(name)).digest())
    for name in (FRAME, SHELL, *templates):
        source: str = get_template(name).template.source  # type: ignore[attr-defined]
        digest.update(hashlib.sha256(source.encode()).digest())
    return digest.hexdigest()[:16]
