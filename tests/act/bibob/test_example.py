# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The three files of the example: where each stands, and that telling them again changes nothing."""

from __future__ import annotations

import pytest

from baken.access.facade import opened
from baken.act.bibob.models import Indicator, Screening
from baken.demo.act.bibob import play_bibob
from baken.kernel.models import AuditEntry
from tests.act.desks import account

from .builders import World

pytestmark = pytest.mark.django_db


def test_each_stands_where_it_should_and_once(world: World) -> None:
    for name, role in (
        ("bibob", "bibob_coordinator"),
        ("vergunningen", "permit_officer"),
        ("contracten", "contract_officer"),
    ):
        account(world.municipality, name, role)
    play_bibob(world.municipality)
    with opened(world.system, system=True):
        rows = {row.reference: row for row in Screening.objects.select_related("standing")}
        told = {
            reference: (row.status, row.standing.stage, row.standing.conclusion, row.standing.decision_due is None)
            for reference, row in rows.items()
        }
        assert Indicator.objects.filter(outcome="acquitted", counts=False).count() == 1
    assert told == {
        "B-CAFE001": ("investigating", "under_way", "", False),
        "B-PAND002": ("at_lbb", "at_lbb", "", True),
        "B-SVBS003": ("concluded", "concluded", "lesser", False),
    }
    assert all(row.fictitious and "(voorbeeld)" in row.subject for row in rows.values())
    before = AuditEntry.objects.count()
    play_bibob(world.municipality)
    assert AuditEntry.objects.count() == before
