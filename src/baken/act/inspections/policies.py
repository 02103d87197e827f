# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of joint inspections: our own people by the desk, a partner what it takes part in, of its own discipline."""

from baken.access.facade import Guarded, PartSeen, SameMunicipality, register

from . import models

VIEW = "act.inspection.view"
PLAN = "act.inspection.plan"
RECORD = "act.inspection.record"
ADOPT = "act.inspection.adopt"
"""Of the yearly programme: the mayor's."""
PURPOSE = "joint_inspections"
OF_A_PART = (
    models.InspectionParty,
    models.Target,
    models.HomeEntry,
    models.Finding,
    models.FindingPhoto,
    models.FollowUp,
    models.InspectionReport,
)
OF_THE_YEAR = (models.InspectionProgramme, models.ProgrammeLine, models.QuickScan, models.Reception, models.Checklist)


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    register(models.Inspection, SameMunicipality(), Guarded())
    for model in OF_A_PART:
        register(model, SameMunicipality(), PartSeen(vault="vault"))
    for row in OF_THE_YEAR:
        register(row, SameMunicipality())
