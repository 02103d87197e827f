# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of reading in: the file, where in it the table stands, which column is what, and under which name it is kept."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..picture.indicators import catalogue
from .mapping import LEFT_OUT, ROLES, Mapping, Role, Use, faults
from .reading import too_large
from .table import MAX_BYTES

MOST_WORDS = 60


class UploadForm(forms.Form):
    """One file, and the saved mapping to read it by."""

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("CSV of Excel (.xlsx), hoogstens 10 MB. Eén rij met kolomnamen, daaronder de cijfers."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        max_length=250,
    )
    mapping = forms.ChoiceField(
        label=gettext_lazy("Indeling"),
        help_text=gettext_lazy("Hebt u zo'n bestand eerder ingelezen? Dan weet Baken al welke kolom wat is."),
        required=False,
    )

    def __init__(self, data: Any = None, files: Any = None, *, mappings: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, files)
        field = self.fields["mapping"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("laat Baken zoeken")), *mappings]

    def clean_file(self) -> Any:
        upload: Any = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(too_large())
        return upload


class PlaceForm(forms.Form):
    """Where in a file the table stands."""

    sheet = forms.ChoiceField(label=gettext_lazy("Blad met de cijfers"))
    heading_row = forms.IntegerField(
        label=gettext_lazy("Rij met de kolomnamen"),
        help_text=gettext_lazy("Laat dit leeg, dan zoekt Baken de rij zelf."),
        required=False,
        min_value=1,
        max_value=10_000,
    )

    def __init__(self, data: Any = None, *, sheets: Sequence[str], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["sheet"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, name) for name in sheets]
        if not sheets:
            del self.fields["sheet"]


class ColumnsForm(forms.Form):
    """Which column is what. For each heading two choices, `role_0` and `indicator_0`; for each word of the indicator column
    that Baken doesn't know, `word_0`."""

    decimals = forms.ChoiceField(
        label=gettext_lazy("Decimalen hebben een"),
        choices=[("comma", gettext_lazy("komma (34,5)")), ("point", gettext_lazy("punt (34.5)"))],
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Percentages staan als"),
        choices=[("percent", gettext_lazy("getal van 0 tot 100")), ("share", gettext_lazy("aandeel van 0 tot 1"))],
    )
    year = forms.IntegerField(
        label=gettext_lazy("Jaar van de cijfers"),
        help_text=gettext_lazy("Alleen als geen kolom het jaar heeft."),
        required=False,
        min_value=2000,
        max_value=2100,
    )
    fictitious = forms.BooleanField(
        label=gettext_lazy("Deze cijfers zijn verzonnen, om mee te oefenen"),
        help_text=gettext_lazy("Baken toont ze dan als voorbeeldcijfers."),
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        headings: Sequence[str],
        mapping: Mapping,
        words: Sequence[str] = (),
        any_year: bool = False,
    ) -> None:
        super().__init__(
            data,
            initial={
                "decimals": "comma" if mapping.comma else "point",
                "unit": "share" if mapping.share else "percent",
                "year": mapping.year,
                "fictitious": mapping.fictitious,
            },
        )
        self.headings, self.words, self._any_year, self._sheet = headings, words, any_year, mapping.sheet
        if any_year:
            del self.fields["year"]
        indicators = _indicator_choices()
        uses = {use.column: use for use in mapping.uses}
        for at, heading in enumerate(headings):
            use = uses.get(heading)
            self.fields[f"role_{at}"] = _choice(
                heading, [("", _("niet gebruiken")), *_role_choices()], use and use.role
            )
            self.fields[f"indicator_{at}"] = _choice(
                _("%(heading)s: welk cijfer") % {"heading": heading}, [("", "–"), *indicators], use and use.indicator
            )
        for at, word in enumerate(words):
            choices = [("", _("kies wat dit is")), (LEFT_OUT, _("rijen hiermee weglaten")), *indicators]
            self.fields[f"word_{at}"] = _choice(word, choices, mapping.words.get(word), required=True)
        self.mapping = mapping

    def columns(self, examples: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Return the rows of the page: heading, first values and the two fields."""
        return [
            {
                "heading": heading,
                "examples": examples[at] if at < len(examples) else "",
                "role": self[f"role_{at}"],
                "indicator": self[f"indicator_{at}"],
            }
            for at, heading in enumerate(self.headings)
        ]

    def word_fields(self) -> list[Any]:
        """Return the fields of the words that Baken doesn't know."""
        return [self[f"word_{at}"] for at in range(len(self.words))]

    def clean(self) -> dict[str, Any]:
        """Make the mapping and hold it to its own rules."""
        told = self.cleaned_data
        uses = tuple(
            Use(heading, Role(role), told.get(f"indicator_{at}", "") if Role(role) in _MEASURED else "")
            for at, heading in enumerate(self.headings)
            if (role := told.get(f"role_{at}"))
        )
        words = {word: told[f"word_{at}"] for at, word in enumerate(self.words) if told.get(f"word_{at}")}
        self.mapping = Mapping(
            uses,
            share=told.get("unit") == "share",
            comma=told.get("decimals") != "point",
            year=told.get("year"),
            words=words if any(use.role is Role.INDICATOR for use in uses) else {},
            sheet=self._sheet,
            fictitious=bool(told.get("fictitious")),
        )
        places = {heading: f"role_{at}" for at, heading in enumerate(self.headings)}
        for fault in faults(self.mapping, any_year=self._any_year or "year" in self.errors):
            self.add_error(fault.field or places.get(fault.column), fault.text)
        return told


_MEASURED = (Role.VALUE, Role.N, Role.LOWER, Role.UPPER)


class NameForm(forms.Form):
    """Under which name a mapping is kept, and what readers are told of the figures."""

    title = forms.CharField(
        label=gettext_lazy("Naam van de indeling"),
        help_text=gettext_lazy("De volgende keer kiest u deze naam, en hoeft u niets aan te wijzen."),
        max_length=80,
    )
    method = forms.CharField(
        label=gettext_lazy("Hoe deze cijfers zijn gemaakt"),
        help_text=gettext_lazy("Staat bij de bron. Bijvoorbeeld: wie de vragenlijst afnam, en hoe."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())


class MappingForm(ColumnsForm):
    """A saved mapping, to be changed."""

    title = NameForm.base_fields["title"]
    method = NameForm.base_fields["method"]

    def __init__(self, data: Any = None, *, title: str, method: str, **rest: Any) -> None:
        super().__init__(data, any_year=True, **rest)
        self.initial = {**self.initial, "title": title, "method": method}

    clean_title = NameForm.clean_title


def _choice(label: str, choices: list[Any], initial: Any, *, required: bool = False) -> forms.ChoiceField:
    widget = forms.Select(attrs={"aria-label": label})
    return forms.ChoiceField(label=label, choices=choices, initial=initial or "", required=required, widget=widget)


def _role_choices() -> list[tuple[str, Any]]:
    return [(role.value, words) for role, words in ROLES.items()]


def _indicator_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the indicators in groups: survey, nuisance, crime."""
    groups: dict[str, list[tuple[str, str]]] = {_("vragenlijst"): [], _("overlast"): [], _("misdrijven"): []}
    survey, nuisance, crime = groups.values()
    for slug, indicator in catalogue().items():
        group = survey if not indicator.is_count else nuisance if slug.startswith("nuisance_") else crime
        group.append((slug, str(indicator.title)))
    return list(groups.items())
