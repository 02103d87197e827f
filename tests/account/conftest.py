# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Velsen with its figures and its example policy, people of every role, and packs in every state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.plugins.remembered import remembered

from .made_up import NOW

if TYPE_CHECKING:
    from baken.account.models import CouncilPack
    from baken.kernel.models import Municipality


@pytest.fixture(scope="session")
def facts(own_var: Path) -> None:
    """The figures that come along, loaded once."""
    from baken.observe.facade import store
    from baken.observe.sources.example import ExampleSource
    from baken.observe.sources.reference import ReferenceSource

    loaded = {load.dataset for load in store().loads()}
    batches = [batch for source in (ReferenceSource(), ExampleSource("GM0453")) for batch in source.batches()]
    if not {batch[0].id for batch in batches} <= loaded:
        store().load_many(batches)


@pytest.fixture
def velsen(db: None, facts: None) -> Municipality:
    """Velsen with its areas."""
    from baken.access.facade import system_actor
    from baken.kernel.models import Municipality
    from baken.observe import reference
    from baken.registry.facade import AreaRow, NameRow, load_area_names, load_areas

    def build() -> None:
        municipality = Municipality.objects.create(code="GM0453", slug="velsen", name="Velsen")
        actor = system_actor(municipality)
        parents: dict[str, Callable[[Any], str | None]] = {
            "nation": lambda e: None,
            "municipality": lambda e: "NL00",
            "wijk": lambda e: e.municipality,
        }
        rows = [
            AreaRow(
                e.code,
                e.level,
                e.name,
                parents.get(e.level, lambda e: e.wijk)(e),
                e.municipality,
                e.valid_from,
                e.valid_to,
                "CBS",
            )
            for e in reference.areas()
        ]
        load_areas(actor=actor, at=NOW, rows=rows)
        names = [NameRow(n.name, n.code, n.valid_from, n.valid_to, n.note) for n in reference.names()]
        load_area_names(actor=actor, at=NOW, municipality=municipality, rows=names)

    remembered("account.velsen", build)
    return Municipality.objects.get(code="GM0453")


@pytest.fixture
def policy(velsen: Municipality) -> Municipality:
    """Velsen with the frameworks and the plan of the example."""
    from baken.access.facade import system_actor
    from baken.decide.policy.facade import import_framework, import_plan
    from baken.registry.facade import make_organisation

    actor, folder = system_actor(velsen), files("baken.demo") / "velsen"

    def build() -> None:
        for entry in YAML(typ="safe").load((folder / "organisations.yaml").read_text(encoding="utf-8")):
            make_organisation(
                actor=actor, at=NOW, municipality=velsen, slug=entry["slug"], name=entry["name"], kind=entry["kind"]
            )
        for name in ("kadernota-2019-2022.yaml", "kadernota-2023-2026.yaml"):
            import_framework(actor=actor, at=NOW, municipality=velsen, text=(folder / name).read_text(encoding="utf-8"))
        import_plan(
            actor=actor, at=NOW, municipality=velsen, text=(folder / "ivp-2025-2026.yaml").read_text(encoding="utf-8")
        )

    remembered("account.policy", build)
    return velsen


@pytest.fixture
def as_role(velsen: Municipality) -> Callable[..., Any]:
    """Return an actor of Velsen (or of another municipality) with one role."""
    from baken.access.facade import Actor

    def make(role: str, municipality: Municipality | None = None) -> Actor:
        return Actor(None, (municipality or velsen).id, frozenset({role}), None, NOW.date())

    return make


@pytest.fixture
def logged_in(velsen: Municipality, client: Any) -> Callable[..., Any]:
    """Return a client logged in with one role."""
    from baken.access.facade import RoleAssignment, User, system_actor
    from baken.kernel import audit
    from baken.kernel.actions import action

    @action
    def assign(*, actor: Any, at: Any, user: Any, role: str) -> None:
        row = RoleAssignment(municipality=velsen, user=user, role=role, valid_from=date(2020, 1, 1))
        row.save()
        audit.record("test.assigned", row)

    def log_in(role: str) -> Any:
        user, new = User.objects.get_or_create(username=role, defaults={"display_name": role})
        if new:
            assign(actor=system_actor(velsen), at=NOW, user=user, role=role)
        client.force_login(user, backend="baken.access.login.backends.AccountBackend")
        return client

    return log_in


@pytest.fixture
def made(velsen: Municipality, as_role: Callable[..., Any]) -> Callable[..., CouncilPack]:
    """Return a pack of a year in a state: draft, issued, published or withdrawn."""
    from baken.account.facade import draft_pack, issue_pack, publish_pack, withdraw_pack

    def make(status: str = "draft", year: int = 2025) -> CouncilPack:
        actor = as_role("safety_adviser")
        pack = draft_pack(actor=actor, at=NOW, municipality=velsen, year=year)
        if status != "draft":
            pack = issue_pack(actor=actor, at=NOW, pack=pack)
        if status in {"published", "withdrawn"}:
            pack = publish_pack(actor=actor, at=NOW, pack=pack)
        if status == "withdrawn":
            pack = withdraw_pack(actor=actor, at=NOW, pack=pack, reason="Een tabel klopte niet.")
        return pack

    return make
