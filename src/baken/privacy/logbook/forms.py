# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the logbook is narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy

from baken.ui.forms import DayInput, FilterForm


class LogFilter(FilterForm):
    """What the logbook is narrowed to. Days that can't be read narrow nothing."""

    verwerking = forms.ChoiceField(label=gettext_lazy("Verwerking"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Uitkomst"), required=False)
    vanaf = forms.DateField(label=gettext_lazy("Vanaf"), required=False, widget=DayInput())
    tot = forms.DateField(label=gettext_lazy("Tot en met"), required=False, widget=DayInput())
