# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of Bibob, at the desk of the coordinator in the example."""

import re

from tests.demo.served import Served

DESK = "/uitvoeren/bibob/"


def words(demo: Served, path: str, who: str = "bibob") -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, path
    return reply.text


def test_s43_the_municipality_does_not_help_crime_by_permits_firms_or_premises(demo: Served) -> None:
    """A permit, a subsidy and premises, each with who is screened and where it stands."""
    text = words(demo, DESK)
    for scope in ("Vergunning", "Subsidie", "Vastgoed"):
        assert scope in text
    for status in ("Eigen onderzoek", "Advies gevraagd bij het LBB", "Conclusie gegeven"):
        assert status in text


def test_s56_bibob_prevents_by_investigating_before_deciding(demo: Served) -> None:
    """Sources with what for, facts that a human weighs, what may not count, and terms that run meanwhile."""
    text = words(demo, f"{DESK}B-CAFE001/")
    assert "Bibob-register (Wet Bibob 11a)" in text
    assert "Waarvoor" in text
    assert re.search(r"telt niet mee.{0,20}Vrijgesproken", text)
    assert "Er wordt niets opgeteld en niets gerangschikt." in text
    assert "Het eigen onderzoek houdt de beslistermijn niet tegen." in text
    text = words(demo, f"{DESK}B-SVBS003/")
    assert "Mindere mate van gevaar" in text
    assert "voorschriften verbinden" in text.lower()


def test_s108_bibob_for_permits_procurement_and_subsidies(demo: Served) -> None:
    body = demo.person("bibob").get(DESK).body.decode()
    kinds = re.findall(r'<option value="(permit|subsidy|procurement|real_estate)"', body)
    assert set(kinds) == {"permit", "subsidy", "procurement", "real_estate"}


def test_nobody_else_is_at_this_desk(demo: Served) -> None:
    for who in ("vergunningen", "contracten", "ondermijning", "burgemeester"):
        assert demo.person(who).get(DESK).status == 404
