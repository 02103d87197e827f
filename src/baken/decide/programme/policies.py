# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of programme.

Reports are seen with their effort; versions, which hold all efforts, with the plan; who was asked, and where mail goes, by
who runs the programme.
"""

from typing import Any

from baken.access.facade import AnyOf, PartnerIn, RoleGrants, SameMunicipality, register
from baken.decide.policy.facade import VIEW_EFFORT, VIEW_OWN_EFFORT, VIEW_PLAN, Adopted

from .models import OwnerContact, ProgrammeVersion, ProgressReport, ProgressRequest

MANAGE = "decide.programme.manage"
SETTLE = "decide.session.settle"


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    register(
        ProgressReport,
        SameMunicipality(),
        AnyOf(
            (
                (RoleGrants(VIEW_EFFORT), Adopted("effort__plan")),
                (
                    RoleGrants(VIEW_OWN_EFFORT),
                    PartnerIn("effort__partners__partner", _takes_part),
                    Adopted("effort__plan"),
                ),
                (RoleGrants(MANAGE),),
            )
        ),
    )
    register(
        ProgrammeVersion,
        SameMunicipality(),
        AnyOf(((RoleGrants(VIEW_PLAN), Adopted("plan")), (RoleGrants(MANAGE),))),
    )
    register(ProgressRequest, SameMunicipality(), RoleGrants(MANAGE))
    register(OwnerContact, SameMunicipality(), RoleGrants(MANAGE))


def _takes_part(report: Any, partner_id: Any) -> bool:
    return bool(report.effort.partners.filter(partner_id=partner_id).exists())
