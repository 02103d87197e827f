# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of what a handler does with one concern beside testing and weighing it; what may be is judged by the actions."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from baken.kernel.guards import MAX_REASON
from baken.ui.forms import VersionField, choose
from baken.ui.free_text import FreeTextGuard

from .assigning import MAX_FILTER_NAME, MAX_NOTE, MAX_QUERY

Choices = Sequence[tuple[str, Any]]
LINK, MERGE = "link", "merge"
SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?]+|\n|$)")


class Apart(forms.Form):
    """One of several forms on a page: ids of its own."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"auto_id": f"{type(self).__name__.lower()}_%s", **kwargs})


class Versioned(Apart, FreeTextGuard):
    """A form about a concern as it was seen."""

    version = VersionField()


class NoteForm(Apart, FreeTextGuard):
    """A note for colleagues at the same desk."""

    text = forms.CharField(
        label=gettext_lazy("Notitie"),
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Voor collega’s die dit signaal ook zien. Noem niet meer over personen dan nodig is."),
    )


class WhoForm(Apart):
    """To whom something is given."""

    who = forms.ChoiceField(label=gettext_lazy("Wie pakt het op?"))

    def __init__(self, *args: Any, people: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "who", [("", gettext_lazy("Kies iemand")), *people])

    @property
    def given(self) -> dict[str, Any]:
        """Return user or role of a valid form, as the actions want them."""
        kind, _colon, value = self.cleaned_data["who"].partition(":")
        return {"user": UUID(value)} if kind == "u" else {"role": value}


class AssignForm(WhoForm):
    """To whom this concern is given."""

    version = VersionField()


class LinkForm(Versioned):
    """Another concern that this one belongs with, or is merged into."""

    unguarded = ("other",)

    other = forms.CharField(
        label=gettext_lazy("Nummer van het andere signaal"),
        max_length=20,
        help_text=gettext_lazy("Bijvoorbeeld 2026-K7M2-P9QX. Het moet in hetzelfde register liggen."),
    )
    why = forms.CharField(label=gettext_lazy("Waarom?"), required=False, max_length=MAX_REASON)


class UnmergeForm(Versioned):
    """Why merged concerns come apart."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom hoort het niet bij elkaar?"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SplitForm(Versioned):
    """Which sentences become a concern of their own, of which kind, and why."""

    pieces = forms.MultipleChoiceField(
        label=gettext_lazy("Welke zinnen gaan over iets anders?"), widget=forms.CheckboxSelectMultiple
    )
    category = forms.ChoiceField(label=gettext_lazy("Soort van het nieuwe signaal"))
    why = forms.CharField(
        label=gettext_lazy("Waarom splitst u het?"), max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("pieces", "category", "why")

    def __init__(self, *args: Any, text: str, categories: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.sentences = sentences(text)
        choose(self, "pieces", [(str(number), one) for number, one in enumerate(self.sentences)])
        choose(self, "category", categories)

    @property
    def chosen(self) -> list[str]:
        """Return the sentences of a valid form, in the order of the text."""
        return [self.sentences[number] for number in sorted(int(one) for one in self.cleaned_data["pieces"])]


class CategoryForm(Versioned):
    """Another category of the same register, and why."""

    category = forms.ChoiceField(label=gettext_lazy("Soort"))
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"), max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("category", "reason")

    def __init__(self, *args: Any, categories: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "category", categories)


class FilterNameForm(forms.Form):
    """A name for the selection that one looks at."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=MAX_FILTER_NAME)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MAX_QUERY)


def sentences(text: str) -> list[str]:
    """Return a text in sentences and lines, each as it stands there."""
    return [one.strip() for one in SENTENCE.findall(text) if one.strip()]
