# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features get: sections of the dossier, what is late, lines for home, points for agendas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from baken.access.facade import Actor, system_actor
from baken.decide.council import facade as council
from baken.decide.council.agenda import due_items
from baken.decide.council.models import Session
from baken.decide.meetings.models import Meeting, MeetingKind
from baken.decide.policy.facade import effort_blocks
from baken.decide.policy.models import Effort
from baken.kernel.models import Municipality
from baken.ui.panels import Section

from .builders import item
from .conftest import NOW, TODAY


def by_key(sections: tuple[Section, ...]) -> dict[str, Any]:
    return {panel.key: panel for section in sections for panel in section.panels}


def test_the_dossier_tells_the_councils_own_business(business: Municipality) -> None:
    sections = council.session_sections(business, 2025, NOW, None)
    assert [section.key for section in sections] == [
        "programme_account",
        "council_items",
        "session_changes",
        "apv_changes",
        "council_proposals",
        "council_hearings",
    ]
    panels = by_key(sections)
    assert "14 nov 2025" in sections[0].intro
    assert panels["council_commitments"].title == "1 van de 4 toezeggingen is te laat"
    assert panels["council_motions"].title == "1 van de 2 moties is te laat"
    assert panels["programme_differences"].title == "Raadssessie 2025: versie 2 van het programma"
    assert len(panels["apv_changes"].rows) == 3
    assert [row.cells[0].value for row in panels["council_proposals"].rows] == [
        "Een halve formatieplaats voor Bibob-toetsen"
    ]  # the draft isn't the council's yet
    assert all(panel.example for panel in panels.values())


def test_the_dossier_of_an_earlier_moment_knows_nothing_of_later(business: Municipality) -> None:
    moment = datetime(2025, 12, 31, 12, tzinfo=UTC)
    panels = by_key(council.session_sections(business, 2024, moment, moment))
    titles = {row.cells[0].value for row in panels["council_commitments"].rows}
    assert titles == {"Elk kwartaal een overzicht van gesloten drugspanden"}
    assert panels["council_motions"].title == "1 van de 2 moties staat open, niets is te laat"
    assert "council_questions" not in panels
    assert "council_proposals" not in panels


def test_the_dossier_hides_what_the_council_may_not_see(business: Municipality) -> None:
    it = Session.objects.get(year=2026)
    council.step_session(actor=system_actor(business), at=NOW, session=it, name="revise")
    told = str(council.session_sections(business, 2025, NOW, None))
    assert "Spreekuur digitale" not in told
    assert "Prikkelarme woonplekken beschikbaar" not in told
    assert "versie 2 van het programma" in told  # it looks back to the last session held


def test_the_dossier_without_policy_or_session_is_empty(velsen: Municipality) -> None:
    assert council.session_sections(velsen, 2025, NOW, None) == ()


def test_what_is_late_and_the_lines_for_home(
    business: Municipality, other: Municipality, as_role: Callable[..., Actor]
) -> None:
    for role in ("mayor", "council_member", "council_clerk"):
        late = council.late_items(as_role(role), business, TODAY)
        assert [one.title for one in late] == [
            "Jeugdboa’s vaker in Velsen-Noord",
            "Evaluatie van de integrale controles",
        ]
        told = [line["text"] for line in council.home_lines(as_role(role), business, TODAY)]
        assert told == [
            "2 toezeggingen, moties of raadsvragen zijn te laat.",
            "Raadssessie veiligheid op 10 dec 2026: voorbereid.",
        ]
    for actor, municipality in ((as_role("partner"), business), (as_role("mayor"), other)):
        assert council.late_items(actor, municipality, TODAY) == []
        assert council.home_lines(actor, municipality, TODAY) == []
    assert council.late_items(as_role("mayor"), business, date(2026, 9, 30)) == []


def test_agendas_get_what_is_late_or_due_and_fits_their_priorities(
    business: Municipality, as_role: Callable[..., Actor]
) -> None:
    kind = MeetingKind(municipality=business, slug="jeugd", priorities=["jeugd"])
    meeting = Meeting(municipality=business, kind=kind, on=TODAY)
    item(business, title="Over alles", priority=None, due=date(2026, 12, 1))
    titles = [one.title for one in due_items(as_role("mayor"), kind, meeting, date(2026, 12, 31))]
    assert titles == ["Motie: Jeugdboa’s vaker in Velsen-Noord", "Toezegging: Over alles"]
    kind.priorities = []
    every = due_items(as_role("mayor"), kind, meeting, date(2026, 12, 31))
    assert "Raadsvraag: Hoeveel Bibob-toetsen deed de gemeente dit jaar?" in [one.title for one in every]
    assert not any("Cameratoezicht" in one.title for one in every)
    assert due_items(as_role("partner"), kind, meeting, date(2026, 12, 31)) == []


def test_an_effort_shows_what_concerns_the_council(business: Municipality, as_role: Callable[..., Actor]) -> None:
    effort = Effort.objects.get(slug="integrale-controles")

    def block(actor: Actor) -> Any:
        return next((one for one in effort_blocks(actor, effort) if one.slug == "council"), None)

    found = block(as_role("council_member"))
    assert [link.title for link in found.links] == ["Evaluatie van de integrale controles"]
    assert "te laat" in found.links[0].detail
    assert block(as_role("partner")) is None


def test_search_finds_what_may_be_seen(business: Municipality, as_role: Callable[..., Actor]) -> None:
    assert {kind for _title, kind, _url in council.search(as_role("mayor"), "drugs")} == {"toezegging", "APV-wijziging"}
    assert council.search(as_role("mayor"), "prikkelarme") == []
    assert [kind for _title, kind, _url in council.search(as_role("council_clerk"), "prikkelarme")] == ["raadsvoorstel"]
    assert council.search(as_role("partner"), "drugs") == []


def test_playing_the_example_again_changes_nothing(business: Municipality) -> None:
    from baken.demo.decide.council import play_council
    from baken.kernel.models import AuditEntry

    rows = AuditEntry.objects.count()
    play_council(system_actor(business), business)
    assert AuditEntry.objects.count() == rows
