# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of cases: whoever takes part sees the case; of its parts what the participation gives sight on."""

from baken.access.facade import Guarded, PartSeen, SameMunicipality, register

from . import models

VIEW = "act.case.view"
CONTRIBUTE = "act.case.contribute"
MANAGE = "act.case.manage"
PART_MODELS = (
    models.Section,
    models.CaseSubject,
    models.Entry,
    models.CaseAction,
    models.CaseDocument,
    models.Sharing,
)


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    register(models.Case, SameMunicipality(), Guarded())
    for model in PART_MODELS:
        register(model, SameMunicipality(), PartSeen())
