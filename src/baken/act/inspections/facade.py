# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of inspections. Each function answers only for what the actor may see."""

from .blocks import Block, register_block
from .checklists.actions import load_checklists
from .doors import confidential
from .models import Branch, Finding, FollowUp, Inspection, InspectionStatus
from .parts import DISCIPLINES, KIND
from .planning.actions import Plan, begin
from .policies import PLAN, PURPOSE, RECORD, VIEW
from .queries import Seen, find, inspections, rows

__all__ = [
    "DISCIPLINES",
    "KIND",
    "PLAN",
    "PURPOSE",
    "RECORD",
    "VIEW",
    "Block",
    "Branch",
    "Finding",
    "FollowUp",
    "Inspection",
    "InspectionStatus",
    "Plan",
    "Seen",
    "begin",
    "confidential",
    "find",
    "inspections",
    "load_checklists",
    "register_block",
    "rows",
]
