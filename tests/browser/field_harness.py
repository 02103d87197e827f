# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form for outdoors that keeps what it receives in memory, and fails on demand: the queue tried without any feature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.template import engines
from django.urls import include, path

from baken.config.urls import handler403, handler404, handler500  # noqa: F401 - Django looks for them here
from baken.kernel.errors import Reason
from baken.kernel.rate_limits import TooMany
from baken.ui.field import forms as field_forms
from baken.ui.field import pages as field_pages
from baken.ui.field.sending import Sent, Unfit, account_id, receives

FORM = field_forms.FieldForm(
    slug="proef",
    label="Proef doorgeven",
    what="Om mee te oefenen.",
    one="proef",
    more="proeven",
    permission="observe.picture.view",
    page="harness:page",
    send="harness:send",
    lists="harness:lists",
    scripts=("proef/proef.js",),
)
PAGE = """{% extends "ui/field_base.html" %}{% load static %}{% block content %}<h1>Proef doorgeven</h1>
{% include "ui/partials/field_told.html" %}
<form id="proef" class="veld-form" data-form="proef" data-label="Proef" data-url="/veld/proef/versturen" data-page="/veld/proef/"
 data-lists="/veld/proef/lijsten.json" novalidate hidden>
{% include "ui/partials/field_who.html" %}
<div class="field"><label for="wat">Wat</label><textarea id="wat" name="wat" required></textarea></div>
<div class="field"><label for="soort">Soort</label><select id="soort" name="soort"></select></div>
{% include "ui/partials/field_photos.html" %}{% include "ui/partials/field_locate.html" %}
{% include "ui/partials/field_send.html" %}</form>{% endblock %}
{% block scripts %}<script type="module" src="{% static 'proef/proef.js' %}"></script>{% endblock %}"""


@dataclass
class Desk:
    """What arrived, by key; and what goes wrong next: each answer is taken off `next` once."""

    stored: dict[str, tuple[Any, dict[str, Any], tuple[tuple[str, bytes], ...]]] = field(default_factory=dict)
    posts: int = 0
    next: list[str] = field(default_factory=list)


desk = Desk()


def page(request: Any) -> HttpResponse:
    """The form."""
    response = field_pages.page(request, field_pages.SHELL, forms=())
    body = engines["django"].from_string(PAGE).render({"texts": field_forms.texts(), "demo": True}, request)
    response.content = body.encode()
    return response


def lists(request: Any) -> JsonResponse:
    """What one may choose from."""
    return JsonResponse({"account": account_id(request.user), "soorten": ["schip", "loods"]})


@receives
def _stored(request: Any, sent: Sent) -> dict[str, Any]:
    desk.posts += 1
    wrong = desk.next.pop(0) if desk.next else ""
    if wrong == "unfit":
        raise Unfit((Reason("short", "Vertel iets meer over wat u zag."),))
    if wrong == "busy":
        raise TooMany(8)  # longer than a page takes to look again, should the worker have sent this
    if wrong == "error":
        raise RuntimeError("planted")
    files = tuple((str(file.name), file.read()) for file in sent.files)
    desk.stored.setdefault(sent.key, (request.user.pk, sent.data, files))
    return {"reference": f"2026-PROEF-{list(desk.stored).index(sent.key) + 1}", "lost": wrong == "lost"}


def send(request: Any) -> Any:
    """Receive; "lost" stores what came and lets the answer break off halfway."""
    response = _stored(request)
    if b'"lost": true' not in response.content:
        return response

    def broken() -> Iterator[bytes]:
        yield b'{"reference": '
        raise ConnectionAbortedError("planted")

    return StreamingHttpResponse(broken(), status=201, content_type="application/json")


DRAFT_SINCE = """(since) => new Promise((tell) => {
    const opened = indexedDB.open("baken-veld");
    opened.onsuccess = () => {
        const asked = opened.result.transaction("entries").objectStore("entries").getAll();
        asked.onsuccess = () => {
            opened.result.close();
            tell(asked.result.some((entry) => entry.state === "draft" && entry.made >= since));
        };
    };
})"""
TYPING_ENDS = """() => {
    document.querySelector("form[data-form]").dispatchEvent(new Event("input"));
    return Date.now();
}"""


def draft_kept(phone: Any) -> None:
    """Wait until the phone has kept what was typed up to now, however slow it is."""
    until(phone, DRAFT_SINCE, phone.evaluate(TYPING_ENDS))


def until(phone: Any, what: str, given: Any = None) -> None:
    """Wait until a promise comes to something true; `wait_for_function` takes a promise itself for true."""
    for _ in range(200):
        if phone.evaluate(what, given):
            return
        phone.wait_for_timeout(100)
    raise AssertionError(f"not within twenty seconds: {what}")


ours = (
    [
        path("", page, name="page"),
        path("lijsten.json", lists, name="lists"),
        path("versturen", send, name="send"),
    ],
    "harness",
)
urlpatterns = [path("veld/proef/", include(ours)), path("", include("baken.config.urls"))]
