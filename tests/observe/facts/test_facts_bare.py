# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts can be used bare: without Django, and without waiting for Ibis."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.observe.facts.facts_helpers import CRIME, day, row

from baken.observe.facts import FactStore

ASK = """
import sys
sys.path.insert(0, sys.argv[1])
from baken.observe.facts import FactStore
assert "duckdb" not in sys.modules, "imported before it is needed"
(fact,) = FactStore(sys.argv[2]).facts(["crime_total"], municipality="GM0453", period_kind="year")
print(fact.value, *sorted({"django", "ibis", "sqlglot", "pandas"} & set(sys.modules)))
"""


def test_a_fresh_process_answers_without_django_ibis_or_pandas(store: FactStore, repo_root: Path) -> None:
    store.load(CRIME, [row()], retrieved_at=day(1))
    command = [sys.executable, "-I", "-c", ASK, str(repo_root / "src"), str(store.root)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert answer.stdout.split() == ["10.0"]
