# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The browser fixtures see what they promise to see."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Watch

pytestmark = [pytest.mark.urls("tests.browser.harness_urls"), pytest.mark.django_db(transaction=True)]


def test_axe_finds_nothing_on_a_sound_page_under_a_strict_policy(page, axe):
    page.goto("/proef/sound/")
    assert axe(page) == []


def test_axe_names_an_unlabelled_field_and_button(page, axe):
    page.goto("/proef/unlabelled/")
    found = {violation.rule: violation for violation in axe(page)}
    assert {"label", "button-name"} <= set(found)
    assert found["label"].targets == ("input",)


def test_axe_passes_over_what_is_excluded(page, axe):
    page.goto("/proef/unlabelled/")
    assert axe(page, exclude=("form",)) == []


@pytest.mark.parametrize(("name", "word"), [("inline", "Content Security Policy"), ("elsewhere", "tegels.invalid")])
def test_the_watch_reports_refused_scripts_and_other_hosts(browser, live_server, name, word):
    context = browser.new_context()
    watch = Watch(live_server.url)
    watch.over(context)
    page = context.new_page()
    page.goto(f"{live_server.url}/proef/{name}/", wait_until="networkidle")
    context.close()
    assert len(watch.problems) == 1
    assert word in watch.problems[0]


def test_a_phone_is_390_wide(page, phone):
    for window, width in ((page, 1280), (phone, 390)):
        window.goto("/proef/sound/")
        assert window.evaluate("() => document.documentElement.clientWidth") == width
