# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which processing activity (AVG art. 30) a request on personal data belongs to.

Here is only the naming: views name their activity and whose data they touched. The register of activities and the logbook
(*Logboek Dataverwerkingen*) are in `baken.privacy`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest

V = TypeVar("V", bound=Callable[..., Any])
_ON_REQUEST = "_baken_touched"


@dataclass(frozen=True, slots=True)
class Touched:
    """One of those whose data a request touched: `kind` says what `key` is the key of (`case`, `account`)."""

    kind: str
    key: str


@dataclass(slots=True)
class Touches:
    """What one request touched, and for which purpose. `activity` is what only the object told, where it isn't the view's;
    `municipality_id` that of which it is, where no account tells."""

    purpose: str = ""
    activity: str = ""
    nothing: bool = False
    municipality_id: UUID | None = None
    subjects: list[Touched] = field(default_factory=list)


def processes(activity: str) -> Callable[[V], V]:
    """Name the processing activity (a slug of the register) that a view carries out."""

    def mark(view: V) -> V:
        view.processing_activity = activity  # type: ignore[attr-defined]
        return view

    return mark


def activity_of(view: Any) -> str:
    """Return the activity that a view names, or an empty text."""
    return str(getattr(view, "processing_activity", ""))


def within(request: HttpRequest, activity: str) -> None:
    """Say that this request belongs to another activity than its view names: which one, depends on the object."""
    touches(request).activity = activity


def of_municipality(request: HttpRequest, municipality_id: UUID) -> None:
    """Say for which municipality this request is, in a view without account."""
    touches(request).municipality_id = municipality_id


def nothing_touched(request: HttpRequest) -> None:
    """Say that this request was about nobody's data, though its view is: an empty form. It leaves no line in the logbook."""
    touches(request).nothing = True


def touched(request: HttpRequest, kind: str, key: Any, *, purpose: str = "") -> None:
    """Note whose data this request touched."""
    found = touches(request)
    found.purpose = purpose or found.purpose
    entry = Touched(kind, str(key))
    if entry not in found.subjects:
        found.subjects.append(entry)


def touches(request: HttpRequest) -> Touches:
    """Return what was noted of this request."""
    found = getattr(request, _ON_REQUEST, None)
    if found is None:
        found = Touches()
        setattr(request, _ON_REQUEST, found)
    return found
