# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.free_text import FreeTextGuard

from ..forms import day_field
from ..models import Outlook
from .reporting import LARGEST, MAX_TEXT, Answer


class AnswerForm(FreeTextGuard):
    """What an owner tells of one effort. Nothing is chosen beforehand."""

    outlook = forms.ChoiceField(
        label=gettext_lazy("Hoe staat het ervoor?"), choices=Outlook.choices, widget=forms.RadioSelect()
    )
    hours_used = forms.IntegerField(
        label=gettext_lazy("Uren gebruikt tot nu toe"), required=False, min_value=0, max_value=LARGEST
    )
    spent = forms.IntegerField(
        label=gettext_lazy("Uitgegeven tot nu toe, in hele euro’s"), required=False, min_value=0, max_value=LARGEST
    )
    expected_on = day_field(gettext_lazy("Wanneer verwacht u dat het klaar is?"))
    done = forms.CharField(
        label=gettext_lazy("Wat is er gedaan?"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kort. Noem geen namen van personen."),
    )
    needed = forms.CharField(
        label=gettext_lazy("Wat is er nodig, of waarom loopt het anders?"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dit kan in het openbare raadsdossier komen. Noem geen namen van personen."),
    )

    def clean(self) -> dict[str, Any]:
        found = dict(super().clean() or self.cleaned_data)
        if found.get("outlook") in (Outlook.AT_RISK, Outlook.STOPPED) and not (found.get("needed") or "").strip():
            self.add_error("needed", _("Schrijf op waarom, of wat er nodig is."))
        return found

    def answer(self) -> Answer:
        """Return what was filled in."""
        return Answer(**{name: self.cleaned_data[name] for name in Answer.__dataclass_fields__})


class NewLinkForm(forms.Form):
    """The address to which a new link may go."""

    email = forms.EmailField(label=gettext_lazy("Uw e-mailadres"), max_length=254)
