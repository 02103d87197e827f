# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions of the Wet Bibob, text of 2025-07-16: no database, no clock. Each rule names the article in which it was read.

Nothing here weighs: what a fact means is written by a human, in words.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.cores.terms import DutchCalendar, Event, EventKind, explain, find
from baken.kernel.errors import Reason

from .models import Conclusion, Indicator, Scope

CALENDAR = DutchCalendar()
LEAST_WORDS = 5
"""A reason of fewer words doesn't tell why."""


@dataclass(frozen=True, slots=True)
class DutyKind:
    """Something that the law wants told: to whom and what, and by which article."""

    label: Any
    article: str


TELL_ADVICE, REPORT, CORRECT, WITHDREW, COPY = "tell_advice", "report", "correct", "withdrew", "copy"
DUTIES: dict[str, DutyKind] = {
    TELL_ADVICE: DutyKind(gettext_lazy("Betrokkene laten weten dat advies is gevraagd aan het LBB"), "Wet Bibob 32"),
    REPORT: DutyKind(gettext_lazy("Conclusie onverwijld melden aan het LBB"), "Wet Bibob 7a(7)"),
    CORRECT: DutyKind(gettext_lazy("Correctie van de conclusie onverwijld melden aan het LBB"), "Wet Bibob 7a(7)"),
    WITHDREW: DutyKind(
        gettext_lazy("Onverwijld aan het LBB melden dat betrokkene zich vermoedelijk vanwege Bibob terugtrok"),
        "Wet Bibob 7a(8)",
    ),
    COPY: DutyKind(
        gettext_lazy("Afschrift van het advies geven en schriftelijk wijzen op de geheimhoudingsplicht"),
        "Wet Bibob 28(3)",
    ),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom something of a file may be given, and on which condition."""

    label: Any
    article: str
    only: Any = ""
    within_five_years: bool = False


RECIPIENTS: dict[str, Recipient] = {
    "subject": Recipient(
        gettext_lazy("betrokkene"),
        "Wet Bibob 28(2)a",
        gettext_lazy("alleen wat nodig is om de beslissing te motiveren"),
    ),
    "third": Recipient(
        gettext_lazy("derde die in de motivering wordt genoemd"),
        "Wet Bibob 28(2)b",
        gettext_lazy("alleen wat over die derde zelf gaat"),
    ),
    "triangle": Recipient(
        gettext_lazy("lid van de driehoek (Politiewet 2012, artikel 13)"),
        "Wet Bibob 28(2)c",
        gettext_lazy("alleen wat nodig is om te helpen bij de motivering"),
    ),
    "riec": Recipient(
        gettext_lazy("andere deelnemer aan het RIEC"),
        "Wet Bibob 28(2)d",
        gettext_lazy("alleen wat nodig is om te helpen bij het toepassen van de Wet Bibob"),
    ),
    "objection": Recipient(gettext_lazy("bezwaarschriftencommissie (Awb 7:13)"), "Wet Bibob 28(2)e"),
    "research": Recipient(
        gettext_lazy("kwaliteitstoets of onderzoek"),
        "Wet Bibob 28(2)f",
        gettext_lazy("de uitkomst bevat geen persoonsgegevens"),
    ),
    "audit_court": Recipient(gettext_lazy("Algemene Rekenkamer"), "Wet Bibob 28(2)g"),
    "ombudsman": Recipient(gettext_lazy("Nationale ombudsman"), "Wet Bibob 28(2)h"),
    "privacy_authority": Recipient(gettext_lazy("Autoriteit persoonsgegevens"), "Wet Bibob 28(2)i"),
    "court": Recipient(gettext_lazy("rechter"), "Wet Bibob 28(2)j"),
    "investigation": Recipient(
        gettext_lazy("opsporingsambtenaar"), "Wet Bibob 28(2)k", gettext_lazy("alleen op een vordering")
    ),
    "services": Recipient(
        gettext_lazy("inlichtingen- en veiligheidsdienst"),
        "Wet Bibob 28(2)l",
        gettext_lazy("alleen met toepassing van artikel 39 Wiv 2017"),
    ),
    "other_body": Recipient(
        gettext_lazy("ander bestuursorgaan dat naar dezelfde persoon onderzoek doet"),
        "Wet Bibob 28(2)m",
        gettext_lazy("alleen over die persoon, nodig voor dat onderzoek, en niet ouder dan vijf jaar"),
        within_five_years=True,
    ),
    "environment_service": Recipient(
        gettext_lazy("omgevingsdienst"),
        "Wet Bibob 28(2)n",
        gettext_lazy("alleen wat nodig is om artikel 3 toe te passen"),
    ),
    "chamber": Recipient(
        gettext_lazy("Kamer van Koophandel"),
        "Wet Bibob 28(2)o",
        gettext_lazy("alleen voor artikel 38a Handelsregisterwet 2007"),
    ),
}
"""Everybody whom the law names. Whoever isn't here gets nothing."""


@dataclass(frozen=True, slots=True)
class Ground:
    """About what advice of the national office may be asked, for which kinds of decision."""

    label: Any
    article: str
    scopes: tuple[str, ...]


BENEFIT = (Scope.PERMIT, Scope.SUBSIDY)
GROUNDS: dict[str, Ground] = {
    "danger_benefit": Ground(
        gettext_lazy("gevaar dat voordeel uit strafbare feiten wordt benut"), "Wet Bibob 9(1), 3(1)a", BENEFIT
    ),
    "danger_offences": Ground(
        gettext_lazy("gevaar dat strafbare feiten worden gepleegd"), "Wet Bibob 9(1), 3(1)b", BENEFIT
    ),
    "false_application": Ground(
        gettext_lazy("strafbaar feit om de beschikking te krijgen of te houden"), "Wet Bibob 9(1), 3(6)", BENEFIT
    ),
    "exclusion": Ground(
        gettext_lazy("grond om een gegadigde uit te sluiten (Aanbestedingswet 2012)"),
        "Wet Bibob 9(2)a",
        (Scope.PROCUREMENT,),
    ),
    "financed": Ground(
        gettext_lazy("financiering met voordeel uit strafbare feiten"), "Wet Bibob 9(2)c", (Scope.PROCUREMENT,)
    ),
    "danger_in_contract": Ground(
        gettext_lazy("gevaar van strafbare feiten bij de uitvoering"), "Wet Bibob 9(2)d", (Scope.PROCUREMENT,)
    ),
    "estate_benefit": Ground(
        gettext_lazy("gevaar dat voordeel uit strafbare feiten wordt benut met de transactie"),
        "Wet Bibob 9(3)a",
        (Scope.REAL_ESTATE,),
    ),
    "estate_offences": Ground(
        gettext_lazy("gevaar van strafbare feiten in of met het pand"), "Wet Bibob 9(3)b", (Scope.REAL_ESTATE,)
    ),
    "estate_false": Ground(
        gettext_lazy("strafbaar feit om de transactie te krijgen of te houden"), "Wet Bibob 9(3)c", (Scope.REAL_ESTATE,)
    ),
}
"""The national office advises on these and on nothing else."""

MAY: dict[str, tuple[str, ...]] = {
    Conclusion.NONE: ("grant",),
    Conclusion.LESSER: ("conditions",),
    Conclusion.SERIOUS: ("refuse", "withdraw", "conditions"),
}
"""What a department may do with a conclusion: Wet Bibob 3(1) and 3(7)."""
MAY_LABELS: dict[str, Any] = {
    "grant": gettext_lazy("Bibob staat niet in de weg aan de beschikking"),
    "conditions": gettext_lazy("voorschriften verbinden die het gevaar wegnemen of beperken (Wet Bibob 3(7))"),
    "refuse": gettext_lazy("weigeren, als dat evenredig is (Wet Bibob 3(1) en 3(5))"),
    "withdraw": gettext_lazy("intrekken, als dat evenredig is (Wet Bibob 3(1) en 3(5))"),
}


def grounds_for(scope: str) -> dict[str, Ground]:
    """Return on what the national office may advise for a kind of decision."""
    return {slug: ground for slug, ground in GROUNDS.items() if scope in ground.scopes}


def five_years_after(day: date, slug: str = "bibob_register_look_back") -> date:
    """Return the last day on which what was found on `day` may be used: of the register (11a), or `bibob_reuse` (29)."""
    last = explain(find(slug, day), [Event(EventKind.STARTED, day)], CALENDAR).last_day
    assert last is not None
    return last


def counts_not(outcome: str, fact_on: date | None, on: date, usable_until: date | None = None) -> str:
    """Return why a fact can't count on a day, in words; "" where it may.

    An offence of which somebody was acquitted never counts (3a(3)); one that was not prosecuted may (3a(2)). What is further
    back than five years doesn't (11a, 29). `usable_until`: last day of its source, where that was taken over from another file.
    """
    if outcome == Indicator.Outcome.ACQUITTED:
        return _("Vrijgesproken of ontslagen van alle rechtsvervolging: dit feit mag niet meetellen (Wet Bibob 3a(3)).")
    if fact_on is not None and on > five_years_after(fact_on):
        return _("Langer dan vijf jaar geleden: dit feit telt niet meer mee (Wet Bibob 11a en 29).")
    if usable_until is not None and on > usable_until:
        return _("Overgenomen, en langer dan vijf jaar geleden gevonden: dit telt niet meer mee (Wet Bibob 29).")
    return ""


def short(text: str) -> bool:
    """Whether a text is too short to be a reason."""
    return len(text.split()) < LEAST_WORDS


def against_advice(conclusion: str, may: tuple[str, ...]) -> list[Reason]:
    """Return why a department can't be told that it may do this with that conclusion."""
    if conclusion not in MAY:
        return [Reason("conclusion", _("Kies een conclusie: geen, mindere mate van of ernstig gevaar."))]
    reasons = []
    if not may:
        reasons.append(Reason("may", _("Kies wat de afdeling met deze conclusie mag doen.")))
    for one in may:
        if one not in MAY[conclusion]:
            label = MAY_LABELS.get(one, one)
            text = _("Dit past niet bij deze conclusie: %(what)s.")
            reasons.append(Reason(f"may_{one}", text % {"what": label}))
    return reasons


def words_of(may: tuple[str, ...]) -> str:
    """Return what a department may do, in words and without a finding."""
    return "; ".join(str(MAY_LABELS[one]) for one in may)
