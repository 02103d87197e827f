# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of remedies. What may be is judged by the actions."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.ui.forms import DayField, VersionField
from baken.ui.free_text import FreeTextGuard

from ..files.fields import long
from ..models import Remedy
from .actions import MAX_BY, MAX_TEXT, OUTCOMES


class LodgeForm(FreeTextGuard):
    """What somebody used against the measure."""

    unguarded: ClassVar[tuple[str, ...]] = ("by",)

    kind = forms.ChoiceField(label=_("Wat is ingediend"), choices=Remedy.Kind.choices)
    on = DayField(label=_("Ontvangen op"), help_text=_("De dag waarop het binnenkwam of, per post, is verstuurd."))
    by = forms.CharField(label=_("Door wie"), max_length=MAX_BY)
    committee = forms.BooleanField(
        label=_("Een adviescommissie behandelt het bezwaar"),
        required=False,
        help_text=_("Dan is er twaalf in plaats van zes weken om te beslissen (Awb 7:10)."),
    )
    version = VersionField()


class DecideForm(FreeTextGuard):
    """How it was decided."""

    on = DayField(label=_("Bekendgemaakt op"))
    outcome = forms.ChoiceField(label=_("Uitkomst"), choices=[])
    until = forms.ChoiceField(
        label=_("Bij een schorsing: tot wanneer?"),
        required=False,
        widget=forms.RadioSelect,
        choices=Remedy.Until.choices,
        initial=Remedy.Until.LAW,
        help_text=_(
            "Zoals het in de uitspraak staat. Noemt die geen einde, dan loopt de schorsing door tot de termijn voor beroep "
            "ongebruikt voorbij is, het bezwaar of beroep is ingetrokken, of de rechter uitspraak doet "
            "(Awb 8:85, te controleren)."
        ),
    )
    until_on = DayField(
        label=_("Laatste dag van de schorsing"),
        required=False,
        help_text=_("Alleen als de uitspraak een dag noemt."),
    )
    text = forms.CharField(label=_("Wat dit betekent"), max_length=MAX_TEXT, required=False, widget=long())
    version = VersionField()

    def __init__(self, kind: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Kies de uitkomst")), *((slug, Remedy.Outcome(slug).label) for slug in OUTCOMES[kind])]
        if Remedy.Outcome.SUSPENDED not in OUTCOMES[kind]:
            del self.fields["until"], self.fields["until_on"]

    @property
    def ruling(self) -> dict[str, Any]:
        """What was decided, after validation; of a suspension until when."""
        told = self.cleaned_data
        suspended = told["outcome"] == Remedy.Outcome.SUSPENDED
        return {
            "on": told["on"], "outcome": told["outcome"], "text": told["text"],
            "until": told["until"] if suspended else "", "until_on": told.get("until_on"),
        }  # fmt: skip


class PutOffForm(forms.Form):
    on = DayField(label=_("Verdaagd op"))
    version = VersionField()
