# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cores can be taken as a library: no framework, no data stack, and for terms nothing but Python itself."""

import subprocess
import sys

import pytest

GUARD = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {refused}:
            raise ImportError("refused: " + name)

sys.meta_path.insert(0, Refuse())
import {module}
print(sorted(set(sys.modules) & {{"django", "numpy", "scipy", "scipy.stats", "holidays"}}))
"""
FRAMEWORKS = {"django", "duckdb", "ibis", "pandas", "pyarrow", "holidays"}


def import_alone(module: str, refused: set[str]) -> subprocess.CompletedProcess[str]:
    code = GUARD.format(module=module, refused=refused)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "module", ["baken.cores." + name for name in ("estimation", "earlywarning", "disclosure", "capacity")]
)
def test_numeric_cores_need_numpy_and_scipy_only(module: str) -> None:
    done = import_alone(module, FRAMEWORKS | {"hypothesis", "pytest"})
    assert done.returncode == 0, done.stderr
    # scipy.stats alone takes longer to load than a whole command may take
    assert "scipy.stats" not in done.stdout


def test_terms_need_the_standard_library_only() -> None:
    done = import_alone("baken.cores.terms", FRAMEWORKS | {"numpy", "scipy", "dateutil"})
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", sorted(FRAMEWORKS))
def test_the_guard_refuses_what_it_should(name: str) -> None:
    done = import_alone(name, FRAMEWORKS)
    assert done.returncode != 0
    assert f"refused: {name}" in done.stderr
