# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of cases and of supervision in a real browser: axe finds nothing serious, and nothing sticks out on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import PHONE
from tests.browser.served_pages import fits, seen_by

CASES = {
    "my cases": "/uitvoeren/casussen/",
    "case": "/uitvoeren/casussen/2026-0087/",
    "part of a case": "/uitvoeren/casussen/2026-0087/onderdeel/inspections/",
    "timeline of a case": "/uitvoeren/casussen/2026-0087/tijdlijn/",
    "participants of a case": "/uitvoeren/casussen/2026-0087/deelnemers/",
    "sharing from a case": "/uitvoeren/casussen/2026-0087/delen/",
    "note in a case": "/uitvoeren/casussen/2026-0087/onderdeel/premises/notitie/",
    "new case": "/uitvoeren/casussen/nieuw/",
    "closed case": "/uitvoeren/casussen/2019-1187/",
}
"""Seen by the coordinator: the adviser takes part in no case."""
WHO_MAY_KNOW = {
    "role matrix": "/toezicht/rollen/",
    "one role": "/toezicht/rollen/rol/mayor/",
    "one cell": "/toezicht/rollen/mayor/access.log.view/",
    "registers": "/toezicht/registers/",
    "register": "/toezicht/registers/premises/",
    "new register": "/toezicht/registers/nieuw/",
    "admission": "/toezicht/registers/premises/toelaten/",
    "covenants": "/toezicht/convenanten/",
    "covenant": "/toezicht/convenanten/aanpak-panden/",
    "new covenant": "/toezicht/convenanten/nieuw/",
    "ending a covenant": "/toezicht/convenanten/aanpak-panden/einde/",
    "teams": "/toezicht/teams/",
    "team": "/toezicht/teams/haventeam/",
    "emergency access": "/toezicht/noodtoegang/",
    "export for the Wpg audit": "/toezicht/wpg-export/investigation/",
    "why don't I see this": "/waarom/",
    "supervision": "/toezicht/",
    "processing activities": "/toezicht/verwerkingen/",
    "processing activity": "/toezicht/verwerkingen/casework-premises/",
    "changing a processing activity": "/toezicht/verwerkingen/casework-premises/wijzigen/",
    "impact assessments": "/toezicht/dpia/",
    "impact assessment": "/toezicht/dpia/casework/",
    "logbook of processing": "/toezicht/dataverwerkingen/",
    "reads": "/toezicht/inzage/",
    "due for destruction": "/toezicht/bewaren/",
    "retention rules": "/toezicht/bewaren/termijnen/",
    "certificates": "/toezicht/bewaren/verklaringen/",
    "what was shared": "/toezicht/delingen/",
    "the log": "/toezicht/logboek/",
    "whom to reach": "/toezicht/verwerkingen/contact/",
    "risk of an assessment": "/toezicht/dpia/casework/risico/",
    "what goes in the year ahead": "/toezicht/bewaren/komend-jaar/",
    "what supervision keeps": "/toezicht/bewaren/toezicht/",
}
"""Seen by the privacy officer."""
ACCOUNTS = {
    "accounts": "/toezicht/accounts/",
    "new account": "/toezicht/accounts/nieuw/",
    "who has which role": "/toezicht/accounts/rollen/",
}
"""Seen by the administrator."""


coordinator = seen_by("ondermijning", PHONE)
privacy_officer = seen_by("privacy", PHONE)
on_call = seen_by("piket", PHONE)
administrator = seen_by("beheer", PHONE)


@pytest.mark.parametrize("name", WHO_MAY_KNOW)
def test_a_page_on_who_may_know_what_is_accessible_and_fits(
    privacy_officer: BrowserContext, axe: Any, name: str
) -> None:
    page = privacy_officer.new_page()
    page.set_viewport_size({"width": 1280, "height": 844})
    assert page.goto(WHO_MAY_KNOW[name]).status == 200
    assert axe(page) == []
    fits(page)
    page.close()


def test_the_page_for_emergency_access_is_accessible_and_fits(on_call: BrowserContext, axe: Any) -> None:
    page = on_call.new_page()
    assert page.goto("/noodtoegang/").status == 200
    assert axe(page) == []
    fits(page)
    page.close()


@pytest.mark.parametrize("name", CASES)
def test_a_page_of_cases_is_accessible_and_fits(coordinator: BrowserContext, axe: Any, name: str) -> None:
    page = coordinator.new_page()
    assert page.goto(CASES[name]).status == 200
    assert axe(page) == []
    fits(page)
    page.close()


@pytest.mark.parametrize("name", ACCOUNTS)
def test_a_page_of_accounts_is_accessible_and_fits(administrator: BrowserContext, axe: Any, name: str) -> None:
    page = administrator.new_page()
    assert page.goto(ACCOUNTS[name]).status == 200
    assert axe(page) == []
    fits(page)
    page.close()
