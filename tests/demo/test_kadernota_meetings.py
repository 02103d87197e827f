# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of working together, and where the example's meetings show it; and who finds which meeting."""

import pytest

from tests.demo.served import Served

BASE = "/besluiten/overleg/"


def words(demo: Served, path: str, who: str = "adviseur") -> str:
    reply = demo.person(who).get(BASE + path)
    assert reply.status == 200, path
    return reply.text


def test_s17_partners_are_aligned_locally_regionally_and_nationally(demo: Served) -> None:
    text = words(demo, "")
    for kind in ("Driehoek", "Haventeam", "Regionaal bestuurlijk overleg politie (RBOP)", "Stuurgroep mainport"):
        assert kind in text
    for partner in ("Politie", "Openbaar Ministerie", "Douane", "Koninklijke Marechaussee", "Omgevingsdienst IJmond"):
        assert partner in text
    assert "verzonnen" in text


def test_s18_s20_local_priorities_feed_the_regional_plan(demo: Served) -> None:
    """The priorities in force stand as input at the RBOP, each with what became of it in the plan for four years."""
    text = words(demo, "rbop/")
    assert "Inbreng in het regionale beleidsplan" in text
    assert "Politiewet 2012, artikel 39" in text
    for priority in ("Ondermijning", "Polarisatie", "Onbegrepen gedrag", "Jeugd", "Cybercriminaliteit"):
        assert priority in text
    for outcome in ("overgenomen in het regionale plan", "deels overgenomen", "niet overgenomen"):
        assert outcome in text
    minutes = words(demo, "rbop/2026-09-24/")
    assert "beleidsplan 2027-2030" in minutes
    assert "hoofdofficier" in minutes


def test_s47_the_mayor_sits_in_the_mainport_steering_group(demo: Served) -> None:
    text = words(demo, "stuurgroep-mainport/", "burgemeester")
    assert "Burgemeester (lid)" in text
    assert "terugmelding aan havenbedrijven" in words(demo, "stuurgroep-mainport/2026-11-05/", "burgemeester")


def test_s48_the_mayor_leads_the_noordzeekanaalgebied(demo: Served) -> None:
    text = words(demo, "noordzeekanaalgebied/", "burgemeester")
    assert "Burgemeester van Velsen" in text
    assert "Burgemeester (trekker)" in text


def test_the_agenda_of_the_next_driehoek_builds_itself(demo: Served) -> None:
    text = words(demo, "driehoek/2026-12-10/")
    assert "Actie: Evalueer het extra toezicht en breng cijfers in" in text
    assert "Inspanningen die aandacht vragen" in text
    assert "Neem over" not in words(demo, "driehoek/2026-12-10/", "burgemeester")


def test_one_list_of_actions_over_all_meetings(demo: Served) -> None:
    text = words(demo, "acties/")
    assert "7 open acties" in text or "8 open acties" in text
    for kind in ("Driehoek", "Stuurgroep mainport", "Overleg jeugd en veiligheid"):
        assert kind in text
    assert "Laat verlichting en groen bij het station nalopen" in words(demo, "acties/?wie=mij", "toezicht")


SEATS = {
    "driehoek": {"adviseur", "burgemeester", "partner-politie", "partner-openbaar-ministerie"},
    "haventeam": {
        "adviseur",
        "ondermijning",
        "haventeam",
        "toezicht",
        "toezicht2",
        "partner-politie",
        "partner-omgevingsdienst-ijmond",
    },
    "jeugd": {"adviseur", "jeugd", "jeugdboa", "partner-jongerenwerk", "partner-politie"},
    "gso": {"adviseur", "ondermijning", "zorgveiligheid", "jeugd", "bibob", "toezicht", "toezicht2"},
}
GUESTS = {"gso/2026-12-08/": {"partner-politie"}}
"""Invited to one meeting: the kind of meeting and its other days stay closed."""


@pytest.mark.parametrize("kind", SEATS)
def test_who_finds_which_meeting(demo: Served, kind: str) -> None:
    meeting = {"driehoek": "2026-10-15", "haventeam": "2026-12-01", "jeugd": "2026-11-19", "gso": "2026-12-08"}[kind]
    for path in (f"{kind}/", f"{kind}/{meeting}/"):
        found = {a["username"] for a in demo.accounts if demo.person(a["username"]).get(BASE + path).status == 200}
        assert found == SEATS[kind] | GUESTS.get(path, set()), path


def test_a_partner_reads_no_point_that_is_for_us_alone_anywhere(demo: Served) -> None:
    for who in ("partner-politie", "partner-openbaar-ministerie"):
        for path in ("", "acties/", "driehoek/2026-10-15/", "acties/acties.csv?stand=alle"):
            reply = demo.person(who).get(BASE + path)
            assert reply.status == 200
            assert "jaarwisseling" not in reply.body.decode()
    assert "jaarwisseling" in words(demo, "driehoek/2026-10-15/", "burgemeester")
