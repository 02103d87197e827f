# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's measures: one in every status, marked as invented, and not made twice."""

from __future__ import annotations

import pytest

from baken.access.facade import opened
from baken.act.measures.models import Measure, Status
from baken.demo.act.measures import play_measures
from baken.demo.scenario import _areas
from baken.kernel.models import AuditEntry
from tests.act.desks import account

from .builders import World

pytestmark = pytest.mark.django_db


def test_the_example_has_a_file_in_every_status_and_makes_none_twice(world: World) -> None:
    _areas(world.system, world.municipality)
    for name, role in (("juridisch", "legal_adviser"), ("burgemeester", "mayor"), ("college", "executive")):
        account(world.municipality, name, role)
    play_measures(world.system, world.municipality)
    with opened(world.system, system=True):
        found = dict(Measure.objects.filter(fictitious=True).values_list("reference", "status"))
        assert set(found.values()) == set(Status.values)
        written = AuditEntry.objects.count()
        play_measures(world.system, world.municipality)
        assert AuditEntry.objects.count() == written
        ban = Measure.objects.get(reference="M-BANEXT3")
        assert (ban.status, ban.months) == (Status.IN_FORCE, 6)
        assert Measure.objects.get(reference="M-C0ERC10").acted_first
        assert Measure.objects.get(reference="M-T0ETSNG").deviates_because
        for row in Measure.objects.filter(fictitious=True):
            assert "(voorbeeld)" in row.title
