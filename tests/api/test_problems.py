# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever goes wrong under /api/, the answer is a problem that a program can read, and names the version."""

from __future__ import annotations

import json

import pytest
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.test import Client, RequestFactory
from ninja import NinjaAPI

from baken.api import problems
from baken.kernel.rate_limits import TooMany

pytestmark = pytest.mark.django_db


def is_problem(reply, status):
    assert reply.status_code == status
    assert reply["Content-Type"] == "application/problem+json"
    assert reply["API-Version"] == "1.0.0"
    assert "no-store" in reply["Cache-Control"] or "no-cache" in reply["Cache-Control"]
    told = json.loads(reply.content)
    assert told["status"] == status
    assert told["title"]
    assert "<" not in told["title"]
    return told


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v1/nergens", "/api/v2/cases", "/api/v1/cases/", "/api/v1/%00"]
)
def test_an_address_that_is_not_there(path):
    is_problem(Client().get(path), 404)


def test_an_absent_address_and_an_absent_case_say_the_same():
    assert Client().get("/api/v1/nergens").content == Client().get("/api/v1/cases/2099-0001").content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_method_that_is_not_there(method):
    reply = getattr(Client(), method)("/api/v1/cases")
    is_problem(reply, 405)
    assert reply["Allow"] == "GET"


def test_a_forged_host_and_too_much_at_once():
    is_problem(Client().get("/api/v1/cases", HTTP_HOST="evil.example"), 400)
    reply = Client().post("/api/v1/cases", b"x", content_type="text/plain", CONTENT_LENGTH="99999999")
    is_problem(reply, 413)


def test_a_question_that_is_none_and_a_list_without_key():
    assert is_problem(Client().get("/api/v1/cases?page=x"), 400)["invalidParams"]
    is_problem(Client().get("/api/v1/cases"), 401)


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (403, "Dit mag niet."),
        (429, "Dit is te vaak gevraagd."),
        (500, "Er ging iets mis bij ons."),
        (418, "Dit kan niet."),
    ],
)
def test_a_page_that_comes_from_outside_becomes_a_problem_and_keeps_what_to_do(status, title):
    def page(request):
        reply = HttpResponse("<h1>Nee</h1>", status=status)
        reply["Retry-After"] = "60"
        return reply

    reply = problems.api_middleware(page)(RequestFactory().get("/api/v1/cases"))
    assert (reply.status_code, reply["Content-Type"], reply["Retry-After"]) == (status, problems.MEDIA_TYPE, "60")
    assert title in reply.content.decode()
    assert b"<h1>" not in reply.content


def test_a_post_that_could_be_forged():
    reply = problems.api_middleware(lambda request: HttpResponseNotAllowed(["GET"]))(RequestFactory().post("/api/v1/x"))
    assert (reply["Content-Type"], reply["Allow"]) == (problems.MEDIA_TYPE, "GET")


def test_too_many_is_a_problem_with_its_wait():
    api = NinjaAPI(urls_namespace="problems-test")
    problems.install(api)
    request = RequestFactory().get("/api/v1/cases")
    reply = api.on_exception(request, TooMany(30))
    assert (reply.status_code, reply["Retry-After"], reply["Content-Type"]) == (429, "30", problems.MEDIA_TYPE)


def test_pages_stay_pages():
    reply = Client().get("/nergens/")
    assert (reply.status_code, reply["Content-Type"].partition(";")[0]) == (404, "text/html")
    assert "API-Version" not in reply


def test_who_must_first_show_who_they_are_gets_a_problem_and_no_page_to_log_in():
    led = problems.api_middleware(lambda request: HttpResponseRedirect("/accounts/login/"))
    is_problem(led(RequestFactory().get("/api/v1/cases")), 401)
    assert led(RequestFactory().get("/api/v1/docs")).status_code == 302
