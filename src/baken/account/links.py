# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links within a stored pack: a pack is read by more people than every page that it refers to."""

from dataclasses import replace

from django.urls import reverse

from baken.access.facade import Actor
from baken.ui.panels import Cell, Panel


def followable(panel: Panel, actor: Actor) -> Panel:
    """Return `panel` with only those links that `actor` may follow; what the panel says stays as it is."""
    closed = _closed(actor)
    if not closed or not any(cell.href for row in panel.rows for cell in row.cells):
        return panel
    rows = tuple(replace(row, cells=tuple(_cell(cell, closed) for cell in row.cells)) for row in panel.rows)
    return replace(panel, rows=rows)


def _cell(cell: Cell, closed: tuple[str, ...]) -> Cell:
    return replace(cell, href="") if cell.href.startswith(closed) else cell


def _closed(actor: Actor) -> tuple[str, ...]:
    """Return the addresses under which this reader finds nothing, or not everything."""
    needed = {
        reverse("council:overview"): "decide.council.view",
        reverse("programme:programme"): "decide.effort.view",
        reverse("decide:overview") + "ivp/": "decide.effort.view",
    }
    return tuple(address for address, permission in needed.items() if not actor.may(permission))
