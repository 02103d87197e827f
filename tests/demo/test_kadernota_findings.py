# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of inspections, as the findings, checklists and figures of the example show it."""

from tests.demo.served import Served

ROOT = "/uitvoeren/controles/"
CLOSED = f"{ROOT}IC-KANAAL1/"


def words(demo: Served, path: str, who: str) -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, (who, path)
    return reply.text


def test_s62_findings_of_three_disciplines_stand_joined_and_say_where_two_inspectors_differ(demo: Served) -> None:
    page = words(demo, CLOSED, "haventeam")
    for told in ("Twee aanhangers zonder kenteken", "staat vol pallets", "Acht vaten zonder etiket"):
        assert told in page
    assert "1 punt verschilt" in page
    assert "toegelaten" not in page.split("Bevindingen")[1].split("Opvolging")[0]
    assert "Kijkers" not in page, "functions, no names"
    assert "Foto 1" in page


def test_s111_inspectors_ask_of_operator_and_premises_alone(demo: Served) -> None:
    page = words(demo, f"{ROOT}lijsten/sex-business/", "ondermijning")
    assert "Kan de exploitant de vergunning laten zien?" in page
    for word in ("sekswerker", "slachtoffer", "paspoort"):
        assert word not in page.lower()


def test_s113_inspections_are_counted_for_who_steers(demo: Served) -> None:
    page = words(demo, "/waarnemen/eigen-cijfers/?onderwerp=inspections_sex_work", "adviseur")
    assert "seksbedrijven en illegale prostitutie" in page
