# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a request of a data subject goes, with its clock: one month, to be extended by two (AVG 12, lid 3)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.cores.terms import RULES, EventKind
from baken.kernel.errors import Reason
from baken.kernel.workflow import ClockMark, Status, Transition, Workflow

from ..policies import MANAGE_REQUESTS

RULE = next(rule for rule in RULES if rule.slug == "data_subject_request")
TERM, IDENTITY = "AVG 12, lid 3", "AVG 12, lid 6"
RUNNING = frozenset({"received", "identity", "handling", "extended"})


def day_fits(request: Any, given: Mapping[str, Any]) -> Reason | None:
    """It happened after the request came in, and not in the future; nor before the last thing that happened."""
    on, today, after = given.get("on"), given.get("today"), given.get("after")
    if on is None or today is None:
        return Reason("no_day", gettext("Vul in op welke dag dit gebeurde."))
    if on > today:
        return Reason("day_to_come", gettext("De dag moet nog komen."))
    if after is not None and on < after:
        return Reason("day_before", gettext("De dag ligt vóór de ontvangst of vóór de vorige stap."))
    return None


def has_reason(request: Any, given: Mapping[str, Any]) -> Reason | None:
    """Who asks is told why."""
    if str(given.get("reason", "")).strip():
        return None
    return Reason("no_reason", gettext("Schrijf op waarom. Dit krijgt de verzoeker te horen."))


def extension_fits(request: Any, given: Mapping[str, Any]) -> Reason | None:
    """An extension is told within the term, and is of two months at most."""
    if given.get("months") in (1, 2) and given.get("in_time"):
        return None
    return Reason("extension", gettext("Verlengen kan één keer, binnen de termijn, met hoogstens twee maanden."))


def _ended(basis: str) -> tuple[ClockMark, ...]:
    return (ClockMark(RULE, EventKind.ENDED, basis),)


REQUEST = Workflow(
    slug="data_request",
    initial="received",
    statuses=(
        Status("received", _("ontvangen"), "privacy_officer"),
        Status("identity", _("wacht op bewijs van identiteit"), "privacy_officer"),
        Status("handling", _("in behandeling"), "privacy_officer"),
        Status("extended", _("verlengd"), "privacy_officer"),
        Status("answered", _("beantwoord"), "privacy_officer"),
        Status("refused", _("geweigerd"), "privacy_officer"),
        Status("withdrawn", _("ingetrokken"), "privacy_officer"),
        Status("closed", _("gesloten"), "privacy_officer"),
    ),
    transitions=(
        Transition(
            name="ask_identity",
            label=_("Vraag wie het is"),
            sources=frozenset({"received"}),
            target="identity",
            permission=MANAGE_REQUESTS,
            audit="data_request.identity_asked",
            guards=(day_fits,),
            clock=(ClockMark(RULE, EventKind.SUSPENDED, IDENTITY),),
        ),
        Transition(
            name="identity_shown",
            label=_("Identiteit is duidelijk"),
            sources=frozenset({"identity"}),
            target="handling",
            permission=MANAGE_REQUESTS,
            audit="data_request.identity_shown",
            guards=(day_fits,),
            clock=(ClockMark(RULE, EventKind.RESUMED, IDENTITY),),
        ),
        Transition(
            name="take_up",
            label=_("Neem in behandeling"),
            sources=frozenset({"received"}),
            target="handling",
            permission=MANAGE_REQUESTS,
            audit="data_request.taken_up",
            guards=(day_fits,),
        ),
        Transition(
            name="extend",
            label=_("Verleng"),
            sources=frozenset({"handling"}),
            target="extended",
            permission=MANAGE_REQUESTS,
            audit="data_request.extended",
            guards=(day_fits, has_reason, extension_fits),
            clock=(ClockMark(RULE, EventKind.EXTENDED, TERM, amount="months"),),
        ),
        Transition(
            name="answer",
            label=_("Beantwoord"),
            sources=frozenset({"handling", "extended"}),
            target="answered",
            permission=MANAGE_REQUESTS,
            audit="data_request.answered",
            guards=(day_fits,),
            clock=_ended("beantwoord"),
        ),
        Transition(
            name="refuse",
            label=_("Weiger"),
            sources=RUNNING,
            target="refused",
            permission=MANAGE_REQUESTS,
            audit="data_request.refused",
            guards=(day_fits, has_reason),
            clock=_ended("geweigerd"),
        ),
        Transition(
            name="withdraw",
            label=_("Verzoeker trekt het in"),
            sources=RUNNING,
            target="withdrawn",
            permission=MANAGE_REQUESTS,
            audit="data_request.withdrawn",
            guards=(day_fits,),
            clock=_ended("ingetrokken"),
        ),
        Transition(
            name="close",
            label=_("Sluit"),
            sources=frozenset({"answered", "refused", "withdrawn"}),
            target="closed",
            permission=MANAGE_REQUESTS,
            audit="data_request.closed",
        ),
    ),
)
