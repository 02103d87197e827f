# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of what follows on the decision: in force, prolonged, ended. What may be is judged by the actions."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.guards import MAX_REASON

from ..rules import MOST_EXTENSION
from .fields import long
from .form_base import OnForm, ReasonForm


class ForceForm(OnForm):
    """From which day the measure has effect."""

    text = forms.CharField(
        label=gettext_lazy("Opmerking"), required=False, max_length=MAX_REASON, widget=long(2),
        help_text=gettext_lazy("Bijvoorbeeld wie erbij was. Geen namen."),
    )  # fmt: skip


class ExtendForm(ReasonForm):
    """For how long an order is prolonged, and why."""

    months = forms.IntegerField(label=gettext_lazy("Hoeveel maanden langer?"), min_value=1, max_value=MOST_EXTENSION)
    field_order = ("on", "months", "reason")


class EndForm(ReasonForm):
    """On which day the measure ended; the reason where that is sooner than was decided."""

    def prepare(self) -> None:
        self.fields["reason"].required = False
        self.fields["reason"].help_text = _("Nodig als de maatregel eerder eindigt dan is besloten.")
