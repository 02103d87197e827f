# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every test may ask for. Imports no models: this file is read before Django is ready."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / "scripts"):  # whichever way pytest was started, `tests.…` and the scripts can be imported
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

pytest_plugins = ["tests.plugins.databases", "tests.plugins.example", "tests.plugins.left_out"]

# A slow moment of a shared machine is no failure. CI tries the same examples each time: a red run can be repeated.
hypothesis_settings.register_profile("here", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "here")


HEAVY = ("tests/browser/", "tests/demo/", "tests/observe/pulls/", "tests/account/", "tests/house/", "tests/web/")
"""Folders whose tests take seconds each. They start first, so that no worker is left alone with them at the end."""


PLAYS = "tests/demo/test_identifiers.py"
"""The longest file of all that look at the played example. It starts first, so its worker plays the example."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the heavy folders first, and of those what looks at the played example last; otherwise the order stays.

    Whoever asks for the example while another worker plays it can only wait: that worker does the rest meanwhile.
    """
    looking = {item.path for item in items if "played" in getattr(item, "fixturenames", ())}

    def place(item: pytest.Item) -> tuple[bool, int, bool]:
        folder = next((i for i, name in enumerate(HEAVY) if item.nodeid.startswith(name)), len(HEAVY))
        return not item.nodeid.startswith(PLAYS), folder, folder < len(HEAVY) and item.path in looking

    items.sort(key=place)


@pytest.fixture(scope="session", autouse=True)
def own_var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Whatever a test writes, or a command that it starts, goes to a folder of this run: never to the real ``var/``."""
    from django.conf import settings

    var = tmp_path_factory.mktemp("var")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAKEN_VAR", str(var))
        patch.delenv("BAKEN_FACTS", raising=False)
        patch.delenv("BAKEN_DOCUMENTS", raising=False)
        patch.delenv("BAKEN_KEYS", raising=False)
        patch.delenv("BAKEN_AUDIT_ANCHOR", raising=False)
        patch.setattr(settings, "AUDIT_ANCHOR", var / "audit-anchor")
        patch.setattr(settings, "KEYS", "")
        for name, folder in {"VAR": ".", "FACTS_ROOT": "facts", "DOCUMENTS_ROOT": "documents"}.items():
            patch.setattr(settings, name, var / folder)
        # one keyring for the whole run, also where a test lays VAR elsewhere: the database of the run knows no other
        from baken.kernel import keys

        keys.provider().make(keys.new_ring())
        patch.setattr(settings, "KEYS", str(var / "keys.json"))
        yield var


@pytest.fixture(scope="session", autouse=True)
def emptied_afterwards() -> None:
    """Tests without transaction can clear up the audit log too, whose triggers refuse that to anybody else."""
    from tests.kernel.emptied import install

    install()


KEPT_BY_PROCESS = {
    "baken.observe.own_figures.nightly": "_done",
    "baken.act.journeys.zgw.forgetting": "_done",
    "baken.act.concerns.keeping.nightly": "_done",
    "baken.act.concerns.public.limits": "_taken",
    "baken.terms.mailing": "_done",
    "baken.privacy.nightly": "_failed",
}
"""What a process keeps in memory of a municipality or an address. A world that is put back has the keys of the one before."""


@pytest.fixture(autouse=True)
def process_forgotten() -> None:
    """Begin as a process that just started: nothing of another test's database, night or visitors is remembered."""
    locating = sys.modules.get("baken.registry.locating")
    if locating is not None:
        locating.forget()
    for name, kept in KEPT_BY_PROCESS.items():
        module = sys.modules.get(name)
        if module is not None:
            getattr(module, kept).clear()


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The folder with pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real figures kept beside the repository: ``BAKEN_SHARED`` names the folder, else ``../shared/data``.

    Where they are absent the test is skipped and named as left out. Mark such tests ``needs_shared``.
    """
    folder = Path(os.environ.get("BAKEN_SHARED") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("needs ../shared/data")
    return folder


@pytest.fixture(scope="session")
def shared(shared_data: Path) -> Path:
    """The folder that holds ``data``, ``seed`` and ``reference``."""
    return shared_data.parent


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    """Where ``make test`` runs PostgreSQL, as the role ``baken_app``; skips where there is none."""
    url = os.environ.get("BAKEN_TEST_POSTGRESQL_URL")
    if not url:
        pytest.skip("needs BAKEN_TEST_POSTGRESQL_URL (make test starts a server)")
    return url
