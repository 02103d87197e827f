# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A closing (Opiumwet 13b) as its people do it: the adviser from report to reopening, the mayor who signs, and remedies."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from baken.access.facade import system_actor
from baken.registry.facade import found_municipality
from tests.act.measures.builders import World
from tests.act.measures.test_documents import build
from tests.browser.served_pages import fits
from tests.kernel.emptied import install
from tests.kernel.towns import NOW

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "Dit is voor dit pand nagegaan, en zo staat het ook in de rapportage van de politie."


@pytest.fixture
def world(transactional_db: None, settings: Any) -> World:
    """Velsen with registers of measures, people, a matrix, and the example's templates and mandates."""
    install()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return build(found_municipality(actor=system_actor(None), at=NOW, code="GM0453", slug="velsen", name="Velsen"))


def day(ago: int) -> str:
    return (timezone.localdate() - timedelta(days=ago)).isoformat()


def fill(page: Page, **values: str) -> None:
    """Fill in the form of a page by the names of its fields, and send it."""
    for name, value in values.items():
        field = page.locator(f"main form [name='{name}']").first
        kind = field.get_attribute("type") or field.evaluate("one => one.tagName")
        if kind == "radio":
            page.locator(f"main form [name='{name}'][value='{value}']").check()
        elif kind == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("main form button[type=submit]").first.click()


def write_reasons(page: Page) -> None:
    """Write every reason that is asked and wasn't written yet."""
    for box in page.locator("main form textarea").all():
        if not box.input_value():
            box.fill(REASON)
    page.get_by_role("button", name="Bewaar de redenen").click()


def take(page: Page, link: str, **values: str) -> None:
    """Take a step from the page of the file."""
    page.get_by_role("link", name=link, exact=True).first.click()
    fill(page, **values)


def test_a_closing_from_report_to_reopening(page: Page, sign_in: Any, axe: Any, world: World, live_server: Any) -> None:
    sign_in(page, world.users["adviser"])
    page.goto("/uitvoeren/maatregelen/nieuw/")
    assert axe(page) == []
    fill(
        page, place="measures-mayor|measures_mayor|opium_closing", title="Werkplaats aan het water",
        report_reference="PV-1", report_on=day(30), facts="In een werkplaats stond een opstelling om drugs te maken.",
        premises_kind="other", address="Verzonnenweg 71, IJmuiden", party_kind="operator", party_name="Huurder Voorbeeld",
        party_address="Verzonnenweg 71",
    )  # fmt: skip
    file = page.url
    take(page, "Toetsen aan het beleid", on=day(29), premises_kind="other", finding="hard_drugs", course="policy")
    page.get_by_role("link", name="Voornemen versturen", exact=True).click()
    page.get_by_role("link", name="Schrijf de redenen").click()
    write_reasons(page)
    page.goto(file)
    take(page, "Voornemen versturen", on=day(28), view_until=day(14))
    expect(page.locator("main")).to_contain_text("De brief met het voornemen is nog niet gemaakt.")
    page.get_by_role("link", name="Maak de brief", exact=True).click()
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("button", name="Onderteken", exact=True).click()
    expect(page.locator("main")).not_to_contain_text("De brief met het voornemen")
    take(page, "Zienswijze vastleggen", on=day(13), view="spoken", text="Hij had de werkplaats uitgeleend.")
    take(
        page,
        "Opnieuw toetsen",
        on=day(12),
        course="closing",
        months="2",
        because=f"Hij belde zelf de politie. {REASON}",
    )
    assert axe(page) == []
    page.goto(f"{file}motivering/decision/?doel=measures_mayor")
    expect(page.locator("main aside")).to_contain_text("Hij had de werkplaats uitgeleend.")
    assert axe(page) == []
    write_reasons(page)
    page.goto(file)
    take(page, "Besluit voorleggen", on=day(0), months="2")

    sign_in(page, world.users["mayor"])
    page.goto(file)
    page.get_by_role("link", name="Ondertekenen", exact=True).click()
    expect(page.locator("article.letter")).to_contain_text("Hij belde zelf de politie.")
    assert axe(page) == []
    page.get_by_role("button", name="Ondertekenen").click()

    sign_in(page, world.users["adviser"])
    page.goto(file)
    take(page, "Bekendmaken", on=day(0), how="handed", published_on=day(0), published_where="Op de deur")
    take(page, "Pand gesloten", on=day(0))
    expect(page.locator("main")).to_contain_text("Pand weer openen")
    for kind in ("objection", "interim_relief"):
        take(page, "Leg bezwaar of beroep vast", kind=kind, on=day(0), by="Huurder Voorbeeld")
    page.get_by_role("link", name="Leg de beslissing vast").nth(1).click()
    fill(page, on=day(0), outcome="suspended", until="date", until_on=day(0), text="De rechter wil eerst meer weten.")
    expect(page.locator(".now")).to_contain_text("De rechter heeft dit besluit geschorst")
    assert axe(page) == []
    fits(page)
    page.get_by_role("link", name="Leg de beslissing vast").first.click()
    fill(page, on=day(0), outcome="rejected", text="Het besluit blijft in stand.")
    take(page, "Pand heropenen", on=day(0), reason="De huurder is vertrokken en het pand is leeg.")
    page.get_by_role("link", name=re.compile("Bekijk en maak: heropening")).click()
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("button", name="Onderteken", exact=True).click()
    expect(page.locator(".now")).to_contain_text("Er kan nog beroep worden ingesteld.")
    assert axe(page) == []
