# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages say of alerts, in words."""

import math
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import role_label
from baken.ui import format as fmt

from ..models import Alert, AlertStatus, AlertStep, AlertStepKind
from .triage import ALERT

MARKS = {
    AlertStatus.NEW: "attention",
    AlertStatus.SEEN: "done",
    AlertStatus.EXPLAINED: "done",
    AlertStatus.INVESTIGATING: "on_course",
}
"""Shape and colour that go with the word of a status (`ui.marks.standing`)."""


def month_words(month: str) -> str:
    """Return a month as people write it within a sentence: september 2026."""
    return date_format(date(int(month[:4]), int(month[5:]), 1), "F Y")


def short_month(month: str) -> str:
    """Return a month as an axis has room for: sep 26."""
    return f"{fmt.MONTHS[fmt.language()][int(month[5:]) - 1]} {month[2:4]}"


def listed_months(months: list[str]) -> str:
    """Return months in a row as words: oktober 2026; or oktober 2026 en november 2026."""
    names = [month_words(month) for month in months]
    return _(" en ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def expected_words(expected: float) -> str:
    """Return an expectation with one decimal where it is small: 1,2; 34."""
    return fmt.decimal(expected, 1 if expected < 10 else 0)


def headline(alert: Alert, theme: str, area: str) -> str:
    """Return the finding of an alert as a title."""
    told = {"theme": theme, "area": area, "expected": expected_words(alert.expected)}
    if alert.count is None:
        return _("%(theme)s in %(area)s: meer dan verwacht") % told
    told["count"] = fmt.count(alert.count)
    return _("%(theme)s in %(area)s: %(count)s geteld, %(expected)s verwacht") % told


def odds(p_value: float) -> int:
    """Return 1 in how many, rounded down to two figures, so that it is never called rarer than it is."""
    number = math.floor(1 / p_value + 1e-9)
    unit = 10 ** max(0, len(str(number)) - 2)
    return number // unit * unit


def rarity(alert: Alert) -> str:
    """Return in one sentence how often chance alone would bring such a rise."""
    told = {"number": fmt.count(odds(alert.p_value))}
    if alert.deepest:
        told["p"] = fmt.decimal(_up(alert.p_value), 4)
        return (
            _("Zo’n stijging komt bij toeval in minder dan 1 van de %(number)s gebieden en maanden voor (p < %(p)s).")
            % told
        )
    return _("Zo’n stijging komt bij toeval in hooguit ongeveer 1 van de %(number)s gebieden en maanden voor.") % told


def _up(p_value: float) -> float:
    return math.ceil(p_value * 10_000 - 1e-9) / 10_000


def not_meant() -> list[str]:
    """Return what an alert doesn't mean."""
    return [
        _("Het zegt niet waardoor het komt. Een telling laat geen oorzaak zien."),
        _("Anders registreren, makkelijker aangifte doen of een evenement geeft ook een stijging."),
        _(
            "Het gaat over een gebied en een maand, nooit over personen. Het is geen reden voor maatregelen tegen iemand."
        ),
        _("Geen attendering is geen bewijs van rust: bij kleine aantallen valt zelfs een verdubbeling niet op."),
    ]


def why_unassessed(reason: str, number: int) -> str:
    """Return in words why series weren't judged."""
    told = {
        "too_short": _("te kort: er zijn cijfers van vijf jaar en een maand nodig"),
        "missing": _("er ontbreekt een maand die nodig is"),
        "incomplete": _("de maand loopt nog vol"),
        "zero_population": _("er woonde niemand"),
        "all_zero": _("in vijf jaar gebeurde er niets"),
        "separated": _("in deze tijd van het jaar gebeurde er nooit iets"),
        "not_converged": _("de berekening kwam niet tot een uitkomst"),
        "too_few": _("minder dan vijf voorvallen in de laatste drie maanden"),
        "too_rare": _("gemiddeld minder dan één voorval per twee maanden"),
        "no_spread": _("alle maanden zijn gelijk"),
        "uncalibrated": _("anders dan alles waarop de rekenwijze is beproefd"),
        "not_published": _("de aantallen zijn te klein om te laten zien"),
    }.get(reason, reason)
    return ngettext("%(n)s reeks: %(why)s", "%(n)s reeksen: %(why)s", number) % {"n": fmt.count(number), "why": told}


def status_words(alert: Alert, today: date) -> tuple[str, str]:
    """Return mark and word of how an alert stands on a day."""
    if alert.gone_at is not None:
        return "not_assessable", _("vervallen")
    if alert.status == AlertStatus.INVESTIGATING and alert.due is not None and alert.due < today:
        return "behind", _("uitzoeken, te laat")
    return MARKS[AlertStatus(alert.status)], str(ALERT.status(alert.status).label)


def role_words(role: str) -> str:
    """Return a role as the interface says it; Baken for what nobody did."""
    return "Baken" if role in {"system", ""} else role_label(role)


def step_words(step: AlertStep) -> str:
    """Return what happened, in one sentence."""
    counts = {"before": fmt.count(step.before), "after": fmt.count(step.after)}
    simple = {
        AlertStepKind.FOUND: _("Gevonden door Baken."),
        AlertStepKind.GONE: _("Na herziening van de cijfers is dit geen attendering meer."),
        AlertStepKind.SEE: _("Gezien."),
        AlertStepKind.EXPLAIN: _("Verklaard."),
        AlertStepKind.USEFUL: _("Dit was nuttig."),
        AlertStepKind.NOT_USEFUL: _("Dit was niet nuttig."),
    }
    kind = AlertStepKind(step.kind)
    if kind in simple:
        return simple[kind]
    if kind is AlertStepKind.REVISED:
        return _("Cijfer herzien: van %(before)s naar %(after)s.") % counts
    if kind is AlertStepKind.BACK:
        return _("Na herziening is dit weer een attendering: %(after)s geteld.") % counts
    told = {"who": role_words(step.owner), "due": fmt.day(step.due)}
    return _("Uitzoeken: %(who)s, klaar op %(due)s.") % told
