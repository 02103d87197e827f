# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking, looking again at revised figures, dealing with what was found, and who may."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from baken.access.facade import Actor, system_actor
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from baken.observe.alerts import actions, queries, reading
from baken.observe.facts import Dataset
from baken.observe.models import Alert, AlertRun, AlertStatus, AlertStep, AlertWatch

from .conftest import AT, PERIOD

LATER = AT + timedelta(days=20)
DUE = date(2027, 1, 15)


def keys(municipality: Any) -> list[tuple[str, str]]:
    return [(a.indicator, a.area) for a in Alert.objects.filter(municipality=municipality, gone_at__isnull=True)]


def look(municipality: Any, at: Any = AT) -> tuple[AlertRun, ...]:
    return actions.look(actor=system_actor(municipality), at=at, municipality=municipality)


def one(municipality: Any, indicator: str = "nuisance_youth") -> Alert:
    return Alert.objects.get(municipality=municipality, indicator=indicator, level="wijk")


def revise(store: Any, area: str, indicator: str, month: str, value: float, at: Any = LATER) -> None:
    """Store another figure of one month of the example."""
    found = store.dataset("example-months")
    row = {
        "indicator": indicator, "area": area, "level": "wijk", "municipality": "GM0453", "period": month,
        "value": value, "lower": None, "upper": None, "n": None, "status": "example",
    }  # fmt: skip
    store.load(found, [row], retrieved_at=at)


@pytest.fixture
def own_copy(looked: Any, tiny_facts: Any) -> Any:
    """The same months in a store of the test's own, to be revised."""
    from baken.observe.sources.example import ExampleSource

    tiny_facts.load_many([batch for batch in ExampleSource().batches() if batch[0].id == "example-months"])
    assert look(looked) == ()
    return tiny_facts


def test_a_look_finds_the_rises_of_the_newest_month_that_counts(looked: Any) -> None:
    run = AlertRun.objects.get()
    assert (run.period, run.waiting, run.example, run.until) == (PERIOD, ["2026-10"], True, None)
    assert keys(looked) == [
        ("crime_vandalism", "WK045302"),
        ("crime_burglary_home", "WK045303"),
        ("nuisance_youth", "WK045308"),
        ("crime_burglary_home", "GM0453"),
    ]
    assert run.assessed + sum(run.unassessed.values()) == 9 * 11
    assert json.loads(run.config)["farrington"]["freq"] == 12
    assert [found["count"] for found in run.found] == [a.count for a in Alert.objects.order_by("place")]
    assert set(Alert.objects.values_list("status", flat=True)) == {AlertStatus.NEW}
    assert {(s.kind, s.by) for s in AlertStep.objects.all()} == {("found", "system")}


def test_looking_again_at_the_same_changes_nothing_but_the_moment(looked: Any) -> None:
    before = list(Alert.objects.values_list("pk", "version"))
    assert look(looked, LATER) == ()
    assert AlertRun.objects.count() == 1
    assert list(Alert.objects.values_list("pk", "version")) == before
    assert AlertWatch.objects.get().looked_at == LATER
    assert AuditEntry.objects.filter(action="alerts.looked").count() == 2


def test_a_revised_figure_makes_a_new_run_and_keeps_what_people_made_of_it(looked: Any, own_copy: Any) -> None:
    alert = one(looked)
    actions.triage(actor=system_actor(looked), at=AT, alert=alert, name="explain", note="Kermis.")
    revise(own_copy, "WK045308", "nuisance_youth", PERIOD, (alert.count or 0) + 4)
    (run,) = look(looked, LATER)
    alert.refresh_from_db()
    assert (alert.status, alert.outcome, alert.run_id) == ("explained", "Kermis.", run.pk)
    assert AlertRun.objects.get(until__isnull=False).until == LATER
    step = AlertStep.objects.filter(alert=alert).last()
    assert step is not None
    assert (step.kind, step.after - step.before) == ("revised", 4)


def test_an_alert_that_a_revision_takes_away_is_said_to_be_gone_and_may_come_back(looked: Any, own_copy: Any) -> None:
    alert = one(looked)
    count = alert.count or 0
    revise(own_copy, "WK045308", "nuisance_youth", PERIOD, 9)
    look(looked, LATER)
    alert.refresh_from_db()
    assert alert.gone_at == LATER
    assert ("nuisance_youth", "WK045308") not in keys(looked)
    revise(own_copy, "WK045308", "nuisance_youth", PERIOD, count, LATER + timedelta(days=1))
    look(looked, LATER + timedelta(days=1))
    alert.refresh_from_db()
    assert alert.gone_at is None
    assert [s.kind for s in AlertStep.objects.filter(alert=alert)] == ["found", "gone", "back"]


def test_an_earlier_month_is_judged_again_when_its_figures_change(looked: Any, own_copy: Any) -> None:
    revise(own_copy, "WK045300", "crime_cyber", "2026-11", 1)  # a newer month: October counts from now on
    new = look(looked, LATER)
    assert [run.period for run in new] == ["2026-10"]
    revise(own_copy, "WK045308", "nuisance_youth", PERIOD, 9)
    assert {run.period for run in look(looked, LATER)} == {PERIOD, "2026-10"}


def test_real_months_take_the_place_of_all_example_months(looked: Any, own_copy: Any) -> None:
    real = Dataset("47022NED-month", "t", "Politie")
    rows = [
        {
            "indicator": "crime_assault", "area": "GM0453", "level": "municipality", "municipality": "GM0453",
            "period": f"2026-{month:02d}", "value": 3.0, "lower": None, "upper": None, "n": None, "status": "final",
        }
        for month in (7, 8, 9)
    ]  # fmt: skip
    own_copy.load(real, rows, retrieved_at=LATER)
    read = reading.monthly(looked)
    assert {(s.source, s.indicator, s.months) for s in read.series} == {
        ("47022NED-month", "crime_assault", ("2026-07", "2026-08"))
    }
    assert (read.example, read.newest, read.waiting) == (False, "2026-08", ("2026-09",))


