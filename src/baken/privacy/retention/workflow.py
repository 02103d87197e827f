# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a record goes to its destruction."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.kernel.errors import Reason
from baken.kernel.workflow import Status, Transition, Workflow

from ..policies import MANAGE_RETENTION


def not_held(destruction: Any, given: Mapping[str, Any]) -> Reason | None:
    """A legal hold wins, at each step."""
    if destruction.guarded is not None and not destruction.guarded.hold:
        return None
    return Reason("hold", gettext("Vernietiging is tegengehouden. Hef dat eerst op."))


def is_due(destruction: Any, given: Mapping[str, Any]) -> Reason | None:
    """The term has passed; `given["due"]` is the day, None where no rule or no start is known."""
    due, on = given.get("due"), given.get("on")
    if due is not None and on is not None and due <= on:
        return None
    return Reason("not_due", gettext("De bewaartermijn is nog niet voorbij."))


def approved_where_asked(destruction: Any, given: Mapping[str, Any]) -> Reason | None:
    """Where the rule wants it, somebody approved."""
    if destruction.status == "approved" or not given.get("approval", True):
        return None
    return Reason("not_approved", gettext("Deze vernietiging moet eerst worden goedgekeurd."))


def rule_verified(destruction: Any, given: Mapping[str, Any]) -> Reason | None:
    """By a term that nobody read in its source nothing is destroyed."""
    if given.get("verified", True):
        return None
    return Reason("rule_unverified", gettext("De bewaartermijn is nog niet nagekeken in de bron. Doe dat eerst."))


def no_read_open(destruction: Any, given: Mapping[str, Any]) -> Reason | None:
    """A question about a read that isn't over holds the record that it is about."""
    if not given.get("open_reads"):
        return None
    return Reason("open_reads", gettext("Over inzage in dit dossier loopt nog een vraag. Handel die eerst af."))


def no_emergency_open(destruction: Any, given: Mapping[str, Any]) -> Reason | None:
    """So does emergency access that nobody reviewed."""
    if not given.get("open_emergency"):
        return None
    return Reason("open_emergency", gettext("Noodtoegang tot dit dossier is nog niet beoordeeld. Doe dat eerst."))


def by_another(destruction: Any, given: Mapping[str, Any]) -> Reason | None:
    """Whoever approved doesn't carry out; Baken itself may, at night."""
    actor = given.get("actor")
    if actor is None or actor != destruction.approved_by_id:
        return None
    return Reason(
        "same_person", gettext("U keurde dit goed. Een collega voert het uit, of Baken doet het de komende nacht.")
    )


DESTRUCTION = Workflow(
    slug="destruction",
    initial="proposed",
    statuses=(
        Status("proposed", _("wacht op goedkeuring"), "privacy_officer"),
        Status("approved", _("goedgekeurd"), "privacy_officer"),
        Status("begun", _("begonnen, nog niet af"), "privacy_officer"),
        Status("destroyed", _("vernietigd"), "privacy_officer"),
    ),
    transitions=(
        Transition(
            name="approve",
            label=_("Goedkeuren"),
            sources=frozenset({"proposed"}),
            target="approved",
            permission=MANAGE_RETENTION,
            audit="destruction.approved",
            guards=(not_held, is_due, rule_verified, no_read_open, no_emergency_open),
        ),
        Transition(
            name="withdraw",
            label=_("Goedkeuring intrekken"),
            sources=frozenset({"approved"}),
            target="proposed",
            permission=MANAGE_RETENTION,
            audit="destruction.withdrawn",
        ),
        Transition(
            name="begin",
            label=_("Vernietigen"),
            sources=frozenset({"proposed", "approved"}),
            target="begun",
            permission=MANAGE_RETENTION,
            audit="destruction.begun",
            guards=(
                not_held,
                is_due,
                rule_verified,
                no_read_open,
                no_emergency_open,
                approved_where_asked,
                by_another,
            ),
        ),
        Transition(
            name="complete",
            label=_("Afronden"),
            sources=frozenset({"begun"}),
            target="destroyed",
            permission=MANAGE_RETENTION,
            audit="destruction.completed",
            guards=(not_held, no_read_open, no_emergency_open, by_another),
        ),
    ),
)
