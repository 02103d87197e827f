# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report holds when it comes in, whatever way it came: frozen, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is. `kind`: address, map, area, none. `area`: CBS code of buurt or wijk, found from the point."""

    kind: str = "none"
    address: str = ""
    lon: float | None = None
    lat: float | None = None
    area: str = ""
    area_year: int | None = None
    note: str = ""


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
    """One report. `answers`: by the slug of the category's questions. `investigation`: a boa says that it is one (Wpg)."""

    description: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    place: Place = Place()
    things: tuple[Thing, ...] = ()
    occurred_on: date | None = None
    contact: Contact = Contact()
    language: str = "nl"
    investigation: bool = False
    fictitious: bool = False
