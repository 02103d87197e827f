# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sum of a term in words, for who must be able to follow and check it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from baken.cores.terms import Step, StepKind, Unit
from baken.ui.format import day

SATURDAY, SUNDAY = 5, 6
FAR = 60
"""Working days beyond which the number tells nobody anything."""

TITLES = (
    gettext_noop("Bezwaar maken"),
    gettext_noop("Beslissen op een aanvraag"),
    gettext_noop("Beslissen op bezwaar"),
    gettext_noop("Beslissen op bezwaar met een adviescommissie"),
    gettext_noop("Beroep instellen"),
    gettext_noop("Betalen wat bij besluit is vastgesteld"),
    gettext_noop("Verbeurde dwangsom betalen"),
    gettext_noop("Verval van de invordering van een dwangsom"),
    gettext_noop("Advies van het Landelijk Bureau Bibob"),
    gettext_noop("Hergebruik van een advies of eigen Bibob-onderzoek"),
    gettext_noop("Terugkijken in het Bibob-register"),
    gettext_noop("Aanvraag indienen bij de officier van justitie"),
    gettext_noop("Gebiedsverbod, groepsverbod of meldplicht"),
    gettext_noop("Bevel aan ouders van een kind onder de 12"),
    gettext_noop("Einde van een crisismaatregel"),
    gettext_noop("Veiligheidsdoelen vaststellen door de raad"),
    gettext_noop("Regionaal beleidsplan vaststellen"),
    gettext_noop("Jaarverslag bij het regionaal beleidsplan"),
    gettext_noop("Terugmelden aan het samenwerkingsverband"),
    gettext_noop("Bewaren in een register onder de WGS"),
    gettext_noop("Bewaren van een signaal zonder vervolg"),
    gettext_noop("Bewaren van een persoonsgericht dossier"),
    gettext_noop("Beslissen op een verzoek van een betrokkene"),
    gettext_noop("Interne audit van politiegegevens"),
    gettext_noop("Externe audit van politiegegevens"),
    gettext_noop("Datalek melden bij de Autoriteit Persoonsgegevens"),
    gettext_noop("Kennisgeving van een demonstratie"),
    gettext_noop("Gebiedsverbod, groepsverbod of meldplicht op losse dagen"),
)
"""What the rules of `cores.terms` are called: the core knows no gettext, so their texts are gathered here."""


def title(text: str) -> str:
    """Return what a rule is called, in the language of the reader."""
    return _(text)


ABOUT = (
    gettext_noop("overtreding van %(day)s"),
    gettext_noop("besluit van %(day)s"),
    gettext_noop("ingediend op %(day)s"),
)
"""What tells terms of one name in a file apart: stored as it stands here."""


def named(text: str, about: str = "", on: date | None = None, number: int | None = None) -> str:
    """Return what a term is called, with what tells it from others of its name: Betalen (overtreding van 3 mrt 2026, nr. 2)."""
    told = title(text) if text else ""
    if not about:
        return told
    more = _(about) % {"day": day(on)}
    if number is not None:
        more = _("%(about)s, nr. %(number)d") % {"about": more, "number": number}
    return f"{told} ({more})"


def passed(days: int | None) -> str:
    """Return how many working days ago somebody else's day was over."""
    if days is None:
        return ""
    return ngettext("%(n)d werkdag geleden", "%(n)d werkdagen geleden", -days) % {"n": -days}


def span(amount: int, unit: Unit | str) -> str:
    """Return a length: 8 weken, 1 maand."""
    told = {
        Unit.DAYS: ngettext("%(n)d dag", "%(n)d dagen", amount),
        Unit.WEEKS: ngettext("%(n)d week", "%(n)d weken", amount),
        Unit.MONTHS: ngettext("%(n)d maand", "%(n)d maanden", amount),
        Unit.YEARS: ngettext("%(n)d jaar", "%(n)d jaar", amount),
        Unit.WORKING_DAYS: ngettext("%(n)d werkdag", "%(n)d werkdagen", amount),
    }
    return told[Unit(unit)] % {"n": amount}


def told(steps: Iterable[Step], *, first_day_counts: bool = False) -> list[str]:
    """Return each step of the sum as a sentence."""
    return [_step(step, first_day_counts) for step in steps]


def _step(step: Step, first_day_counts: bool) -> str:
    amount = span(step.amount, step.unit) if step.amount is not None and step.unit is not None else ""
    words = {
        "at": day(step.at),
        "span": amount,
        "end": day(step.last_day) if step.last_day else "",
        "basis": f" ({step.basis})" if step.basis else "",
    }
    return _sentence(step, first_day_counts) % words


def _sentence(step: Step, first_day_counts: bool) -> str:
    match step.slug:
        case StepKind.STARTED if first_day_counts:
            return _("%(span)s vanaf %(at)s%(basis)s, die dag telt mee: tot en met %(end)s.")
        case StepKind.STARTED:
            return _("%(span)s na %(at)s%(basis)s: %(end)s.")
        case StepKind.PAUSED:
            return _("Stond %(span)s stil vanaf %(at)s%(basis)s: %(end)s.")
        case StepKind.PAUSE_OPEN:
            return _("Staat stil sinds %(at)s%(basis)s. Zolang dat duurt is er geen laatste dag.")
        case StepKind.PAUSE_WITHOUT_EFFECT:
            return _("Stilstand vanaf %(at)s%(basis)s kwam na het einde en telt niet mee.")
        case StepKind.EXTENDED if step.last_day is None:
            return _("Op %(at)s met %(span)s verlengd%(basis)s.")
        case StepKind.EXTENDED:
            return _("Op %(at)s met %(span)s verlengd%(basis)s: %(end)s.")
        case StepKind.INTERRUPTED:
            return _("Op %(at)s gestuit%(basis)s. De termijn begint opnieuw, %(span)s: %(end)s.")
        case StepKind.TO_WORKING_DAY:
            return _moved(step.at)
        case StepKind.ENDED:
            return _("Klaar op %(at)s%(basis)s.")
        case StepKind.LAPSED:
            return _("Vervallen op %(at)s%(basis)s.")


def _moved(at: date) -> str:
    if at.weekday() == SATURDAY:
        return _("%(at)s is een zaterdag, dus het wordt %(end)s (Algemene termijnenwet).")
    if at.weekday() == SUNDAY:
        return _("%(at)s is een zondag, dus het wordt %(end)s (Algemene termijnenwet).")
    if _holiday(at):
        return _("%(at)s is een erkende feestdag, dus het wordt %(end)s (Algemene termijnenwet).")
    return _("Er moeten twee werkdagen in zitten, dus het wordt %(end)s (Algemene termijnenwet).")


def _holiday(at: date) -> bool:
    from baken.cores.terms import DutchCalendar

    return not DutchCalendar().is_working_day(at)


def left(days: int | None) -> str:
    """Return how many working days are left, or how many have passed; nothing where the day is far away."""
    if days is None or days > FAR:
        return ""
    if days == 0:
        return _("vandaag is de laatste werkdag")
    if days < 0:
        return ngettext("%(n)d werkdag te laat", "%(n)d werkdagen te laat", -days) % {"n": -days}
    return ngettext("nog %(n)d werkdag", "nog %(n)d werkdagen", days) % {"n": days}
