# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the reference pack holds beside figures: sources, areas, names and types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from baken.observe.facts.schema import Dataset


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset with what only the pack knows about it.

    ``via`` is the public repository it was taken over from, ``retrieved_at`` the start (UTC) of the day on which the
    figures can be shown to have left the publisher, ``denominator`` the id of the dataset whose population belongs
    under a rate, or "" where there is none.
    """

    dataset: Dataset
    via: str
    retrieved_at: datetime
    denominator: str


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """An area of CBS. ``valid_from`` is the first edition at hand (2020, 2022 or 2024) since which the code has stood.

    ``population_2024`` counts residents on 1 January 2024 (None: not published); ``urbanity`` runs from 1 (very
    strongly urban) to 5 (not urban); ``address_density`` is addresses per square kilometre around an address (table
    85984NED).
    """

    code: str
    level: str
    name: str
    municipality: str
    wijk: str | None
    valid_from: int
    valid_to: int | None
    edition: int
    population_2024: int | None
    urbanity: int | None
    address_density: int | None


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name people use for a part of the municipality, and one CBS code it has to do with, per stretch of years.

    ``relation``: "same" (name and area are one), "alias" (another spelling), "part_of" (the name is a part of that
    wijk), "consists_of" (that buurt is a part of what the name means).
    """

    name: str
    code: str
    relation: str
    valid_from: int
    valid_to: int | None
    note: str


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """A type of crime or nuisance: ``code`` of the police, ``indicator`` in Baken, titles to show, our own ``group``.

    ``official_title`` is the wording of the publisher's code list, to recognise its rows by; never shown.
    """

    kind: str
    code: str
    indicator: str
    title_nl: str
    title_en: str
    official_title: str
    group: str
