# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form by which the legal adviser answers who asked for a measure."""

from django import forms
from django.utils.translation import gettext_lazy

from baken.ui.forms import VersionField
from baken.ui.free_text import FreeTextGuard

from .answering import MAX_REASON


class AnswerForm(FreeTextGuard):
    """Taken up, or sent back: then with a reason."""

    taken_up = forms.TypedChoiceField(
        label=gettext_lazy("Neemt u het in behandeling?"),
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        choices=[
            ("ja", gettext_lazy("Ja, ik toets het aan het beleid")),
            ("nee", gettext_lazy("Nee, ik stuur het terug")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("Wat laat u weten?"),
        max_length=MAX_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Nodig als u het terugstuurt. Wie het vroeg, leest dit. Noem geen namen."),
    )
    version = VersionField()
