# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an alert goes from new to dealt with, as a table. Pure but for the words."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.access.facade import ROLES, matrix_of
from baken.kernel.errors import Reason
from baken.kernel.workflow import Status, Transition, Workflow

VIEW = "observe.alert.view"
TRIAGE = "observe.alert.triage"
ANY = frozenset({"new", "seen", "explained", "investigating"})


def says_why(alert: Any, given: Mapping[str, Any]) -> Reason | None:
    """What is called explained has an explanation: else the next who looks has to find it again."""
    if str(given.get("note", "")).strip():
        return None
    return Reason("no_why", gettext("Schrijf op wat de stijging verklaart."))


def has_owner(alert: Any, given: Mapping[str, Any]) -> Reason | None:
    """Finding out has somebody who does it, and who may see what it is about."""
    if given.get("owner") in owners(alert.municipality_id):
        return None
    return Reason("no_owner", gettext("Kies wie het uitzoekt."))


def has_date(alert: Any, given: Mapping[str, Any]) -> Reason | None:
    """Finding out ends on a day that is still to come."""
    due: date | None = given.get("due")
    today: date | None = given.get("today")
    if due is not None and today is not None and due >= today:
        return None
    return Reason("no_date", gettext("Kies een dag, vandaag of later, waarop het uitgezocht is."))


def owners(municipality_id: UUID) -> tuple[str, ...]:
    """Return the roles that may find out: those of this municipality that may triage, in the order of all roles."""
    matrix = matrix_of(municipality_id)
    return tuple(slug for slug in ROLES if slug != "system" and TRIAGE in matrix.get(slug, ()))


ALERT = Workflow(
    slug="alert",
    initial="new",
    statuses=(
        Status("new", _("nieuw"), "safety_adviser"),
        Status("seen", _("gezien"), "safety_adviser"),
        Status("explained", _("verklaard"), "safety_adviser"),
        Status("investigating", _("uitzoeken"), "safety_adviser"),
    ),
    transitions=(
        Transition(
            name="see",
            label=_("Gezien"),
            sources=frozenset({"new", "investigating"}),
            target="seen",
            permission=TRIAGE,
            audit="alert.seen",
        ),
        Transition(
            name="explain",
            label=_("Verklaard"),
            sources=ANY,
            target="explained",
            permission=TRIAGE,
            audit="alert.explained",
            guards=(says_why,),
        ),
        Transition(
            name="investigate",
            label=_("Uitzoeken"),
            sources=ANY,
            target="investigating",
            permission=TRIAGE,
            audit="alert.investigated",
            guards=(has_owner, has_date),
        ),
    ),
)
