# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register as a table for export, and how an assessment stands."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.ui.csv_export import plain_csv
from baken.ui.format import day

from .models import Dpia, PrivacyContacts, ProcessingActivity


def register_csv(
    rows: Sequence[ProcessingActivity], contacts: PrivacyContacts | None, vaults: Mapping[str, str]
) -> str:
    """Return the register as CSV, one line per activity, with all that AVG art. 30(1) asks. Lists are joined by "; ".

    `vaults`: the names of the closed registers by slug. Dutch, whoever asks: it is a paper of the municipality.
    """
    with override("nl"):
        none = _("geen")
        columns: tuple[tuple[str, Callable[[ProcessingActivity], str]], ...] = (
            (_("Verwerking"), lambda it: it.name),
            (_("Verwerkingsverantwoordelijke"), lambda it: it.controller),
            (_("Contact van de verantwoordelijke"), lambda it: contacts.controllers if contacts else ""),
            (_("Wie mee beslist"), lambda it: it.joint_controllers or none),
            (_("Contact van de FG"), lambda it: contacts.officer if contacts else ""),
            (_("Doel"), lambda it: it.purpose),
            (_("Grondslag"), lambda it: it.basis),
            (_("Van wie"), lambda it: it.persons),
            (_("Welke gegevens"), lambda it: it.categories),
            (_("Bijzondere gegevens (AVG artikel 9)"), lambda it: it.special or none),
            (_("Strafrechtelijke gegevens (AVG artikel 10)"), lambda it: it.criminal or none),
            (_("Wie ze ontvangt"), lambda it: it.recipients or _("niemand anders")),
            (_("Verwerker"), lambda it: it.processor or none),
            (_("Doorgifte buiten de EER"), lambda it: it.transfers or none),
            (_("Waarborg bij doorgifte"), lambda it: it.guarantee),
            (_("Hoe lang"), lambda it: it.retention),
            (_("Hoe beveiligd"), lambda it: it.security),
            (_("Afgeschermd register"), lambda it: vaults.get(it.vault, it.vault) or none),
            (_("DPIA"), lambda it: it.dpia or none),
            (_("Openbaar"), lambda it: _("ja") if it.public else _("nee")),
            (_("Opnieuw bekijken op"), lambda it: f"{it.review_on:%d-%m-%Y}"),
        )
        texts = ([_joined(value(row)) for _label, value in columns] for row in rows)
        return plain_csv((label for label, _value in columns), texts)


def _joined(text: str) -> str:
    return "; ".join(line.strip() for line in text.splitlines() if line.strip())


def dpia_standing(dpia: Dpia, on: date) -> tuple[str, str]:
    """Return how an assessment stands: a slug of `ui.marks` and the words for it."""
    if dpia.done_on is None:
        return "attention", _("nog niet vastgesteld")
    if dpia.review_on < on:
        return "behind", _("herzien had gemoeten op %(day)s") % {"day": day(dpia.review_on)}
    return "on_course", _("actueel")
