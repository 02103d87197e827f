# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of measures: who takes which step from which status, written by hand for each family."""

from __future__ import annotations

import pytest

from baken.access.roles import ROLES, permissions_of
from baken.act.measures.files.step_specs import SPECS
from baken.act.measures.models import Instrument, Status
from baken.act.measures.workflow import CLOSING, COERCION, FAMILY, ORDER, PENALTY, WARNING
from baken.kernel.workflow import Workflow

ADVISER, SIGNERS = frozenset({"legal_adviser"}), frozenset({"mayor", "executive"})
EVERY: dict[str, tuple[set[str], str, frozenset[str]]] = {
    "assessed": ({"received", "assessed"}, "assessed", ADVISER),
    "intended": ({"assessed"}, "intended", ADVISER),
    "heard": ({"intended"}, "heard", ADVISER),
    "hurried": ({"assessed", "intended"}, "heard", ADVISER),
    "drafted": ({"heard"}, "drafted", ADVISER),
    "reassessed": ({"heard"}, "heard", ADVISER),
    "taken_back": ({"drafted"}, "heard", ADVISER),
    "sent_back": ({"drafted"}, "heard", SIGNERS),
    "signed": ({"drafted"}, "signed", SIGNERS),
    "mandated": ({"drafted"}, "signed", ADVISER),
    "served": ({"signed"}, "served", ADVISER),
    "in_force": ({"served"}, "in_force", ADVISER),
    "ended": ({"in_force"}, "ended", ADVISER),
    "withdrawn": ({"signed", "served", "in_force"}, "withdrawn", ADVISER),
    "dropped": ({"received", "assessed", "intended", "heard", "drafted"}, "dropped", ADVISER),
    "settled": ({"ended", "withdrawn", "dropped"}, "settled", ADVISER),
    "revoked": ({"signed", "served", "in_force"}, "withdrawn", SIGNERS),
    "reopened": ({"settled"}, "ended", ADVISER),
    "reopened_withdrawn": ({"settled"}, "withdrawn", ADVISER),
    "reopened_dropped": ({"settled"}, "dropped", ADVISER),
}
MORE: dict[str, dict[str, tuple[set[str], str, frozenset[str]]]] = {
    "measure-order": {"extended": ({"in_force"}, "in_force", SIGNERS)},
    "measure-coercion": {"acted_first": ({"assessed"}, "heard", ADVISER)},
    "measure-warning": {"unheard": ({"assessed"}, "heard", ADVISER)},
}
"""Step: from which statuses, to which, by which roles."""


@pytest.mark.parametrize("table", [CLOSING, ORDER, PENALTY, COERCION, WARNING], ids=lambda table: table.slug)
def test_each_family_has_these_steps_and_no_other(table: Workflow) -> None:
    expected = {**EVERY, **MORE.get(table.slug, {})}
    found = {
        step.name: (
            set(step.sources),
            step.target,
            frozenset(
                role for role in ROLES if role != "system" and step.permission in permissions_of(frozenset({role}))
            ),
        )
        for step in table.transitions
    }
    assert found == expected


def test_every_instrument_has_a_table_and_every_step_a_page() -> None:
    assert set(FAMILY) == set(Instrument.values)
    for table in FAMILY.values():
        assert {status.slug for status in table.statuses} == set(Status.values)
        assert {step.name for step in table.transitions} <= set(SPECS)
