# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages that a phone keeps are the same for everybody; who is logged in is told apart, and what is sent is checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.rate_limits import TooMany
from baken.ui.field import forms as field_forms
from baken.ui.field import pages as field_pages
from baken.ui.field.sending import MAX_BYTES, MAX_FILES, Sent, Unfit, account_id, receives

KEPT = ("/veld/", "/veld/sw.js", "/veld/sw.js?achtergrond=1", "/veld/manifest.webmanifest")


class Somebody:
    """Whom a request is from, as far as this goes."""

    def __init__(self, pk: int = 7) -> None:
        self.pk, self.is_authenticated = pk, True


def sent(view: Any, data: object = None, files: int = 0, user: Any = None, **headers: str) -> HttpResponse:
    """Send a form as the outbox of a phone does."""
    user = user or Somebody()
    body = {"data": data if isinstance(data, str) else json.dumps(data if data is not None else {"wat": "schip"})}
    told = {"Idempotency-Key": "een-sleutel", "X-Baken-Account": account_id(Somebody()), **headers}
    parts = [SimpleUploadedFile(f"{n}.jpg", b"x", "image/jpeg") for n in range(files)]
    request = RequestFactory().post("/veld/proef", {**body, "file": parts}, headers=told)
    request.user = user
    return receives(view)(request)


def echo(request: Any, found: Sent) -> dict[str, Any]:
    return {"reference": "R", "data": found.data, "files": len(found.files), "body": found.body.decode()}


def test_pages_that_a_phone_keeps_are_the_same_for_everybody(as_: Callable[[str], Any], client: Any) -> None:
    for path in KEPT:
        answers = {client.get(path).content, as_("adviseur").get(path).content, as_("haventeam").get(path).content}
        assert len(answers) == 1, path
    page = as_("haventeam").get("/veld/")
    assert page["X-Baken-Field"] == field_pages.version()
    assert "csrf" not in page.content.decode()
    assert "geolocation=(self)" in page["Permissions-Policy"]
    assert "camera=()" in page["Permissions-Policy"]


def test_every_sentence_that_a_script_asks_for_is_there() -> None:
    asked = set()
    for name in field_pages.kept_files():
        if name.endswith(".js"):
            asked |= set(re.findall(r'\btext\("(\w+)"', field_pages.content(name).decode()))
            asked |= set(
                re.findall(
                    r'\btext\([\w. ]+(?:=== \w+ \|\| [\w. ]+=== "" )?\? "(\w+)"', field_pages.content(name).decode()
                )
            )
    assert len(asked) > 30
    assert asked <= set(field_forms.texts())


def test_the_token_names_the_account_by_nothing_that_tells_who_it_is(as_: Callable[[str], Any], client: Any) -> None:
    refused = client.get("/veld/token")
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/problem+json")
    haven, again, other = (as_(name).get("/veld/token").json() for name in ("haventeam", "haventeam", "adviseur"))
    assert haven["account"] == again["account"] != other["account"]
    assert re.fullmatch(r"[0-9a-f]{32}", haven["account"])
    assert haven["csrf"]
    assert as_("haventeam").get("/veld/token")["Cache-Control"] == "private, no-store"


def test_a_form_is_told_to_whom_may_use_it(as_: Callable[[str], Any]) -> None:
    form = field_forms.FieldForm("proef", "Proef", "", "a", "b", "access.account.manage", "field:shell", "field:token")
    field_forms.register(form)
    try:
        assert "proef" in as_("beheer").get("/veld/token").json()["forms"]
        assert "proef" not in as_("haventeam").get("/veld/token").json()["forms"]
    finally:
        field_forms.unregister("proef")


def test_another_file_is_another_version_and_the_worker_says_so(client: Any) -> None:
    before = client.get("/veld/sw.js").content.decode()
    assert f'"{field_pages.version()}"' in before
    assert "/static/ui/field/shell.js" in before
    form = field_forms.FieldForm("proef", "P", "", "a", "b", "x", "web:about", "field:token", scripts=("ui/mark.svg",))
    field_forms.register(form)
    try:
        after = client.get("/veld/sw.js").content.decode()
    finally:
        field_forms.unregister("proef")
    assert '"/over-baken/"' in after
    assert after.splitlines()[0] != before.splitlines()[0]
    assert client.get("/veld/sw.js?achtergrond=1").content.decode().startswith("import { flush } from ")


