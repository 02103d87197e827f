# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pull from the question to the facts: what it stores, how it fails, stops, breaks off and goes on, and who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from django_tasks_db.models import DBTaskResult

from baken.access.facade import Actor, RoleAssignment, User, actor_for, system_actor
from baken.kernel import audit, stopping
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry, Municipality
from baken.kernel.moment import now
from baken.observe.facade import store
from baken.observe.models import Pull, PullMeter
from baken.observe.pulls import actions, meter
from baken.observe.pulls.panels import view_of
from baken.registry.facade import found_municipality

from .conftest import NOW
from .tiny import CRIME, NUISANCE, TinySource


@pytest.fixture(autouse=True)
def each_page_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up pages take no time, so the meter would hear one in a second."""
    monkeypatch.setattr(meter, "WRITE_EVERY", 0.0)


def ask(actor: Actor, town: Municipality, *tables: str) -> Pull:
    return actions.request_pull(actor=actor, at=now(), municipality=town, tables=tables or (CRIME,))


def fresh(pull: Pull) -> Pull:
    return Pull.objects.select_related("meter", "asked_by").get(pk=pull.pk)


def slugs(refused: Any) -> list[str]:
    return [reason.slug for reason in refused.value.reasons]


def figure(indicator: str = "crime_total", period: str = "2025") -> float | None:
    found = store().facts([indicator], areas=["GM0453"], periods=[period])
    return found[0].value if found else None


def told(pull: Pull) -> list[str]:
    rows = AuditEntry.objects.filter(resource_id=str(pull.pk)).order_by("sequence")
    return [row.action for row in rows]


def test_a_pull_is_asked_done_and_stored(tiny: TinySource, town: Any, adviser: Actor, do_queued: Any) -> None:
    pull = ask(adviser, town, CRIME, NUISANCE)
    assert pull.status == "queued"
    assert figure() is None
    assert do_queued() == ["stored"]
    done = fresh(pull)
    assert done.status == "stored"
    assert [(row["dataset"], row["added"], row["revised"], row["newest"]) for row in done.outcome] == [
        ("tiny-crime", 2, 0, "2025"),
        ("tiny-nuisance", 2, 0, "2025"),
    ]
    assert figure() == 120
    assert told(pull) == ["pull.requested", "pull.started", "pull.finished"]
    entry = AuditEntry.objects.get(action="pull.finished")
    assert entry.actor_id == adviser.id


def test_the_second_time_tells_what_was_revised_and_what_was_not(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    ask(adviser, town)
    do_queued()
    tiny.value = 121.0
    second = ask(adviser, town)
    assert do_queued() == ["stored"]
    row = fresh(second).outcome[0]
    assert (row["added"], row["revised"], row["unchanged"]) == (0, 1, 1)
    third = ask(adviser, town)
    do_queued()
    view = view_of(fresh(third), now(), {})
    assert (view.title, view.changed) == ("Er was niets nieuws", "niets nieuws")


def test_while_it_runs_the_meter_tells_how_far_it_is(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    pull = ask(adviser, town)
    seen = []

    def look(table: str, page: int) -> None:
        view = view_of(fresh(pull), now(), {})
        seen.append((view.state, view.done, view.total, view.what))

    tiny.hook = look
    do_queued()
    assert seen == [("running", n, 3, f"pagina {n} van 3 van Misdrijven (gegenereerd)") for n in (1, 2, 3)]


def test_the_meter_writes_once_a_second_at_most(
    tiny: TinySource, town: Any, adviser: Actor, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(meter, "WRITE_EVERY", 1.0)
    pull = ask(adviser, town)
    actions.start_pull(actor=adviser, at=now(), pull=pull, attempt=1)
    clock = [10.0]
    progress = meter.Meter(pull.pk, 1, clock=lambda: clock[0])
    with django_assert_num_queries(2):  # one look, one write
        for n in range(1000):
            progress(n, 1000, "x")
            clock[0] += 0.0009
    clock[0] = 11.0
    with django_assert_num_queries(2):
        progress(1000, 1000, "y")
    assert fresh(pull).meter.done == 1000


def test_a_busy_database_costs_the_meter_not_the_pull(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(self: Any, **fields: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(meter.Meter, "_write", locked)
    ask(adviser, town)
    assert do_queued() == ["stored"]


def test_what_the_publisher_does_wrong_is_told_and_can_be_taken_up_again(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    pull = ask(adviser, town, CRIME, NUISANCE)
    tiny.break_at = 2
    assert do_queued() == ["failed"]
    failed = fresh(pull)
    assert "De uitgever gaf geen antwoord" in failed.problem
    assert (failed.status, figure(), failed.outcome) == ("failed", None, [])
    tiny.break_at = None
    resumed = actions.resume_pull(actor=adviser, at=now(), pull=failed)
    assert (resumed.status, resumed.attempt, resumed.problem, resumed.ended_at) == ("queued", 2, "", None)
    assert do_queued() == ["stored"]
    assert figure() == 120
    assert told(pull)[-5:] == ["pull.started", "pull.failed", "pull.resumed", "pull.started", "pull.finished"]


def test_a_fault_of_our_own_is_told_in_plain_words_and_raised(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    def crash(table: str, page: int) -> None:
        raise ZeroDivisionError("secret of the inside")

    tiny.hook = crash
    pull = ask(adviser, town)
    assert do_queued() == ["builtins.ZeroDivisionError"]
    assert fresh(pull).status == "failed"
    assert "secret" not in fresh(pull).problem
    assert "beheerder" in fresh(pull).problem


def test_figures_that_the_store_refuses_leave_everything_as_it_was(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    ask(adviser, town)
    do_queued()
    tiny.value = float("inf")
    pull = ask(adviser, town)
    do_queued()
    assert fresh(pull).status == "failed"
    assert figure() == 120


def test_stop_ends_it_at_the_next_page(tiny: TinySource, town: Any, adviser: Actor, do_queued: Any) -> None:
    pull = ask(adviser, town, CRIME, NUISANCE)

    def press(table: str, page: int) -> None:
        if (table, page) == (CRIME, 2):
            stopped = actions.stop_pull(actor=adviser, at=now(), pull=pull)
            assert (stopped.status, stopped.stop_asked_by_id) == ("running", adviser.id)

    tiny.hook = press
    assert do_queued() == ["cancelled"]
    assert fresh(pull).status == "cancelled"
    assert (CRIME, 3) in tiny.asked
    assert (NUISANCE, 1) not in tiny.asked
    assert figure() is None


def test_stop_of_one_that_waits_cancels_it_at_once_and_the_worker_lets_it_be(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    pull = ask(adviser, town)
    assert actions.stop_pull(actor=adviser, at=now(), pull=pull).status == "cancelled"
    assert do_queued() == ["gone"]
    assert tiny.asked == []
    with pytest.raises(Refused) as refused:
        actions.stop_pull(actor=adviser, at=now(), pull=pull)
    assert slugs(refused) == ["wrong_status"]


def test_a_worker_that_is_asked_to_stop_leaves_a_pull_to_go_on_with(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    pull = ask(adviser, town)
    tiny.hook = lambda table, page: stopping.asked.set()
    assert do_queued() == ["failed"]
    assert "gestopt" in fresh(pull).problem
    stopping.asked.clear()
    tiny.hook = lambda table, page: None
    actions.resume_pull(actor=adviser, at=now(), pull=pull)
    assert do_queued() == ["stored"]


def dead(town: Any, adviser: Actor) -> Pull:
    """A pull whose worker was killed two minutes ago."""
    pull = ask(adviser, town)
    actions.start_pull(actor=adviser, at=now(), pull=pull, attempt=1)
    PullMeter.objects.filter(pk=pull.pk).update(beat_at=now() - timedelta(minutes=2))
    DBTaskResult.objects.update(status="RUNNING")
    return fresh(pull)


def test_a_killed_worker_shows_and_the_pull_can_be_taken_up_again(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    pull = dead(town, adviser)
    view = view_of(pull, now(), {})
    assert (view.state, view.live, view.may_resume) == ("broken", False, True)
    assert view_of(pull, now() - timedelta(minutes=1, seconds=55), {}).state == "running"
    actions.resume_pull(actor=adviser, at=now(), pull=pull)
    assert do_queued()[-1] == "stored"
    assert told(pull)[2:5] == ["pull.failed", "pull.resumed", "pull.started"]


def test_the_scheduler_finds_what_broke_off_once(tiny: TinySource, town: Any, adviser: Actor) -> None:
    pull = dead(town, adviser)
    assert [found.pk for found in actions.fail_broken(at=now())] == [pull.pk]
    assert actions.fail_broken(at=now()) == []
    assert fresh(pull).status == "failed"


def test_stop_of_one_whose_worker_died_cancels_it_at_once(tiny: TinySource, town: Any, adviser: Actor) -> None:
    assert actions.stop_pull(actor=adviser, at=now(), pull=dead(town, adviser)).status == "cancelled"


def test_a_worker_that_was_taken_for_dead_writes_nothing_more(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    pull = ask(adviser, town)

    def fall_silent(table: str, page: int) -> None:
        if page == 1 and fresh(pull).attempt == 1:
            PullMeter.objects.filter(pk=pull.pk).update(beat_at=now() - timedelta(minutes=2))
            actions.resume_pull(actor=adviser, at=now(), pull=pull)

    tiny.hook = fall_silent
    assert do_queued() == ["gone", "stored"]
    assert fresh(pull).attempt == 2
    assert [row.action for row in AuditEntry.objects.filter(action="pull.finished")] == ["pull.finished"]


def test_a_municipality_has_one_pull_under_way_and_another_isnt_kept_waiting(
    tiny: TinySource, town: Any, adviser: Actor, somebody: Any
) -> None:
    first = ask(adviser, town)
    with pytest.raises(Refused) as refused:
        ask(adviser, town)
    assert slugs(refused) == ["already_under_way"]
    elsewhere = found_municipality(actor=system_actor(None), at=NOW, code="GM0361", slug="alkmaar", name="Alkmaar")
    assert ask(actor_for(somebody(elsewhere), on=NOW.date()), elsewhere).status == "queued"

    @action
    def force(*, actor: Any, at: Any) -> None:
        Pull(municipality=town, tables=[CRIME], asked_at=at).save()
        audit.record("test.forced", first)

    with pytest.raises(IntegrityError):
        force(actor=system_actor(town), at=NOW)


def test_a_failed_pull_waits_for_the_one_under_way(tiny: TinySource, town: Any, adviser: Actor, do_queued: Any) -> None:
    tiny.break_at = 1
    failed = ask(adviser, town)
    do_queued()
    ask(adviser, town, NUISANCE)
    with pytest.raises(Refused) as refused:
        actions.resume_pull(actor=adviser, at=now(), pull=failed)
    assert slugs(refused) == ["already_under_way"]


@pytest.mark.parametrize("tables", [(), ("47018NED",), ("T1", "'; drop table"), ("",), ("x" * 100_000,)])
def test_what_isnt_offered_isnt_asked(tiny: TinySource, town: Any, adviser: Actor, tables: tuple[str, ...]) -> None:
    with pytest.raises(Refused) as refused:
        actions.request_pull(actor=adviser, at=NOW, municipality=town, tables=tables)
    assert slugs(refused) == ["unknown_table" if tables else "no_tables"]
    assert len(str(refused.value)) < 400
    assert not Pull.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize("role", ["mayor", "council_clerk", "privacy_officer"])
def test_others_may_not(tiny: TinySource, town: Any, adviser: Actor, somebody: Any, role: str) -> None:
    pull = ask(adviser, town)
    other = actor_for(somebody(town, role), on=NOW.date())
    for refused in (
        lambda: ask(other, town),
        lambda: actions.stop_pull(actor=other, at=NOW, pull=pull),
        lambda: actions.resume_pull(actor=other, at=NOW, pull=pull),
        lambda: actions.set_schedule(
            actor=other, at=NOW, municipality=town, source="tiny", every="week", day=1, hour=6
        ),
    ):
        with pytest.raises(Denied):
            refused()
    assert fresh(pull).status == "queued"


def test_who_lost_the_role_meanwhile_gets_no_figures(
    tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    pull = ask(adviser, town)

    @action
    def end_role(*, actor: Any, at: Any) -> None:
        RoleAssignment.objects.update(valid_to=NOW.date() - timedelta(days=1))
        audit.record("test.ended", pull)

    end_role(actor=system_actor(town), at=NOW)
    assert User.objects.get(pk=adviser.id).is_active
    assert do_queued() == ["failed"]
    assert "mag geen cijfers meer laden" in fresh(pull).problem
    assert tiny.asked == []


def test_an_adviser_of_another_municipality_asks_for_their_own_only(
    tiny: TinySource, town: Any, adviser: Actor, somebody: Callable[..., Any]
) -> None:
    elsewhere = found_municipality(actor=system_actor(None), at=NOW, code="GM0361", slug="alkmaar", name="Alkmaar")
    stranger = actor_for(somebody(elsewhere), on=NOW.date())
    with pytest.raises(Denied):
        ask(stranger, town)
    with pytest.raises(Denied):
        actions.stop_pull(actor=stranger, at=NOW, pull=ask(adviser, town))
