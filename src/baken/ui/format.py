# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and dates as people read them, in the active language: nl 2.741 and 39,6; en 2,741 and 39.6.

Django's own number formats aren't used: a figure on a page, in a chart's label and in a sentence must be one text, also
where localisation is off. Values that aren't finite count as missing.
"""

import datetime as dt
import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .panels import Cell, Kind

MINUS = "−"
DASH = "–"
NBSP = "\u00a0"
MONTHS = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
Number = float | int | Decimal


def language() -> str:
    """Return the active language, "nl" or "en"; anything else reads as Dutch."""
    return "en" if (get_language() or "").startswith("en") else "nl"


def finite(value: Any) -> bool:
    """Return whether the value is a number that can be drawn and written."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and math.isfinite(value)


def decimal(value: Number, places: int = 0, *, signed: bool = False) -> str:
    """Return a number with `places` decimals, halves rounded away from zero as people do it; `signed` adds a plus."""
    exact = (
        value if isinstance(value, Decimal) else Decimal(repr(float(value)) if isinstance(value, float) else int(value))
    )
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}"
    if language() == "nl":
        text = text.translate({ord(","): ".", ord("."): ","})
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + text


def count(value: Any) -> str:
    """Return a whole number: 2.741."""
    return decimal(value) if finite(value) else missing()


def rate(value: Any) -> str:
    """Return a rate with one decimal: 39,6."""
    return decimal(value, 1) if finite(value) else missing()


def percent(value: Any) -> str:
    """Return a share of 100: 31%; with one decimal below 1, where rounding would hide it: 0,4%."""
    if not finite(value):
        return missing()
    return decimal(value, 1 if 0 < abs(value) < 1 else 0) + "%"


def change(value: Any) -> str:
    """Return a relative change in percent with its sign: −4%, +21%."""
    return decimal(value, signed=True) + "%" if finite(value) else missing()


def euros(value: Any) -> str:
    """Return an amount: € 12.500, with cents only where there are any."""
    if not finite(value):
        return missing()
    places = 0 if Decimal(str(value)) % 1 == 0 else 2
    text = decimal(abs(value), places)
    sign = MINUS if value < 0 else ""
    return f"€{NBSP}{sign}{text}" if language() == "nl" else f"{sign}€{text}"


def hours(value: Any) -> str:
    """Return working hours: 310 uur; with one decimal where they aren't whole."""
    if not finite(value):
        return missing()
    number = decimal(value, 0 if Decimal(str(value)) % 1 == 0 else 1)
    return _("%(number)s uur") % {"number": number}


def day(value: Any) -> str:
    """Return a date, moment or ISO text as 1 okt 2026; text that isn't a date comes back as it is, None as empty."""
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if not isinstance(value, dt.date):
        return ""
    return f"{value.day} {MONTHS[language()][value.month - 1]} {value.year}"


def clock(value: Any) -> str:
    """Return the time of a moment or a time on the clock: 21.45 in Dutch, 21:45 in English; nothing for anything else."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    elif not isinstance(value, dt.time):
        return ""
    return f"{value:%H.%M}" if language() == "nl" else f"{value:%H:%M}"


def moment(value: Any) -> str:
    """Return a moment with its time: 29 nov 2026, 21.45; nothing for what isn't one."""
    return f"{day(value)}, {clock(value)}" if isinstance(value, dt.datetime) else ""


def last_day(until: dt.datetime | None) -> str:
    """Return until when something counts, of the first moment at which it doesn't: its last day (31 dec 2028), or day and
    time where it ends within one; empty without an end.
    """
    if until is None:
        return ""
    local = timezone.localtime(until)
    if local.time() == dt.time():
        return day(local.date() - dt.timedelta(days=1))
    return moment(local)


def missing() -> str:
    """Return what stands where there is no figure and nobody said why."""
    return _("niet gepubliceerd")


FORMATS = {
    Kind.COUNT: count,
    Kind.RATE: rate,
    Kind.PERCENT: percent,
    Kind.CHANGE: change,
    Kind.HOURS: hours,
    Kind.EUROS: euros,
    Kind.DATE: day,
}


def number(value: Any, kind: Kind) -> str:
    """Return a value in the manner of its kind; text kinds come back as text."""
    formatter = FORMATS.get(kind)
    return formatter(value) if formatter else str(value)


def interval(cell: Cell, kind: Kind) -> str:
    """Return the 95% interval of a cell (58,7–72,1; −8% tot +2%), or an empty text where it has none.

    An upper bound that isn't finite (nothing was counted before) reads as "12 of meer".
    """
    if cell.lower is None or cell.upper is None or not finite(cell.lower):
        return ""
    lower = number(cell.lower, kind)
    if not finite(cell.upper):
        return _("%(lower)s of meer") % {"lower": lower}
    upper = number(cell.upper, kind)
    if kind is Kind.CHANGE or cell.lower < 0:
        return _("%(lower)s tot %(upper)s") % {"lower": lower, "upper": upper}
    if kind is Kind.PERCENT:
        lower = lower.removesuffix("%")
    return f"{lower}{DASH}{upper}"


def status_word(slug: str) -> str:
    """Return the word for a figure's status."""
    words = {
        "final": _("definitief"),
        "provisional": _("voorlopig"),
        "withheld": _("niet gepubliceerd"),
        "example": _("voorbeeldcijfer"),
    }
    return words.get(slug, slug)


def verdict_word(slug: str) -> str:
    """Return the word for a verdict; raises KeyError on a slug that isn't one."""
    return {
        "higher": _("hoger"),
        "lower": _("lager"),
        "no_significant_change": _("geen aantoonbaar verschil"),
        "not_assessable": _("niet te beoordelen"),
    }[slug]


def standing_word(slug: str) -> str:
    """Return the word for a standing; raises KeyError on a slug that isn't one."""
    return {
        "on_course": _("op koers"),
        "attention": _("aandacht nodig"),
        "behind": _("loopt achter"),
        "not_assessable": _("niet te beoordelen"),
        "done": _("klaar"),
    }[slug]


def cell_text(cell: Cell, kind: Kind) -> str:
    """Return a cell as plain text; a missing figure is its note (why), never 0; a missing word or date is a dash."""
    if cell.value is None or (kind in FORMATS and kind is not Kind.DATE and not finite(cell.value)):
        return cell.note or (missing() if kind in FORMATS and kind is not Kind.DATE else DASH)
    words = {Kind.VERDICT: verdict_word, Kind.STANDING: standing_word, Kind.STATUS: status_word}
    if kind in words:
        return words[kind](str(cell.value))
    return number(cell.value, kind)