def test_sensitive_themes_by_buurt_never_leave_the_store(looked: Any, own_copy: Any) -> None:
    found = own_copy.dataset("example-months")
    rows = [
        {
            "indicator": slug, "area": "BU04530801", "level": "buurt", "municipality": "GM0453", "period": "2026-09",
            "value": 50.0, "lower": None, "upper": None, "n": None, "status": "example",
        }
        for slug in ("nuisance_confused_person", "crime_vandalism")
    ]  # fmt: skip
    own_copy.load(found, rows, retrieved_at=LATER)
    assert {s.indicator for s in reading.monthly(looked).series if s.level == "buurt"} == {"crime_vandalism"}


def test_a_month_that_does_not_count_yet_is_not_judged(looked: Any) -> None:
    for month in ("2026-10", "2030-01"):
        with pytest.raises(Refused, match="nieuwste die meetelt is 2026-09"):
            actions.look(actor=system_actor(looked), at=AT, municipality=looked, period=month)
    assert AlertRun.objects.count() == 1


def test_without_months_nothing_is_judged(velsen: Any, no_facts: Any) -> None:
    assert look(velsen) == ()
    assert not AlertRun.objects.exists()
    assert actions.look_where_due(at=AT) == []


def test_triage_goes_by_the_table_with_every_reason_against(looked: Any) -> None:
    alert, actor = one(looked), system_actor(looked)
    with pytest.raises(Refused, match="verklaart"):
        actions.triage(actor=actor, at=AT, alert=alert, name="explain", note="  ")
    with pytest.raises(Refused) as refused:
        actions.triage(actor=actor, at=AT, alert=alert, name="investigate", owner="partner", due=date(2020, 1, 1))
    assert {r.slug for r in refused.value.reasons} == {"no_owner", "no_date"}
    alert = actions.triage(
        actor=actor, at=AT, alert=alert, name="investigate", owner="youth_coordinator", due=DUE, note="Vraag het na."
    )
    assert (alert.status, alert.owner, alert.due) == ("investigating", "youth_coordinator", DUE)
    alert = actions.triage(actor=actor, at=LATER, alert=alert, name="explain", note="Feestweek.")
    assert (alert.status, alert.owner, alert.due, alert.outcome) == ("explained", "", None, "Feestweek.")
    with pytest.raises(Refused, match="Gezien"):
        actions.triage(actor=actor, at=LATER, alert=alert, name="see")
    alert.refresh_from_db()
    assert alert.status == "explained"


def test_the_later_of_two_does_not_silently_win(looked: Any) -> None:
    alert, actor = one(looked), system_actor(looked)
    actions.triage(actor=actor, at=AT, alert=alert, name="see", seen=alert.version)
    with pytest.raises(StaleVersion):
        actions.triage(actor=actor, at=AT, alert=alert, name="explain", note="Kermis.", seen=alert.version)


def test_of_use_can_be_said_of_what_somebody_looked_at_only(looked: Any) -> None:
    alert, actor = one(looked), system_actor(looked)
    with pytest.raises(Refused, match="Zeg eerst"):
        actions.judge_useful(actor=actor, at=AT, alert=alert, useful=True)
    alert = actions.triage(actor=actor, at=AT, alert=alert, name="see")
    alert = actions.judge_useful(actor=actor, at=LATER, alert=alert, useful=True)
    assert alert.useful is True
    assert actions.judge_useful(actor=actor, at=LATER, alert=alert, useful=False).useful is False


@pytest.mark.parametrize("role", ["mayor", "council_member", "partner", "administrator"])
def test_who_may_not_triage_is_refused(looked: Any, role_of: Callable[..., Actor], role: str) -> None:
    with pytest.raises(Denied):
        actions.triage(actor=role_of(role), at=AT, alert=one(looked), name="see")
    with pytest.raises(Denied):
        actions.judge_useful(actor=role_of(role), at=AT, alert=one(looked), useful=True)
    with pytest.raises(Denied):
        actions.look(actor=role_of(role), at=AT, municipality=looked)


def test_who_sees_alerts_and_who_does_not(looked: Any, role_of: Callable[..., Actor]) -> None:
    for role in ("safety_adviser", "mayor", "undermining_coordinator"):
        assert queries.alerts(role_of(role)).count() == 4
    for role in ("council_member", "partner", "privacy_officer", "administrator"):
        assert queries.alerts(role_of(role)).count() == 0


def test_the_worker_looks_on_the_first_working_day_and_once(looked: Any) -> None:
    watch = AlertWatch.objects.get()
    assert f"{watch.next_at:%Y-%m-%d %H:%M}" == "2027-01-04 05:00"
    assert actions.look_where_due(at=watch.next_at - timedelta(seconds=1)) == []
    assert actions.look_where_due(at=watch.next_at) == [looked]
    assert actions.look_where_due(at=watch.next_at) == []


def test_changed_figures_are_looked_at_by_the_worker(looked: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    from baken.observe.alerts.tasks import look_for_rises

    actions.look_everywhere(AT)
    assert DBTaskResult.objects.count() == 1
    assert look_for_rises.func(str(looked.pk)) == 0
    assert look_for_rises.func("00000000-0000-7000-8000-000000000000") == 0
