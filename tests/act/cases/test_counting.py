# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases by month and wijk: numbers of what is kept under the AVG, and nothing of the cases."""

import dataclasses

from baken.access.facade import Vault, opened, system_actor
from baken.act.cases.counting import OPENED, CasesSource
from baken.act.cases.models import Case
from tests.kernel.towns import do


def counted(world, month):
    with opened(system_actor(world.municipality), system=True):
        return {(one.indicator, one.area): one for one in CasesSource().counts(world.municipality, month)}


def test_cases_are_counted_in_the_month_in_which_they_were_opened(world):
    with opened(system_actor(world.municipality), system=True):
        cases = list(Case.objects.filter(municipality=world.municipality).select_related("guarded__vault"))
        general = [case for case in cases if case.guarded.vault.regime == "general"]
        first = CasesSource().first_month(world.municipality)
    assert general
    assert first == min(case.opened_on for case in general).replace(day=1)
    month = general[0].opened_on.replace(day=1)
    same = [case for case in general if case.opened_on.replace(day=1) == month]
    found = counted(world, month)
    assert sum(one.count for (slug, _), one in found.items() if slug == OPENED) == len(same)
    for one in found.values():
        assert set(dataclasses.asdict(one)) == {"indicator", "area", "count", "fictitious"}


def test_registers_under_another_law_are_left_out(world):
    with opened(system_actor(world.municipality), system=True):
        case = Case.objects.filter(municipality=world.municipality, guarded__vault__regime="general").first()
        month, vaults = case.opened_on.replace(day=1), Vault.objects.filter(municipality=world.municipality)
        before = sum(one.count for one in counted(world, month).values())
        do(
            lambda: vaults.filter(pk=case.guarded.vault_id).update(regime="wpg", emergency=False, purposes=[]),
            world.municipality,
        )
    assert sum(one.count for one in counted(world, month).values()) < before
