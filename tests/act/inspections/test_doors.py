# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who finds an inspection: the desk; nobody else until it takes part."""

from __future__ import annotations

from typing import Any

import pytest

from .builders import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("port", 200), ("coordinator", 200), ("inspector", 200), ("police", 404), ("environment", 404),
        ("adviser", 404), ("mayor", 404), ("bibob", 404), ("privacy", 404), ("fg", 404), ("oncall", 404),
        ("council", 404), ("officer", 404), ("policy", 404), ("permits", 404),
    ],
)  # fmt: skip
def test_who_opens_an_inspection(world: World, client_of: Any, who: str, status: int) -> None:
    inspection = world.draft()
    got = client_of(who).get(inspection.get_absolute_url())
    assert got.status_code == status
    assert (inspection.title in got.content.decode()) is (status == 200)


def test_the_list_shows_the_desk_what_lies_there(world: World, client_of: Any) -> None:
    inspection = world.draft()
    assert inspection.title in client_of("inspector").get("/uitvoeren/controles/").content.decode()
    assert inspection.title not in client_of("police").get("/uitvoeren/controles/").content.decode()
