# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of cases. Each lists its fields; what may be is judged by the actions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Level
from baken.kernel.papers.kept import ACCEPT, CheckedPaper, PaperRefused, examine
from baken.ui.forms import DayInput, VersionField
from baken.ui.free_text import FreeTextGuard

from .models import Stage, SubjectKind
from .parts import LEVELS, PARTS, SIGHTS
from .workflow import MAX_REASON

MAX_TEXT = 10_000
MAX_LINE = 200
Choices = Sequence[tuple[str, Any]]
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DAY = DayInput()


class CaseFields(FreeTextGuard):
    """What a case says of itself."""

    unguarded = ("address",)

    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=MAX_LINE,
        help_text=gettext_lazy(
            "Elke deelnemer ziet titel, adres en samenvatting. Zet hier geen namen van personen in."
        ),
    )
    address = forms.CharField(label=gettext_lazy("Adres van het pand"), max_length=MAX_LINE)
    summary = forms.CharField(
        label=gettext_lazy("Samenvatting"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Iedereen die meedoet ziet dit. Schrijf hier niets uit een onderdeel dat niet iedereen ziet."
        ),
    )
    area = forms.ChoiceField(label=gettext_lazy("Wijk"), required=False)
    priority = forms.ChoiceField(label=gettext_lazy("Prioriteit"), required=False)

    def __init__(self, *args: Any, areas: Choices, priorities: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "area", [("", "–"), *areas])
        choose(self, "priority", [("", "–"), *priorities])


class OpenForm(CaseFields):
    """A new case: in which register, for which purpose, led by which of one's functions."""

    place = forms.ChoiceField(label=gettext_lazy("Register en doel"))
    field_order = ("place",)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "place", places)


class CaseForm(CaseFields):
    """Changing a case, provided it is as it was seen."""

    next_meeting = forms.DateTimeField(label=gettext_lazy("Volgend overleg"), required=False, widget=MOMENT)
    version = VersionField()


