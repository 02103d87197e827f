# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Property: whatever was loaded, "as known on date D" is what a plain replay of the loads up to D gives."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observe.facts.facts_helpers import CRIME, OTHER, day, row

from baken.observe.facts import FactError, FactStore

AREAS = ("NL00", "GM0453", "WK045308", "BU04530801")
PERIODS = ("2023", "2024", "2024-03")
INDICATORS = ("crime_total", "nuisance_total")
DATASETS = {dataset.id: dataset for dataset in (CRIME, OTHER)}
DAYS = st.integers(1, 9)

figures = st.one_of(
    st.just({"value": None, "status": "withheld"}),
    st.fixed_dictionaries(
        {"value": st.sampled_from([0.0, 1.0, 2.0]), "status": st.sampled_from(["final", "provisional"])},
        optional={"n": st.integers(0, 1), "lower": st.just(0.0)},
    ),
)
keys = st.tuples(st.sampled_from(INDICATORS), st.sampled_from(AREAS), st.sampled_from(PERIODS))
deliveries = st.dictionaries(keys, figures, min_size=1, max_size=6)
#: A call of load_many: its deliveries, each a dataset, a day and rows.
calls = st.lists(st.tuples(st.sampled_from(sorted(DATASETS)), DAYS, deliveries), min_size=1, max_size=2)

histories = st.lists(calls, min_size=1, max_size=4)


def in_order(history: list[list[tuple[str, int, Any]]]) -> list[list[tuple[str, int, Any]]]:
    """The same deliveries with their days in order, so that more of them are accepted."""
    days = iter(sorted(number for call in history for _, number, _ in call))
    return [[(dataset, next(days), rows) for dataset, _, rows in call] for call in history]


Key = tuple[str, str, str, str]
Figure = tuple[Any, ...]


@dataclass
class Model:
    """Per key the moments and figures, in order of loading. Nothing clever."""

    versions: dict[Key, list[tuple[datetime, Figure]]] = field(default_factory=dict)

    def load(self, dataset: str, moment: datetime, rows: dict[tuple[str, str, str], dict[str, Any]]) -> bool:
        """False when it may not be: an earlier moment, or the same with another figure."""
        sound = True
        for key, figure in rows.items():
            past = self.versions.setdefault((*key, dataset), [])
            new = tuple(figure.get(name) for name in ("value", "lower", "upper", "n", "status"))
            if past and (moment < past[-1][0] or (moment == past[-1][0] and new != past[-1][1])):
                sound = False
            elif not past or past[-1][1] != new:
                past.append((moment, new))
        return sound

    def known(self, moment: datetime) -> dict[Key, Figure]:
        found = {key: [figure for since, figure in past if since <= moment] for key, past in self.versions.items()}
        return {key: past[-1] for key, past in found.items() if past}


def answer(store: FactStore, as_of: datetime | None) -> dict[Key, Figure]:
    facts = store.facts(INDICATORS, as_of=as_of)
    found = {(f.indicator, f.area, f.period, f.dataset): (f.value, f.lower, f.upper, f.n, f.status) for f in facts}
    assert len(found) == len(facts), "one row per key"
    return found


@settings(max_examples=30, deadline=None)
@given(histories | histories.map(in_order))
def test_as_known_on_any_day_is_what_a_replay_gives(history: list[list[tuple[str, int, Any]]]) -> None:
    model = Model()
    with tempfile.TemporaryDirectory() as folder:
        store = FactStore(Path(folder), threads=1)
        for call in history:
            trial = Model({key: list(past) for key, past in model.versions.items()})
            accepted = [trial.load(dataset, day(number), rows) for dataset, number, rows in call]
            batches = [
                (
                    DATASETS[dataset],
                    [row(area, period, indicator=name) | figure for (name, area, period), figure in rows.items()],
                    day(number),
                    None,
                )
                for dataset, number, rows in call
            ]
            try:
                store.load_many(batches)
            except FactError:
                assert not all(accepted)
            else:
                assert all(accepted)
                model = trial
        for number in range(11):
            assert answer(store, day(number)) == model.known(day(number))
        assert answer(store, None) == model.known(day(11))
        counted = sum(load.added + load.revised for load in store.loads())
        assert counted == sum(len(past) for past in model.versions.values())
