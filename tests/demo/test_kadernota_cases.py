# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of directing and working together on cases, and where the example shows it."""

import pytest

from tests.demo.served import Served

CASE = "/uitvoeren/casussen/2026-0087/"
PARTNERS = ("Politie", "Woningcorporatie (voorbeeld)", "Omgevingsdienst IJmond")


def words(demo: Served, path: str, who: str) -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, (who, path)
    return reply.text


def test_s12_s46_the_municipality_directs_and_many_partners_take_part(demo: Served) -> None:
    text = words(demo, CASE, "ondermijning")
    for partner in PARTNERS:
        assert partner in text
    assert "U, coördinator ondermijning" in text
    assert "Deelnemers en zicht wijzigen" in text
    assert "Deelnemers en zicht wijzigen" not in words(demo, CASE, "partner-politie"), "who takes part doesn't direct"


def test_s31_one_case_three_screens_each_with_what_that_person_may_know(demo: Served) -> None:
    lead, police, housing = (
        words(demo, CASE, who) for who in ("ondermijning", "partner-politie", "partner-woningcorporatie")
    )
    assert "Er ligt een last onder dwangsom, die is verbeurd" in lead
    assert "Er ligt een last onder dwangsom, die is verbeurd" not in police
    assert "Er is aanleiding voor een gezamenlijke controle" in lead
    assert "Open Politie-informatie" in police
    assert "Open Politie-informatie" not in lead, "the conclusion, not the content"
    for absent in ("Er is aanleiding voor een gezamenlijke controle", "Open Signalen"):
        assert absent not in housing
    assert "Waarom zie ik dit?" in housing


def test_s55_information_comes_from_each_partner_and_says_by_what_right(demo: Served) -> None:
    text = words(demo, CASE, "ondermijning")
    assert "Politie, 2 nov 2026" in text
    assert "aanpak van overlast en ondermijning in panden" in text
    covenants = words(demo, "/toezicht/convenanten/", "privacy")
    assert "Convenant aanpak panden" in covenants


@pytest.mark.parametrize("who", ["privacy", "fg"])
def test_supervision_sees_references_and_no_content(demo: Served, who: str) -> None:
    person = demo.person(who)
    assert person.get(CASE).status == 404
    text = words(demo, "/toezicht/", who)
    assert "Voorbeeldkade" not in text
