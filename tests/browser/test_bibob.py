# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bibob from application to decision, as the people do it: the department, the coordinator, and the subject on a phone."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from baken.access.facade import system_actor
from baken.act.bibob.questionnaire import asked
from baken.registry.facade import found_municipality
from tests.act.bibob.builders import World, build
from tests.act.bibob.handing_in import put_line
from tests.browser.conftest import PHONE
from tests.browser.served_pages import fits
from tests.kernel.emptied import install
from tests.kernel.towns import NOW

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "Zwartgallig Beheer"


@pytest.fixture
def world(transactional_db: None, settings: Any) -> World:
    """Velsen with a register for Bibob, people, and one line of policy."""
    install()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = build(found_municipality(actor=system_actor(None), at=NOW, code="GM0453", slug="velsen", name="Velsen"))
    put_line(made)
    return made


def go_on(page: Page, link: str) -> None:
    """Take a step from the page of the file, with what its form begins with."""
    page.get_by_role("link", name=link, exact=True).first.click()
    page.locator("main form button[type=submit]").first.click()


def fill_in(page: Page) -> None:
    """Answer every required question, shortest first."""
    for question in asked.questions(asked.for_scope("permit")):
        name, kind = f"v_{question['slug']}", question["kind"]
        if not question.get("required") or question.get("when"):
            continue
        if kind == asked.ROWS:
            page.fill(f"[name='{name}__0__{question['columns'][0]['slug']}']", SECRET)
        elif kind == asked.TICK:
            page.check(f"[name='{name}']")
        elif kind == asked.YESNO:
            page.check(f"[name='{name}'][value=no]")
        elif kind in (asked.CHOICE, asked.MANY):
            wanted = {"sources": "business", "premises": "own"}.get(question["slug"], question["options"][0]["slug"])
            page.check(f"[name='{name}'][value={wanted}]")
        else:
            page.fill(f"[name='{name}']", "1000" if kind == asked.NUMBER else SECRET)


def test_from_application_to_decision(
    page: Page, browser: Browser, sign_in: Any, axe: Any, world: World, live_server: Any
) -> None:
    sign_in(page, world.users["permits"])
    page.goto("/uitvoeren/bibob-stand/aanmelden/")
    assert axe(page) == []
    page.get_by_label("Waarom is onderzoek nodig?").select_option("horeca")
    page.get_by_label("Nummer van de aanvraag").fill("Z-77")
    page.get_by_label("Wat is er aangevraagd, en door wie?").fill("Eetcafé De Proef")
    page.get_by_label("Binnengekomen op").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Meld aan").click()
    expect(page.locator("h1")).to_have_text("Eetcafé De Proef")
    mine = page.url
    assert axe(page) == []

    sign_in(page, world.users["bibob"])
    page.goto("/uitvoeren/bibob/")
    page.get_by_role("link", name="Open een dossier").click()
    page.get_by_label("Wie wordt onderzocht?").fill(SECRET)
    page.get_by_label("bedrijf").check()
    page.locator("main form button[type=submit]").click()
    file = page.url
    page.get_by_role("link", name="Verstuur de vragenlijst").click()
    page.get_by_label("Of: hoe geeft u de link?").fill("op papier")
    page.get_by_role("button", name="Maak de link").click()
    link = urlsplit(page.locator("#link").inner_text()).path
    assert re.fullmatch(r"/bibob/vragenlijst/[A-Za-z0-9_-]{43}/", link)

    context = browser.new_context(**PHONE, base_url=live_server.url, java_script_enabled=False)
    phone = context.new_page()
    phone.goto(link)
    fits_without_script(context, phone)
    phone.fill("[name='v_name']", SECRET)
    phone.get_by_role("button", name="Bewaar en ga later verder").click()
    expect(phone.locator("[role=status]")).to_contain_text("Bewaard")
    phone.get_by_role("button", name="Stuur in").click()
    expect(phone.locator("#fouten")).to_contain_text("Beantwoord deze vraag.")
    fill_in(phone)
    phone.get_by_role("button", name="Stuur in").click()
    expect(phone.locator("h1")).to_have_text("Uw antwoorden zijn ontvangen")
    assert context.cookies() == []
    context.close()

    page.goto(file)
    page.locator("#vragenlijst table a").click()
    expect(page.locator("main")).to_contain_text(SECRET)
    assert axe(page) == []
    page.get_by_label("ja, het onderzoek kan beginnen").check()
    page.get_by_role("button", name="Leg vast").click()
    page.goto(f"{file}bron/")
    page.locator("#id_kind").select_option("bibob_register")
    page.locator("#id_why").fill("Nagaan of er eerder gevaar is vastgesteld.")
    page.locator("#id_nothing_found").check()
    page.locator("main form button[type=submit]").click()
    go_on(page, "Naar wegen")
    page.get_by_role("link", name="Geef de conclusie").first.click()
    page.locator("[name=conclusion][value=none]").check()
    page.locator("#id_text").fill("Er is niets gevonden dat op gevaar wijst.")
    page.locator("[name=may][value=grant]").check()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("Conclusie gegeven")

    sign_in(page, world.users["permits"])
    page.goto(mine)
    expect(page.locator("main")).to_contain_text("Geen gevaar")
    assert SECRET not in page.content()
    page.get_by_label("Verleend", exact=True).check()
    page.get_by_role("button", name="Leg vast").click()
    expect(page.locator("main")).to_contain_text("U hebt besloten.")
    assert axe(page) == []
    fits(page)


def fits_without_script(context: Any, page: Page) -> None:
    """Nothing sticks out: asked of the layout, since the page itself runs no script."""
    session = context.new_cdp_session(page)
    size = session.send("Page.getLayoutMetrics")["cssContentSize"]
    assert size["width"] <= page.viewport_size["width"] + 1
    session.detach()
