# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of an area shows of policy."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.observe.facade import AreaBlock, Link

from .facade import efforts_by_area
from .panels import effort_views
from .policies import VIEW_EFFORT, VIEW_OWN_EFFORT


def efforts_block(actor: Actor, area: str) -> AreaBlock | None:
    """Return the efforts for an area that `actor` may see; None for who may see no efforts at all."""
    if not (actor.may(VIEW_EFFORT) or actor.may(VIEW_OWN_EFFORT)):
        return None
    views = effort_views(efforts_by_area(actor, area), timezone.localdate())
    return AreaBlock(
        title=_("Inspanningen voor dit gebied"),
        links=tuple(Link(v.effort.title, v.href, f"{v.effort.priority.short_title}, {v.word}") for v in views),
        empty_title=_("Geen inspanning alleen voor dit gebied."),
        empty_text=_("Inspanningen voor heel de gemeente staan bij de prioriteiten."),
        more_url=reverse("decide:overview"),
        more_label=_("Naar kadernota en plan"),
        example=any(v.effort.plan.fictitious for v in views),
    )
