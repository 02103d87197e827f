# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form in which the reasons of a measure are written: one field for each topic, under the heading to which it belongs."""

from collections.abc import Iterable
from typing import Any

from django import forms

from baken.ui.forms import VersionField

from .checks import long_enough
from .reasons import MAX_REASON
from .topics import GROUPS, Topic


class ReasonText(forms.CharField):
    """A reason of a decision: it tells of people where the decision must, and stays in the register of the measure."""


class ReasonsForm(forms.Form):
    """Reasons by topic. Half written is kept too: whether it is enough is asked when the letter is made."""

    version = VersionField()

    def __init__(self, topics: Iterable[Topic], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.topics = list(topics)
        for topic in self.topics:
            self.fields[topic.slug] = ReasonText(
                label=topic.label, help_text=topic.hint, required=False, max_length=MAX_REASON,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip

    @property
    def groups(self) -> list[tuple[str, list[tuple[forms.BoundField, bool]]]]:
        """Return the fields by heading, each with whether it says enough."""
        found = []
        for slug, label in GROUPS.items():
            mine = [(self[topic.slug], self._enough(topic.slug)) for topic in self.topics if topic.group == slug]
            if mine:
                found.append((str(label), mine))
        return found

    def reasons(self) -> dict[str, str]:
        """Return the texts by topic, once valid."""
        return {topic.slug: self.cleaned_data[topic.slug] for topic in self.topics}

    def _enough(self, slug: str) -> bool:
        return long_enough(str(self[slug].value() or ""))
