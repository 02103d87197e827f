# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms by which the rules of the municipality on measures are drafted: matrix, template, mandate."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from baken.access.facade import ROLES
from baken.ui.forms import DayInput
from baken.ui.free_text import FreeTextGuard

from ..models import DecisionTemplate, DocumentKind, Instrument, Mandate, PolicyMatrix
from .writing import BadText, cells_read, cells_written, sections_read, sections_written

DATE = DayInput()


class WrittenRules(forms.CharField):
    """Rules of a matrix or sections of a template: data by which decisions are made."""


class HeadForm(FreeTextGuard):
    """What each version has."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    source = forms.CharField(
        label=_("Waar het is gepubliceerd"),
        max_length=300,
        required=False,
        help_text=_("Bijvoorbeeld het CVDR-nummer."),
    )
    valid_from = forms.DateField(label=_("Geldt vanaf"), widget=DATE)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """Return the fields of the version, once valid."""
        return {name: self.cleaned_data[name] for name in ("title", "source", "valid_from")}

    def cells(self) -> list[dict[str, Any]]:
        """Return the cells of a matrix; none for other kinds."""
        return []


class MatrixForm(HeadForm):
    explanation = forms.CharField(
        label=_("Wanneer kan het anders (Awb 4:84)"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    rules = WrittenRules(
        label=_("Regels"),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=_(
            "Eén regel per geval: woning of lokaal | wat is gevonden | de hoeveelste keer | wat volgt | toelichting."
        ),
    )

    def clean_rules(self) -> list[dict[str, Any]]:
        try:
            return cells_read(self.cleaned_data["rules"])
        except BadText as bad:
            raise ValidationError(str(bad)) from bad

    def values(self) -> dict[str, Any]:
        return super().values() | {"explanation": self.cleaned_data["explanation"]}

    def cells(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.cleaned_data["rules"]
        return found


class TemplateForm(HeadForm):
    text = WrittenRules(
        label=_("Tekst"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("Een kop begint met #. Een gegeven uit het dossier staat tussen {{ }}. Een reden haalt u op met !"),
    )

    def clean_text(self) -> list[dict[str, Any]]:
        try:
            return sections_read(self.cleaned_data["text"])
        except BadText as bad:
            raise ValidationError(str(bad)) from bad

    def values(self) -> dict[str, Any]:
        return super().values() | {"sections": self.cleaned_data["text"]}


class MandateForm(HeadForm):
    role = forms.ChoiceField(label=_("Functie"), choices=[])
    instruments = forms.MultipleChoiceField(
        label=_("Voor welke maatregelen"), choices=Instrument.choices, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label=_("Welke brieven en besluiten"), choices=DocumentKind.choices, widget=forms.CheckboxSelectMultiple
    )
    signs_as = forms.CharField(
        label=_("Hoe het onder de brief staat"),
        max_length=160,
        help_text=_("Bijvoorbeeld: namens de burgemeester, het hoofd Veiligheid."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        own = [(slug, str(role.label).capitalize()) for slug, role in ROLES.items() if not role.external]
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [one for one in own if one[0] not in ("mayor", "executive")]

    def values(self) -> dict[str, Any]:
        names = ("role", "instruments", "kinds", "signs_as")
        return super().values() | {name: self.cleaned_data[name] for name in names}


FORMS: dict[str, type[HeadForm]] = {"matrix": MatrixForm, "template": TemplateForm, "mandate": MandateForm}


class NewForm(forms.Form):
    """What a new rule is about: a matrix or template is of one instrument."""

    slug = forms.SlugField(
        label=_("Korte naam"), max_length=50, help_text=_("Kleine letters en streepjes, blijft altijd zo.")
    )
    instrument = forms.ChoiceField(label=_("Maatregel"), choices=Instrument.choices)
    kind = forms.ChoiceField(label=_("Soort brief of besluit"), choices=DocumentKind.choices)

    def __init__(self, kind: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if kind == "mandate":
            del self.fields["instrument"]
        if kind != "template":
            del self.fields["kind"]


class VersionForm(forms.Form):
    """Which version of a draft somebody saw when pressing a button."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def initial_of(version: PolicyMatrix | DecisionTemplate | Mandate, cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the form of a version begins with."""
    start: dict[str, Any] = {name: getattr(version, name) for name in ("title", "source", "valid_from", "version")}
    if isinstance(version, PolicyMatrix):
        return start | {"explanation": version.explanation, "rules": cells_written(cells)}
    if isinstance(version, DecisionTemplate):
        return start | {"text": sections_written(version.sections)}
    return start | {name: getattr(version, name) for name in ("role", "instruments", "kinds", "signs_as")}
