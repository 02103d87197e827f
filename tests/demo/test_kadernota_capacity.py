# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of capacity, and where the example shows it."""

import re

from tests.demo.served import Served

BASE = "/besluiten/capaciteit/"


def words(demo: Served, path: str, who: str = "ondermijning") -> str:
    reply = demo.person(who).get(path if path.startswith("/") else BASE + path)
    assert reply.status == 200, path
    return reply.text


def test_s19_police_capacity_by_priority(demo: Served) -> None:
    """What the work asks of the police for each priority, beside the hours that they say to have."""
    text = words(demo, "")
    assert "uren per week die het werk van partners vraagt, per prioriteit" in text
    assert re.search(r"Ondermijning 26,4 ", text)
    assert re.search(r"Uren die er zijn, volgens de partner 48,0", text)
    assert "opgegeven: de politie, in de driehoek (17 sep 2026)" in text


def test_s95_room_for_current_events(demo: Served) -> None:
    """The hours held free are their own figure; giving them away or holding more shows at once."""
    assert re.search(r"Boa’s 8 272 uur 96 uur", words(demo, ""))
    text = words(demo, "scenario/?vrij_team-ondermijning=40")
    assert "Vrij voor actuele zaken" in text
    assert "Meer werk dan uren: Team ondermijning" in text


def test_s98_reports_against_the_hours_there_are(demo: Served) -> None:
    text = words(demo, "")
    assert re.search(r"Team ondermijning 4 104,6 voorbeeld 74,2|Team ondermijning 4 104,6 74,2", text)
    assert re.search(r"Meldingen ondermijning Ondermijning 9 per week 10,2 uur 15 werkdagen", text)


def test_s99_a_shortage_at_the_police(demo: Served) -> None:
    text = words(demo, "scenario/?uren_politie-basisteam=-30")
    assert "30 uur minder, 26 uur per week" in text
    assert "Meer werk dan uren: Politie, basisteam. Daar blijft de achterstand groeien" in text


def test_s106_more_prevention_more_reports_more_hours(demo: Served) -> None:
    text = words(demo, "scenario/uitkomst/?meer_meldingen-ondermijning=30")
    assert "Integrale controles: nu 92% binnen het doel, dan 40%" in text
    assert "Om 90% binnen het doel te halen is 40 uur per week meer nodig" in text
    assert "30% meer meldingen door preventie" in words(demo, "")


def test_s107_s109_bibob_with_its_staff_and_real_estate_before_the_council(demo: Served) -> None:
    """The council reads the scenario with its proposal; the page of all scenarios isn't for it."""
    assert re.search(r"Bibob-coördinator en medewerker 2 64 uur", words(demo, ""))
    page = demo.person("raadslid").get("/besluiten/raad/voorstellen/").body.decode()
    address = re.search(r'href="(/besluiten/raad/voorstellen/[0-9a-f-]{36}/)"', page)
    assert address
    text = words(demo, address[1], "raadslid")
    assert "Bijlage: Bibob ook voor vastgoed" in text
    assert "Bibob-toetsen: nu 100% binnen het doel, dan 51%" in text
    assert "Vastgoed" not in text or "nog controleren" in text
    assert demo.person("raadslid").get(BASE).status == 404


def test_s113_possible_enforcement_of_illegal_prostitution(demo: Served) -> None:
    """It counts only where it is added; then it asks hours of the enforcers."""
    assert "Toezicht op illegale prostitutie loopt nog niet" in words(demo, "")
    text = words(demo, "scenario/?erbij=toezicht-op-illegale-prostitutie")
    assert "Toezicht op illegale prostitutie komt erbij" in text or "loopt nu niet" in text
    assert re.search(r"Boa’s 8 132,5 9,6 33,6", text)


def test_s118_demand_that_cannot_be_foretold(demo: Served) -> None:
    """Weeks differ more than chance: the margins are wide, on the sliders too."""
    for page in ("scenario/", "scenario/uitkomst/"):
        row = re.search(r"Personen met onbegrepen gedrag 10 werkdagen (\d\d)% (\d\d)–(\d\d)%", words(demo, page))
        assert row, page
        assert int(row[2]) < int(row[1]) < int(row[3])


def test_s119_s120_heavier_cases_and_a_vacancy(demo: Served) -> None:
    assert "20% meer" in words(demo, "scenario/?werk_personen-met-onbegrepen-gedrag=20")
    text = words(demo, "")
    assert "Eén vacature bij zorg en veiligheid Personen met onbegrepen gedrag: nu 87% binnen het doel, dan 28%" in text
