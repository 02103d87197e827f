# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A municipality with areas, organisations, figures and (where asked for) the example's policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.plugins.remembered import remembered

if TYPE_CHECKING:
    from baken.kernel.models import Municipality

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def demo_text(name: str) -> str:
    """Return one of the example's files."""
    return (files("baken.demo") / "velsen" / name).read_text(encoding="utf-8")


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages think that it is the day of the example, whatever the machine's clock says."""
    from baken.decide.policy import views

    monkeypatch.setattr(views, "today", lambda: TODAY)
    monkeypatch.setattr(views, "now", lambda: NOW)


@pytest.fixture(scope="session")
def facts(own_var: Any) -> None:
    """The reference pack and the example figures, loaded once."""
    from baken.observe.facade import store
    from baken.observe.sources.example import ExampleSource
    from baken.observe.sources.reference import ReferenceSource

    sources = [ReferenceSource(), ExampleSource("GM0453")]
    loaded = {load.dataset for load in store().loads()}
    batches = [batch for source in sources for batch in source.batches()]
    if not {batch[0].id for batch in batches} <= loaded:
        store().load_many(batches)


@pytest.fixture
def velsen(db: None, facts: None) -> Municipality:
    """Velsen with its areas, the kadernota's names for them, and the organisations of the example.

    With the figures, for all that is built on it: a policy tests its claims by them.
    """
    from baken.access.facade import system_actor
    from baken.kernel.models import Municipality
    from baken.observe import reference
    from baken.registry.facade import AreaRow, NameRow, load_area_names, load_areas, make_organisation

    def build() -> None:
        municipality = Municipality.objects.create(code="GM0453", slug="velsen", name="Velsen")
        actor = system_actor(municipality)
        rows = [
            AreaRow(e.code, e.level, e.name, _parent(e), e.municipality, e.valid_from, e.valid_to, "CBS")
            for e in reference.areas()
            if e.municipality in ("GM0453", "NL00")
        ]
        load_areas(actor=actor, at=NOW, rows=rows)
        names = [NameRow(n.name, n.code, n.valid_from, n.valid_to, n.note) for n in reference.names()]
        load_area_names(actor=actor, at=NOW, municipality=municipality, rows=names)
        for entry in YAML(typ="safe").load(demo_text("organisations.yaml")):
            make_organisation(
                actor=actor,
                at=NOW,
                municipality=municipality,
                slug=entry["slug"],
                name=entry["name"],
                kind=entry["kind"],
            )

    remembered("decide.velsen", build)
    return Municipality.objects.get(code="GM0453")


def _parent(entry: Any) -> str | None:
    return {"nation": None, "municipality": "NL00", "wijk": entry.municipality}.get(entry.level, entry.wijk)


@pytest.fixture
def policy(velsen: Municipality) -> Municipality:
    """Velsen with both frameworks and the plan of the example, whose claims were tested by the figures that come along."""
    from baken.access.facade import system_actor
    from baken.decide.policy.facade import import_framework, import_plan

    actor = system_actor(velsen)

    def build() -> None:
        for name in ("kadernota-2019-2022.yaml", "kadernota-2023-2026.yaml"):
            import_framework(actor=actor, at=NOW, municipality=velsen, text=demo_text(name))
        import_plan(actor=actor, at=NOW, municipality=velsen, text=demo_text("ivp-2025-2026.yaml"))

    remembered("decide.policy", build)
    return velsen


@pytest.fixture
def as_role(velsen: Municipality) -> Callable[..., Any]:
    """Return an actor of Velsen with one role; `partner` for a partner's."""
    from baken.access.facade import Actor

    def make(role: str, partner: Any = None, municipality: Any = None) -> Actor:
        return Actor(
            id=None,
            municipality_id=(municipality or velsen).id,
            roles=frozenset({role}),
            partner_id=partner.id if partner else None,
            on=TODAY,
        )

    return make


@pytest.fixture
def logged_in(velsen: Municipality, client: Any) -> Callable[..., Any]:
    """Return a client logged in with one role."""
    from baken.access.facade import RoleAssignment, User
    from baken.kernel import audit
    from baken.kernel.actions import action

    @action
    def assign(*, actor: Any, at: Any, user: Any, role: str, partner: Any) -> None:
        row = RoleAssignment(municipality=velsen, user=user, role=role, partner=partner, valid_from=date(2020, 1, 1))
        row.save()
        audit.record("test.assigned", row)

    def log_in(role: str, partner: Any = None) -> Any:
        from baken.access.facade import system_actor

        user, _new = User.objects.get_or_create(username=f"{role}-{partner or ''}", defaults={"display_name": role})
        assign(actor=system_actor(velsen), at=NOW, user=user, role=role, partner=partner)
        client.force_login(user, backend="baken.access.login.backends.AccountBackend")
        return client

    return log_in
