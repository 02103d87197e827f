# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings on an ordinary page, for who has reception: the same questions as on a phone, without a script."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.papers.kept import examine_picture
from baken.ui.files_field import FilesField
from baken.ui.forms import choose
from baken.ui.free_text import FreeTextGuard

from ..models import Answer, Checklist, Finding
from .rules import BESIDE, MAX_NOTE, MAX_PHOTOS, Sending, Told

ANSWER, NOTE = "a-", "n-"
OUTCOMES: tuple[tuple[str, Any], ...] = (
    ("visited", gettext_lazy("Binnen geweest")),
    ("closed", gettext_lazy("Niemand aanwezig")),
    ("refused", gettext_lazy("Toegang geweigerd")),
    ("skipped", gettext_lazy("Niet gegaan")),
)
ENTERED: tuple[tuple[str, Any], ...] = (
    ("consent", gettext_lazy("Met toestemming van de bewoner")),
    ("authorised", gettext_lazy("Met een machtiging die op deze dag geldt")),
)


def _answers() -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in Answer.choices]


class FindingsForm(FreeTextGuard):
    """What one inspector found at one address, by one checklist. `sending` makes of it what the action takes."""

    outcome = forms.ChoiceField(label=gettext_lazy("Hoe ging het bezoek?"), choices=OUTCOMES, widget=forms.RadioSelect)
    entered = forms.ChoiceField(
        label=gettext_lazy("Dit is een woning. Hoe ging u naar binnen?"), choices=ENTERED, required=False,
        widget=forms.RadioSelect, help_text=gettext_lazy("Alleen als u binnen was."),
    )  # fmt: skip
    beside_note = forms.CharField(
        label=gettext_lazy("Nog iets gezien?"), required=False, max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Feiten over het pand of het bedrijf. Geen namen."),
    )  # fmt: skip
    beside = forms.ChoiceField(label=gettext_lazy("Is dat in orde?"), required=False, widget=forms.RadioSelect)
    photos = FilesField(
        label=gettext_lazy("Foto’s"), most=MAX_PHOTOS, look=examine_picture, accept="image/jpeg,image/png",
        required=False, help_text=gettext_lazy("Alleen van dingen: geen mensen, geen papieren met namen. Ten hoogste vijf."),
    )  # fmt: skip

    def __init__(self, *args: Any, discipline: str, checklist: Checklist | None, home: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.discipline, self.checklist = discipline, checklist
        self.asked: Sequence[Mapping[str, Any]] = checklist.items if checklist else ()
        if not home:
            del self.fields["entered"]
        choose(self, "beside", [pair for pair in _answers() if pair[0] in (Answer.IN_ORDER, Answer.NOT_IN_ORDER)])
        last = {name: self.fields.pop(name) for name in ("beside_note", "beside", "photos")}
        for item in self.asked:
            told = " ".join(filter(None, (str(item.get("help", "")), str(item.get("basis", "")))))
            self.fields[f"{ANSWER}{item['slug']}"] = forms.ChoiceField(
                label=item["question"], help_text=escape(told), choices=_answers(), required=False,
                widget=forms.RadioSelect,
            )  # fmt: skip
            self.fields[f"{NOTE}{item['slug']}"] = forms.CharField(
                label=_("Toelichting"), required=False, max_length=MAX_NOTE, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.fields.update(last)

    @property
    def items(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each item: its answer and its note."""
        return [(self[f"{ANSWER}{item['slug']}"], self[f"{NOTE}{item['slug']}"]) for item in self.asked]

    def sending(self) -> Sending:
        """Return what was filled in, after validation."""
        told = self.cleaned_data
        found = []
        for item in self.asked:
            slug = str(item["slug"])
            answer, note = told[f"{ANSWER}{slug}"], told[f"{NOTE}{slug}"]
            if answer or note:
                found.append(Told(slug, answer, note))
        if told["beside_note"] or told["beside"]:
            found.append(Told(BESIDE, told["beside"], told["beside_note"]))
        return Sending(
            discipline=self.discipline,
            told=tuple(found),
            checklist=self.checklist.pk if self.checklist else None,
            outcome=told["outcome"],
            entered=told.get("entered", ""),
        )


class CorrectForm(FreeTextGuard):
    """What somebody says anew of one finding of their own."""

    answer = forms.ChoiceField(label=gettext_lazy("Wat is het juiste antwoord?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Toelichting"), max_length=MAX_NOTE, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Schrijf ook op wat er eerst niet klopte. Geen namen."),
    )  # fmt: skip

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.finding = finding
        choose(self, "answer", _answers())

    def sending(self) -> Sending:
        """Return what was filled in, after validation."""
        row, told = self.finding, self.cleaned_data
        key: UUID = row.pk
        return Sending(
            discipline=row.discipline,
            told=(Told(row.item, told["answer"], told["note"]),),
            checklist=row.checklist_id,
            corrects=key,
        )
