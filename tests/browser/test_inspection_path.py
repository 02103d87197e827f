# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A joint inspection from plan to closing, as the people do it: the lead on a desk, the inspector on a phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.act.inspections.builders import GROUNDS, WORDS, World
from tests.act.inspections.finding_world import kept, told_of
from tests.browser.test_field_inspection import fill, reach, ready, save, world

__all__ = ["world"]

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "Voorbeeldkade 1, Velsen-Noord"


def step(page: Page, link: str, button: str = "") -> None:
    """Take one step from the page of the inspection."""
    page.get_by_role("link", name=link, exact=True).click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("h1")).to_have_text(WORDS["title"])


def planned(page: Page) -> str:
    """Open an inspection and write its plan on the pages; return its address."""
    begins = timezone.localtime() + timedelta(hours=1)
    page.goto("/uitvoeren/controles/nieuw/")
    page.get_by_label("Naam van de controle").fill(WORDS["title"])
    page.get_by_label("Branche", exact=True).select_option("port")
    page.locator("#id_occasion").fill(WORDS["occasion"])
    page.locator("#id_goal").fill(WORDS["goal"])
    page.locator("#id_day").fill(begins.date().isoformat())
    page.locator("#id_time").fill(begins.strftime("%H:%M"))
    page.locator("#id_meeting_point").fill("Kade")
    page.locator("#id_briefing").fill("Samen blijven.")
    page.get_by_role("button", name="Maak de controle").click()
    for who, discipline in (("r:inspector", "permits"), ("p:environment", "environment")):
        page.get_by_role("link", name="Voeg een partij toe").click()
        page.get_by_label("Wie gaat er mee?").select_option(who)
        page.get_by_label("Discipline").select_option(discipline)
        page.get_by_label("Eigen bevoegdheid").fill("Awb 5:15")
        page.locator("main form button[type=submit]").click()
    page.get_by_role("link", name="Voeg een adres toe").click()
    page.get_by_label("Adres", exact=True).fill(ADDRESS)
    page.get_by_label("Gronden voor de keuze").fill(GROUNDS)
    page.locator("main form button[type=submit]").click()
    return page.url.partition("#")[0]


def test_from_plan_to_closing(phone: Page, page: Page, sign_in: Any, axe: Any, world: World) -> None:
    sign_in(page, world.users["port"])
    address = planned(page)
    for link in ("Plan vaststellen", "Briefing is gehouden", "Controle begint"):
        step(page, link)
    sign_in(phone, world.users["inspector"])
    ready(phone)
    phone.context.set_offline(True)
    fill(phone, ADDRESS, permit="Niet in orde", note="verlopen", exits="In orde")
    save(phone, "Geen verbinding: 1 bevinding op deze telefoon")
    reach(phone)
    assert told_of(kept(world)) == {("permit", "not_in_order", "verlopen"), ("exits", "in_order", "")}
    page.goto(address)
    step(page, "Rapport maken")
    assert axe(page) == []
    page.get_by_role("link", name="Gezamenlijk rapport (PDF)").wait_for()
    page.get_by_role("link", name="Zet uit").click()
    page.get_by_label("Wie is de eigenaar?").select_option("r:inspector")
    page.get_by_label("Klaar op").fill((timezone.localdate() + timedelta(days=14)).isoformat())
    page.get_by_role("button", name="Zet uit").click()
    step(page, "Opvolging is uitgezet")
    page.get_by_role("link", name="Wat kwam ervan?").click()
    page.get_by_label("Opgelost").check()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#opvolging")).to_contain_text("Opgelost")
    page.get_by_role("link", name="Evalueren", exact=True).click()
    page.get_by_label("Wat ging goed, en wat niet?").fill("Samen op tijd.")
    page.get_by_label("Wat doet u de volgende keer anders?").fill("Eerder bellen.")
    page.locator("main form button[type=submit]").click()
    step(page, "Controle afronden")
    expect(page.locator("main")).to_contain_text("Afgerond")
    assert axe(page) == []
