# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of covenants. What may be is judged by the actions; forms say what a field takes."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.free_text import FreeTextGuard

from ..authorization.parts import all_parts
from ..models import Covenant, CovenantPartner, Partner
from .forms import WHEN, Addressed, ReasonForm, Versioned, all_purposes, choose, first_moment, within


class CovenantForm(Addressed):
    """A covenant as it was signed. `last_day` still counts; the moment at which it ends is the day after."""

    unguarded = ("slug", "number")

    name = forms.CharField(
        label=gettext_lazy("Naam"), max_length=160, help_text=gettext_lazy("Zoals het boven het convenant staat.")
    )
    number = forms.CharField(
        label=gettext_lazy("Eigen nummer"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Waaronder de gemeente het convenant bewaart, bijvoorbeeld het zaaknummer."),
    )
    basis = forms.CharField(
        label=gettext_lazy("Grondslag"),
        max_length=300,
        help_text=gettext_lazy("De wet en het artikel waarop het delen rust, zoals het in het convenant staat."),
    )
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("Doelen"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Alleen voor deze doelen mag worden gedeeld."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Onderdelen die mogen worden gedeeld"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Wat u niet aankruist, ziet geen partner, ook niet als de casus het zou geven."),
    )
    partners = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Partners"),
        queryset=Partner.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Wie heeft getekend. Kiest u niemand, dan geldt het voor niemand."),
    )
    since = forms.DateField(
        label=gettext_lazy("Eerste dag"),
        widget=WHEN,
        help_text=gettext_lazy("Vóór deze dag kan er niets onder worden gedeeld."),
    )
    last_day = forms.DateField(
        label=gettext_lazy("Laatste dag"),
        widget=WHEN,
        required=False,
        help_text=gettext_lazy("Leeg: het convenant loopt door tot u het beëindigt."),
    )
    field_order = ("name", "slug", "number", "basis", "purposes", "kinds", "partners", "since", "last_day")

    def __init__(self, *args: Any, partners: Any, covenants: Iterable[Covenant] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "purposes", all_purposes())
        known = {kind: kind for covenant in covenants for kind in covenant.kinds} | all_parts()
        choose(self, "kinds", sorted(known.items(), key=lambda one: one[1]))
        field = self.fields["partners"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = partners

    def clean_since(self) -> date:
        return within(self.cleaned_data["since"])

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        return within(day) if day else None

    def values(self) -> dict[str, Any]:
        """Return what the action takes: the period as moments."""
        found = {name: self.cleaned_data[name] for name in ("name", "number", "basis", "purposes", "kinds")}
        last = self.cleaned_data["last_day"]
        until = first_moment(last + timedelta(days=1)) if last else None
        return {**found, "since": first_moment(self.cleaned_data["since"]), "until": until}


class SigningForm(FreeTextGuard, Versioned):
    """The own number of a covenant and which functions signed it: a field for the municipality and one for each partner."""

    unguarded = ("number",)

    number = forms.CharField(
        label=gettext_lazy("Eigen nummer"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Waaronder de gemeente het convenant bewaart, bijvoorbeeld het zaaknummer."),
    )
    signed_on = forms.DateField(
        label=gettext_lazy("Getekend op"),
        widget=WHEN,
        required=False,
        help_text=gettext_lazy("De dag waarop de laatste tekende."),
    )
    signatory = forms.CharField(
        label=gettext_lazy("Voor de gemeente tekende"),
        max_length=120,
        help_text=gettext_lazy("De functie, bijvoorbeeld: burgemeester. Geen naam."),
    )

    def __init__(self, *args: Any, partners: Iterable[CovenantPartner], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parties = {f"partner_{row.partner.slug}": row.partner for row in partners}
        for row in partners:
            self.fields[f"partner_{row.partner.slug}"] = forms.CharField(
                label=_("Voor %(partner)s tekende") % {"partner": row.partner.name},
                max_length=120,
                required=False,
                initial=row.signatory,
                help_text=_("De functie, geen naam."),
            )

    def clean_signed_on(self) -> date | None:
        day: date | None = self.cleaned_data["signed_on"]
        return within(day) if day else None

    def values(self) -> dict[str, Any]:
        """Return what the action takes: per partner's slug the function that signed."""
        mine = {partner.slug: self.cleaned_data[name] for name, partner in self.parties.items()}
        return {name: self.cleaned_data[name] for name in ("number", "signatory", "signed_on")} | {"partners": mine}


class ExtendForm(ReasonForm, Versioned):
    """A later last day."""

    last_day = forms.DateField(
        label=gettext_lazy("Nieuwe laatste dag"),
        widget=WHEN,
        help_text=gettext_lazy(
            "Later dan de laatste dag van nu. Een convenant dat al voorbij is, kunt u niet verlengen."
        ),
    )
    field_order = ("last_day", "reason")

    def clean_last_day(self) -> date:
        return within(self.cleaned_data["last_day"])


class EndForm(ReasonForm, Versioned):
    """The end of a covenant, now."""

    sure = forms.BooleanField(label=gettext_lazy("Ja: vanaf dit moment zien deze partners niets meer"))
    field_order = ("reason", "sure")
