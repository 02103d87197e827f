# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of carrying out and adjusting, and where the example shows it in the programme."""

import re

import pytest

from tests.demo.served import Served

PROGRAMME = "/besluiten/programma/"
VERSIONS = f"{PROGRAMME}versies/2025-2026/"


@pytest.fixture
def see(demo: Served):  # type: ignore[no-untyped-def]
    """`see(path, who)`: the words of a page, as the safety adviser or somebody else reads them."""
    return lambda path, who="adviseur": demo.person(who).get(path).text


def test_s16_the_executive_works_the_priorities_out_for_two_years(see) -> None:
    text = see(PROGRAMME)
    assert "Uitvoeringsprogramma 2025–2026" in text
    assert re.search(r"Van de \d+ inspanningen: \d+ zijn over hun datum", text)
    assert "verzonnen" in text
    first = see(f"{VERSIONS}1/")
    assert "Besloten op 5 nov 2024" in first
    assert "Integrale controles bedrijventerrein en haven" in first


def test_s44_funds_are_shown_as_budget_and_spent(see) -> None:
    text = see(f"{PROGRAMME}?weergave=tabel&prioriteit=ondermijning")
    assert re.search(r"Afspraken met bedrijven in haven en kanaalgebied .*? € 9\.100 van € 15\.000", text)
    assert re.search(r"Samen [\d.]+ van [\d.]+ uur € [\d.]+ van € [\d.]+", text)


def test_s98_the_work_asked_against_the_capacity_there_is(see) -> None:
    """An owner tells that people are lacking; the effort is late or at risk by the rule, and says why."""
    text = see("/besluiten/ivp/2025-2026/integrale-controles/")
    assert "310 van 400 uur" in text
    assert "Partners hebben weinig mensen vrij" in text
    assert "loopt risico" in text
    assert "Van de" in see(f"{PROGRAMME}?stand=at_risk")


def test_s132_the_executive_elaborates_and_every_change_is_a_version(see) -> None:
    text = see(VERSIONS, "college")
    assert re.search(r"Het programma heeft \d+ versies?", text)
    assert "Een versie is het hele programma op één moment" in text
    assert "vragen wachten op antwoord" in see(f"{PROGRAMME}voortgang/")
    assert "vragen wachten op antwoord" not in see(PROGRAMME, "raadslid")
