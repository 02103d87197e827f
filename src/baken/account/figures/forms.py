# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of publications of own figures. What may be is judged by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import FigureLevel
from ..models.figures import MAX_TITLE
from ..workflow import MAX_REASON
from .rules import Wanted


class NewForm(forms.Form):
    """What to publish: which subjects, of which whole years, for which areas."""

    title = forms.CharField(
        label=_("Titel"), max_length=MAX_TITLE, help_text=_("Zo heet de publicatie op de openbare pagina.")
    )
    indicators = forms.MultipleChoiceField(
        label=_("Onderwerpen"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Mensenhandel, zorg en discriminatie hebben een strengere regel. Kies die niet samen met andere."),
    )
    years = forms.TypedMultipleChoiceField(
        label=_("Jaren"),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        help_text=_("Alleen jaren waarvan alle maanden zijn afgesloten."),
    )
    level = forms.ChoiceField(
        label=_("Voor welke gebieden"), widget=forms.RadioSelect, choices=FigureLevel.choices, initial=FigureLevel.WIJK
    )

    def __init__(self, *args: Any, offered: list[tuple[str, Any]], years: list[int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["indicators"].choices = offered  # type: ignore[attr-defined]
        self.fields["years"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Return what was filled in. Call it on a valid form."""
        told = self.cleaned_data
        return Wanted(told["title"], tuple(told["indicators"]), tuple(sorted(told["years"])), told["level"])


class PublishForm(forms.Form):
    """The digest of what was looked at, and what was decided on counts that can't be protected any more."""

    content_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=_("Wat besluit u over de aantallen die niet meer te beschermen zijn?"),
        max_length=MAX_REASON,
        required=False,
        help_text=_("Dit staat in het register. Noem geen personen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, exposed: int = 0, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if not exposed:
            del self.fields["reason"]


class WithdrawForm(forms.Form):
    """Why a publication is taken back."""

    reason = forms.CharField(
        label=_("Waarom trekt u deze cijfers terug?"),
        max_length=MAX_REASON,
        help_text=_("Deze reden staat op de openbare pagina. Noem geen personen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
