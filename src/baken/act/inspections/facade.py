# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of inspections. Each function answers only for what the actor may see."""

from .blocks import Block, register_block
from .checklists.actions import load_checklists
from .doors import confidential
from .file.pages import frame
from .findings.pages import Link, Linker, register_link
from .findings.receiving import receive as receive_findings
from .findings.rules import Sending
from .findings.rules import Told as ToldFinding
from .models import Branch, Finding, FollowUp, Inspection, InspectionStatus
from .parts import DISCIPLINES, KIND
from .planning.actions import Plan, begin
from .policies import PLAN, PURPOSE, RECORD, VIEW
from .queries import Seen, find, inspections, may_record, row, rows

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
    "Link",
    "Linker",
    "Plan",
    "Seen",
    "Sending",
    "ToldFinding",
    "begin",
    "confidential",
    "find",
    "frame",
    "inspections",
    "load_checklists",
    "may_record",
    "receive_findings",
    "register_block",
    "register_link",
    "row",
    "rows",
]
