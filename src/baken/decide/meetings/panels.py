# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of meetings: the list of actions, from which page, CSV and documents are made."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from baken.ui.panels import Cell, Column, Kind, Panel, Row

from .queries import ActionView, InputLine


def actions_panel(views: Sequence[ActionView], on: date) -> Panel:
    """Return actions as a panel: one row each, in the order given."""
    late = sum(view.late for view in views)
    title = _("%(count)s acties") % {"count": len(views)}
    if late:
        title = _("%(count)s acties, waarvan %(late)s te laat") % {"count": len(views), "late": late}
    columns = (
        Column("text", _("Actie")),
        Column("owner", _("Eigenaar")),
        Column("due", _("Klaar op"), Kind.DATE),
        Column("status", _("Stand")),
        Column("meeting", _("Overleg")),
        Column("agreed", _("Afgesproken op"), Kind.DATE),
    )
    rows = tuple(
        Row(
            str(view.action.pk),
            (
                Cell(view.action.text, href=view.href),
                Cell(view.owner),
                Cell(view.action.due.isoformat()),
                Cell(_("te laat") if view.late else view.word),
                Cell(view.meeting.kind.name if view.meeting else None),
                Cell(view.meeting.on.isoformat() if view.meeting else None),
            ),
        )
        for view in views
    )
    return Panel(
        key="meeting-actions",
        title=title,
        period=on.isoformat(),
        columns=columns,
        rows=rows,
        example=any(view.fictitious for view in views),
    )


def input_panel(lines: Sequence[InputLine], fictitious: bool) -> Panel:
    """Return the input for the regional plan as a panel: per priority what was decided and what became of it."""
    taken = sum(any(decision.outcome in ("taken_over", "partly") for decision in line.decisions) for line in lines)
    columns = (
        Column("priority", _("Prioriteit")),
        Column("outcome", _("Wat ermee is gedaan")),
        Column("decision", _("Besluit")),
    )
    rows = tuple(
        Row(
            line.href,
            (
                Cell(line.title, href=line.href),
                Cell("; ".join(str(d.get_outcome_display()) for d in line.decisions if d.outcome) or None),
                Cell("; ".join(d.text for d in line.decisions) or None),
            ),
        )
        for line in lines
    )
    return Panel(
        key="regional-input",
        title=_("%(taken)s van %(count)s prioriteiten in het regionale plan") % {"taken": taken, "count": len(lines)},
        columns=columns,
        rows=rows,
        example=fictitious,
    )
