# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the test of a real Open Zaak does, done on the stub: what it sends is held to the published documents."""

from __future__ import annotations

from datetime import date

from baken.act.journeys.zgw.case_system import CaseSystem

from .catalogue import Catalogue
from .stub import Stub
from .trial import OWN, candidates, make_types
from .trying import try_all

ON = date(2026, 11, 30)


def test_types_are_made_and_used(stub: Stub, system: CaseSystem) -> None:
    made = make_types(system)
    assert made.whole
    assert not made.zaaktype["concept"]
    assert made.status == "Bibob-onderzoek loopt"
    assert [one.zaaktype["identificatie"] for one in candidates(system, ON)] == [OWN]
    try_all(system, made, "BAKEN-TRIAL-1", ON)


def test_types_that_are_there_are_taken(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    found = list(candidates(system, ON))
    assert found[0].zaaktype["identificatie"] == "HORECA"
    assert [one.zaaktype["identificatie"] for one in candidates(system, ON, "HORECA")] == ["HORECA"]
