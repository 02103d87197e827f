# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pulling figures as an adviser does: tick, press, see the bar move, read what changed. Also without JavaScript."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.observe.pulls.tiny import TinySource
from tests.observe.pulls.worker import do_queued

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def tiny(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> TinySource:
    """The only publisher there is, and an empty fact store."""
    from baken.observe.pulls import meter
    from baken.observe.sources import base

    settings.FACTS_ROOT, settings.VAR = tmp_path / "facts", tmp_path
    source = TinySource()
    monkeypatch.setattr(base, "_remote", {source.slug: source})
    monkeypatch.setattr(meter, "WRITE_EVERY", 0.0)
    return source


@pytest.fixture
def adviser(transactional_db: None, settings: Any) -> Any:
    from baken.access.facade import make_account, system_actor
    from baken.registry.facade import found_municipality
    from tests.kernel.emptied import install

    install()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    town = found_municipality(actor=system_actor(None), at=NOW, code="GM0453", slug="velsen", name="Velsen")
    return make_account(
        actor=system_actor(town), at=NOW, municipality=town, username="adviseur", password="een-lange-zin-voor-tests",
        display_name="Adviseur (voorbeeld)", role="safety_adviser", since=date(2022, 1, 1), fictitious=True,
    )  # fmt: skip


def test_the_bar_moves_to_done(page: Any, sign_in: Any, axe: Any, tiny: TinySource, adviser: Any) -> None:
    """The worker runs in this thread; after each page that it received, the adviser's page is looked at."""
    sign_in(page, adviser)
    page.goto("/waarnemen/bronnen/")
    assert axe(page) == []
    page.get_by_label("Misdrijven (gegenereerd)").check()
    page.get_by_role("button", name="Cijfers ophalen").click()
    page.get_by_text("Wacht tot het ophalen begint.").wait_for()
    assert axe(page) == []
    seen = []

    def look(table: str, number: int) -> None:
        page.get_by_text(f"pagina {number} van 3 van Misdrijven (gegenereerd)").wait_for()
        seen.append(page.get_by_role("progressbar").evaluate("bar => bar.value / bar.max"))

    tiny.hook = look
    assert do_queued() == ["stored"]
    page.get_by_role("heading", name="De cijfers zijn opgehaald").wait_for()
    assert [round(part, 2) for part in seen] == [0.33, 0.67, 1.0]
    assert page.get_by_role("progressbar").count() == 0
    assert axe(page) == []
    page.get_by_role("link", name="Terug naar de bronnen").click()
    page.get_by_role("cell", name="actueel", exact=True).wait_for()


def test_stop_works_while_the_page_is_refreshed(page: Any, sign_in: Any, tiny: TinySource, adviser: Any) -> None:
    sign_in(page, adviser)
    page.goto("/waarnemen/bronnen/")
    page.get_by_role("button", name="Alles van Velsen").click()

    def press(table: str, number: int) -> None:
        if number == 2:
            page.get_by_text("pagina 2 van 3").wait_for()
            page.get_by_role("button", name="Stop").click()
            page.get_by_text("stopt na de bladzijde").first.wait_for()

    tiny.hook = press
    assert do_queued() == ["cancelled"]
    page.get_by_role("heading", name="Het ophalen is gestopt").wait_for()


def test_a_failure_is_told_and_taken_up_again_without_javascript(
    browser: Any, live_server: Any, tiny: TinySource, adviser: Any, sign_in: Any
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(15_000)
    sign_in(page, adviser)
    page.goto("/waarnemen/bronnen/")
    page.get_by_label("Misdrijven (gegenereerd)").check()
    page.get_by_role("button", name="Cijfers ophalen").click()
    tiny.break_at = 2
    assert do_queued() == ["failed"]
    page.get_by_role("heading", name="Het ophalen is mislukt").wait_for()  # the page loads itself again
    page.get_by_text("De uitgever gaf geen antwoord").wait_for()
    tiny.break_at = None
    page.get_by_role("button", name="Ga verder").click()
    assert do_queued() == ["stored"]
    page.get_by_role("heading", name="De cijfers zijn opgehaald").wait_for()
    context.close()
