# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of measures. Each function answers only for what the actor may see."""

from .blocks import Block, register_block
from .documents.actions import make as make_document
from .documents.actions import sign as sign_document
from .documents.reasons import topics_for, write_reasons
from .doors import confidential, for_purpose, in_register
from .files.assessing import Assessed, assess, matrix_for
from .files.carrying import bring_in_force, drop, end, extend, reopen, settle, withdraw
from .files.deciding import publish, serve, sign
from .files.known import files_of
from .files.lists import home_lines
from .files.opening import Opening, Party, add_note, open_measure
from .files.pages import frame
from .files.preparing import Draft, act_first, draft, hear, hurry, intend, skip_view
from .files.steps import register_after
from .models import (
    AddressMeasure,
    DocumentKind,
    Forfeiture,
    Instrument,
    Measure,
    MeasureDocument,
    PremisesKind,
    Remedy,
    Status,
)
from .parts import FILE, KIND
from .penalties import actions as penalties
from .policies import HANDLE, REGISTER, SIGN, VIEW
from .policy.loading import load_policy
from .queries import Seen, find, first_purpose, may_handle, measures, purposes, rows
from .remedies import actions as remedies
from .rules import POWERS

__all__ = [
    "FILE",
    "HANDLE",
    "KIND",
    "POWERS",
    "REGISTER",
    "SIGN",
    "VIEW",
    "AddressMeasure",
    "Assessed",
    "Block",
    "DocumentKind",
    "Draft",
    "Forfeiture",
    "Instrument",
    "Measure",
    "MeasureDocument",
    "Opening",
    "Party",
    "PremisesKind",
    "Remedy",
    "Seen",
    "Status",
    "act_first",
    "add_note",
    "assess",
    "bring_in_force",
    "confidential",
    "draft",
    "drop",
    "end",
    "extend",
    "files_of",
    "find",
    "first_purpose",
    "for_purpose",
    "frame",
    "hear",
    "home_lines",
    "hurry",
    "in_register",
    "intend",
    "load_policy",
    "make_document",
    "matrix_for",
    "may_handle",
    "measures",
    "open_measure",
    "penalties",
    "publish",
    "purposes",
    "register_after",
    "register_block",
    "remedies",
    "reopen",
    "rows",
    "serve",
    "settle",
    "sign",
    "sign_document",
    "skip_view",
    "topics_for",
    "withdraw",
    "write_reasons",
]
