# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of supervision: the register as a table for export, and how an assessment stands."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from baken.ui.format import day
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from .models import Dpia, ProcessingActivity


def register_panel(rows: Sequence[ProcessingActivity], on: date) -> Panel:
    """Return the register of processing activities with all that AVG art. 30(1) asks."""
    columns = (
        ("name", _("Verwerking")),
        ("controller", _("Verwerkingsverantwoordelijke")),
        ("purpose", _("Doel")),
        ("basis", _("Grondslag")),
        ("persons", _("Van wie")),
        ("categories", _("Welke gegevens")),
        ("recipients", _("Wie ze ontvangt")),
        ("retention", _("Hoe lang")),
        ("security", _("Hoe beveiligd")),
        ("processor", _("Verwerker")),
        ("vault", _("Afgeschermd register")),
        ("dpia", _("DPIA")),
    )
    return Panel(
        key="processing_activities",
        title=_("Register van verwerkingen"),
        as_of=on.isoformat(),
        columns=(*(Column(key, label) for key, label in columns), Column("review_on", _("Herzien op"), Kind.DATE)),
        rows=tuple(
            Row(
                row.slug,
                (
                    *(Cell(str(getattr(row, key)).replace("\n", "; ")) for key, _label in columns),
                    Cell(row.review_on.isoformat()),
                ),
            )
            for row in rows
        ),
    )


def dpia_standing(dpia: Dpia, on: date) -> tuple[str, str]:
    """Return how an assessment stands: a slug of `ui.marks` and the words for it."""
    if dpia.done_on is None:
        return "attention", _("nog niet vastgesteld")
    if dpia.review_on < on:
        return "behind", _("herzien had gemoeten op %(day)s") % {"day": day(dpia.review_on)}
    return "on_course", _("actueel")
