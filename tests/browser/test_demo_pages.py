# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the example in a real browser: axe finds nothing serious, and nothing sticks out on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.served_pages import fits, seen_by

PAGES = {
    "home": "/",
    "picture": "/waarnemen/",
    "picture of 2023": "/waarnemen/?jaar=2023",
    "no figures": "/waarnemen/?bekend-op=2020-01-01",
    "wijk": "/waarnemen/gebied/WK045305/",
    "wijk without survey": "/waarnemen/gebied/WK045309/",
    "buurt": "/waarnemen/gebied/BU04530501/",
    "compare": "/waarnemen/vergelijk/",
    "indicators": "/waarnemen/indicatoren/",
    "indicator": "/waarnemen/indicator/survey_safety_feeling/",
    "municipalities": "/waarnemen/gemeenten/",
    "figure": "/waarnemen/cijfer/crime_total/WK045308/2025/",
    "alerts": "/waarnemen/attenderingen/",
    "alerts of a month": "/waarnemen/attenderingen/?maand=2026-07",
    "how alerts work": "/waarnemen/attenderingen/uitleg/",
    "sources": "/waarnemen/bronnen/",
    "pulls": "/waarnemen/bronnen/ophalen/",
    "own figures": "/waarnemen/bronnen/inlezen/",
    "dataset": "/waarnemen/bronnen/47022NED-year/",
    "own account": "/account/",
    "second factor": "/accounts/tweede-stap/instellen/",
    "decide": "/besluiten/",
    "framework": "/besluiten/kadernota/2023-2026/",
    "previous framework": "/besluiten/kadernota/2019-2022/",
    "priority": "/besluiten/kadernota/2023-2026/ondermijning/",
    "plan": "/besluiten/ivp/2025-2026/",
    "import": "/besluiten/inlezen/",
    "programme": "/besluiten/programma/",
    "programme as table": "/besluiten/programma/?weergave=tabel",
    "programme as timeline": "/besluiten/programma/?weergave=tijdlijn",
    "progress": "/besluiten/programma/voortgang/",
    "owners": "/besluiten/programma/eigenaren/",
    "effort": "/besluiten/ivp/2025-2026/integrale-controles/",
    "effort form": "/besluiten/programma/inspanning/2025-2026/integrale-controles/",
    "stop effort": "/besluiten/programma/inspanning/2025-2026/integrale-controles/stoppen/",
    "indicators of an effort": "/besluiten/programma/inspanning/2025-2026/integrale-controles/indicatoren/",
    "programme versions": "/besluiten/programma/versies/2025-2026/",
    "programme version": "/besluiten/programma/versies/2025-2026/1/",
    "programme differences": "/besluiten/programma/versies/2025-2026/verschillen/",
    "capacity": "/besluiten/capaciteit/",
    "capacity with sliders": "/besluiten/capaciteit/scenario/?meer_meldingen-ondermijning=30",
    "capacity with margins": "/besluiten/capaciteit/scenario/uitkomst/?meer_meldingen-ondermijning=30",
    "stream of work": "/besluiten/capaciteit/werk/meldingen-ondermijning/",
    "claims": "/besluiten/beweringen/",
    "claim of a trend": "/besluiten/beweringen/dalende-criminaliteit/",
    "claim of a gap": "/besluiten/beweringen/verschil-kleiner/",
    "claim not testable": "/besluiten/beweringen/velserbroek/",
    "meetings": "/besluiten/overleg/",
    "kind of meeting": "/besluiten/overleg/driehoek/",
    "regional input": "/besluiten/overleg/rbop/",
    "planned meeting": "/besluiten/overleg/driehoek/2026-12-10/",
    "settled meeting": "/besluiten/overleg/driehoek/2026-10-15/",
    "actions": "/besluiten/overleg/acties/",
    "members": "/besluiten/overleg/driehoek/deelnemers/",
    "form of a kind of meeting": "/besluiten/overleg/driehoek/wijzigen/",
    "council": "/besluiten/raad/",
    "sessions": "/besluiten/raad/sessies/",
    "session to come": "/besluiten/raad/sessies/2026/",
    "settled session": "/besluiten/raad/sessies/2025/",
    "session figures": "/besluiten/raad/sessies/2026/stand/",
    "proposing a change": "/besluiten/raad/sessies/2026/wijziging/",
    "apv": "/besluiten/raad/apv/",
    "proposals": "/besluiten/raad/voorstellen/",
    "regional plan": "/besluiten/raad/regionaal-plan/",
    "new council item": "/besluiten/raad/nieuw/",
    "act": "/uitvoeren/",
    "giving a signal": "/uitvoeren/signalen/nieuw/?soort=port-situation",
    "a category of signals": "/uitvoeren/signalen/inrichten/categorie/drugs-street/wijzigen/",
    "topic signals": "/uitvoeren/signalen/onderwerpen/",
    "terms": "/termijnen/",
    "rules for terms": "/termijnen/regels/",
    "calculator of terms": "/termijnen/rekenhulp/?reken=1&regel=bibob_advice&begin=2026-03-03&stil_van=2026-03-20",
    "terms in a calendar": "/termijnen/agenda/",
    "deputies": "/termijnen/vervanging/",
    "mail about terms": "/termijnen/mail/",
    "account": "/verantwoorden/",
    "dossier": "/verantwoorden/raadsdossier/2025/",
    "releases": "/verantwoorden/uitgaven/",
    "publications": "/verantwoorden/publicaties/",
    "new publication": "/verantwoorden/publicaties/nieuw/",
    "own records": "/waarnemen/eigen-cijfers/",
    "search": "/zoeken/?q=haven",
    "method": "/over-baken/hoe-wij-rekenen/",
    "privacy": "/over-baken/privacy/",
    "accessibility": "/over-baken/toegankelijkheid/",
    "about": "/over-baken/",
    "not found": "/bestaat-niet/",
}
PUBLIC = {
    "welcome": "/",
    "login": "/accounts/login/",
    "outdoors": "/veld/",
    "municipalities": "/openbaar/",
    "municipality": "/openbaar/velsen/",
    "own figures": "/openbaar/velsen/cijfers/",
    "reporting": "/melden/",
    "coming back": "/melden/volgen/",
}


adviser = seen_by("adviseur", DESKTOP)
adviser_on_phone = seen_by("adviseur", PHONE)
visitor = seen_by("", PHONE)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_a_phone(adviser: BrowserContext, axe: Any, name: str) -> None:
    page = adviser.new_page()
    page.goto(PAGES[name])
    assert axe(page) == []
    fits(page)
    page.close()


@pytest.mark.parametrize("name", ["home", "wijk", "compare", "programme", "programme as timeline", "claims", "council"])
def test_a_page_loaded_on_a_phone_fits_it_too(adviser_on_phone: BrowserContext, axe: Any, name: str) -> None:
    page = adviser_on_phone.new_page()
    page.goto(PAGES[name])
    assert axe(page) == []
    fits(page)
    page.close()


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_is_accessible_and_fits(visitor: BrowserContext, axe: Any, name: str) -> None:
    page = visitor.new_page()
    page.goto(PUBLIC[name])
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_the_way_through_the_loop_by_keyboard_alone(adviser: BrowserContext) -> None:
    """From the start, the skip link comes first, then the four steps can be reached and opened with Tab and Enter."""
    page = adviser.new_page()
    page.goto("/")
    page.bring_to_front()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Besluiten":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/besluiten/")
    assert page.get_by_role("heading", level=1).count() == 1
    page.close()


def test_english_is_one_click_away(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/openbaar/velsen/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert "/openbaar/velsen/" in page.url
    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.close()
