# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""S4: the effect of measures, in the areas where an effort ran; invented efforts test nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from baken.access.facade import system_actor
from baken.decide.claims.models import ClaimOutcome
from baken.decide.policy.facade import Framework, import_plan
from baken.kernel.models import Municipality
from tests.decide.policy.conftest import NOW, demo_text

pytestmark = pytest.mark.usefixtures("facts")
SLUG = "maatregelen-werken"


def real_plan(policy: Municipality, text: str) -> ClaimOutcome:
    """Read the example's plan in as if it were real, and return what the claim of effect became."""
    import_plan(
        actor=system_actor(policy),
        at=NOW + timedelta(days=1),
        municipality=policy,
        text=text.replace("fictitious: true", "fictitious: false", 1),
    )
    return ClaimOutcome.objects.get(framework=Framework.objects.get(slug="2023-2026"), slug=SLUG, until__isnull=True)


def figures(fallen: tuple[str, ...]) -> list[tuple[str, str, int, float]]:
    wijken = [f"WK04530{i}" for i in range(10)]
    return [
        (kind, code, year, 160.0 if year == 2025 and code in fallen else 400.0)
        for kind in ("nuisance_youth", "nuisance_alcohol_drugs")
        for code in wijken
        for year in (2023, 2024, 2025)
    ]


def test_an_invented_effort_tests_nothing_even_with_real_figures(
    policy: Municipality, load: Callable[..., None]
) -> None:
    load("47024NED", figures(("WK045303", "WK045305", "WK045308", "WK045302")))
    import_plan(actor=system_actor(policy), at=NOW, municipality=policy, text=demo_text("ivp-2025-2026.yaml"))
    row = ClaimOutcome.objects.get(slug=SLUG, until__isnull=True)
    assert row.outcome == "not_testable"
    assert {test["result"]["reason"] for test in row.tests} == {"effort_invented"}


def test_a_fall_where_efforts_ran_and_not_elsewhere_supports_the_claim(
    policy: Municipality, load: Callable[..., None]
) -> None:
    load("47024NED", figures(("WK045302", "WK045303", "WK045305", "WK045308")))
    row = real_plan(policy, demo_text("ivp-2025-2026.yaml"))
    assert row.outcome == "supported"
    youth = row.tests[0]
    assert sorted(youth["about"]) == ["WK045303", "WK045305", "WK045308"]
    assert "Een oorzaak laat dit niet zien." in youth["sentence"]


def test_a_fall_everywhere_is_no_effect(policy: Municipality, load: Callable[..., None]) -> None:
    load("47024NED", figures(tuple(f"WK04530{i}" for i in range(10))))
    assert real_plan(policy, demo_text("ivp-2025-2026.yaml")).outcome == "no_significant_change"


def test_an_effort_for_the_whole_municipality_has_nothing_beside_it(
    policy: Municipality, load: Callable[..., None]
) -> None:
    load("47024NED", figures(()))
    text = demo_text("ivp-2025-2026.yaml")
    for areas in ("[IJmuiden-West, Velsen-Noord, Velserbroek]", "[IJmuiden-West, IJmuiden-Zuid, Velsen-Noord]"):
        assert f"    areas: {areas}\n" in text
        text = text.replace(f"    areas: {areas}\n", "")
    row = real_plan(policy, text)
    assert {test["result"]["reason"] for test in row.tests} == {"effort_everywhere"}
