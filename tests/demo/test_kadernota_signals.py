# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of an approach that is driven by signals, at the desk of who handles them in the example."""

import re

from tests.demo.served import Served

DESK = "/uitvoeren/signalen/"
NUISANCE = f"{DESK}?doel=signal_nuisance"


def words(demo: Served, path: str, who: str = "ondermijning") -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, path
    return reply.text


def test_s27_drugs_nuisance_by_kern(demo: Served) -> None:
    """Who handles it sees where signals come from, by wijk and buurt, as a map and as numbers."""
    text = words(demo, f"{NUISANCE}&weergave=kaart")
    assert "Dezelfde signalen per gebied" in text
    assert re.search(r"\(IJmuiden-\w+\) \d+", text)
    body = demo.person("ondermijning").get(NUISANCE).body.decode()
    assert re.search(r'<optgroup label="IJmuiden-Noord">', body)


def test_s97_the_approach_is_driven_by_signals(demo: Served) -> None:
    """First tested, then compared, weighed and decided: each step has its place, with its term in working days."""
    text = words(demo, NUISANCE)
    for step in ("Te toetsen", "Te wegen", "Over de termijn", "Gewogen, nog niet afgerond"):
        assert step in text
    assert re.search(r"nog \d+ werkdag|werkdag(en)? te laat", text)


def test_s100_drugs_nuisance_is_one_approach_in_street_horeca_school_and_club(demo: Served) -> None:
    body = demo.person("ondermijning").get(NUISANCE).body.decode()
    kinds = re.findall(r"<option value=\"[0-9a-f-]{36}\">([^<]+)</option>", body)
    for place in ("straat", "horeca", "school", "sportclub|sportvereniging"):
        assert any(re.search(place, kind) for kind in kinds), (place, kinds)


def test_an_inspector_looks_along_and_the_care_coordinator_does_not(demo: Served) -> None:
    assert "Overlast en drugs" in words(demo, DESK, "toezicht")
    assert "Overlast en drugs" not in words(demo, DESK, "zorgveiligheid")


def test_what_the_public_form_does_not_offer_never_came_by_it(demo: Served) -> None:
    body = demo.person("zorgveiligheid").get(DESK).body.decode()
    [kind] = re.findall(r'<option value="([0-9a-f-]{36})">Zorgen over onbegrepen gedrag<', body)
    every = f"{DESK}?keuze=all&soort={kind}"
    assert "Niets gevonden." in words(demo, f"{every}&kanaal=public", "zorgveiligheid")
    assert "Niets gevonden." not in words(demo, f"{every}&kanaal=staff", "zorgveiligheid")
