# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every public figure from own records went through a publication: by how the house is built, and by what pages ask.

Whoever needs own totals in a new place finds this test: inside the house add the module to `INSIDE`, with a permission; for the
public there is `account.figures.queries.public_figures` and nothing else.
"""

import ast
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baken.account.figures import queries
from tests.house.architecture import imports

READING = {"own_series", "own_years", "own_last_year", "OwnTotal", "OwnSeries"}
INSIDE = {
    "observe/facade.py": "hands them on",
    "observe/models": "what is stored",
    "observe/own_figures": "closes and reads them, for who has observe.own_figures.view",
    "observe/policies.py": "who may see them",
    "observe/alerts": "looks for rises, for who may see alerts",
    "act/concerns/figures/steering.py": "tells plan and capacity the municipality's sums, for who has observe.own_figures.view",
    "act/measures/figures/steering.py": "the same, of measures",
    "act/bibob/figures/steering.py": "the same, of Bibob",
    "act/inspections/figures/steering.py": "the same, of inspections",
    "decide/capacity/counted.py": "the shape of a count; reads nothing, and whoever makes one has the permission",
    "account/figures/actions.py": "prepares a publication, as who has observe.own_figures.view",
}
PUBLISHED_ONLY = (
    "account/public/views.py",
    "account/public/pages.py",
    "account/gather.py",
    "account/figures/public_views.py",
)
OWN_TABLES = ("observe_owntotal", "cases_", "access_guardedrecord", "observe_alert")


def source(repo_root: Path) -> Path:
    return repo_root / "src"


def readers(src: Path) -> list[str]:
    """Modules that read own totals outside `INSIDE`: by import, or through a facade that was imported whole."""
    found = []
    for path in sorted((src / "baken").rglob("*.py")):
        rest = path.relative_to(src / "baken").as_posix()
        if any(rest == one or rest.startswith(f"{one}/") for one in INSIDE) or "/migrations/" in rest:
            continue
        names = {target.rpartition(".")[2] for _, target in imports(path, src)}
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        if READING & names:
            found.append(rest)
    return found


def test_nothing_but_what_is_named_here_reads_own_totals(repo_root):
    assert readers(source(repo_root)) == []


def test_the_check_sees_a_module_that_reads_them(tmp_path):
    package = tmp_path / "baken" / "account"
    package.mkdir(parents=True)
    (package / "public_views.py").write_text("from baken.observe.facade import own_series\n", encoding="utf-8")
    (package / "gather.py").write_text("from baken.observe import facade as o\nx = o.own_years\n", encoding="utf-8")
    (package / "other.py").write_text("from baken.observe.facade import series_of\n", encoding="utf-8")
    assert readers(tmp_path) == ["account/gather.py", "account/public_views.py"]


def test_what_makes_public_pages_and_packs_imports_no_way_to_prepare_one(repo_root):
    src = source(repo_root)
    for name in PUBLISHED_ONLY:
        targets = {target for _, target in imports(src / "baken" / name, src)}
        assert not {t for t in targets if "figures.actions" in t or "figures.protecting" in t or "act.cases" in t}, name


@pytest.mark.parametrize(
    "path",
    ["/openbaar/", "/openbaar/madeby/", "/openbaar/cijfers/", "/openbaar/madeby/cijfers/", "/openbaar/madeby/cijfers/1/",
     "/openbaar/madeby/cijfers/1/eigen-cijfers.csv", "/openbaar/madeby/cijfers/1/eigen-cijfers.json", "/"],
)  # fmt: skip
def test_public_pages_ask_the_database_nothing_of_own_records(world, path):
    world.publish("made_a")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = Client().get(path, follow=True)
    assert answer.status_code == 200
    told = " ".join(query["sql"] for query in asked.captured_queries)
    assert "municipality" in told, "it asked something"
    assert not [table for table in OWN_TABLES if table in told]
    assert '"secret"' not in told, "the confidential part isn't even read"


def test_the_council_pack_asks_nothing_of_own_records_either(world):
    world.publish("made_a")
    with CaptureQueriesContext(connection) as asked:
        assert queries.council_section(world.municipality, 2025) is not None
    told = " ".join(query["sql"] for query in asked.captured_queries)
    assert not [table for table in (*OWN_TABLES, '"secret"') if table in told]
