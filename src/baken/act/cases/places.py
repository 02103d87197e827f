# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wijk and the priority to which a case belongs, in words."""

from datetime import date

from baken.access.facade import Actor, municipality_of, visible_to
from baken.decide.policy.facade import Priority, framework_in_force
from baken.registry.facade import areas


def area_names(actor: Actor, on: date) -> dict[str, str]:
    """Return the wijken of the actor's municipality by code."""
    found = areas(municipality=municipality_of(actor).code, year=on.year, level="wijk")
    return {code: info.name for code, info in found.items()}


def priorities(actor: Actor, on: date) -> list[Priority]:
    """Return the priorities of the framework in force, as `actor` may see them."""
    framework = framework_in_force(actor, on)
    if framework is None:
        return []
    rows = Priority.objects.select_related("framework").filter(framework=framework)
    return list(visible_to(rows, actor, "decide.framework.view"))


def priority_link(actor: Actor, slug: str, on: date) -> tuple[str, str] | None:
    """Return name and address of a priority in force, or None where there is none by that slug."""
    found = next((one for one in priorities(actor, on) if one.slug == slug), None)
    return (found.short_title, found.get_absolute_url()) if found else None
