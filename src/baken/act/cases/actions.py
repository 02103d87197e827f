# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes a case as a whole: opening, editing, its stages."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import (
    Actor,
    GuardedRecord,
    Level,
    Participation,
    Sight,
    Vault,
    opened,
    require,
    system_actor,
    unauthorized,
    visible_to,
)
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.address_hash import address_hash
from baken.kernel.models import Municipality, fresh
from baken.kernel.workflow import perform

from .checks import admitted, open_case_for, refused
from .indexing import index_case
from .models import Case, CaseAction, Section, Stage
from .parts import KIND, PARTS
from .policies import MANAGE, VIEW
from .workflow import CASE

FIELDS = ("title", "address", "summary", "area", "priority", "next_meeting")
TRIES = 40


@action
def open_case(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    municipality: Municipality,
    vault: Vault,
    role: str,
    values: Mapping[str, Any],
    reference: str = "",
    origin: str = "",
    fictitious: bool = False,
) -> Case:
    """Open a case about premises in a register, led by `role`, which takes part with full sight; return it.

    Refused unless that role is the actor's own and the register admits it for the purpose. `reference` is drawn where
    none is given. `origin`: the reference of the record of another feature with which the case began.
    """
    require(actor, MANAGE)
    if actor.partner_id is not None or role not in actor.roles:
        raise refused("role", _("U opent een casus voor een functie die u zelf hebt."))
    if municipality.id != actor.municipality_id or vault.municipality_id != municipality.id:
        raise refused("other_municipality", _("Dit hoort bij een andere gemeente."))
    if not admitted(vault, (role,), purpose):
        raise refused("not_admitted", _("Uw functie is voor dit doel niet toegelaten tot dit register."))
    if vault.desk:  # whoever is admitted there would see it, and nobody could lead it
        raise refused("desk", _("In een register met een vaste bezetting ligt geen casus. Kies een ander register."))
    case = _made(municipality, vault, reference, at)
    for name, value in _known(values).items():
        setattr(case, name, value)
    case.address_hash = address_hash(municipality.id, case.address)
    case.owner_role, case.owner_id, case.fictitious = role, actor.id, fictitious
    case.origin = origin
    case.opened_on = timezone.localdate(at)
    _lead(case, role, at)
    case.save()
    for part in PARTS:
        Section(municipality_id=municipality.id, guarded_id=case.guarded_id, part=part, level=Level.INTERNAL).save()
    index_case(case)
    audit.record("case.opened", case.guarded, purpose=purpose, basis=vault.basis, vault_id=vault.pk, role=role)
    return case


@action
def change_case(*, actor: Actor, at: datetime, purpose: str, case: Case, seen: int, values: Mapping[str, Any]) -> Case:
    """Change what a case says of itself, provided it is as it was `seen` (its version). Raises `StaleVersion`."""
    case = open_case_for(actor, case, purpose, MANAGE, seen)
    told = _known(values)
    for name, value in told.items():
        setattr(case, name, value)
    case.address_hash = address_hash(case.municipality_id, case.address)
    case.save()
    index_case(case)
    audit.record("case.changed", case.guarded, purpose=purpose, fields=sorted(told))
    return case


@action
def step(*, actor: Actor, at: datetime, purpose: str, case: Case, name: str, reason: str = "") -> Case:
    """Take one step of the workflow. Closing starts the term of retention; opening again stops it."""
    require(actor, MANAGE, case, purpose)
    closing = CASE.transition(name).target == Stage.CLOSED
    case, guarded = fresh(case), fresh(case.guarded)
    mine = visible_to(CaseAction.objects.filter(guarded=guarded, done_at__isnull=True), actor, VIEW, purpose)
    open_actions = mine.count()  # a number of what one doesn't see would tell that it is there
    if closing and case.closed_on is None:
        case.closed_on, case.closed_because = timezone.localdate(at), reason.strip()
        case.save()
    moved = perform(
        actor=actor, at=at, workflow=CASE, record=case, name=name, unauthorized=unauthorized(actor, purpose),
        given={"reason": reason, "open_actions": open_actions},
    )  # fmt: skip
    assert isinstance(moved, Case)
    if name == "reopened":
        moved.closed_on, moved.closed_because = None, ""
        moved.save()
    if closing or name == "reopened":
        guarded.retention_from = moved.closed_on
        guarded.save()
        audit.record("case.retention", guarded, purpose=purpose, retention_from=moved.closed_on, reason=bool(reason))
    return moved


def _made(municipality: Municipality, vault: Vault, reference: str, at: datetime) -> Case:
    """Return a new case with its guard under a reference that nobody has; the guard is saved, the case isn't yet."""
    year = timezone.localdate(at).year
    for _try in range(TRIES):
        drawn = reference or f"{year}-{secrets.randbelow(9000) + 1000}"
        guarded = GuardedRecord(
            municipality_id=municipality.id, vault=vault, kind=KIND, reference=drawn, level=Level.CONFIDENTIAL
        )
        case = Case(municipality_id=municipality.id, guarded=guarded, reference=drawn)
        if not _taken(municipality, drawn):
            guarded.save()
            return case
        if reference:
            break
    raise refused("reference", _("Dit nummer is al in gebruik."))


def _taken(municipality: Municipality, reference: str) -> bool:
    """Whether the reference is in use, by a case that the actor may not see too: so it is the database's index that says."""
    with opened(system_actor(municipality), system=True):
        return Case.objects.filter(municipality=municipality, reference=reference).exists()


def _lead(case: Case, role: str, at: datetime) -> None:
    """Let the leading role take part with full sight. Reasons why it may were asked before."""
    mine = Participation(
        municipality_id=case.municipality_id, guarded=case.guarded, vault_id=case.guarded.vault_id, role=role, since=at
    )
    mine.save()
    Sight.objects.bulk_create(
        [
            Sight(municipality_id=case.municipality_id, participation=mine, part=part, level=Level.SECRET)
            for part in PARTS
        ]
    )


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS if name in values}
