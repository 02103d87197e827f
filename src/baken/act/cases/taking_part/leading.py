# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing over the lead of a case. One function leads; whoever holds it decides who takes part."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from baken.access.facade import ROLES, Actor, Participation, Sight, VaultAdmission, matrix_of
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused

from ..checks import open_case_for
from ..models import Case
from ..policies import MANAGE
from ..workflow import has_reason
from .actions import against_own, who_told


@action
def hand_over(*, actor: Actor, at: datetime, purpose: str, case: Case, role: str, reason: str) -> Case:
    """Have another function of our own lead the case from now on, with the sight that the present one has; return the case.

    The present one goes on taking part, until the new lead ends that. Refused: a function that the register doesn't admit
    for the purpose, that may not lead a case, or that leads it already; without a reason.
    """
    case = open_case_for(actor, case, purpose, MANAGE)
    reasons = list(against_own(case, purpose, role))
    if role == case.owner_role:
        reasons.append(Reason("leads_already", _("Deze functie leidt de casus al.")))
    elif not reasons and MANAGE not in matrix_of(case.municipality_id).get(role, frozenset()):
        reasons.append(Reason("cannot_lead", _("Deze functie mag geen casus leiden.")))
    if wrong := has_reason(case, {"reason": reason}):
        reasons.append(wrong)
    if reasons:
        raise Refused(tuple(reasons))
    now = Q(until__isnull=True) | Q(until__gt=at)
    of_function = Participation.objects.filter(
        now, guarded=case.guarded_id, partner=None, user=None, team=None, emergency=False
    )
    given = dict(
        Sight.objects.filter(participation__in=of_function.filter(role=case.owner_role)).values_list("part", "level")
    )
    row = of_function.filter(role=role, since__lte=at).first()
    if row is None:
        row = Participation(
            municipality_id=case.municipality_id, guarded_id=case.guarded_id, vault_id=case.guarded.vault_id,
            role=role, since=at,
        )  # fmt: skip
    row.until = None  # a lead has no last day
    row.save()
    there = {sight.part: sight for sight in Sight.objects.filter(participation=row)}
    for part, level in given.items():
        sight = there.get(part) or Sight(municipality_id=case.municipality_id, participation=row, part=part, level=0)
        if sight.level < level:
            sight.level = level
            sight.save()
    before, case.owner_role, case.owner = case.owner_role, role, None
    case.save()
    audit.record(
        "case.handed_over", case.guarded, purpose=purpose, before=before, after=role, sights=given,
        personal={"reason": reason.strip()}, participation=who_told(row)["participation"],
    )  # fmt: skip
    return case


def may_lead(case: Case, purpose: str) -> list[tuple[str, str]]:
    """Return the functions to which the lead can be handed over, with what they are called."""
    grants = matrix_of(case.municipality_id)
    rows = VaultAdmission.objects.filter(vault=case.guarded.vault_id)
    fit = {row.role for row in rows if purpose in row.purposes and MANAGE in grants.get(row.role, frozenset())}
    return [(role, str(ROLES[role].label)) for role in sorted(fit - {case.owner_role}) if not ROLES[role].external]
