# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What remedies have to do with the steps and the page of a file."""

from datetime import date

from django.utils.translation import gettext as _

from baken.kernel.errors import Reason

from ..blocks import register_block
from ..files.steps import register_against
from ..models import Measure
from .blocks import block
from .standing import suspended_on

PLACE = 70


def against(measure: Measure, on: date) -> list[Reason]:
    """A decision that a judge suspended isn't carried out."""
    if not suspended_on(measure, on):
        return []
    return [Reason("suspended", _("De rechter heeft dit besluit geschorst. Voer het nu niet uit."))]


def register() -> None:
    """Hang remedies in the steps and in the page of a measure."""
    register_against("in_force", against)
    register_against("extended", against)
    register_block(PLACE, block)
