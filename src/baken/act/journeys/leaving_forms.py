# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every form asks by which something of a signal goes to another register: on which basis, and why it is needed."""

from django import forms
from django.utils.translation import gettext_lazy

from baken.ui.forms import VersionField
from baken.ui.free_text import FreeTextGuard

from .leaving import MAX_BASIS, MAX_WHY


class LeavingForm(FreeTextGuard):
    """Basis and need; the form itself says of what (`why` gets its label there)."""

    basis = forms.CharField(
        label=gettext_lazy("Grondslag"), max_length=MAX_BASIS, help_text=gettext_lazy("Bijvoorbeeld een wetsartikel.")
    )
    why = forms.CharField(max_length=MAX_WHY, widget=forms.Textarea(attrs={"rows": 3}))
    version = VersionField()
