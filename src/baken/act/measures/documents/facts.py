# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts of a file in words, for a document: nothing that the file doesn't hold, and empty where it holds nothing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.cores.terms import Unit
from baken.cores.terms import find as rule_of
from baken.ui.format import decimal

from ..models import Forfeiture, Measure, MeasureParty, PartyKind, PremisesKind, View
from ..policy.mandates import body_of
from ..rules import POWERS, WITH_GRACE

CENTS = 2


def money(amount: Decimal | None) -> str:
    """Return an amount of money in full, with cents; empty without one."""
    return "" if amount is None else f"€ {decimal(amount, CENTS)}"


def day_told(on: Any) -> str:
    """Return a day in full, as letters write it: 1 oktober 2026; empty without one."""
    return date_format(on, "j F Y") if on else ""


def facts_of(
    measure: Measure,
    on: date,
    parties: Iterable[MeasureParty],
    forfeiture: Forfeiture | None = None,
    forfeited_total: Decimal | None = None,
    pay_until: date | None = None,
) -> dict[str, str]:
    """Return every fact of `FACTS` for a file on a day, in Dutch words; "" where the file doesn't hold it.

    With `forfeiture`, also those of one breach. `parties`: those of the file, in order.
    """
    everybody = list(parties)
    return {
        "town": measure.municipality.name,
        "body": body_word(measure),
        "today": day_told(on),
        "reference": measure.reference,
        "instrument": measure.what,
        "article": POWERS[measure.instrument].article,
        "address": measure.address,
        "premises": str(PremisesKind(measure.premises_kind).label) if measure.premises_kind else "",
        "addressees": ", ".join(one.name for one in everybody if one.addressee),
        "parties": "; ".join(f"{one.name} ({PartyKind(one.kind).label})" for one in everybody),
        "report": measure.report_reference,
        "report_on": day_told(measure.report_on),
        "facts": measure.facts,
        "finding": measure.rule.finding_label if measure.rule else "",
        "offence": str(measure.offence_number or ""),
        "policy": _policy(measure),
        "policy_step": _step(measure),
        "deviation": measure.deviates_because or _("Van het beleid wordt niet afgeweken."),
        "months": str(measure.months or ""),
        "duration": _duration(measure),
        "urgency": measure.urgent_because,
        "intended_on": day_told(measure.intended_on),
        "view_until": day_told(measure.view_until),
        "view": _view(measure),
        "view_text": measure.view_text,
        "terms": objection_told(on),
        "from": day_told(measure.in_force_from),
        "until": day_told(measure.in_force_until),
        "grace_until": day_told(measure.grace_until),
        "grace": _grace(measure),
        "amount": money(measure.amount_per_breach),
        "per": measure.breach_unit,
        "maximum": money(measure.amount_maximum),
        "costs": money(measure.costs),
        "ended_because": measure.ended_because,
        "breached_on": day_told(forfeiture.breached_on) if forfeiture else "",
        "breach": forfeiture.found if forfeiture else "",
        "forfeited": money(forfeiture.amount) if forfeiture else "",
        "forfeited_total": money(forfeited_total),
        "pay_until": day_told(pay_until),
    }


def body_word(measure: Measure) -> str:
    """Return which body decides, in words."""
    return _("de burgemeester") if body_of(measure) == "mayor" else _("het college van burgemeester en wethouders")


def objection_told(on: date) -> str:
    """Return how long one may object, from the rule of that day."""
    rule = rule_of("objection", on)
    assert rule.unit is Unit.WEEKS
    text = _("U kunt bezwaar maken binnen %(n)d weken na de dag waarop dit besluit is bekendgemaakt (%(article)s).")
    return text % {"n": rule.amount, "article": rule.article}


def _policy(measure: Measure) -> str:
    if measure.rule is None:
        return ""
    matrix = measure.rule.matrix
    told = _("%(title)s, versie %(n)d, geldend vanaf %(day)s")
    return told % {"title": matrix.title, "n": matrix.version_number, "day": day_told(matrix.valid_from)}


def _step(measure: Measure) -> str:
    if measure.rule is None:
        return ""
    if measure.rule.outcome == "warning":
        return _("een waarschuwing")
    months = measure.rule.months or 0
    return ngettext("een sluiting van %(n)d maand", "een sluiting van %(n)d maanden", months) % {"n": months}


def _duration(measure: Measure) -> str:
    """Return how long the measure lasts: whole months, or the days that stand in the order."""
    if measure.days:
        told = ngettext("%(n)d dag", "%(n)d dagen", len(measure.days)) % {"n": len(measure.days)}
        days = [day_told(date.fromisoformat(str(one))) for one in measure.days]
        return f"{told}: {', '.join(days)}"
    months = measure.months or 0
    return ngettext("%(n)d maand", "%(n)d maanden", months) % {"n": months} if months else ""


def _grace(measure: Measure) -> str:
    """Return until when somebody can do it himself, in a sentence (Awb 5:24, 5:32a); empty where the instrument gives no time."""
    if measure.instrument not in WITH_GRACE:
        return ""
    if measure.grace_until is not None:
        told = _("U kunt tot en met %(day)s zelf doen wat dit besluit vraagt (begunstigingstermijn).")
        return told % {"day": day_told(measure.grace_until)}
    if measure.acted_first:
        return _("De gemeente heeft al opgetreden, omdat wachten niet kon (Awb 5:31, lid 2).")
    return _("U krijgt geen extra tijd om het zelf te doen.")


def _view(measure: Measure) -> str:
    """Return whether and how a view was given, with what it says; empty while it is waited for."""
    if measure.view == View.SKIPPED:
        return _("Er is wegens spoed geen zienswijze gevraagd (Awb 4:11). %(why)s") % {"why": measure.urgent_because}
    if measure.view == View.NONE:
        return _("U hebt geen zienswijze gegeven.")
    if measure.view in (View.WRITTEN, View.SPOKEN):
        how = _("schriftelijk") if measure.view == View.WRITTEN else _("in een gesprek")
        told = _("U hebt op %(day)s %(how)s een zienswijze gegeven. %(text)s")
        return told % {"day": day_told(measure.view_on), "how": how, "text": measure.view_text}
    return ""
