# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of Bibob that reaches further and of the work it takes, where the example shows it."""

from tests.demo.served import Served


def words(demo: Served, path: str, who: str) -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, (who, path)
    return reply.text


def test_s57_bibob_reaches_further_subsidies_contracts_and_real_estate(demo: Served) -> None:
    policy = words(demo, "/uitvoeren/bibob/beleid/", "bibob")
    for kind in ("Vergunning", "Subsidie", "Inkoop en aanbesteding", "Vastgoed"):
        assert kind in policy
    assert "steekproef van 20 procent" in policy.lower()
    mine = words(demo, "/uitvoeren/bibob-stand/", "contracten")
    for told in (
        "Verkoop van een loods",
        "Subsidie voor een verzonnen buurtsportschool",
        "Beveiliging van gemeentelijke",
    ):
        assert told in mine
    assert "Mindere mate van gevaar" in mine
    assert "De Verzonnen Ster" not in mine, "permits are of another department"
    assert "De Verzonnen Ster" in words(demo, "/uitvoeren/bibob-stand/", "vergunningen")


def test_a_department_reads_stage_and_conclusion_and_no_more(demo: Served) -> None:
    for who in ("vergunningen", "contracten"):
        mine = words(demo, "/uitvoeren/bibob-stand/", who)
        for secret in ("B-CAFE001", "B-PAND002", "B-SVBS003", "Verzonnen Kade Vastgoed B.V.", "Verzonnen Beheer"):
            assert secret not in mine
        for reference in ("B-CAFE001", "B-PAND002", "B-SVBS003"):
            assert demo.person(who).get(f"/uitvoeren/bibob/{reference}/").status == 404


def test_what_was_handed_in_waits_for_the_coordinator(demo: Served) -> None:
    desk = words(demo, "/uitvoeren/bibob/", "bibob")
    assert "Alcoholvergunning eetcafé De Voorbeeldhaven" in desk
    assert "Beveiliging van gemeentelijke gebouwen" in desk


def test_s107_s109_hours_of_screening_beside_those_of_its_staff(demo: Served) -> None:
    desk = words(demo, "/uitvoeren/bibob/", "bibob")
    assert "Hoeveel werk" in desk
    assert "uur per jaar, na verlof en ziekte" in desk
    assert "Die formatie is verzonnen." in desk
