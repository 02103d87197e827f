# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of an effort shows of the council: what was promised, moved or asked about it."""

from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.decide.policy.facade import BlockLink, Effort, EffortBlock
from baken.kernel import moment

from . import pages
from .policies import VIEW


def council_block(actor: Actor, effort: Effort) -> EffortBlock | None:
    """Return the items about an effort; None for who may see none, and where there are none: most efforts have none."""
    if not actor.may(VIEW):
        return None
    views = pages.of_effort(actor, effort, moment.today())
    if not views:
        return None
    links = tuple(
        BlockLink(v.item.title, v.item.get_absolute_url(), f"{v.kind}, {v.word}, {_('termijn')}: {v.due}")
        for v in views
    )
    return EffortBlock(
        slug="council",
        title=_("Toezeggingen, moties en raadsvragen"),
        links=links,
        example=any(view.item.fictitious for view in views),
    )
