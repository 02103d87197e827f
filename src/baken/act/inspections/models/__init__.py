# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .findings import Answer, Finding, FindingPhoto, FollowUp, InspectionReport
from .inspection import HomeEntry, Inspection, InspectionParty, InspectionStatus, Target
from .programme import Branch, Checklist, InspectionProgramme, ProgrammeLine, QuickScan, Reception

__all__ = [
    "Answer",
    "Branch",
    "Checklist",
    "Finding",
    "FindingPhoto",
    "FollowUp",
    "HomeEntry",
    "Inspection",
    "InspectionParty",
    "InspectionProgramme",
    "InspectionReport",
    "InspectionStatus",
    "ProgrammeLine",
    "QuickScan",
    "Reception",
    "Target",
]
