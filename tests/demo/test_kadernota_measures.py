# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of closing premises and of penalty orders, in the example's files."""

from tests.demo.served import Served

LIST = "/uitvoeren/maatregelen/"


def words(demo: Served, path: str, who: str = "juridisch") -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, path
    return str(reply.text)


def test_s50_drug_premises_are_closed(demo: Served) -> None:
    """From report to reopening: by which policy, with which reasons, until when; and who must act next."""
    text = words(demo, f"{LIST}M-CX0SED1/")
    for part in ("Opiumwet 13b", "Getoetst aan het beleid", "Redenen", "Pand weer openen", "Nu"):
        assert part in text, part
    mine = words(demo, f"{LIST}?doel=measures_mayor")
    for status in ("Rapportage ontvangen", "Voornemen verstuurd", "Besluit ligt klaar", "Maatregel geldt", "Afgerond"):
        assert status in mine, status
    assert "ligt klaar om te ondertekenen" in words(demo, "/", "burgemeester")


def test_s51_penalty_orders_run_with_their_terms(demo: Served) -> None:
    """A penalty order says the amount, the maximum, the grace term and what is forfeited."""
    text = words(demo, f"{LIST}M-PENA7TY/")
    for part in ("Awb 5:32", "Dwangsom", "hoogstens", "Zelf doen kan tot en met"):
        assert part in text, part
    assert demo.person("burgemeester").get(f"{LIST}M-PENA7TY/").status == 404
