# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What others get: due items, the account to the council, lines for the home page, the block on an effort's page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from baken.decide.policy.facade import Effort, EffortView, effort_state
from baken.decide.programme.account import sort_efforts
from baken.decide.programme.facade import ProgrammeChange, account_section, apply_changes, due_items, home_lines
from baken.decide.programme.owners.reporting import Answer, record_answer
from baken.decide.programme.timeline import timeline

from .conftest import NOW, TODAY

NEXT = date(2026, 12, 20)


def test_due_items_are_late_at_risk_or_near_and_only_what_one_may_see(
    policy: Any, adviser: Any, as_role: Any, effort: Any
) -> None:
    record_answer(actor=adviser, at=NOW, effort=effort("gezinsaanpak"), given=Answer("at_risk", needed="Mensen"))
    found = due_items(as_role("mayor"), policy, NEXT, on=TODAY)
    by_title = {item.title: item for item in found}
    assert by_title["Gezinnen betrekken bij de aanpak"].why == "De eigenaar meldt een risico."
    assert by_title["Kamers voor jongeren in een traject"].late
    near = by_title["Leerwerktrajecten bij lokale ondernemers"]
    assert (near.on, near.late, near.why, near.priority) == (
        date(2026, 12, 1),
        False,
        "De termijn is 1 dec 2026.",
        "jeugd",
    )
    assert "politie" not in near.partners
    assert "Escaperoom" not in " ".join(by_title)
    assert len({item.key for item in found}) == len(found)
    assert [item.on or date.max for item in found] == sorted(item.on or date.max for item in found)
    assert due_items(as_role("partner"), policy, NEXT, on=TODAY) == []
    assert len(due_items(adviser, policy, date(2026, 11, 25), on=TODAY)) < len(found)


def test_the_council_reads_promised_done_not_done_and_cost(policy: Any, adviser: Any, effort: Any) -> None:
    given_ = Answer("at_risk", expected_on=date(2027, 2, 1), needed="Twee instellingen leveren nog niet")
    record_answer(actor=adviser, at=NOW, effort=effort("lobby-zorgplekken"), given=given_)
    section = account_section(policy, date(2025, 11, 1), TODAY, NOW)
    table, not_done, done = section.panels
    total = table.row("total")
    values = {column.key: table.cell(total, column.key).value for column in table.columns[1:]}
    assert values["promised"] == values["done"] + values["not_done"] + values["stopped"]
    assert (values["done"], values["not_done"], values["stopped"]) == (4, 6, 0)
    assert table.title == "4 van de 10 toegezegde inspanningen zijn gedaan"
    assert values["spent"] == sum(
        e.spent or 0 for e in Effort.objects.all() if not (e.done_on and e.done_on < date(2025, 11, 1))
    )
    why = {row.key: not_done.cell(row, "why").value for row in not_done.rows}
    assert why["lobby-zorgplekken"] == "Twee instellingen leveren nog niet"
    assert why["jongerenhuisvesting"] == "Weinig vrije kamers"
    assert len(done.rows) == 4
    assert table.example
    assert account_section(policy, date(2020, 1, 1), date(2021, 1, 1), NOW).panels == ()


def test_moving_a_term_doesn_t_undo_what_was_promised(policy: Any, adviser: Any, effort: Any) -> None:
    """Else a council that grants more time would find, on the same page, that less had been promised."""
    since = date(2025, 11, 1)
    before = account_section(policy, since, TODAY, NOW).panels
    moved = effort("woonplekken-prikkelarm")
    changes = [
        ProgrammeChange("set", effort=moved.slug, field="term", value="2026-12-31"),
        ProgrammeChange("set", effort="jongerenhuisvesting", field="term", value="ongoing"),
    ]
    apply_changes(actor=adviser, at=NOW, plan=moved.plan, changes=changes, reason="later", origin="executive")
    table, not_done, _done = account_section(policy, since, TODAY, NOW).panels
    assert table.title == before[0].title == "4 van de 10 toegezegde inspanningen zijn gedaan"
    row = not_done.row(moved.slug)
    assert [not_done.cell(row, key).value for key in ("term", "state", "why")] == [
        "2026-09-01",
        "verschoven",
        "De termijn is verschoven: 31 dec 2026. Geen plek in de zorg",
    ]
    assert "doorlopend" in not_done.cell(not_done.row("jongerenhuisvesting"), "why").value
    later = account_section(policy, TODAY, TODAY, NOW).panels[1]
    assert moved.slug not in [row.key for row in later.rows], "from the new version on the new term counts"


