# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of human trafficking: forced prostitution and labour, followed up with the victim first."""

from tests.demo.served import Served

PAGE = "/uitvoeren/signalen/mensenhandel/"
SIGNAL = "/uitvoeren/signalen/2026-TRAF-F1CK/"


def words(demo: Served, path: str, who: str = "mensenhandel") -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, (who, path)
    return reply.text


def test_s66_forced_prostitution_and_labour_have_barriers_and_hand_overs(demo: Served) -> None:
    text = words(demo, PAGE)
    for phase in ("Werving", "Binnenkomst en vervoer", "Identiteit", "Huisvesting", "Werk", "Geld"):
        assert phase in text
    assert "Toezicht op seksbedrijven" in text
    assert "Er komt geen lijst van sekswerkers." in text
    assert "Loon en werktijden" in text
    assert "2026-TRAF-F1CK" in text
    for who in ("ondermijning", "burgemeester", "adviseur", "toezicht", "privacy", "raadslid"):
        assert demo.person(who).get(PAGE).status in (403, 404), who


def test_s112_what_is_seen_of_exploitation_is_followed_up_victim_first(demo: Served) -> None:
    text = words(demo, SIGNAL)
    order = [
        text.index(one)
        for one in ("Is iemand nu in gevaar?", "Regel zorg en opvang", "Draag over aan wie", "Regels voor verhuren")
    ]
    assert order == sorted(order)
    assert "Zorgcoördinatie" in text
    assert "CoMensha" in text
    assert "verwacht op" in text
    terms = words(demo, "/termijnen/?soort=concern-agreed")
    assert "Signaal 2026-TRAF-F1CK" in terms
    assert "2026-TRAF-F1CK" not in words(demo, "/termijnen/", "ondermijning")
