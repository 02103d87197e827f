# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of what the council was promised, moved and asked. What may be is judged by the actions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor
from baken.decide.policy.facade import Effort, Priority, efforts
from baken.kernel.papers.kept import ACCEPT, CheckedPaper, PaperRefused, examine
from baken.ui.forms import DayField, FilterForm, VersionField
from baken.ui.free_text import FreeTextGuard

from . import queries
from .checks import MAX_TEXT
from .models import ItemKind, Session

NO_NAMES = gettext_lazy("Een functie, geen naam van een persoon.")
PARTY = gettext_lazy("Een fractie, of de raad. Geen naam van een persoon.")


def long_text(label: Any, *, required: bool = True, rows: int = 4, help_text: Any = "") -> forms.CharField:
    """Return a field for some paragraphs."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=MAX_TEXT, widget=widget, help_text=help_text)


class Versioned(FreeTextGuard):
    """A form over something that others may change meanwhile: it carries the version that was seen."""

    version = VersionField()


class AboutPolicy(FreeTextGuard):
    """What belongs to a session and a priority; only those that the actor may see can be chosen."""

    session = forms.ModelChoiceField(
        label=gettext_lazy("Raadssessie"), queryset=Session.objects.none(), required=False, empty_label="–"
    )
    priority = forms.ModelChoiceField(
        label=gettext_lazy("Prioriteit"), queryset=Priority.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.choose("session", queries.sessions(actor))
        self.choose("priority", queries.priorities(actor))

    def choose(self, name: str, rows: QuerySet[Any]) -> None:
        """Let one of these rows be chosen."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class ItemForm(AboutPolicy):
    """A commitment, motion or question."""

    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=ItemKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Onderwerp"), max_length=200)
    text = long_text(gettext_lazy("Wat is toegezegd, voorgesteld of gevraagd"))
    made_on = DayField(label=gettext_lazy("Datum"))
    made_in = forms.CharField(
        label=gettext_lazy("Waar"), max_length=120, help_text=gettext_lazy("Bijvoorbeeld: raadsvergadering.")
    )
    asked_by = forms.CharField(label=gettext_lazy("Van wie"), max_length=120, help_text=PARTY)
    owner = forms.CharField(label=gettext_lazy("Wie zorgt ervoor"), max_length=120, help_text=NO_NAMES)
    due = DayField(label=gettext_lazy("Klaar op"), required=False)
    effort = forms.ModelChoiceField(
        label=gettext_lazy("Inspanning"), queryset=Effort.objects.none(), required=False, empty_label="–"
    )

    field_order = (
        "kind", "title", "text", "made_on", "made_in", "asked_by", "owner", "due", "session", "priority", "effort",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, term: str = "", **kwargs: Any):
        super().__init__(*args, actor=actor, **kwargs)
        self.choose("effort", efforts(actor).filter(plan__status="adopted"))
        self.fields["due"].help_text = term


class ItemChangeForm(ItemForm, Versioned):
    """An item that is there: its kind stays."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class PaperForm(forms.Form):
    """A paper; what is in it is looked at here, and every reason against is told."""

    file = forms.FileField(
        label=gettext_lazy("Stuk"),
        help_text=gettext_lazy("pdf, docx, xlsx, png, jpg of txt, hoogstens 20 MB, zonder macro’s of wachtwoord."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    def clean_file(self) -> CheckedPaper | None:
        upload = self.cleaned_data.get("file")
        if not upload:
            return None
        try:
            return examine(upload)
        except PaperRefused as refused:
            raise ValidationError([str(reason.text) for reason in refused.reasons]) from refused


class AnswerForm(PaperForm, Versioned):
    """The answer, when it was given, and its paper."""

    answer = long_text(gettext_lazy("Antwoord, of wat er is gedaan"), rows=6)
    answered_on = DayField(label=gettext_lazy("Datum van het antwoord"))
    field_order = ("answer", "answered_on", "file")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False


class WithdrawForm(Versioned):
    """Why a commitment lapsed or a question was withdrawn."""

    on = DayField(label=gettext_lazy("Op welke dag"))
    reason = forms.CharField(
        label=gettext_lazy("Waarom vervalt dit?"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )


class StepForm(forms.Form):
    """A step that was taken on a day: with a motion, an APV change or a proposal."""

    step = forms.ChoiceField(label=gettext_lazy("Wat is er gebeurd?"), widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("Op welke dag"))

    def __init__(self, *args: Any, steps: list[tuple[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = steps


class TermForm(FreeTextGuard):
    """Within how many days questions are answered, from a day on."""

    days = forms.IntegerField(label=gettext_lazy("Aantal dagen"), min_value=1, max_value=365)
    valid_from = DayField(label=gettext_lazy("Geldt vanaf"))
    source = forms.CharField(
        label=gettext_lazy("Waar staat dit?"),
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: reglement van orde van de raad, artikel 35."),
    )
    checked = forms.BooleanField(
        label=gettext_lazy("Ik heb dit nagekeken in het reglement van orde van onze raad"), required=False
    )


class ItemFilter(FilterForm):
    """What the list of items is narrowed to; unknown values narrow nothing."""

    soort = forms.ChoiceField(label=gettext_lazy("Soort"), required=False)
    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    eigenaar = forms.ChoiceField(label=gettext_lazy("Eigenaar"), required=False)
