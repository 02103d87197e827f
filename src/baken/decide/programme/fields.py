# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fields of an effort that people may change: what each is called, what it may hold, how it is read and written.

Values are JSON: text, whole number, ISO date, list of slugs, or None. So a proposed change can be kept, shown and compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.decide.policy.facade import PROGRESS_FIELDS, Effort, Plan, Priority, Programme
from baken.kernel.errors import Reason
from baken.registry.facade import Organisation

ONGOING = "ongoing"
"""Value of the field `term` for what has no end."""
LARGEST = 2_000_000_000


class FieldKind(StrEnum):
    """What a value is; decides the form's widget and how it is shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    COUNT = "count"
    HOURS = "hours"
    EUROS = "euros"
    DATE = "date"
    TERM = "term"
    """An ISO date, `ONGOING`, or None: no date yet."""
    ORGANISATIONS = "organisations"
    PRIORITY = "priority"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class EffortField:
    """One field. `agreement`: part of what was agreed, so a change of it belongs in a version."""

    name: str
    label: Any
    kind: FieldKind
    agreement: bool = True
    required: bool = False
    limit: int = 4000


FIELDS: tuple[EffortField, ...] = (
    EffortField("title", gettext_lazy("Titel"), FieldKind.TEXT, required=True, limit=200),
    EffortField("priority", gettext_lazy("Prioriteit"), FieldKind.PRIORITY, required=True),
    EffortField("year", gettext_lazy("Programma"), FieldKind.YEAR),
    EffortField("owner", gettext_lazy("Eigenaar"), FieldKind.TEXT, required=True, limit=120),
    EffortField("partners", gettext_lazy("Met"), FieldKind.ORGANISATIONS),
    EffortField("starts_on", gettext_lazy("Begin"), FieldKind.DATE),
    EffortField("term", gettext_lazy("Termijn"), FieldKind.TERM),
    EffortField("hours_planned", gettext_lazy("Uren gepland"), FieldKind.HOURS),
    EffortField("budget", gettext_lazy("Budget"), FieldKind.EUROS),
    EffortField("output_unit", gettext_lazy("Wat wordt geteld"), FieldKind.TEXT, limit=60),
    EffortField("output_goal", gettext_lazy("Doel van wat wordt geteld"), FieldKind.COUNT),
    EffortField("risk", gettext_lazy("Risico"), FieldKind.LONG_TEXT, agreement=False),
    EffortField("hours_used", gettext_lazy("Uren gebruikt"), FieldKind.HOURS, agreement=False),
    EffortField("spent", gettext_lazy("Besteed"), FieldKind.EUROS, agreement=False),
    EffortField("expected_on", gettext_lazy("Verwacht klaar op"), FieldKind.DATE, agreement=False),
    EffortField("done_on", gettext_lazy("Klaar op"), FieldKind.DATE, agreement=False),
    EffortField("output_done", gettext_lazy("Geteld tot nu toe"), FieldKind.COUNT, agreement=False),
    EffortField("result", gettext_lazy("Resultaat"), FieldKind.LONG_TEXT, agreement=False),
)
BY_NAME = {one.name: one for one in FIELDS}
AGREED = tuple(one for one in FIELDS if one.agreement)


@dataclass(frozen=True, slots=True)
class Known:
    """What the values of a plan's efforts may refer to."""

    plan: Plan
    today: date
    organisations: Mapping[str, UUID] = field(default_factory=dict)
    priorities: Mapping[str, Priority] = field(default_factory=dict)
    programmes: Mapping[int, Programme] = field(default_factory=dict)


def known_to(plan: Plan, today: date) -> Known:
    """Read what values may refer to; three queries."""
    organisations = Organisation.objects.filter(municipality_id=plan.municipality_id)
    return Known(
        plan=plan,
        today=today,
        organisations=dict(organisations.values_list("slug", "id")),
        priorities={one.slug: one for one in Priority.objects.filter(framework_id=plan.framework_id)},
        programmes={one.year: one for one in Programme.objects.filter(plan=plan)},
    )


def value_of(effort: Effort, name: str) -> Any:
    """Return the value of a field as JSON; `partners` must have been prefetched, or costs a query."""
    if name == "priority":
        return effort.priority.slug
    if name == "year":
        return effort.programme.year if effort.programme else None
    if name == "partners":
        return sorted(organisation.slug for organisation in effort.partners.all())
    if name == "term":
        return ONGOING if effort.ongoing else _iso(effort.term)
    found = getattr(effort, name)
    return _iso(found) if isinstance(found, date) else found


def set_value(effort: Effort, name: str, value: Any, known: Known) -> None:
    """Put a checked value on the effort (without saving). `partners` are rows of their own: see `changes`."""
    if name == "priority":
        effort.priority = known.priorities[value]
    elif name == "year":
        effort.programme = known.programmes[value] if value is not None else None
    elif name == "term":
        effort.ongoing = value == ONGOING
        effort.term = None if value in (None, ONGOING) else date.fromisoformat(value)
    elif BY_NAME[name].kind is FieldKind.DATE:
        setattr(effort, name, date.fromisoformat(value) if value else None)
    elif name != "partners":
        setattr(effort, name, value)


def is_progress(name: str) -> bool:
    """Whether a field tells how far it is, as opposed to what was agreed."""
    return name in PROGRESS_FIELDS and not BY_NAME[name].agreement


def problem_with(name: str, value: Any, known: Known) -> Reason | None:
    """Return why a value can't be stored in a field, or None."""
    one = BY_NAME.get(name)
    if one is None:
        return Reason("unknown_field", _("Er is geen veld %(name)s.") % {"name": str(name)[:60]})
    if one.required and value in (None, "", []):
        return Reason("missing", _("%(field)s mag niet leeg zijn.") % {"field": one.label})
    wrong = _wrong(one, value, known)
    return Reason(f"wrong_{name}", f"{one.label}: {wrong}") if wrong else None


def _wrong(one: EffortField, value: Any, known: Known) -> str:
    """Return what is wrong with a value, in words; empty where nothing is."""
    if one.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
        return _wrong_text(one, value)
    if value is None:
        return ""
    if one.kind is FieldKind.ORGANISATIONS:
        fine = isinstance(value, list) and all(isinstance(v, str) and v in known.organisations for v in value)
        return "" if fine else _("kies organisaties die Baken kent")
    if one.kind is FieldKind.PRIORITY:
        return (
            "" if isinstance(value, str) and value in known.priorities else _("kies een prioriteit van deze kadernota")
        )
    if one.kind is FieldKind.YEAR:
        return "" if _whole(value) and value in known.programmes else _("kies een programma van dit plan")
    if one.kind in (FieldKind.DATE, FieldKind.TERM):
        return _wrong_day(one, value, known)
    return "" if _whole(value) and 0 <= value <= LARGEST else _("vul een heel getal in van 0 of meer")


def _wrong_text(one: EffortField, value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        return _("vul gewone tekst in")
    return _("gebruik hoogstens %(limit)d tekens") % {"limit": one.limit} if len(value) > one.limit else ""


def _wrong_day(one: EffortField, value: Any, known: Known) -> str:
    if one.kind is FieldKind.TERM and value == ONGOING:
        return ""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return _("vul een datum in")
    if not 1990 <= day.year <= 2100:
        return _("kies een datum tussen 1990 en 2100")
    if one.kind is FieldKind.TERM and not known.plan.covers(day):
        return _("kies een datum binnen de periode van het plan (%(years)s)") % {"years": known.plan.years}
    if one.name == "done_on" and day > known.today:
        return _("deze datum moet nog komen")
    return ""


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
