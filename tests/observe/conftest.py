# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Velsen with its areas and figures: facts loaded once per run, rows of the database per test, both by actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.plugins.remembered import remembered

if TYPE_CHECKING:
    from django.test import Client

    from baken.kernel.models import Municipality

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of facts: the reference pack and the example figures."""
    from baken.observe.facts import FactStore
    from baken.observe.sources.example import ExampleSource
    from baken.observe.sources.reference import ReferenceSource

    root = tmp_path_factory.mktemp("observed")
    FactStore(root).load_many([batch for source in (ReferenceSource(), ExampleSource()) for batch in source.batches()])
    return root


@pytest.fixture
def facts(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Baken read the facts of the example; tests only read them."""
    from django.conf import settings

    monkeypatch.setattr(settings, "FACTS_ROOT", loaded)
    return loaded


@pytest.fixture
def no_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Baken read an empty folder."""
    from django.conf import settings

    monkeypatch.setattr(settings, "FACTS_ROOT", tmp_path / "facts")
    return tmp_path / "facts"


@pytest.fixture
def velsen(db: None) -> Municipality:
    """The municipality, with the areas of the whole reference pack."""
    from baken.access.facade import system_actor
    from baken.kernel.models import Municipality
    from baken.observe import reference
    from baken.registry.facade import AreaRow, found_municipality, load_areas

    def build() -> None:
        municipality = found_municipality(actor=system_actor(None), at=NOW, code="GM0453", slug="velsen", name="Velsen")
        outlines = {f["properties"]["code"]: f["geometry"] for f in reference.outlines()["features"]}
        rows = [
            AreaRow(
                code=e.code,
                level=e.level,
                name=e.name,
                parent=_parent(e),
                municipality_code=e.municipality,
                valid_from=e.valid_from,
                valid_to=e.valid_to,
                source="CBS",
                urbanity=e.urbanity,
                address_density=e.address_density,
                outline=outlines.get(e.code),
            )
            for e in reference.areas()
        ]
        load_areas(actor=system_actor(municipality), at=NOW, rows=rows)

    remembered("observe.velsen", build)
    return Municipality.objects.get(code="GM0453")


def _parent(entry: Any) -> str | None:
    if entry.level == "nation":
        return None
    return {"municipality": "NL00", "wijk": entry.municipality}.get(entry.level, entry.wijk)


@pytest.fixture
def world(velsen: Municipality, facts: Path) -> Municipality:
    """Velsen with areas and figures."""
    return velsen


@pytest.fixture
def signed_in(velsen: Municipality, settings: Any) -> Callable[[str], Client]:
    """Return a client that is logged in with one role."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in by it; this is quick

    from django.test import Client

    from baken.access.facade import User, make_account, make_partner, system_actor

    actor = system_actor(velsen)

    def sign_in(role: str) -> Client:
        partner = None
        if role == "partner":
            partner = make_partner(actor=actor, at=NOW, municipality=velsen, slug="politie", name="Politie (voorbeeld)")
        make_account(
            actor=actor,
            at=NOW,
            municipality=velsen,
            username=role,
            password="een-lange-zin-voor-tests",
            display_name="Iemand (voorbeeld)",
            role=role,
            since=date(2022, 1, 1),
            partner=partner,
            fictitious=True,
        )
        client = Client()
        client.force_login(User.objects.get(username=role), backend="baken.access.login.backends.AccountBackend")
        return client

    return sign_in


@pytest.fixture
def adviser(world: Municipality, signed_in: Callable[[str], Client]) -> Iterator[Client]:
    """A safety adviser, with figures to look at."""
    return signed_in("safety_adviser")  # type: ignore[return-value]
