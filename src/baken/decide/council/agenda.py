# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the council waits for, as points for the agenda of a meeting."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor
from baken.decide.meetings.facade import AgendaProposal, AgendaSource, Meeting, MeetingKind
from baken.ui.format import day

from . import queries
from .item_views import item_views
from .policies import VIEW

SHOWN = 50


def due_items(actor: Actor, kind: MeetingKind, meeting: Meeting, until: date) -> list[AgendaProposal]:
    """Propose what the council was promised or asked and that is late or due before `until`, as `actor` may see it.

    Where the kind of meeting follows some priorities, items about other priorities are left out; items about none stay.
    """
    if not actor.may(VIEW):
        return []
    rows = queries.items(actor).filter(due__lte=until, answered_on__isnull=True, withdrawn_on__isnull=True)
    found = []
    for view in item_views(rows.defer("text", "answer"), actor, meeting.on):
        it = view.item
        other = kind.priorities and it.priority is not None and it.priority.slug not in kind.priorities
        if not view.runs or it.due is None or other:
            continue
        told = _("Te laat: had klaar moeten zijn op %(day)s.") if view.late else _("Klaar op %(day)s.")
        why = f"{told % {'day': day(it.due)}} {_('Eigenaar: %(owner)s.') % {'owner': it.owner}}"
        title = f"{view.kind.capitalize()}: {it.title}"
        found.append(AgendaProposal(title, it.get_absolute_url(), why, str(it.pk), internal=True))
    return found[:SHOWN]


COUNCIL = AgendaSource("council", gettext_lazy("Toezeggingen, moties en raadsvragen"), due_items)
