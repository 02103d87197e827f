# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the forms over a file share: the version that was seen, the day, the reason."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from baken.kernel.guards import MAX_REASON
from baken.ui.forms import DayField, VersionField
from baken.ui.free_text import FreeTextGuard

from ..models import MatrixRule, Measure
from .fields import long


class Versioned(FreeTextGuard):
    """A form over a file that others may change meanwhile: it carries the version that was seen."""

    version = VersionField()

    def __init__(self, *args: Any, measure: Measure, cells: Sequence[MatrixRule] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.measure, self.cells = measure, list(cells)
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the file."""

    def without(self, *names: str) -> None:
        """Take fields away that the file doesn't ask."""
        for name in names:
            del self.fields[name]

    def told(self, *names: str) -> dict[str, Any]:
        """Return what was filled in, after validation; None or "" for a field that was taken away."""
        return {name: self.cleaned_data.get(name) for name in names}


class OnForm(Versioned):
    """On which day something happened."""

    on = DayField(label=gettext_lazy("Op welke dag?"))


class ReasonForm(OnForm):
    """Why a step is taken, and on which day."""

    reason = forms.CharField(label=gettext_lazy("Waarom?"), max_length=MAX_REASON, widget=long())
