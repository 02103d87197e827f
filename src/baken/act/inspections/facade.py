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
from .home import home_lines
from .models import (
    Branch,
    Checklist,
    Finding,
    FollowUp,
    Inspection,
    InspectionProgramme,
    InspectionStatus,
    ProgrammeLine,
    Target,
)
from .outcome.closing import close, debrief, report
from .outcome.follow_up import Asked, begin_follow_up, pass_on, set_out, settle, settles_by_signal, unowned
from .outcome.follow_up import move as move_follow_up
from .parts import DISCIPLINES, KIND, PARTS, part_of
from .parts import PLAN as PLAN_PART
from .planning.actions import begin
from .planning.lifecycle import adopt, brief, start
from .planning.parties import Party, add_party
from .planning.rules import Plan
from .planning.targets import Chosen, add_target
from .policies import PLAN, PURPOSE, RECORD, VIEW
from .programme.actions import Heard, Line, Scanned, add_line, add_reception, add_scan, fund
from .programme.actions import adopt as adopt_programme
from .programme.actions import make as make_programme
from .programme.actions import propose as propose_programme
from .queries import Seen, find, inspections, may_open_list, may_record, row, rows
from .victims import register_victims

__all__ = [
    "DISCIPLINES",
    "KIND",
    "PARTS",
    "PLAN",
    "PLAN_PART",
    "PURPOSE",
    "RECORD",
    "VIEW",
    "Asked",
    "Block",
    "Branch",
    "Checklist",
    "Chosen",
    "Finding",
    "FollowUp",
    "Heard",
    "Inspection",
    "InspectionProgramme",
    "InspectionStatus",
    "Line",
    "Link",
    "Linker",
    "Party",
    "Plan",
    "ProgrammeLine",
    "Scanned",
    "Seen",
    "Sending",
    "Target",
    "ToldFinding",
    "add_line",
    "add_party",
    "add_reception",
    "add_scan",
    "add_target",
    "adopt",
    "adopt_programme",
    "begin",
    "begin_follow_up",
    "brief",
    "close",
    "confidential",
    "debrief",
    "find",
    "frame",
    "fund",
    "home_lines",
    "inspections",
    "load_checklists",
    "make_programme",
    "may_open_list",
    "may_record",
    "move_follow_up",
    "part_of",
    "pass_on",
    "propose_programme",
    "receive_findings",
    "register_block",
    "register_link",
    "register_victims",
    "report",
    "row",
    "rows",
    "set_out",
    "settle",
    "settles_by_signal",
    "start",
    "unowned",
]
