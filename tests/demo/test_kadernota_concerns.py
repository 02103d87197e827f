# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of signals: which kinds there are, who sees them, what is asked and what never is."""

import pytest

from tests.demo.served import Served

ALL = "/uitvoeren/signalen/inrichten/"
NEW = "/uitvoeren/signalen/nieuw/"
TOPICS = "/uitvoeren/signalen/onderwerpen/"


def words(demo: Served, path: str, who: str = "adviseur") -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, (who, path)
    return reply.text


def form(demo: Served, slug: str, who: str = "haventeam") -> str:
    return words(demo, f"{NEW}?soort={slug}", who)


def test_s28_who_is_vulnerable_is_asked_in_plain_words(demo: Served) -> None:
    text = form(demo, "exploitation-vulnerable", "toezicht")
    for words_of in ("Oudere", "Leert of begrijpt moeilijk", "Schulden"):
        assert words_of in text
    assert "Is er nu iemand in gevaar?" in text
    assert "Veilig Thuis, 0800-2000" in text


def test_s29_for_what_a_vulnerable_person_is_used(demo: Served) -> None:
    text = words(demo, f"{ALL}categorie/exploitation-vulnerable/")
    assert "Waarvoor wordt deze persoon gebruikt?" in text
    assert "Coördinator zorg en veiligheid" in text
    assert "coördinator ondermijning" not in text, "who handles undermining doesn't see signals about care"


def test_s41_each_form_of_undermining_has_its_kinds(demo: Served) -> None:
    text = words(demo, NEW, "haventeam")
    for kind in (
        "Drugs maken of opslaan",
        "Witwassen",
        "Uitbuiting op het werk",
        "Iets anders dat op ondermijning wijst",
    ):
        assert kind in text


@pytest.mark.parametrize(
    ("slug", "asks"),
    [
        ("drugs-street", "Hoe gaat het dealen?"),
        ("drugs-horeca", "Doet de zaak er iets tegen?"),
        ("drugs-schools", "Weet de school ervan?"),
        ("drugs-sports", "Welk bedrijf is de sponsor?"),
    ],
)
def test_s49_drugs_in_the_street_in_horeca_at_schools_and_sports_clubs(demo: Served, slug: str, asks: str) -> None:
    assert asks in form(demo, slug)


def test_s58_the_port_asks_for_ship_container_and_company(demo: Served) -> None:
    text = form(demo, "port-situation")
    for asked in ("Welke container?", "Welk schip?", "Een verbroken zegel", "Spreek niemand aan"):
        assert asked in text
    assert "Om welk bedrijf gaat het?" in form(demo, "port-company")
    assert "Verdacht bedrijf aan de kade" not in demo.visitor().get("/melden/").text, "of professionals only"


def test_s66_trafficking_lies_apart_with_the_designated_officer(demo: Served) -> None:
    for slug in ("trafficking-sexual", "trafficking-labour", "trafficking-criminal"):
        text = words(demo, f"{ALL}categorie/{slug}/")
        assert "Aandachtsfunctionaris mensenhandel" in text
        assert "ondermijning" not in text.split("Wie ziet het")[1].split("Toets vooraf")[0]
    asked = form(demo, "trafficking-sexual")
    assert "De veiligheid van die persoon gaat voor alles." in asked
    assert "Geef geen naam, telefoonnummer of advertentie" in asked
    assert "CoMensha" in asked


def test_s67_who_has_fled_is_asked_to_send_the_right_help(demo: Served) -> None:
    text = form(demo, "trafficking-labour")
    assert "Is deze persoon gevlucht of nog maar kort in Nederland?" in text
    assert "Dan is iemand extra kwetsbaar." in text


def test_s73_the_network_tells_of_topics_and_never_of_persons(demo: Served) -> None:
    text = words(demo, TOPICS)
    assert "Het vaakst gehoord: vertrouwen in de overheid" in text
    assert "plan voor een opvanglocatie" in text
    told = words(demo, f"{TOPICS}nieuw/", "partner-jongerenwerk")
    assert "Dit gaat over een onderwerp, niet over een persoon" in told
    assert "Op het plein gaat het" not in words(demo, TOPICS, "partner-jongerenwerk")
    assert demo.person("raadslid").get(TOPICS).status == 404


def test_s111_supervision_of_illegal_prostitution_is_of_premises_and_operators(demo: Served) -> None:
    text = form(demo, "sex-work-premises", "toezicht")
    assert "van sekswerkers legt de gemeente geen naam, nummer of advertentie vast" in text
    assert "Welk pand of welke ruimte?" in text
    assert "Is er een vergunning?" in text
    assert demo.person("partner-politie").get(f"{NEW}?soort=sex-work-premises").status == 404


def test_s112_signs_of_exploitation_come_apart_from_the_premises(demo: Served) -> None:
    text = form(demo, "sex-work-premises", "toezicht")
    assert "Zag u tekenen van dwang?" in text
    assert "Hebt u dat apart doorgegeven?" in text
    assert "Wijzelf, bij een eigen controle" in text
