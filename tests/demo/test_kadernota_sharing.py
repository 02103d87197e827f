# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of signals of the port team and partners, and of sight of exploitation, where the example shows it."""

import pytest

from tests.demo.served import Served

SIGNAL = "/uitvoeren/signalen/2026-K7M2-P9QX/"
RECEIVED = "/uitvoeren/signalen/gedeeld/"


def words(demo: Served, path: str, who: str) -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, (who, path)
    return reply.text


def test_s61_s65_signals_go_on_to_partners_each_no_more_than_chosen(demo: Served) -> None:
    desk, police = words(demo, SIGNAL, "ondermijning"), words(demo, RECEIVED, "partner-politie")
    assert "Meegenomen bij een lopende controle" in desk, "what the partner told stands with the signal"
    assert "Wie meldde is bekend, in een apart register." in desk
    assert "Laat uiterlijk" in police
    assert "2026-K7M2-P9QX" not in police
    assert demo.person("partner-politie").get(SIGNAL).status == 404


def test_s111_s112_sight_of_exploitation_without_a_list_of_people(demo: Served) -> None:
    shown = words(demo, "/uitvoeren/signalen/2026-TRAF-F1CK/", "mensenhandel")
    assert "Eerst het slachtoffer" in shown
    assert "Baken houdt van hen geen lijst bij." in shown
    for who in ("ondermijning", "adviseur", "privacy", "piket"):
        assert demo.person(who).get("/uitvoeren/signalen/2026-TRAF-F1CK/").status == 404


@pytest.mark.parametrize("who", ["privacy", "fg"])
def test_supervision_sees_that_was_shared_and_not_what(demo: Served, who: str) -> None:
    shown = words(demo, "/toezicht/verstrekkingen/", who)
    assert "Politie" in shown
    assert "sporttas" in words(demo, SIGNAL, "ondermijning")
    assert "sporttas" not in shown
