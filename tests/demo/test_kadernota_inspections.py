# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of joint inspections and of how the port received them, where the example shows it."""

from tests.demo.served import Served

ROOT = "/uitvoeren/controles/"
CLOSED, DAY = f"{ROOT}IC-KANAAL1/", f"{ROOT}IC-HAVENDG/"


def words(demo: Served, path: str, who: str) -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, (who, path)
    return reply.text


def test_s62_regular_joint_inspections_each_by_its_own_power(demo: Served) -> None:
    programme = words(demo, f"{ROOT}programma/2026/", "haventeam")
    assert "Vastgesteld op 20 jan 2026" in programme
    assert "Haven en kade" in programme
    day = words(demo, DAY, "partner-politie")
    assert "Niemand handelt op de bevoegdheid van een ander" in day
    assert "Politiewet 2012, artikel 3" in day
    assert demo.person("adviseur").get(DAY).status == 404


def test_s63_one_partner_follows_up_with_force(demo: Served) -> None:
    page = words(demo, CLOSED, "ondermijning")
    assert "Repressief vervolg" in page
    assert "Omgevingsdienst IJmond: proces-verbaal of boeterapport" in page
    assert "te laat" in page, "the fine report came twelve days after its date"


def test_s64_how_the_port_received_it(demo: Served) -> None:
    programme = words(demo, f"{ROOT}programma/2026/", "haventeam")
    assert "68% positief (49 tot 83%), van 28 antwoorden" in programme
    assert "Wie niet antwoordde, kan er anders over denken." in programme
    assert "te klein om te tonen" in programme, "three businesses were approached: that number isn't told"


def test_s59_money_of_the_ministry_for_the_mainport(demo: Served) -> None:
    programme = words(demo, f"{ROOT}programma/2026/", "haventeam")
    assert "ministerie van Justitie en Veiligheid" in programme
    assert "€ 60.000" in programme
    assert "€ 41.500" in programme


def test_a_partner_reads_the_findings_of_its_own_discipline_only(demo: Served) -> None:
    assert demo.person("partner-omgevingsdienst-ijmond").get(CLOSED).status == 404, "finished more than a month ago"
    assert "Olie" not in words(demo, f"{DAY}briefing/", "partner-omgevingsdienst-ijmond")
