# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of an effort shows of meetings: its open actions."""

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.decide.policy.facade import BlockLink, Effort, EffortBlock
from baken.ui.format import day

from . import queries
from .models import ActionStatus
from .policies import VIEW


def actions_block(actor: Actor, effort: Effort) -> EffortBlock | None:
    """Return the open actions of an effort that `actor` may see; None for who may see no actions at all."""
    if not actor.may(VIEW):
        return None
    on = timezone.localdate()
    views = queries.action_views(actor, queries.actions(actor).filter(effort=effort, status=ActionStatus.OPEN), on)
    links = tuple(
        BlockLink(
            view.action.text,
            view.href,
            ", ".join(
                (
                    view.owner,
                    _("klaar op %(day)s") % {"day": day(view.action.due)},
                    *((_("te laat"),) if view.late else ()),
                )
            ),
        )
        for view in views
    )
    return EffortBlock(
        slug="meeting-actions",
        title=_("Acties uit overleg"),
        links=links,
        empty_title=_("Geen open acties."),
        empty_text=_("Noem deze inspanning bij een actie in een overleg; dan staat die hier."),
        example=any(view.fictitious for view in views),
    )
