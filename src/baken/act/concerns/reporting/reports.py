# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report holds when it comes in, whatever way it came: frozen, before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from baken.ui.place import Place as Place

from . import questions

SOURCES: Mapping[str, Any] = MappingProxyType(
    {
        "A": _("A: altijd betrouwbaar gebleken"),
        "B": _("B: meestal betrouwbaar gebleken"),
        "C": _("C: meestal niet betrouwbaar gebleken"),
        "X": _("X: niet te beoordelen"),
    }
)
"""How reliable the source of a report is."""
CONTENTS: Mapping[str, Any] = MappingProxyType(
    {
        "1": _("1: staat vast"),
        "2": _("2: de bron zag of hoorde het zelf"),
        "3": _("3: van horen zeggen, en iets anders bevestigt het"),
        "4": _("4: van horen zeggen, niet te beoordelen"),
    }
)
"""How sure what was told is. Source of both: the 4x4 scale by which police and RIECs in Europe evaluate information (Europol)."""
NUMBERED = frozenset({"vehicle", "container"})
"""Kinds of thing that go by a number rather than a name."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A ship, company, container, vehicle or premises that it is about."""

    kind: str
    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Who reported, as far as that was told. Goes to the register of sources, and nowhere else."""

    name: str = ""
    email: str = ""
    phone: str = ""
    wants_mail: bool = False

    def __bool__(self) -> bool:
        return bool(self.name.strip() or self.email.strip() or self.phone.strip())


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `answers`: by the slug of the category's questions. `investigation`: a boa says that it is one (Wpg).

    `source_reliability` and `content_reliability`: what a professional thinks of source and content (`SOURCES`, `CONTENTS`).
    `reference`: of an invented one, else it is drawn.
    """

    description: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    things: tuple[Thing, ...] = ()
    occurred_on: date | None = None
    contact: Contact = Contact()
    language: str = "nl"
    investigation: bool = False
    source_reliability: str = ""
    content_reliability: str = ""
    fictitious: bool = False
    reference: str = ""


def named(asked: Sequence[questions.Question], answers: Mapping[str, Any], channel: str) -> list[Thing]:
    """Return the things that answers name: those to questions that are asked, and that ask for a thing (`object`)."""
    found = []
    for question in questions.applicable(asked, answers, channel):
        kind, value = question.get("object"), answers.get(question["slug"])
        if kind and isinstance(value, str) and value.strip():
            number = kind in NUMBERED and len(value.strip()) <= 60
            found.append(Thing(kind, "", value) if number else Thing(kind, value))
    return found
