# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota claims, each with the outcome that the figures of the example honestly give."""

import re

import pytest

from tests.demo.served import Served

LIST = "/besluiten/beweringen/"
FRAMEWORK = "/besluiten/kadernota/2023-2026/"


@pytest.fixture
def see(demo: Served):  # type: ignore[no-untyped-def]
    """`see(path)`: the words of a page, as a council member reads them."""
    return lambda path: demo.person("raadslid").get(path).text


def test_s3_falling_crime_is_tested_since_the_figures_by_wijk_began(see) -> None:
    text = see(f"{LIST}dalende-criminaliteit/")
    assert "Geregistreerde misdrijven in Velsen: 2.704 in 2021 en 2.741 in 2025 (+1%, marge −12% tot +16%)." in text
    assert "Dat is geen aantoonbaar verschil." in text


def test_s4_the_effect_of_measures_is_not_tested_with_invented_efforts(see) -> None:
    text = see(f"{LIST}maatregelen-werken/")
    assert (
        "Niet met de beschikbare cijfers te toetsen: de inspanning is verzonnen, en wat verzonnen is toetst niets."
        in text
    )
    assert "Overlast door jeugd (E35): ging het beter waar iets is gedaan?" in text
    assert "Een oorzaak laat dit niet zien" in text


def test_s5_unchanged_nuisance_waits_for_real_figures(see) -> None:
    text = see(f"{LIST}overlast-gelijk/")
    for kind in ("jeugd (E35)", "alcohol of drugs (E38)", "onbegrepen gedrag (E33)"):
        assert f"Overlast door {kind}: niet te toetsen, want er zijn alleen voorbeeldcijfers" in text
    assert "Nodig: tabel 47024NED" in text
    assert "Gelijk gebleven is pas onderbouwd als heel de marge binnen 10% omhoog of omlaag ligt" in text


def test_s22_differences_between_wijken_and_whether_they_shrink(see) -> None:
    now = see(f"{LIST}verschil-nu/")
    assert (
        "in 2025 lagen 9 wijken doorgaans 36% boven of onder het gemiddelde. Dat is aantoonbaar meer dan toeval." in now
    )
    text = see(f"{LIST}verschil-kleiner/")
    assert "doorgaans 23% boven of onder het gemiddelde, in 2025 36%. Dat is geen aantoonbaar verschil." in text
    assert re.search(r"2021 23% 13–39%", text)
    assert re.search(r"2025 36% 25–49%", text)
    assert "er wonen te weinig mensen om te vergelijken" in text  # Spaarndammerpolder


def test_s27_drugs_nuisance_by_kern_waits_for_real_figures(see) -> None:
    text = see(f"{LIST}drugsoverlast-kernen/")
    assert "Overlast door alcohol of drugs (E38): verschillen de wijken?" in text
    assert "Nodig: tabel 47024NED" in text


def test_s36_s37_s38_perception_by_wijk_waits_for_the_survey(see) -> None:
    for slug in ("minder-fijn", "boven-gemiddeld", "wijken-verschillen"):
        text = see(f"{LIST}{slug}/")
        assert "er zijn alleen voorbeeldcijfers, en die toetsen niets" in text
        assert "Nodig: de Veiligheidsmonitor met cijfers per wijk" in text


def test_s39_velserbroek_is_not_confirmed_by_the_example(see) -> None:
    """The example figures show just what the kadernota says of Velserbroek; that confirms nothing."""
    text = see(f"{LIST}velserbroek/")
    assert "niet te toetsen" in text
    assert "onderbouwd" not in text
    assert "verder boven gemiddeld dan het slachtofferschap?" in text


def test_s33_a_new_way_of_asking_makes_a_claim_untestable_for_good(see) -> None:
    text = see(f"{LIST}veiligheidsmonitor/")
    assert "de manier van vragen veranderde tussen deze jaren" in text
    assert "Dit ontbreekt nog" not in text


def test_the_framework_says_each_outcome_where_the_claim_stands(demo: Served) -> None:
    page = demo.person("raadslid").get(FRAMEWORK)
    assert "onderbouwd Geregistreerde misdrijven: in 2025 lagen 9 wijken" in page.text
    assert any(link.startswith(f"{LIST}velserbroek/") for link in page.page.links)
