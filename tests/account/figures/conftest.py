# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small municipality with closed months, an adviser and a privacy officer: built once, then put back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.plugins.remembered import remembered

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
WIJKEN = ("WK999901", "WK999902", "WK999903", "WK999904")
COUNTS: dict[tuple[str, int], tuple[int, ...]] = {
    # by wijk, then what has no place; 777 and 555 stand for nothing else on any page
    ("made_a", 2024): (555, 3, 60, 41, 7),
    ("made_a", 2025): (777, 62, 2, 48, 9),
    ("made_b", 2024): (12, 30, 0, 25, 0),
    ("made_b", 2025): (1, 31, 0, 28, 6),
    ("made_care", 2024): (14, 0, 33, 90, 21),
    ("made_care", 2025): (8, 0, 41, 95, 25),
}
"""3, 2 and 1 are small; in care 8 is, and so is 0."""


@dataclass
class Made:
    """A source whose year falls in January."""

    slug: str
    indicators: tuple[Any, ...]
    fictitious: bool = False

    def first_month(self, municipality: Any) -> date:
        return date(2024, 1, 1)

    def counts(self, municipality: Any, month: date) -> list[Any]:
        from baken.observe.facade import OwnCount

        if month.month != 1:
            return []
        areas = (*WIJKEN, "")
        return [
            OwnCount(one.slug, area, count, self.fictitious)
            for one in self.indicators
            for area, count in zip(areas, COUNTS.get((one.slug, month.year), (0,) * 5), strict=True)
        ]


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted: two ordinary subjects, a sensitive one, and one of another source that is invented."""
    from baken.observe.facade import OwnIndicator, register_local_source
    from baken.observe.own_figures import nightly
    from baken.observe.sources import base

    def one(slug: str, title: str, theme: str) -> OwnIndicator:
        return OwnIndicator(slug, title, theme, "meldingen", "Geteld.")

    monkeypatch.setattr(base, "_local", {})
    monkeypatch.setattr(nightly, "_done", {})
    register_local_source(
        Made(
            "made",
            (
                one("made_a", "Overlast", "nuisance"),
                one("made_b", "Panden", "undermining"),
                one("made_care", "Zorg", "care"),
            ),
        )
    )
    register_local_source(Made("invented", (one("made_x", "Verzonnen", "nuisance"),), fictitious=True))


@dataclass
class World:
    """The municipality and its people."""

    municipality: Any
    adviser: Any
    privacy: Any

    def wanted(self, *indicators: str, years: tuple[int, ...] = (2024, 2025), level: str = "wijk") -> Any:
        from baken.account.figures.rules import Wanted

        return Wanted("Eigen cijfers", indicators or ("made_a", "made_b"), years, level)

    def prepare(self, *indicators: str, **told: Any) -> Any:
        from baken.account.figures.actions import prepare_figures

        wanted = self.wanted(*indicators, **told)
        return prepare_figures(actor=self.adviser, at=NOW, municipality=self.municipality, wanted=wanted)

    def publish(self, *indicators: str, reason: str = "", **told: Any) -> Any:
        from baken.account.figures.actions import publish_figures

        made = self.prepare(*indicators, **told)
        return publish_figures(actor=self.privacy, at=NOW, draft=made, seen=made.content_digest, reason=reason)


@pytest.fixture
def world(db: None, sources: None) -> World:
    """Madeby, of which 2024 and 2025 are closed, and January and February of 2026."""
    from baken.access.facade import User, actor_for, make_account, opened, system_actor
    from baken.kernel.models import Municipality
    from baken.observe.facade import close_what_ended
    from baken.registry.facade import AreaRow, load_areas

    def build() -> None:
        municipality = Municipality.objects.create(code="GM9999", slug="madeby", name="Madeby")
        actor = system_actor(municipality)
        rows = [AreaRow("NL00", "nation", "Nederland", None, "", 2020, None, "made")]
        rows.append(AreaRow("GM9999", "municipality", "Madeby", "NL00", "GM9999", 2020, None, "made"))
        rows += [AreaRow(code, "wijk", f"Wijk {code[-1]}", "GM9999", "GM9999", 2020, None, "made") for code in WIJKEN]
        load_areas(actor=actor, at=NOW, rows=rows)
        for role in ("safety_adviser", "privacy_officer"):
            make_account(
                actor=actor, at=NOW, municipality=municipality, username=role, password="een-lange-zin-voor-tests",
                display_name=role, role=role, since=date(2022, 1, 1), partner=None, fictitious=True,
            )  # fmt: skip
        close_what_ended(NOW)

    remembered("account.figures", build, lambda: opened(system_actor(None), system=True))
    municipality = Municipality.objects.get(code="GM9999")

    def acting(name: str) -> Any:
        return actor_for(User.objects.get(username=name), on=NOW.date(), at=NOW)

    return World(municipality, acting("safety_adviser"), acting("privacy_officer"))


@pytest.fixture
def browser_of(world: World) -> Callable[[str], Any]:
    """A client logged in as one of the two, or by another role."""
    from django.test import Client

    from baken.access.facade import User, make_account, system_actor

    def log_in(role: str) -> Any:
        if not User.objects.filter(username=role).exists():
            make_account(
                actor=system_actor(world.municipality), at=NOW, municipality=world.municipality, username=role,
                password="een-lange-zin-voor-tests", display_name=role, role=role, since=date(2022, 1, 1),
                partner=None, fictitious=True,
            )  # fmt: skip
        client = Client()
        client.force_login(User.objects.get(username=role), backend="baken.access.login.backends.AccountBackend")
        return client

    return log_in
