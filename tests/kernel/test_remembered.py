# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests begin with is put back as it was built: every row the same, the audit chain whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import transaction

from baken.access.facade import Partner
from baken.kernel import audit, moment
from baken.kernel.models import AuditChain, AuditEntry, Municipality
from tests.plugins.remembered import remembered, remembered_world

from .towns import make_partner, town

pytestmark = pytest.mark.django_db


class Built:
    """A small state, and how often it was really built."""

    def __init__(self) -> None:
        self.name, self.times = f"test.{uuid4()}", 0

    def __call__(self) -> None:
        self.times += 1
        velsen = town()
        for slug in ("politie", "om"):
            make_partner(velsen, slug)

    def rows(self) -> list[object]:
        """Have it, look at it, and undo it."""
        with transaction.atomic():
            remembered(self.name, self)
            assert list(audit.broken_links(Municipality.objects.get().id)) == []
            found = [list(model.objects.order_by("pk").values()) for model in (Partner, AuditEntry, AuditChain)]
            transaction.set_rollback(True)
        return found


def test_the_second_time_the_same_rows_are_there_and_nothing_was_built():
    built = Built()
    first = built.rows()
    assert [len(rows) for rows in first] == [2, 2, 1]
    assert built.rows() == first
    assert built.times == 1


def test_rows_that_the_build_changed_are_changed_again():
    velsen = town()
    make_partner(velsen, "brandweer")
    built = Built()
    first = built.rows()
    assert len(first[0]) == 3
    assert built.rows() == first
    assert built.times == 1


def test_on_another_state_it_is_built_again():
    built = Built()
    first = built.rows()
    make_partner(town(), "brandweer")
    assert [len(rows) for rows in built.rows()] == [3, 3, 1]
    assert built.times == 2
    assert built.rows() != first


def test_who_began_on_an_odd_state_does_not_make_all_others_build():
    built = Built()
    with transaction.atomic():
        make_partner(town(), "brandweer")
        built.rows()
        transaction.set_rollback(True)
    first = built.rows()
    assert built.rows() == first
    assert built.times == 2


@dataclass
class Small:
    """A world of nothing but its municipality."""

    municipality: Municipality
    now: datetime
    users: dict = field(default_factory=dict)


def test_a_world_is_put_back_also_where_now_was_laid_elsewhere_and_built_again_when_now_differs(monkeypatch):
    made: list[Municipality] = []
    about = f"test.{uuid4()}"

    def build(municipality: Municipality) -> Small:
        made.append(municipality)
        make_partner(municipality, "politie")
        return Small(municipality, datetime.now(UTC))  # by the clock, whatever the test takes for now

    def world() -> Municipality:
        with transaction.atomic():
            found = remembered_world(about, build).municipality
            assert Partner.objects.get().municipality_id == found.pk
            transaction.set_rollback(True)
        return found

    monkeypatch.setattr(moment, "now", lambda: datetime(2026, 1, 1, tzinfo=UTC))
    assert world() == world()
    assert len(made) == 1
    monkeypatch.setattr(moment, "now", lambda: datetime(2026, 1, 2, tzinfo=UTC))
    world()
    assert len(made) == 2


def test_after_it_was_put_back_work_goes_on():
    built = Built()
    built.rows()
    remembered(built.name, built)
    make_partner(Municipality.objects.get(), "brandweer")
    assert built.times == 1
    assert Partner.objects.count() == 3
    assert list(audit.broken_links(Municipality.objects.get().id)) == []


def test_with_other_figures_it_is_built_again(tmp_path, settings):
    """What a policy says of its claims differs where there are no figures."""
    settings.FACTS_ROOT = tmp_path
    built = Built()
    built.rows()
    (tmp_path / "manifest.json").write_text("{}")
    built.rows()
    assert built.times == 2
