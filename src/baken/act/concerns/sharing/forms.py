# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes of a concern, to whom; taking it back; and what a partner tells of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from baken.ui.forms import choose
from baken.ui.free_text import FreeTextGuard

from .actions import MAX_REASON
from .rules import MAX_TEXT, ONWARD, PLACES

Choices = Sequence[tuple[str, Any]]
MONTHS = [(1, _("over een maand")), (3, _("over drie maanden")), (6, _("over een half jaar")), (12, _("over een jaar"))]


class Told(forms.Form):
    """A form whose choices come with it."""

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, found in choices.items():
            if not found and not self.fields[name].required:
                del self.fields[name]
                continue
            choose(self, name, found)


class ShareForm(Told):
    """What goes to one partner. Texts begin without what looked like personal data."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    partner = forms.ChoiceField(
        label=_("Ontvanger"), help_text=_("U ziet alleen organisaties met een convenant dat nu geldt voor dit doel.")
    )
    report = forms.CharField(
        label=_("Wat er is gemeld"), required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Haal weg wat de ontvanger niet nodig heeft. Laat leeg om dit niet te delen."),
    )  # fmt: skip
    place = forms.ChoiceField(
        label=_("Plaats"), required=False, choices=list(PLACES.items()), widget=forms.RadioSelect, initial=""
    )
    things = forms.MultipleChoiceField(label=_("Objecten"), required=False, widget=forms.CheckboxSelectMultiple)
    assessment = forms.CharField(
        label=_("Uw beoordeling"), required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In uw eigen woorden, zonder te zeggen wie meldde. Laat leeg om dit niet te delen."),
    )  # fmt: skip
    papers = forms.MultipleChoiceField(
        label=_("Bijlagen"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Plaats, tijd en toestel gaan uit foto’s. Wat erop staat, blijft te zien."),
    )  # fmt: skip
    basis = forms.CharField(label=_("Grondslag"), max_length=200, help_text=_("Bijvoorbeeld een wetsartikel."))
    why = forms.CharField(
        label=_("Waarom heeft de ontvanger dit nodig?"), max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )
    urgent = forms.CharField(
        label=_("Waarom kan dit niet wachten op de weging?"), required=False, max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    onward = forms.ChoiceField(
        label=_("Wat mag de ontvanger ermee?"),
        choices=list(ONWARD.items()),
        widget=forms.RadioSelect,
        initial="not_further",
    )
    effect_months = forms.TypedChoiceField(
        label=_("Wanneer vraagt u wat ermee is gedaan?"), coerce=int, choices=MONTHS, initial=12
    )

    @property
    def paper_keys(self) -> tuple[UUID, ...]:
        """Return the keys of the papers that were chosen."""
        return tuple(UUID(key) for key in self.cleaned_data.get("papers", ()))


class PassOnForm(Told):
    """What goes to another register of ours."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    category = forms.ChoiceField(label=_("Naar welk register, als wat voor signaal?"))
    text = forms.CharField(
        label=_("Wat u daar meldt"), max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Niet meer dan ze daar nodig hebben. Zij toetsen het opnieuw en zien dit signaal niet."),
    )  # fmt: skip
    place = forms.ChoiceField(
        label=_("Plaats"), required=False, widget=forms.RadioSelect, initial="",
        choices=[(slug, label) for slug, label in PLACES.items() if slug != "street"],
    )  # fmt: skip
    basis = forms.CharField(label=_("Grondslag"), max_length=200, help_text=_("Bijvoorbeeld een wetsartikel."))
    why = forms.CharField(
        label=_("Waarom is dit daar nodig?"), max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )


class RecallForm(FreeTextGuard):
    """Why something is taken back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Waarom haalt u dit terug?"), max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De ontvanger leest dit niet."),
    )  # fmt: skip


class EffectForm(FreeTextGuard):
    """What a partner did with what it got."""

    used = forms.TypedChoiceField(
        label=_("Hebt u het gebruikt?"), coerce=lambda value: value == "ja", widget=forms.RadioSelect,
        choices=[("ja", _("Ja")), ("nee", _("Nee"))],
    )  # fmt: skip
    text = forms.CharField(
        label=_("Wat deed u ermee, of waarom niet?"), max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("De gemeente leest dit. Schrijf niet meer dan nodig, en noem geen namen."),
    )  # fmt: skip
