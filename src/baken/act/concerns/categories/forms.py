# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms by which a municipality sets up its categories. Questions are written as data (YAML), judged by `questions.problems`."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.forms import VersionField, choose
from baken.ui.free_text import FreeTextGuard

from ..models import Category, Channel, Route
from ..reporting.groups import GROUPS
from ..reporting.questions import LANGUAGES, problems
from .question_yaml import BadYaml, parsed, written

Choices = Sequence[tuple[str, Any]]
MAX_QUESTIONS_TEXT = 40_000
TEXTS: dict[str, Any] = {
    "name": gettext_lazy("Naam"),
    "intro": gettext_lazy("Waar het over gaat"),
    "hint": gettext_lazy("Wat iemand het best vertelt"),
    "elsewhere": gettext_lazy("Waar iemand ook terecht kan"),
}
TONGUES: dict[str, Any] = {
    "nl": gettext_lazy("Nederlands"),
    "en": gettext_lazy("Engels"),
    "easy": gettext_lazy("Makkelijk lezen"),
}
FLAGS = ("sensitive", "no_names", "victims")


class CategoryText(forms.CharField):
    """A text that the public reads; phone numbers of services belong in it, so the guard on free text leaves it."""


class CategoryForm(FreeTextGuard):
    """Everything of a category that can be changed. `values` holds, once valid, what the action takes."""

    unguarded: ClassVar[tuple[str, ...]] = ("questions",)

    group = forms.ChoiceField(label=gettext_lazy("Kop op het formulier"), choices=list(GROUPS.items()))
    theme = forms.ChoiceField(
        label=gettext_lazy("Thema in de cijfers"),
        help_text=gettext_lazy("Daaronder tellen de signalen mee, per wijk en maand."),
    )
    priority = forms.ChoiceField(label=gettext_lazy("Prioriteit uit de kadernota"), required=False)
    handler_role = forms.ChoiceField(
        label=gettext_lazy("Wie behandelt"),
        help_text=gettext_lazy("De functie moet ook tot het register zijn toegelaten. Dat regelt de privacy officer."),
    )
    route = forms.ChoiceField(
        label=gettext_lazy("Gewone route"), required=False, choices=[("", gettext_lazy("Geen")), *Route.choices]
    )
    test_days = forms.IntegerField(label=gettext_lazy("Werkdagen tot de toets vooraf"), min_value=1, max_value=60)
    answer_days = forms.IntegerField(label=gettext_lazy("Werkdagen tot de weging"), min_value=1, max_value=250)
    hours = forms.DecimalField(
        label=gettext_lazy("Uren werk per signaal"), min_value=0, max_value=999, decimal_places=1,
        help_text=gettext_lazy("Gemiddeld. Baken rekent ermee in Capaciteit."),
    )  # fmt: skip
    sensitive = forms.BooleanField(
        label=gettext_lazy("Gevoelig: de melder hoort alleen ontvangen, in behandeling of afgehandeld"), required=False
    )
    no_names = forms.BooleanField(
        label=gettext_lazy("Bij een pand of bedrijf mag ook geen naam van een mens staan"), required=False,
        help_text=gettext_lazy("Bij mensenhandel. Voor seksuele uitbuiting en sekswerk: zo komt er geen lijst van sekswerkers."),
    )  # fmt: skip
    victims = forms.BooleanField(
        label=gettext_lazy(
            "Hiermee geeft een toezichthouder een slachtoffer door bij een controle van een seksbedrijf"
        ),
        required=False,
    )
    closed_to = forms.MultipleChoiceField(
        label=gettext_lazy("Gesloten voor deze kanalen"), required=False, choices=Channel.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    questions = forms.CharField(
        label=gettext_lazy("Vragen"), required=False, max_length=MAX_QUESTIONS_TEXT,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "code"}),
        help_text=gettext_lazy("Als lijst in YAML. Bij ‘Hoe schrijf ik een vraag?’ staat een voorbeeld."),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Waarom wijzigt u dit?"), max_length=500,
        help_text=gettext_lazy("Dit komt in het logboek. Noem geen namen."),
    )  # fmt: skip
    version = VersionField()

    def __init__(self, *args: Any, themes: Choices, priorities: Choices, roles: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for language, tongue in TONGUES.items():
            for name, label in TEXTS.items():
                long = name != "name"
                self.fields[f"{language}_{name}"] = CategoryText(
                    label=f"{label} ({tongue})", required=(language, name) == ("nl", "name"), max_length=600,
                    widget=forms.Textarea(attrs={"rows": 2}) if long else forms.TextInput(),
                )  # fmt: skip
        choose(self, "theme", themes)
        choose(self, "priority", [("", _("Geen")), *priorities])
        choose(self, "handler_role", roles)

    def clean_questions(self) -> list[dict[str, Any]]:
        """Return the questions; what is wrong is told with line or question."""
        try:
            found = parsed(self.cleaned_data["questions"])
        except BadYaml as bad:
            raise ValidationError(str(bad)) from bad
        if wrong := problems(found):
            raise ValidationError(wrong)
        return found

    def values(self) -> dict[str, Any]:
        """Return what the action takes: field of the category -> value."""
        told = self.cleaned_data
        names = ("group", "theme", "priority", "handler_role", "route", "test_days", "answer_days", "hours")
        found = {name: told[name] for name in (*names, *FLAGS, "closed_to", "questions")}
        texts = {
            language: {name: told[f"{language}_{name}"] for name in TEXTS if told[f"{language}_{name}"]}
            for language in LANGUAGES
        }
        found["texts"] = {language: said for language, said in texts.items() if said}
        return found

    @property
    def text_fields(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields with what people read, by language."""
        return [(tongue, [self[f"{slug}_{name}"] for name in TEXTS]) for slug, tongue in TONGUES.items()]


class NewCategoryForm(forms.Form):
    """The first of a new category; the rest is filled in on its own page."""

    slug = forms.SlugField(
        label=gettext_lazy("Korte naam"), max_length=50,
        help_text=gettext_lazy("Kleine letters, cijfers en streepjes. Kan later niet meer veranderen."),
    )  # fmt: skip
    name = CategoryText(label=gettext_lazy("Naam"), max_length=120)
    vault = forms.ChoiceField(
        label=gettext_lazy("Register"),
        help_text=gettext_lazy("Bepaalt wie de signalen ziet. Kan later niet meer veranderen."),
    )
    group = forms.ChoiceField(label=gettext_lazy("Kop op het formulier"), choices=list(GROUPS.items()))
    theme = forms.ChoiceField(label=gettext_lazy("Thema in de cijfers"))
    handler_role = forms.ChoiceField(label=gettext_lazy("Wie behandelt"))
    reason = forms.CharField(label=gettext_lazy("Waarom komt deze erbij?"), max_length=500)

    def __init__(self, *args: Any, themes: Choices, roles: Choices, vaults: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "theme", themes)
        choose(self, "handler_role", roles)
        choose(self, "vault", vaults)


class SwitchForm(forms.Form):
    """Whether a category is in use, and whether the public may use it."""

    active = forms.BooleanField(label=gettext_lazy("In gebruik"), required=False)
    desk_ready = forms.BooleanField(
        label=gettext_lazy("Het meldpunt is klaar: er is iemand die elke werkdag toetst en terugmeldt"), required=False
    )
    dpia_ready = forms.BooleanField(label=gettext_lazy("De DPIA voor deze verwerking is vastgesteld"), required=False)
    public = forms.BooleanField(label=gettext_lazy("Inwoners kunnen het melden"), required=False)
    reason = forms.CharField(label=gettext_lazy("Waarom?"), max_length=500)
    version = VersionField()


def initial_of(category: Category) -> dict[str, Any]:
    """Return what the form shows of a category as it is."""
    names = ("group", "theme", "priority", "handler_role", "route", "test_days", "answer_days", "hours", *FLAGS)
    found: dict[str, Any] = {name: getattr(category, name) for name in (*names, "closed_to", "version")}
    found["questions"] = written(category.questions)
    for language in LANGUAGES:
        for name in TEXTS:
            found[f"{language}_{name}"] = category.texts.get(language, {}).get(name, "")
    return found
