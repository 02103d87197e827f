# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from baken.access.facade import AnyOf, FieldIn, RoleGrants, SameMunicipality, register

from .models import CouncilPack, EditedWord, FigureDraft, FigureRelease, Release

FROZEN = frozenset({"issued", "published", "withdrawn"})


def register_policies() -> None:
    """Drafts only for who may see drafts; issued packs for everybody with an account. Publication is another query."""
    register(
        CouncilPack,
        SameMunicipality(),
        RoleGrants(),
        AnyOf(
            (
                (FieldIn("status", FROZEN),),
                (FieldIn("status", frozenset({"draft"})), RoleGrants("account.pack.view_draft")),
            )
        ),
    )
    # What people are still writing is no paper yet, also where the pack itself was issued.
    register(EditedWord, SameMunicipality(), RoleGrants("account.pack.view_draft"))
    register(Release, SameMunicipality(), RoleGrants("account.pack.view"))
    register(FigureDraft, SameMunicipality(), RoleGrants())
    register(FigureRelease, SameMunicipality(), RoleGrants())
