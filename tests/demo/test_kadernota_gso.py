# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of signals that ask a decision, and where the example's GSO shows it."""

import re

from tests.demo.served import Served

SIGNAL = "/uitvoeren/signalen/2026-"
KIND = "/besluiten/overleg/gso/"
MEETING = f"{KIND}2026-12-08/"


def words(demo: Served, path: str, who: str = "ondermijning") -> str:
    reply = demo.person(who).get(path)
    assert reply.status == 200, path
    return reply.text


def test_s97_signals_that_ask_a_decision_come_to_a_table_of_our_own(demo: Served) -> None:
    """The approach is driven by signals: those that ask a decision feed the agenda of an internal meeting with clear roles."""
    text = words(demo, KIND)
    for told in ("Signalen die een besluit vragen", "Intern overleg.", "voorzitter", "secretaris", "coördinator"):
        assert told in text
    assert "Voorstellen voor de agenda" in words(demo, MEETING), "the secretary prepares it"
    assert "Voorstellen voor de agenda" not in words(demo, MEETING, "toezicht"), "a member reads along"


def test_a_signal_stands_on_its_agenda_by_number_alone(demo: Served) -> None:
    for who, opens in (("ondermijning", True), ("toezicht", True), ("bibob", False)):
        reply = demo.person(who).get(MEETING)
        assert "Signaal 2026-GS0K-ADE7" in reply.text
        assert ("/uitvoeren/signalen/2026-GS0K-ADE7/" in reply.body.decode()) is opens, who
        assert "bestelbusjes" not in reply.text
    signal = words(demo, "/uitvoeren/signalen/2026-GS0K-ADE7/")
    assert "bestelbusjes" in signal
    assert "Staat op de agenda." in signal
    assert "Gemeentelijk signalenoverleg (GSO)" in signal
    assert demo.person("bibob").get("/uitvoeren/signalen/2026-GS0K-ADE7/").status == 404


def test_police_come_to_one_meeting_with_a_reason_and_have_no_seat(demo: Served) -> None:
    text = words(demo, MEETING, "partner-politie")
    assert "Toelichting op de bestuurlijke rapportages over drugsafval" in text
    assert "Drugsafval in het buitengebied" in text
    assert "Signaal 20" not in text
    assert demo.person("partner-politie").get(KIND).status == 404
    assert demo.person("partner-openbaar-ministerie").get(MEETING).status == 404


def held(demo: Served) -> str:
    """Return the address of the meeting that was held, which lies some weeks before the day on which the example was played."""
    days = set(re.findall(rf"{KIND}\d{{4}}-\d\d-\d\d/", demo.person("ondermijning").get(KIND).body.decode()))
    return next(iter(days - {MEETING}))


def test_s97_what_the_table_decided_stands_with_each_signal(demo: Served) -> None:
    """Each signal on the table has its decision in the minutes, and what came of it: a case, a measure, partners, nothing."""
    minutes = words(demo, held(demo))
    for told in ("Vastgesteld op", "maakt er een casus van", "Naar het RIEC", "Geen opvolging", "last onder dwangsom"):
        assert told in minutes
    assert "wasserette" not in minutes, "what is in a signal stands there, and not in the minutes"
    for reference, told in {
        "GS0C-A5E1": ("Casus 2026-", "maakt er een casus van"),
        "GS0R-1EC2": ("Twee bleken gestolen", "Er komt een gezamenlijke controle"),
        "GS0A-51DE": ("Geen opvolging", "Wij hebben uw melding besproken"),
        "GS0H-ER0P": ("Op de agenda", "vraagt opnieuw te kijken"),
        "GS0M-AAT5": ("Last onder dwangsom", "In behandeling genomen op"),
        "GS0W-ACHT": ("Sluiting op grond van de Opiumwet", "nog niet geantwoord"),
    }.items():
        shown = words(demo, f"{SIGNAL}{reference}/")
        assert "Gemeentelijk signalenoverleg" in shown, reference
        for part in told:
            assert part.lower() in shown.lower(), (reference, part)
    assert "2026-GS0H-ER0P" in words(demo, MEETING), "reopened, it comes to the next table"


def test_s100_a_case_and_a_measure_come_of_signals_and_each_sees_its_own(demo: Served) -> None:
    """One approach from signal to measure, in which each knows what belongs to the own task."""
    case = re.search(
        r"/uitvoeren/casussen/2026-\d{4}/", demo.person("ondermijning").get(f"{SIGNAL}GS0C-A5E1/").body.decode()
    )
    assert case is not None
    assert "Kamers boven de wasserette" in words(demo, case.group(), "toezicht")
    assert demo.person("zorgveiligheid").get(case.group()).status == 404
    mine = demo.person("juridisch").get("/uitvoeren/maatregelen/?doel=measures_mayor").body.decode()
    row = re.search(r'href="(/uitvoeren/maatregelen/M-[^/]+/)[^>]*>[^<]*Leegstaand caf', mine)
    assert row is not None
    file = words(demo, row.group(1), "juridisch")
    assert "Gevraagd vanuit een signaal" in file
    assert "Neem het aan of stuur het terug" in file
    assert "brandcontrole" not in file, "the words of the signal stay there"
    assert demo.person("juridisch").get(f"{SIGNAL}GS0W-ACHT/").status == 404
    for who in ("ondermijning", "toezicht", "adviseur", "zorgveiligheid"):
        assert demo.person(who).get(row.group(1)).status == 404


def test_partners_read_what_was_shared_and_told_what_came_of_it(demo: Served) -> None:
    for who, own in (("partner-riec", "gewogen"), ("partner-politie", "in beslag genomen")):
        page = demo.person(who).get("/uitvoeren/signalen/gedeeld/").body.decode()
        packets = set(re.findall(r"/uitvoeren/signalen/gedeeld/[0-9A-Z-]+/", page))
        texts = [words(demo, path, who) for path in packets]
        assert any(own in text for text in texts), who
        assert not any("2026-GS0R-1EC2" in text for text in texts)
        assert demo.person(who).get(f"{SIGNAL}GS0R-1EC2/").status == 404
