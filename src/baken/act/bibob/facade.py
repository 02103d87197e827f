# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of Bibob. Each function answers only for what the actor may see; departments see their standing."""

from .acting import ACTIONS
from .blocks import Block, register_block
from .departments.actions import Application, Handed
from .departments.actions import ask as hand_in
from .departments.home import home_lines as department_lines
from .doors import confidential, reader
from .home import home_lines
from .models import Conclusion, Scope, Screening, Stage, Standing
from .parts import ACTIVITY, FILE, KIND
from .policies import ASK, HANDLE, MANAGE, PURPOSE, STANDING, VIEW
from .queries import Seen, find, purpose_of, screenings
from .screenings import open_for
from .standing import on_told
from .triggers.actions import load as load_policy
from .triggers.queries import for_application, for_zaaktype, zaaktypes

__all__ = [
    "ACTIONS",
    "ACTIVITY",
    "ASK",
    "FILE",
    "HANDLE",
    "KIND",
    "MANAGE",
    "PURPOSE",
    "STANDING",
    "VIEW",
    "Application",
    "Block",
    "Conclusion",
    "Handed",
    "Scope",
    "Screening",
    "Seen",
    "Stage",
    "Standing",
    "confidential",
    "department_lines",
    "find",
    "for_application",
    "for_zaaktype",
    "hand_in",
    "home_lines",
    "load_policy",
    "on_told",
    "open_for",
    "purpose_of",
    "reader",
    "register_block",
    "screenings",
    "zaaktypes",
]