def test_what_is_kept_exists(client: Any) -> None:
    for name in field_pages.kept_files():
        assert field_pages.content(name)
    told = client.get("/veld/manifest.webmanifest").json()
    assert (told["start_url"], told["scope"], told["display"]) == ("/veld/", "/", "standalone")
    sizes = {icon["sizes"]: icon["src"] for icon in told["icons"]}
    assert set(sizes) == {"192x192", "512x512"}
    for icon in told["icons"]:
        assert field_pages.content(icon["src"].removeprefix("/static/")).startswith(b"\x89PNG")


def test_what_is_sent_arrives_whole() -> None:
    reply = sent(echo, {"wat": "schip"}, files=2)
    assert (reply.status_code, json.loads(reply.content)["files"]) == (201, 2)
    assert json.loads(reply.content)["data"] == {"wat": "schip"}


@pytest.mark.parametrize(
    ("status", "how"),
    [
        (401, {"X-Baken-Account": "van-een-ander"}),
        (400, {"Idempotency-Key": ""}),
        (400, {"Idempotency-Key": "met spatie"}),
        (400, {"data": "geen json"}),
        (400, {"data": "[1]"}),
        (400, {"data": "[" * 100_000}),
        (413, {"data": json.dumps({"x": "a" * 200_001})}),
        (413, {"files": MAX_FILES + 1}),
    ],
)
def test_what_does_not_do_is_refused_and_never_reaches_the_form(status: int, how: dict[str, Any]) -> None:
    def never(request: Any, found: Sent) -> dict[str, Any]:
        raise AssertionError

    reply = sent(never, **how)
    assert (reply.status_code, reply["Content-Type"]) == (status, "application/problem+json")
    assert json.loads(reply.content)["title"]


def test_a_photo_that_is_too_large_is_refused() -> None:
    request = RequestFactory().post(
        "/veld/proef",
        {"data": "{}", "file": SimpleUploadedFile("g.jpg", b"x" * (MAX_BYTES + 1))},
        headers={"Idempotency-Key": "k", "X-Baken-Account": account_id(Somebody())},
    )
    request.user = Somebody()  # type: ignore[assignment]
    assert receives(echo)(request).status_code == 413


@pytest.mark.parametrize(
    ("raised", "status"),
    [
        (Unfit((Reason("short", "Vertel meer."),)), 422),
        (Refused((Reason("no", "Dit kan nu niet."),)), 409),
        (Denied((Reason("no", "Geheim."),)), 404),
        (TooMany(30), 429),
    ],
)
def test_every_refusal_comes_back_as_a_problem(raised: Exception, status: int) -> None:
    def refuse(request: Any, found: Sent) -> dict[str, Any]:
        raise raised

    reply = sent(refuse)
    told = json.loads(reply.content)
    assert (reply.status_code, told["status"]) == (status, status)
    assert ("Geheim." in reply.content.decode()) is False
    if status in (409, 422):
        assert [reason["text"] for reason in told["reasons"]] == [str(r.text) for r in raised.reasons]  # type: ignore[attr-defined]
    if status == 429:
        assert reply["Retry-After"] == "30"


@given(
    st.dictionaries(st.text(max_size=8), st.text(max_size=8) | st.lists(st.text(max_size=4), max_size=3), max_size=5)
)
def test_the_same_content_has_the_same_body_and_other_content_another(data: dict[str, Any]) -> None:
    def body(what: dict[str, Any], files: int = 1) -> str:
        return str(json.loads(sent(echo, what, files=files).content)["body"])

    assert body(data) == body(dict(reversed(data.items())))
    assert body(data) != body({**data, "nog iets anders": "x"})
    assert body(data, 1) != body(data, 2)
