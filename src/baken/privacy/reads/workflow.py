# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a question about a read is settled."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.kernel.errors import Reason
from baken.kernel.workflow import Status, Transition, Workflow

from ..models import FollowUp
from ..policies import EXPLAIN, REVIEW_READS


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
