# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of an effort shows of the programme: what the owner told, and what the reader may do."""

from django.urls import reverse
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.decide.policy.facade import BlockLink, Effort, EffortBlock
from baken.ui import format as fmt

from . import queries
from .models import ProgressRequest
from .panels import reports_panel
from .policies import MANAGE


def progress_block(actor: Actor, effort: Effort) -> EffortBlock | None:
    """Return the progress of an effort that the reader may see already."""
    manage = actor.may(MANAGE)
    panel = reports_panel(effort, queries.reports_of(actor, effort))
    return EffortBlock(
        slug="voortgang",
        title=_("Wat de eigenaar meldde"),
        panel=panel,
        actions=_actions(effort) if manage else (),
        notes=_open_request(actor, effort) if manage else (),
        empty_title=_("Nog niets gemeld."),
        empty_text=_("Vraag de eigenaar om voortgang; het antwoord komt hier.") if manage else "",
        example=effort.plan.fictitious and panel is not None,
    )


def _actions(effort: Effort) -> tuple[BlockLink, ...]:
    where = [effort.plan.slug, effort.slug]
    ended = effort.done_on or effort.stopped_on
    found = [
        BlockLink(_("Wijzig deze inspanning"), reverse("programme:edit", args=where)),
        BlockLink(_("Indicatoren"), reverse("programme:indicators", args=where)),
    ]
    if not ended:
        found.append(BlockLink(_("Stop of prioriteer niet"), reverse("programme:stop", args=where)))
        ask = f"{reverse('programme:progress')}?plan={effort.plan.slug}&prioriteit={effort.priority.slug}"
        found.append(BlockLink(_("Vraag voortgang"), ask))
    return tuple(found)


def _open_request(actor: Actor, effort: Effort) -> tuple[str, ...]:
    rows = queries.requests_in(actor, effort.plan).filter(effort=effort, answered_at__isnull=True)
    found: ProgressRequest | None = rows.filter(revoked_at__isnull=True).first()
    if found is None:
        return ()
    return (_("Gevraagd op %(day)s, nog geen antwoord.") % {"day": fmt.day(found.reminded_at or found.asked_at)},)
