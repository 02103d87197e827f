# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the server's log tells of a request: no link, no reference, no key, and a line at most for a forged header."""

import io
import logging

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from baken.config.log_lines import Discreet, route_of

TOKEN = "Zq81-canary-Of-A-Personal-Link_77"


@pytest.fixture
def log():
    """What stands on the console, made as the settings say."""
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["plain"]["format"], style="{"))
    handler.addFilter(Discreet())
    root = logging.getLogger()
    root.addHandler(handler)
    yield told
    root.removeHandler(handler)


def test_the_console_is_discreet():
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["discreet"]
    assert settings.LOGGING["filters"]["discreet"]["()"] == "baken.config.log_lines.Discreet"
    assert [one for one in logging.getLogger().handlers if any(isinstance(it, Discreet) for it in one.filters)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "told"),
    [
        (f"/voortgang/{TOKEN}/", "voortgang/<str:token>/"),
        (f"/voortgang/{TOKEN}", "/voortgang/…"),
        (f"/voortgang/{TOKEN}/nergens/", "/voortgang/…"),
        (f"/account/wachtwoord/ab/{TOKEN}/", "account/wachtwoord/<str:key>/<str:token>/"),
        (f"/uitvoeren/casussen/{TOKEN}/", "uitvoeren/"),
        (f"/api/v1/cases/{TOKEN}", "/api/v1/cases/"),
        (f"/{TOKEN}/", "/…"),
        (f"/{TOKEN}%0d%0a{TOKEN}/", "/…"),
        (f"/wp-admin/{TOKEN}", "/wp-admin/…"),
    ],
)
def test_no_address_stands_in_the_log(log, path, told):
    assert Client().get(path).status_code in (200, 301, 302, 404, 410)
    assert TOKEN not in log.getvalue()
    assert log.getvalue() == "" or told in log.getvalue()
    assert log.getvalue().count("\n") <= 1


@pytest.mark.django_db
def test_a_method_that_is_not_there_is_told_by_its_route(log):
    Client().put(f"/voortgang/{TOKEN}/")
    assert TOKEN not in log.getvalue()
    assert "voortgang/<str:token>/" in log.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "evil.example:x", "a" * 3000, "<script>"])
def test_a_forged_host_is_one_line(log, host):
    reply = Client().get(f"/voortgang/{TOKEN}/", HTTP_HOST=host)
    assert reply.status_code == 400
    text = log.getvalue()
    assert "Traceback" not in text
    assert text.count("\n") == 1
    assert text.startswith("WARNING django.security.DisallowedHost")
    assert len(text) < 500
    assert TOKEN not in text


def test_what_breaks_keeps_its_traceback_but_not_its_address(log):
    request = RequestFactory().get(f"/voortgang/{TOKEN}/")
    try:
        raise ValueError("broken")
    except ValueError:
        logging.getLogger("django.request").error(
            "%s: %s",
            "Internal Server Error",
            request.path,
            exc_info=True,
            extra={"request": request, "status_code": 500},
        )
    assert "Traceback" in log.getvalue()
    assert TOKEN not in log.getvalue()


@pytest.mark.parametrize(
    ("path", "told"), [("/", "/"), ("/gezond/", "/gezond"), ("/a/b/c", "/a/…"), (f"/{'x' * 21}", "/…"), ("/é/", "/…")]
)
def test_of_an_address_without_route_its_first_step_is_told(path, told):
    assert route_of(RequestFactory().get(path)) == told
