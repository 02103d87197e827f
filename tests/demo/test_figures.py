# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""An example that was made by an earlier version gets the figures that it lacks, and keeps those that it has."""

from pathlib import Path

import pytest

from baken.access.facade import system_actor
from baken.demo import scenario
from baken.observe.facade import ExampleSource, load_source, store
from baken.observe.sources.example_months import MONTHLY
from tests.kernel.towns import NOW, town


@pytest.mark.django_db
def test_an_older_example_gets_the_figures_it_lacks(tmp_path: Path, settings) -> None:
    settings.FACTS_ROOT = tmp_path / "facts"
    actor = system_actor(town())
    before = scenario.Lacking(ExampleSource(scenario.CODE), frozenset({MONTHLY.id}))
    load_source(actor=actor, at=NOW, sources=[before])
    kept = list(store().loads())
    assert MONTHLY.id not in {load.dataset for load in kept}
    scenario._figures(actor)
    assert MONTHLY.id in {load.dataset for load in store().loads()}
    assert store().loads()[: len(kept)] == kept
    after = store().loads()
    scenario._figures(actor)
    assert store().loads() == after
