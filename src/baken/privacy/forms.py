# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the forms of the rooms share."""

from typing import Any

from django import forms

from baken.ui.forms import VersionField

MAX_TEXT = 2_000


def text(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for some lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=MAX_TEXT, widget=widget, help_text=help_text)


class Versioned(forms.Form):
    """A form over something that others may change meanwhile: it carries the version that was seen."""

    version = VersionField()
