# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form by which a case is offered for a measure: what is said of it, and nothing else."""

from typing import Any

from django.utils.translation import gettext_lazy

from baken.ui.forms import say

from ..offering_forms import OfferedForm


class OfferForm(OfferedForm):
    """A measure from a case: which, and what was established."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        say(
            self, "facts", gettext_lazy("Wat is er vastgesteld?"),
            gettext_lazy("Alleen wat nodig is om een maatregel te overwegen. Geen personen: die vraagt de adviseur zelf op."),
        )  # fmt: skip