days = st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31))


@given(
    dates=st.lists(st.tuples(days, days, days, days), max_size=12),
    since=st.dates(date(2025, 1, 1), date(2026, 6, 1)),
    length=st.integers(0, 400),
)
def test_every_effort_in_the_period_is_counted_once(dates: list, since: date, length: int) -> None:
    views = []
    for number, (starts, term, done, stopped) in enumerate(dates):
        it = Effort(slug=str(number), starts_on=starts, term=term, done_on=done, stopped_on=None if done else stopped)
        views.append(EffortView(it, effort_state(it.facts, TODAY), ()))
    until = since + timedelta(days=length)
    found = sort_efforts(views, since, until)
    slugs = [view.effort.slug for view in found.every]
    assert len(slugs) == len(set(slugs))
    for view in views:
        it = view.effort
        ended = it.done_on or it.stopped_on
        inside = not (ended and ended < since) and not (it.starts_on and it.starts_on > until)
        assert (it.slug in slugs) == inside
        late = it.term is not None and it.term <= until and not (ended and ended <= until)
        assert (view in found.not_done) == (inside and late)


@given(dates=st.lists(st.tuples(days, days, days, st.booleans()), max_size=8))
def test_no_bar_of_the_timeline_sticks_out(dates: list) -> None:
    from baken.decide.policy.facade import Priority

    priority = Priority(slug="p", short_title="P")
    views = []
    for starts, term, expected, ongoing in dates:
        it = Effort(
            priority=priority, starts_on=starts, term=None if ongoing else term, expected_on=expected, ongoing=ongoing
        )
        views.append(EffortView(it, effort_state(it.facts, TODAY), ()))
    drawn = timeline(views, date(2025, 6, 1), date(2026, 6, 30), TODAY)
    assert drawn.today is None, "today lies outside"
    for _slug, _title, bars in drawn.groups:
        for bar in bars:
            assert 0 <= bar.x <= 100
            assert bar.width is None or 0 < bar.width <= 100.6
            assert bar.expected is None or 0 <= bar.expected <= 100


def test_home_tells_who_runs_the_programme_of_silence_and_loose_changes(
    policy: Any, adviser: Any, as_role: Any, effort: Any, reachable: Any, post: Any
) -> None:
    from baken.decide.programme.actions import update_effort
    from baken.decide.programme.facade import ask_progress

    assert home_lines(adviser, policy, TODAY) == []
    reachable("coördinator jeugd")
    ask_progress(actor=adviser, at=NOW, municipality=policy, efforts=[effort("gezinsaanpak")])
    it = effort("gezinsaanpak")
    update_effort(actor=adviser, at=NOW, effort=it, version=it.version, values={"budget": 100})
    lines = home_lines(adviser, policy, TODAY)
    assert [(line.text, line.urgent) for line in lines] == [
        ("1 vraag om voortgang wacht op antwoord", False),
        ("1 wijziging van het programma staat nog niet in een versie", False),
    ]
    assert home_lines(adviser, policy, TODAY + timedelta(days=10))[0].urgent
    assert home_lines(as_role("mayor"), policy, TODAY) == []


def test_the_page_of_an_effort_shows_what_the_reader_may_do(
    clock: Any, policy: Any, logged_in: Any, effort: Any
) -> None:
    page = effort("gezinsaanpak").get_absolute_url()
    text = logged_in("safety_adviser").get(page).content.decode()
    assert "Wijzig deze inspanning" in text
    assert "Nog niets gemeld" in text
    assert "Zo bepaalt Baken de stand van een inspanning" in text
    text = logged_in("mayor").get(page).content.decode()
    assert "Wijzig deze inspanning" not in text
    assert "Nog niets gemeld" in text
