# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of measures. Each function answers only for what the actor may see."""

from .blocks import Block, register_block
from .doors import confidential, for_purpose, in_register
from .files.lists import home_lines
from .models import AddressMeasure, Instrument, Measure, MeasureDocument, PremisesKind, Status
from .parts import FILE, KIND
from .policies import HANDLE, REGISTER, SIGN, VIEW
from .policy.loading import load_policy
from .queries import Seen, find, first_purpose, measures, purposes, rows
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
    "Block",
    "Instrument",
    "Measure",
    "MeasureDocument",
    "PremisesKind",
    "Seen",
    "Status",
    "confidential",
    "find",
    "first_purpose",
    "for_purpose",
    "home_lines",
    "in_register",
    "load_policy",
    "measures",
    "purposes",
    "register_block",
    "rows",
]
