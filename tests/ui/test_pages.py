# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole pages: the frame, the style guide, log-in and errors; and the rules for every template and stylesheet."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

UI = Path(__file__).resolve().parents[2] / "src" / "baken" / "ui"
TEMPLATES = sorted(UI.parent.glob("*/templates/**/*.html"))


def frame(**changes) -> SimpleNamespace:
    """What the frame is told of who looks."""
    facts = {
        "demo": True, "municipality": "Voorbeeldstad", "home_url": "/", "search_url": "/zoeken/", "login_url": "/in/",
        "logout_url": "/uit/", "user_name": "S. de Vries", "user_role": "adviseur", "logged_in": True, "language": "nl",
        "sections": [
            {"label": "Waarnemen", "url": "/w/", "current": False},
            {"label": "Besluiten", "url": "/b/", "current": True},
        ],
        "footer": [("Toegankelijkheid", "/t/")], "version": "0.1",
    }  # fmt: skip
    return SimpleNamespace(**{**facts, **changes})


def page(path: str = "/b/", language: str = "nl", template: str = "ui/base.html", **changes) -> str:
    """A page within its frame."""
    with translation.override(language):
        return render_to_string(template, {"shell": frame(**changes)}, RequestFactory().get(path))


def test_somebody_logged_in_sees_name_role_search_and_a_log_out_by_post():
    html = page()
    for text in ("S. de Vries", "adviseur", 'action="/zoeken/"', 'method="post" action="/uit/"', "csrfmiddlewaretoken"):
        assert text in html
    assert 'href="/in/"' not in html


def test_a_visitor_sees_the_log_in_and_nothing_of_a_person():
    html = page(logged_in=False, search_url="", user_name="", user_role="")
    assert 'href="/in/"' in html
    assert "/uit/" not in html
    assert 'class="who"' not in html
    assert 'role="search"' not in html


def test_the_loop_marks_where_you_are():
    assert '<a href="/b/" aria-current="page">' in page("/b/")
    assert '<a href="/b/" aria-current="true">' in page("/b/kadernota/")
    assert page().count('aria-current="page"') == 1


def test_the_demo_says_so_and_production_does_not():
    assert "Voorbeeldomgeving" in page()
    assert "Voorbeeldomgeving" not in page(demo=False)


def test_the_page_says_its_language():
    assert '<html lang="nl">' in page()
    assert '<html lang="en">' in page(language="en")
    assert 'value="en"' in page()
    assert 'value="nl"' in page(language="en")


def test_what_people_type_comes_back_escaped():
    html = page("/zoeken/?q=%22%3E%3Cscript%3E")
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "400.html", "500.html"])
def test_error_pages_render_without_any_context(name):
    html = render_to_string(name)
    assert html.count("<h1>") == 1
    assert "ui/baken.css" in html
    assert 'href="/"' in html


@pytest.mark.django_db
def test_the_style_guide_shows_everything_on_one_page(client):
    html = client.get("/stijl/").content.decode()
    assert html.count("<h1>") == 1
    for css in ("map", "rank", "trend", "ex-bar", "problems", "pages", "vb-strip", "says", "known", "empty"):
        assert re.search(rf'class="[^"]*\b{css}\b', html), css
    assert "style=" not in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


@pytest.mark.django_db
def test_the_log_in_speaks_plain_dutch_and_helps_the_demo(client, settings):
    html = client.get("/accounts/login/").content.decode()
    assert html.count("<h1>") == 1
    assert 'name="login"' in html
    assert 'name="password"' in html
    assert "var/demo-accounts.json" in html
    settings.DEMO = False
    assert "var/demo-accounts.json" not in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(UI.parent)))
def test_no_template_carries_styles_scripts_or_another_host(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"<(script|link|img|iframe)[^>]*(src|href)=\"(https?:)?//", text)


def test_the_stylesheets_ask_no_other_host_and_their_files_exist():
    folder = UI / "static" / "ui"
    for sheet in folder.glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        for url in re.findall(r"url\(\"?([^\")]+)", text):
            assert (folder / url).is_file(), url
        assert text.count("{") == text.count("}")


def test_every_token_that_is_used_is_defined():
    tokens = (UI / "static/ui/tokens.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--baken-[\w-]+)", (UI / "static/ui/baken.css").read_text(encoding="utf-8") + tokens))
    assert used <= set(re.findall(r"^\s*(--baken-[\w-]+):", tokens, re.MULTILINE))


def _contrast(one: str, two: str) -> float:
    """Contrast of two colours, WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "name", ["accent", "ink", "ink-soft", "higher", "lower", "none", "ok", "attention", "late", "example"]
)
def test_words_can_be_read_on_paper_and_wash(name):
    tokens = (UI / "static/ui/tokens.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--baken-color-([\w-]+):[^;]*?(#[0-9a-f]{6})", tokens))
    assert _contrast(colours[name], "#ffffff") >= 4.5
    assert _contrast(colours[name], colours["wash"]) >= 4.5
