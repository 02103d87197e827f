# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of the council, and where the example shows it to a council member."""

import re

from tests.demo.served import Served

BASE = "/besluiten/raad/"


def words(demo: Served, path: str, who: str = "raadslid") -> str:
    reply = demo.person(who).get(BASE + path)
    assert reply.status == 200, path
    return reply.text


def test_s129_the_council_is_informed_each_year(demo: Served) -> None:
    text = words(demo, "sessies/")
    assert re.search(r"Raadssessie 2026 verzonnen 10 dec 2026 1 nov 2026 Voorbereid", text)
    assert re.search(r"Raadssessie 2025 verzonnen 13 nov 2025 1 okt 2025 Afgesloten versie \d", text)
    figures = words(demo, "sessies/2026/stand/")
    assert "zoals bekend op 1 nov 2026" in figures
    assert "Velsen en Nederland" in figures
    assert "niet te toetsen" in figures


def test_s131_the_council_may_adjust_the_programme(demo: Served) -> None:
    """What was decided in 2025 is a version with its differences; what is proposed for 2026 waits for the council."""
    settled = words(demo, "sessies/2025/")
    assert re.search(r"Raadssessie 2025: versie \d van het programma", settled)
    assert "Uren gepland 1.800 uur 1.900 uur" in settled
    assert "Uitleg bij besluiten over orde en veiligheid" in settled
    assert "verworpen" in settled
    coming = words(demo, "sessies/2026/")
    assert "De raad moet over 3 wijzigingen van het programma besluiten" in coming
    assert "niet prioriteren" in coming.lower()


def test_s133_the_executive_accounts_to_the_council(demo: Served) -> None:
    text = words(demo, "sessies/2026/")
    for heading in ("Toegezegd", "Gedaan", "Niet gedaan", "Uren gebruikt", "Besteed"):
        assert heading in text
    assert "Over 14 nov 2025 tot en met 1 nov 2026" in text
    assert "Wat niet is gedaan, en waarom" in text
    overview = words(demo, "")
    late = re.search(r"(\d+) van de (\d+) toezeggingen, moties en raadsvragen zijn te laat", overview)
    assert late
    assert int(late[1]) >= 2
    assert "Nog controleren in het reglement van orde" in overview


def test_s134_sessions_are_coupled_to_changes_of_the_apv(demo: Served) -> None:
    text = words(demo, "sessies/2026/")
    assert "APV-wijzigingen bij deze sessie" in text
    assert "Artikel 2:50a: Messen in het uitgaansgebied" in text
    listed = words(demo, "apv/")
    assert "1 van de 3 APV-wijzigingen is vastgesteld" in listed
    assert "in werking 1 jan 2026" in listed


def test_s135_capacity_and_budget_are_separate_proposals(demo: Served) -> None:
    """The council reads what was offered; a draft is for those who write it."""
    text = words(demo, "voorstellen/")
    assert "Gemeentewet, artikel 192" in text
    assert "Een halve formatieplaats voor Bibob-toetsen" in text
    assert "Prikkelarme woonplekken" not in text
    assert "Prikkelarme woonplekken" in words(demo, "voorstellen/", "adviseur")
    page = demo.person("raadslid").get(f"{BASE}voorstellen/").body.decode()
    address = re.search(rf'href="({BASE}voorstellen/[0-9a-f-]{{36}}/)"', page)
    assert address
    proposal = demo.person("raadslid").get(address[1]).text
    for part in ("Gevraagd besluit", "Waarom", "Dekking", "Als de raad dit niet besluit", "structureel vanaf 2027"):
        assert part in proposal