class ConclusionForm(FreeTextGuard):
    """The conclusion of a part."""

    conclusion = forms.CharField(
        label=gettext_lazy("Conclusie"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Ook wie alleen de conclusie mag zien, leest dit. Schrijf geen namen of details op."),
    )
    version = VersionField()


class LevelField(forms.TypedChoiceField):
    """Confidential or secret."""

    def __init__(self, **kwargs: Any):
        choices = [(int(level), LEVELS[int(level)]) for level in (Level.CONFIDENTIAL, Level.SECRET)]
        super().__init__(
            label=gettext_lazy("Wie mag dit zien?"),
            choices=choices,
            coerce=int,
            initial=int(Level.CONFIDENTIAL),
            widget=forms.RadioSelect,
            help_text=gettext_lazy("Geheim: alleen wie alles van dit onderdeel ziet."),
            **kwargs,
        )


class EntryForm(FreeTextGuard):
    """A note. What tells of a person belongs with those whom the case is about: `person` goes there."""

    moves_to: ClassVar[Mapping[str, str]] = {"text": "person"}

    happened_at = forms.DateTimeField(label=gettext_lazy("Wanneer gebeurde het?"), widget=MOMENT)
    text = forms.CharField(
        label=gettext_lazy("Wat gebeurde er?"), max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 6})
    )
    person = forms.CharField(
        label=gettext_lazy("Gegevens van een betrokkene"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Dit komt bij de betrokkenen van dit onderdeel te staan, niet in de notitie."),
    )
    level = LevelField()


class SubjectForm(forms.Form):
    """Whom or what it is about."""

    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=SubjectKind.choices)
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=MAX_LINE)
    birth_date = forms.DateField(
        label=gettext_lazy("Geboortedatum"), required=False, widget=DAY,
        help_text=gettext_lazy("Alleen als u die nodig hebt om personen uit elkaar te houden."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Rol in deze casus"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_birth_date(self) -> str:
        """Return the date as ISO text: it is stored encrypted."""
        on: date | None = self.cleaned_data["birth_date"]
        if on is not None and not date(1900, 1, 1) <= on <= timezone.localdate():
            raise ValidationError(_("Deze geboortedatum kan niet."))
        return on.isoformat() if on else ""


class ActionForm(FreeTextGuard):
    """Something to do."""

    title = forms.CharField(label=gettext_lazy("Wat moet er gebeuren?"), max_length=MAX_LINE)
    owner = forms.CharField(
        label=gettext_lazy("Wie doet het?"), max_length=120, help_text=gettext_lazy("Een functie of organisatie.")
    )
    due_on = forms.DateField(label=gettext_lazy("Klaar op"), widget=DAY)


class DocumentForm(forms.Form):
    """A paper."""

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy(
            "PDF, Word, Excel, PNG, JPEG of platte tekst, tot 20 MB. Het wordt versleuteld bewaard."
        ),
    )
    level = LevelField()

    def clean_file(self) -> CheckedPaper:
        """Return the file, looked at."""
        try:
            return examine(self.cleaned_data["file"])
        except PaperRefused as refused:
            raise ValidationError([str(reason.text) for reason in refused.reasons]) from refused


class SightForm(forms.Form):
    """What a participation sees: one choice for each part."""

    def __init__(self, *args: Any, own: Mapping[str, int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for slug, label in PARTS.items():
            now = int(self.initial.get(f"sight_{slug}", 0))
            levels = [(level, words) for level, words in SIGHTS.items() if level <= max(own.get(slug, 0), now)]
            self.fields[f"sight_{slug}"] = forms.TypedChoiceField(label=label, choices=levels, coerce=int, initial=now)

    @property
    def sights(self) -> dict[str, int]:
        """Return part -> level of a valid form."""
        return {slug: self.cleaned_data[f"sight_{slug}"] for slug in PARTS}


class ParticipantForm(SightForm):
    """Who is to take part: an organisation with a covenant, or a function that the register admits."""

    who = forms.ChoiceField(label=gettext_lazy("Wie"))
    until = forms.DateTimeField(label=gettext_lazy("Tot"), required=False, widget=MOMENT)
    field_order = ("who",)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "who", people)
        self.order_fields(["who", *(f"sight_{slug}" for slug in PARTS), "until"])


class HandOverForm(FreeTextGuard):
    """Which function leads from now on, and why."""

    role = forms.ChoiceField(label=gettext_lazy("Wie leidt de casus voortaan?"))
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=MAX_REASON,
        help_text=gettext_lazy("Dit komt in het logboek. Noem geen namen."),
    )

    def __init__(self, *args: Any, roles: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "role", [("", gettext_lazy("Kies een functie")), *roles])


class ShareForm(FreeTextGuard):
    """What is shared from a part, with whom, on what ground."""

    part = forms.ChoiceField(label=gettext_lazy("Uit welk onderdeel"))
    what = forms.CharField(
        label=gettext_lazy("Wat u deelt"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Niet meer dan de ontvanger nodig heeft."),
    )
    recipient = forms.ChoiceField(
        label=gettext_lazy("Ontvanger"),
        help_text=gettext_lazy("U ziet alleen organisaties met een convenant dat nu geldt."),
    )
    sharing_purpose = forms.ChoiceField(label=gettext_lazy("Voor welk doel deelt u dit?"))
    basis = forms.CharField(
        label=gettext_lazy("Grondslag"), max_length=300, help_text=gettext_lazy("Bijvoorbeeld een wetsartikel.")
    )

    def __init__(self, *args: Any, parts: Choices, recipients: Sequence[Any], purposes: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "sharing_purpose", purposes)
        choose(self, "part", parts)
        choose(self, "recipient", recipients)


class StepForm(FreeTextGuard):
    """Why a case is closed or opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=MAX_REASON,
        required=False,
        help_text=gettext_lazy("Alleen nodig bij sluiten of weer openen. Noem geen namen."),
    )


class FilterForm(forms.Form):
    """What the list is narrowed to; unknown values narrow nothing."""

    fase = forms.ChoiceField(
        label=gettext_lazy("Fase"),
        required=False,
        choices=[("", gettext_lazy("alle")), ("open", gettext_lazy("alles wat open is")), *Stage.choices],
    )
    woorden = forms.CharField(label=gettext_lazy("Woorden"), required=False, max_length=100)

    def chosen(self) -> dict[str, str]:
        """Return the valid choices by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def choose(form: forms.Form, name: str, choices: Sequence[Any]) -> None:
    """Give a choice field its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
