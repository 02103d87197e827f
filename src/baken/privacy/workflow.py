# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a question about a read is settled, and how a record goes to its destruction; requests stand in `request_workflow`."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.kernel.errors import Reason
from baken.kernel.workflow import Status, Transition, Workflow

from .models import FollowUp
from .policies import EXPLAIN, MANAGE_RETENTION, REVIEW_READS
from .requests.workflow import REQUEST

__all__ = ["DESTRUCTION", "READ", "REQUEST"]


def by_reader(review: Any, given: Mapping[str, Any]) -> Reason | None:
    """Only who read can say why."""
    if given.get("actor") is not None and given["actor"] == review.reader_id:
        return None
    return Reason("not_yours", gettext("Alleen wie het dossier opende, kan dit uitleggen."))


def not_by_reader(review: Any, given: Mapping[str, Any]) -> Reason | None:
    """Nobody judges his or her own reads."""
    if given.get("actor") is None or given["actor"] != review.reader_id:
        return None
    return Reason("own_read", gettext("Dit gaat over uw eigen inzage. Een ander moet dit beoordelen."))


def has_text(review: Any, given: Mapping[str, Any]) -> Reason | None:
    """A judgement and an explanation are put into words."""
    if str(given.get("text", "")).strip():
        return None
    return Reason("no_text", gettext("Schrijf op waarom."))


def has_follow_up(review: Any, given: Mapping[str, Any]) -> Reason | None:
    """What stays unexplained isn't left at that: something follows, somebody does it, by a day."""
    if given.get("follow_up") in FollowUp.values and str(given.get("who", "")).strip() and given.get("by"):
        return None
    return Reason("no_follow_up", gettext("Kies wat er volgt, wie dat doet en uiterlijk wanneer."))


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


READ = Workflow(
    slug="read_review",
    initial="open",
    statuses=(
        Status("open", _("nog te bekijken"), "privacy_officer"),
        Status("asked", _("uitleg gevraagd"), "privacy_officer"),
        Status("answered", _("uitleg gegeven"), "privacy_officer"),
        Status("explained", _("verklaard"), "privacy_officer"),
        Status("unexplained", _("niet verklaard"), "privacy_officer"),
    ),
    transitions=(
        Transition(
            name="ask",
            label=_("Uitleg vragen"),
            sources=frozenset({"open"}),
            target="asked",
            permission=REVIEW_READS,
            audit="read.asked",
            guards=(not_by_reader,),
        ),
        Transition(
            name="answer",
            label=_("Uitleg geven"),
            sources=frozenset({"asked", "answered"}),
            target="answered",
            permission=EXPLAIN,
            audit="read.answered",
            guards=(by_reader, has_text),
        ),
        Transition(
            name="explain",
            label=_("Verklaard"),
            sources=frozenset({"open", "asked", "answered"}),
            target="explained",
            permission=REVIEW_READS,
            audit="read.explained",
            guards=(not_by_reader, has_text),
        ),
        Transition(
            name="leave_unexplained",
            label=_("Niet verklaard"),
            sources=frozenset({"asked", "answered"}),
            target="unexplained",
            permission=REVIEW_READS,
            audit="read.unexplained",
            guards=(not_by_reader, has_text, has_follow_up),
        ),
    ),
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
