# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting outdoors, on a phone: what a form there needs to be filled in without reception, and what it sends, made a report.

The lists are of the municipality and of the reader's role: no personal data. What is sent is checked as any report; what is
only asked here is checked here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.access.facade import Actor, municipality_of, visible_to
from baken.kernel.errors import Reason
from baken.kernel.models import Municipality
from baken.registry.facade import boundaries, place_ground
from baken.ui.field.sending import Unfit

from ..models import Category, Channel, SourceKind
from ..models.concern import PlaceKind
from ..policies import REPORT
from ..reporting import questions
from ..reporting.groups import grouped
from ..reporting.intake import is_offered
from ..reporting.own_reports import may_investigate
from ..reporting.plain_text import cleaned
from ..reporting.reports import Place, Report

OWN_CONTROL = "own_control"
"""Mark of an option in a category's questions: by it somebody says that it was found at a control. A question with such an
option must be answered outdoors, since more control gives more reports; a category without one is asked so here (`source`)."""
ANSWER = "q:"
"""Begin of the name of a field that holds an answer to a question of the category."""


@dataclass(frozen=True, slots=True)
class FieldReport:
    """What a phone sent: in which category, the report, and by whom it was noticed."""

    category: Category
    report: Report
    source_kind: str


def offered(actor: Actor) -> list[Category]:
    """Return the categories in which `actor` may report outdoors, with their register. One query."""
    channels = (Channel.FIELD, Channel.PARTNER) if actor.partner_id else (Channel.FIELD,)
    rows = visible_to(Category.objects.filter(active=True).select_related("vault"), actor, REPORT)
    return [one for one in rows if all(is_offered(one, channel) for channel in channels)]


def lists(actor: Actor, on: date) -> dict[str, Any]:
    """Return what the form chooses from, in the reader's language: categories with their questions, areas, what is asked."""
    language = (get_language() or "nl")[:2]
    ground = place_ground(municipality_of(actor), on)
    return {
        "groups": [
            {"label": label, "categories": [_category(one, language) for one in found]}
            for label, found in grouped(offered(actor))
        ],
        "areas": [
            {"code": wijk.code, "name": wijk.name, "parts": [{"code": c, "name": n} for c, n in wijk.parts]}
            for wijk in ground.areas
        ],
        "investigation": may_investigate(actor),
    }


def report_of(actor: Actor, data: Mapping[str, Any], on: date) -> FieldReport:
    """Return what was sent as a report; raises `Unfit` with every reason why it doesn't do."""
    wrong: list[Reason] = []
    category = next((one for one in offered(actor) if one.slug == _text(data, "category")), None)
    if category is None:
        text = _("Hierover kunt u niets meer doorgeven. Kies een ander onderwerp.")
        wrong.append(Reason("category", text))
    report = Report(
        description=_text(data, "description"),
        answers=_answers(category, data),
        place=_place(municipality_of(actor), data, on, wrong),
        occurred_on=_day(data, wrong),
        investigation=_investigation(actor, data, wrong),
    )
    source = _source(category, report.answers, data, wrong)
    if wrong or category is None:
        raise Unfit(tuple(wrong))
    return FieldReport(category, cleaned(report), source)


def _category(category: Category, language: str) -> dict[str, Any]:
    source = _by_whom(category)
    return {
        "slug": category.slug,
        "name": category.text("name", language) or category.slug,
        "source": source is None,
        "questions": [
            _question(one, language) | ({"required": True} if one is source else {}) for one in _asked(category)
        ],
    }


def _question(question: questions.Question, language: str) -> dict[str, Any]:
    when = question.get("when")
    return {
        "slug": question["slug"],
        "kind": question["kind"],
        "label": questions.said(question.get("label"), language),
        "hint": questions.said(question.get("hint"), language),
        "required": bool(question.get("required")),
        "options": _options(question, language),
        "when": {"question": when["question"], "is": [str(value) for value in when["is"]]} if when else None,
    }


def _options(question: questions.Question, language: str) -> list[dict[str, str]]:
    if question["kind"] == "yesno":
        return [{"slug": slug, "label": questions.answer_label(question, slug, language)} for slug in questions.YES_NO]
    return [
        {"slug": str(option["slug"]), "label": questions.said(option.get("label"), language)}
        for option in question.get("options", ())
    ]


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    return value if isinstance(value, str) else ""


def _answers(category: Category | None, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was answered, of what this category asks; where several may be ticked, one that was comes alone."""
    found: dict[str, Any] = {}
    for question in category.questions if category else ():
        value = data.get(ANSWER + str(question["slug"]))
        if value is not None:
            found[str(question["slug"])] = [value] if question["kind"] == "many" and isinstance(value, str) else value
    return found


def _place(municipality: Municipality, data: Mapping[str, Any], on: date, wrong: list[Reason]) -> Place:
    """Return the place: a point goes before an area, which still counts where the point lies outside the municipality."""
    area, note = _text(data, "area"), _text(data, "place_note")
    if area and area not in place_ground(municipality, on).codes:
        wrong.append(Reason("area", _("Deze wijk of buurt is er niet meer. Kies hem opnieuw.")))
        return Place()
    year = boundaries(municipality, on).year if area else None
    lon, lat = _degrees(data, "lon", 180), _degrees(data, "lat", 90)
    if lon is not None and lat is not None:
        return Place(PlaceKind.MAP, lon=lon, lat=lat, area=area, area_year=year, note=note)
    return Place(PlaceKind.AREA if area else PlaceKind.NONE, area=area, area_year=year, note=note)


def _degrees(data: Mapping[str, Any], name: str, largest: int) -> float | None:
    try:
        value = float(_text(data, name))
    except ValueError:
        return None
    return value if -largest <= value <= largest else None


def _day(data: Mapping[str, Any], wrong: list[Reason]) -> date | None:
    told = _text(data, "occurred_on")
    if not told:
        return None
    try:
        return date.fromisoformat(told)
    except ValueError:
        wrong.append(Reason("day", _("Deze dag klopt niet. Kies hem opnieuw.")))
        return None


def _investigation(actor: Actor, data: Mapping[str, Any], wrong: list[Reason]) -> bool:
    if not may_investigate(actor):
        return False
    told = _text(data, "regime")
    if told not in ("supervision", "investigation"):
        wrong.append(Reason("regime", _("Kies of dit toezicht is of opsporing.")))
    return told == "investigation"


def _source(category: Category | None, answers: Mapping[str, Any], data: Mapping[str, Any], wrong: list[Reason]) -> str:
    question = _by_whom(category) if category else None
    if category and question and question not in questions.applicable(category.questions, answers, Channel.FIELD):
        return SourceKind.PROFESSIONAL
    if question:
        told = answers.get(question["slug"])
        control = any(option.get(OWN_CONTROL) and option["slug"] == told for option in question["options"])
    else:
        told = _text(data, "source")
        told, control = told if told in ("control", "seen", "heard") else "", told == "control"
    if not told:
        wrong.append(Reason("source", _("Kies hoe u dit weet.")))
    return SourceKind.OWN_CONTROL if control else SourceKind.PROFESSIONAL


def _by_whom(category: Category) -> questions.Question | None:
    """Return the question of the category that tells whether it was found at a control, if it asks so outdoors."""
    return next((one for one in _asked(category) if any(o.get(OWN_CONTROL) for o in one.get("options", ()))), None)


def _asked(category: Category) -> list[questions.Question]:
    return questions.of_channel(category.questions, Channel.FIELD)
