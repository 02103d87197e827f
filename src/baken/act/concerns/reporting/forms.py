# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form by which colleagues and partners report: what happened, where, how it is known, and who told."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.files_field import FilesField
from baken.ui.forms import DayInput
from baken.ui.free_text import FreeTextGuard
from baken.ui.place import Ground, PlaceMixin

from ..models import Category, ObjectKind, SourceKind
from .intake import MAX_CONTACT, MAX_DESCRIPTION, MAX_FILES
from .question_fields import QuestionsForm, ThingText
from .reports import CONTENTS, SOURCES, Contact, Report, Thing

DAY = DayInput()
UNJUDGED = ("", gettext_lazy("Niet beoordeeld"))
KNOWN_HOW: tuple[tuple[str, Any], ...] = (
    (SourceKind.PROFESSIONAL, gettext_lazy("Wijzelf, in ons werk")),
    (SourceKind.OWN_CONTROL, gettext_lazy("Wijzelf, bij een eigen controle")),
    (SourceKind.RESIDENT, gettext_lazy("Een inwoner of ondernemer, die het ons vertelde")),
)
NATURE: tuple[tuple[str, Any], ...] = (
    ("supervision", gettext_lazy("Toezicht: ik hield toezicht, of het was nog geen strafbaar feit")),
    ("investigation", gettext_lazy("Opsporing: ik verdenk iemand van een strafbaar feit (Wpg)")),
)


class ReportForm(FreeTextGuard, PlaceMixin, QuestionsForm):
    """One report. `report` makes of it what the intake takes; `papers` are checked."""

    unguarded = ("contact_name",)

    description = forms.CharField(
        label=gettext_lazy("Wat is er aan de hand?"),
        max_length=MAX_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Schrijf op wat is gezien of gehoord. Wat u ervan denkt, zet u er apart bij. Noem alleen mensen als het "
            "niet anders kan."
        ),
    )
    occurred_on = forms.DateField(label=gettext_lazy("Op welke dag?"), required=False, widget=DAY)
    thing_kind = forms.ChoiceField(
        label=gettext_lazy("Gaat het om een ding of bedrijf dat u nog niet noemde?"), required=False,
        choices=[("", gettext_lazy("Nee")), *ObjectKind.choices],
    )  # fmt: skip
    thing_name = ThingText(label=gettext_lazy("Naam ervan"), required=False, max_length=200)
    thing_number = ThingText(
        label=gettext_lazy("Nummer ervan"), required=False, max_length=60,
        help_text=gettext_lazy("IMO, KvK, containernummer of kenteken."),
    )  # fmt: skip
    source_kind = forms.ChoiceField(
        label=gettext_lazy("Wie merkte het op?"), choices=KNOWN_HOW, widget=forms.RadioSelect,
        help_text=gettext_lazy("Meer controle geeft meer signalen. Daarom telt Baken ze apart."),
    )  # fmt: skip
    nature = forms.ChoiceField(
        label=gettext_lazy("Toezicht of opsporing?"), choices=NATURE, widget=forms.RadioSelect,
        help_text=gettext_lazy("Wat bij opsporing hoort, komt in een eigen register (Wet politiegegevens)."),
    )  # fmt: skip
    source_reliability = forms.ChoiceField(
        label=gettext_lazy("Hoe betrouwbaar is de bron?"), required=False, choices=[UNJUDGED, *SOURCES.items()],
        help_text=gettext_lazy("De bron is wie het zag of vertelde. Bent u dat zelf, beoordeel dan alleen de inhoud."),
    )  # fmt: skip
    content_reliability = forms.ChoiceField(
        label=gettext_lazy("Hoe zeker is de inhoud?"), required=False, choices=[UNJUDGED, *CONTENTS.items()]
    )
    contact_name = forms.CharField(
        label=gettext_lazy("Wie vertelde het u?"), required=False, max_length=MAX_CONTACT,
        help_text=gettext_lazy("Alleen als deze persoon dat goed vindt. Vult u niets in, dan blijft hij of zij onbekend."),
    )  # fmt: skip
    contact_email = forms.EmailField(label=gettext_lazy("E-mailadres"), required=False, max_length=MAX_CONTACT)
    contact_phone = ThingText(label=gettext_lazy("Telefoonnummer"), required=False, max_length=40)
    papers = FilesField(
        label=gettext_lazy("Foto’s of bestanden"),
        required=False,
        most=MAX_FILES,
        help_text=gettext_lazy("Hoogstens vijf, van dingen en plekken. Geen mensen, gezichten of schermafbeeldingen."),
    )

    def __init__(self, *args: Any, category: Category, channel: str, boa: bool, ground: Ground, **kwargs: Any):
        super().__init__(*args, ground=ground, **kwargs)
        self.category = category
        if not boa:
            del self.fields["nature"]
        self.add_questions(category.questions, channel)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        kind, told = found.get("thing_kind"), found.get("thing_name", "") or found.get("thing_number", "")
        if kind and not told.strip():
            self.add_error("thing_name", _("Vul een naam of een nummer in."))
        elif told.strip() and not kind:
            self.add_error("thing_kind", _("Kies wat het is."))
        day = found.get("occurred_on")
        if day is not None and day > timezone.localdate():
            self.add_error("occurred_on", _("De dag waarop het gebeurde kan niet in de toekomst liggen."))
        return found

    def report(self) -> Report:
        """Return the report of a valid form."""
        told = self.cleaned_data
        things: Sequence[Thing] = (
            [Thing(told["thing_kind"], told["thing_name"], told["thing_number"])] if told["thing_kind"] else []
        )
        return Report(
            description=told["description"],
            answers=self.answers,
            place=told["place"],
            things=tuple(things),
            occurred_on=told["occurred_on"],
            contact=Contact(told["contact_name"], told["contact_email"], told["contact_phone"]),
            investigation=told.get("nature") == "investigation",
            source_reliability=told["source_reliability"],
            content_reliability=told["content_reliability"],
        )
