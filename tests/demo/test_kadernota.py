# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says, and where the example shows it: a test per S number (docs/coverage.toml names them)."""

import re

import pytest

from tests.demo.served import Served

FRAMEWORK = "/besluiten/kadernota/2023-2026/"
PREVIOUS = "/besluiten/kadernota/2019-2022/"


@pytest.fixture
def see(demo: Served):  # type: ignore[no-untyped-def]
    """`see(path)`: the words of a page, as the safety adviser reads them."""
    return lambda path: demo.person("adviseur").get(path).text


def marked(text: str, number: int) -> str:
    """Return the words just before the reference to an S number: the sentence that it belongs to."""
    found = re.search(rf"([^.]*\.)\s*(?:S\d+, )*S{number}\b", text)
    assert found, f"S{number} is not on the page"
    return found.group(1)


def test_s1_the_mission(see) -> None:
    sentence = marked(see(FRAMEWORK), 1)
    assert "veilig te wonen" in sentence
    assert "eerlijk te ondernemen" in sentence


def test_s2_it_continues_the_previous_policy(see) -> None:
    assert "Kadernota Veilig in Velsen 2019–2022" in see(FRAMEWORK)
    assert "Volgende kadernota: Kadernota Veilig in Velsen 2023–2026" in see(PREVIOUS)


def test_s3_the_fall_in_registered_crime(see) -> None:
    """The long series of Velsen is shown with its real figures, and with the break between definitions."""
    text = see("/waarnemen/")
    assert "van 4.390 in 2010 naar 2.810 in 2020" in text
    assert "Vanaf 2021 telt de politie anders" in text


def test_s5_nuisance_by_youth_drugs_and_misunderstood_behaviour_is_followed(see) -> None:
    for slug in ("nuisance_youth", "nuisance_alcohol_drugs", "nuisance_confused_person"):
        text = see(f"/waarnemen/indicator/{slug}/")
        assert "geen aantoonbaar verschil" in text
        assert "voorbeeldcijfers" in text


def test_s8_s25_crime_moves_from_homes_to_the_internet(see) -> None:
    """The real national series per type: fewer burglaries, more cybercrime; and what became of the old priority."""
    text = see("/waarnemen/gemeenten/")
    assert re.search(r"Diefstal/inbraak woning 91\.595 22\.706 −75%", text)
    assert re.search(r"Cybercrime 4\.487 12\.029 \+168%", text)
    assert "verschoof naar internet" in see(PREVIOUS)


def test_s10_the_profile_of_the_area(see) -> None:
    sentence = marked(see(FRAMEWORK), 10)
    for word in ("buitengrens", "industrie", "zeesluis"):
        assert word in sentence


def test_s13_s15_s40_the_council_fixes_five_priorities_for_four_years(see) -> None:
    text = see(FRAMEWORK)
    assert "vastgesteld door de gemeenteraad" in text
    assert "2023–2026" in text
    for name in ("Ondermijning", "Polarisatie", "Onbegrepen gedrag", "Jeugd", "Cybercriminaliteit"):
        assert re.search(rf"{name} (aandacht nodig|op koers|loopt achter|niet te beoordelen)", text)


def test_s14_national_and_local_trends_side_by_side(see) -> None:
    text = see("/waarnemen/")
    assert "In de rest van Nederland zijn het er 44,3" in text
    assert "10 vergelijkbare gemeenten" in text


def test_s21_s23_what_the_council_wants_for_every_wijk(see) -> None:
    text = see(FRAMEWORK)
    assert "veilig, schoon" in marked(text, 21)
    assert "drugs" in marked(text, 23)


def test_s24_the_six_previous_priorities_are_evaluated(see) -> None:
    text = see(PREVIOUS)
    for theme in (
        "Zorg en veiligheid",
        "Ondermijning",
        "High impact crime",
        "Veilige havens",
        "Leefbaarheid en veiligheid",
        "Cybercriminaliteit",
    ):
        assert re.search(rf"{theme} [A-Z][^.]+\.", text), theme


def test_s30_misunderstood_behaviour_rises_in_the_country(see) -> None:
    """Real national counts of E33, with the caveats that belong to them."""
    text = see("/waarnemen/indicator/nuisance_confused_person/")
    assert "Heel Nederland: van 44.571 in 2012 naar 141.724 in 2023" in text
    assert "E33 telt voorvallen, geen personen." in text


def test_s32_the_survey_is_a_source_with_its_caveats(see) -> None:
    text = see("/waarnemen/indicator/survey_safety_feeling/")
    assert "Veiligheidsmonitor" in text
    assert "In 2021 veranderde de manier van vragen" in text


def test_s33_feeling_of_safety_and_cohesion_have_a_verdict_with_margin(see) -> None:
    for slug in ("survey_safety_feeling", "survey_cohesion", "survey_liveability"):
        text = see(f"/waarnemen/indicator/{slug}/")
        assert re.search(r"\d+,\d voorbeeld \d+,\d–\d+,\d", text)
        assert "Met 2023" in text


def test_s34_satisfaction_with_the_municipality(see) -> None:
    assert "Tevreden over hoe de gemeente werkt" in see("/waarnemen/indicator/survey_municipality/")


def test_s35_victims_online_beside_traditional(see) -> None:
    text = see("/waarnemen/indicatoren/")
    assert "Slachtoffer van onlinecriminaliteit" in text
    assert "Slachtoffer van traditionele criminaliteit" in text


def test_s36_wijken_differ(see) -> None:
    text = see("/waarnemen/")
    assert "Twee wijken liggen hoger dan de rest van Velsen, één lager" in text
    assert re.search(r"Velsen-Noord hoger 372 65,1", text)


def test_s37_s38_worse_and_better_off_wijken_lead_to_their_figures(demo: Served) -> None:
    page = demo.person("adviseur").get(FRAMEWORK).page
    assert "IJmuiden-West, IJmuiden-Zuid, Velsen-Noord" in page.text
    assert "Velsen-Zuid, Driehuis, Santpoort-Noord, Santpoort-Zuid" in page.text
    for code in ("WK045303", "WK045302", "WK045305", "WK045300", "WK045306", "WK045307"):
        assert any(code in link for link in page.links), code


def test_s39_velserbroek_perception_beside_victimisation(see) -> None:
    text = see("/waarnemen/vergelijk/")
    assert "Velserbroek naast Velsen-Noord" in text
    assert "Voorbeeld Velserbroek: beleving hoger" in text


def test_s90_victims_of_cybercrime(see) -> None:
    text = see(f"{FRAMEWORK}cybercriminaliteit/")
    assert "Meer mensen worden op internet slachtoffer" in text
    assert re.search(r"S40, S90\b", text)
    assert "Slachtoffer van onlinecriminaliteit" in text


def test_s96_statutory_tasks_name_their_article(see) -> None:
    text = see(FRAMEWORK)
    assert "Wettelijke taken" in text
    assert re.search(r"Openbare orde handhaven Gemeentewet, artikel 172", text)


def test_s128_priorities_rest_on_the_current_picture(demo: Served) -> None:
    """From a figure to the priority to the effort to the result: the line of sight, with the figure's own page."""
    page = demo.person("adviseur").get(f"{FRAMEWORK}ondermijning/").page
    assert re.search(
        r"Cijfer Geregistreerde misdrijven, Velsen-Noord: 372 .* Prioriteit Ondermijning .* Inspanning", page.text
    )
    assert any("/waarnemen/cijfer/crime_total/WK045305/2025/" in link for link in page.links)
