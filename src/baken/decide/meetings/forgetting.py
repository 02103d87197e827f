# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stays of a confidential point when its record is destroyed: that there was a point, when and under which title."""

from uuid import UUID

from django.utils.translation import gettext as _

from baken.kernel import audit

from .agenda import ACTIONS
from .models import Action, ActionReport, AgendaItem, Correction, Decision


def forget_points(*, municipality_id: UUID, source: str, key: str) -> int:
    """Wipe what was said of a source's record at its confidential points, in settled minutes too; return how many points.

    Note, reason, link, key, decisions, corrections, actions and their reports; later points about those actions as well,
    whose title says the action. Repeatable. Runs within the action that destroys the record, as `withdraw_points` does.
    """
    rows = AgendaItem.objects.locked().filter(municipality_id=municipality_id, confidential=True)
    number, actions = 0, set[UUID]()
    for item in rows.filter(source=source, source_key=key).order_by("pk"):
        item.source_key = str(item.pk)  # a key that leads nowhere: one meeting may have several such points
        actions |= _forget(item)
        number += 1
    while actions:  # a point about an action may have actions of its own
        about = rows.filter(source=ACTIONS.slug, source_key__in=[str(one) for one in actions]).order_by("pk")
        actions = set[UUID]()
        for item in about:
            item.title = _("Vernietigd.")
            actions |= _forget(item)
            number += 1
    return number


def _forget(item: AgendaItem) -> set[UUID]:
    """Wipe one point with what hangs on it; return its actions."""
    gone = _("Vernietigd.")
    item.note = item.why = item.url = ""
    item.save()
    for decision in Decision.objects.locked().filter(item=item):
        decision.text = gone
        decision.save()
    for correction in Correction.objects.locked().filter(item=item):
        correction.was, correction.becomes, correction.reason = "", gone, gone
        correction.save()
    actions = set[UUID]()
    for action in Action.objects.locked().filter(decision__item=item):
        action.text = gone
        action.save()
        actions.add(action.pk)
    for report in ActionReport.objects.locked().filter(action__in=actions):
        report.text = gone
        report.save()
    audit.record("agenda_item.forgotten", item, source=item.source)
    return actions
