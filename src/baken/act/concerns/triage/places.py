# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wijken and buurten in words, by the boundaries of the year in which a concern came in."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from baken.kernel.models import Municipality
from baken.registry.facade import Boundaries, boundaries

from ..models import Concern


def area_name(municipality: Municipality, concern: Concern, on: date) -> str:
    """Return the name of a concern's area, "" for none. The code where the boundaries don't know it."""
    return named(municipality, concern.area, concern.area_year, on)


def named(municipality: Municipality, code: str, year: int | None, on: date) -> str:
    """Return the name of an area by its code."""
    if not code:
        return ""
    found = of_year(municipality, year, on).located(code)
    return found.name if found else code


def of_year(municipality: Municipality, year: int | None, on: date) -> Boundaries:
    """Return the boundaries of a year; those of today where it isn't known."""
    return boundaries(municipality, date(year, 1, 1) if year else on)


def area_choices(municipality: Municipality, on: date) -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Return the areas to choose from: each wijk, and below it its buurten."""
    here = boundaries(municipality, on)
    found: list[tuple[str, str | list[tuple[str, str]]]] = []
    for wijk in sorted(here.wijken, key=lambda one: one.name):
        buurten = sorted((b for b in here.buurten if b.parent == wijk.code), key=lambda one: one.name)
        whole = _("%(wijk)s, de hele wijk") % {"wijk": wijk.name}
        found.append((wijk.name, [(wijk.code, whole), *((b.code, b.name) for b in buurten)]))
    return found


def parents(municipality: Municipality, on: date) -> Sequence[tuple[str, str]]:
    """Return each buurt with the wijk in which it lies."""
    return [(b.code, b.parent or "") for b in boundaries(municipality, on).buurten]
