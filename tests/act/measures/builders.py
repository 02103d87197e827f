# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world of measures: the desks of `tests.act.desks`, and files that walked to a status by real actions."""

from __future__ import annotations

from dataclasses import dataclass

from baken.kernel.models import Municipality
from tests.act.desks import Desks
from tests.act.desks import build as build_desks


@dataclass
class World(Desks):
    """Velsen with registers of measures."""


def build(municipality: Municipality) -> World:
    """Make the world; its accounts' names begin with `m`."""
    made: World = build_desks(municipality, "m", World)
    return made
