# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the kadernota says of signals that ask a decision, and where the example's GSO shows it."""

from tests.demo.served import Served

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
