# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which reads ask for an explanation, and when something is due. Pure."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.privacy.reads.rules import DORMANT_DAYS, MANY, Read, hits, outside_office, rule_texts
from baken.privacy.retention.days import due_on, latest_start

WORKDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
READER = uuid4()


def rules_hit(*reads):
    return [tuple(hit.rule for hit in found) for _read, found in hits(reads)]


def many(n, *, step=timedelta(minutes=1), work=False, same=False):
    record = uuid4()
    return [Read(READER, record if same else uuid4(), WORKDAY + step * i, work=work) for i in range(n)]


def test_twenty_records_in_an_hour_is_work_and_one_more_is_asked_about():
    assert set(rules_hit(*many(MANY))) == {()}
    assert rules_hit(*many(MANY + 1))[-1] == ("many",)


def test_the_same_record_over_and_over_is_one_record():
    assert set(rules_hit(*many(60, same=True, step=timedelta(seconds=30)))) == {()}


def test_the_hour_moves_along():
    assert set(rules_hit(*many(60, step=timedelta(minutes=4)))) == {()}


def test_somebody_else_s_reads_don_t_count_along():
    reads = [Read(uuid4(), uuid4(), WORKDAY + timedelta(seconds=i)) for i in range(50)]
    assert set(rules_hit(*reads)) == {()}


def test_who_has_a_task_in_the_record_isn_t_asked_why_it_was_one_of_many():
    assert set(rules_hit(*many(40, work=True))) == {()}


@pytest.mark.parametrize(
    ("at", "outside"),
    [
        (datetime(2026, 11, 24, 7, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 6, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 18, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 19, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 28, 11, 0, tzinfo=UTC), True),  # a Saturday
        (datetime(2026, 11, 27, 11, 0, tzinfo=UTC), False),
    ],
)
def test_office_hours(at, outside):
    assert outside_office(at) is outside
    assert rules_hit(Read(READER, uuid4(), at)) == [("hours",) if outside else ()]


def test_who_is_on_duty_reads_at_night_without_question():
    assert rules_hit(Read(READER, uuid4(), WORKDAY.replace(hour=3), on_duty=True)) == [()]


def test_emergency_access_is_always_asked_about_and_only_for_that():
    assert rules_hit(Read(READER, uuid4(), WORKDAY.replace(hour=3), emergency=True)) == [("emergency",)]


@pytest.mark.parametrize(("quiet", "found"), [(DORMANT_DAYS, ("dormant",)), (DORMANT_DAYS - 1, ()), (None, ())])
def test_a_sleeping_record_that_is_woken(quiet, found):
    assert rules_hit(Read(READER, uuid4(), WORKDAY, closed=True, quiet_days=quiet)) == [found]
    assert rules_hit(Read(READER, uuid4(), WORKDAY, closed=False, quiet_days=quiet)) == [()]
    assert rules_hit(Read(READER, uuid4(), WORKDAY, closed=True, quiet_days=quiet, work=True)) == [()]


@given(
    st.lists(
        st.tuples(st.sampled_from([UUID(int=1), UUID(int=2)]), st.integers(0, 40), st.integers(0, 9000)), max_size=120
    )
)
def test_a_reader_is_judged_by_own_reads_alone(told):
    """Whatever others do in between, the rules hit the same reads: no comparison of people, no running score."""
    start = WORKDAY
    reads = [
        Read(who, UUID(int=record), start + timedelta(seconds=s)) for who, record, s in sorted(told, key=lambda t: t[2])
    ]
    together = [(r, found) for r, found in hits(reads) if r.reader == UUID(int=1)]
    alone = list(hits([r for r in reads if r.reader == UUID(int=1)]))
    assert together == alone


def test_every_rule_stands_on_the_page():
    assert set(rule_texts()) == {"many", "hours", "dormant", "emergency"}


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 30), st.integers(0, 11))
def test_the_database_and_the_page_agree_on_what_is_due(on, years, months):
    if not years and not months:
        months = 1
    start = latest_start(on, years, months)
    assert due_on(start, years, months) <= on < due_on(start + timedelta(days=1), years, months)
