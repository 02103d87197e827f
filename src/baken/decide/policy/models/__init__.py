# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .claim import Claim, ClaimKind
from .council_goal import CouncilGoal
from .document import Document, DocumentStatus
from .edition import Edition
from .effort import Effort, EffortArea, EffortPartner
from .framework import Framework
from .not_prioritised import NotPrioritised
from .plan import Plan, Programme
from .precondition import Precondition, StatutoryTask
from .priority import Ambition, Priority
from .target import Direction, Target
from .theme import Theme

__all__ = [
    "Ambition",
    "Claim",
    "ClaimKind",
    "CouncilGoal",
    "Direction",
    "Document",
    "DocumentStatus",
    "Edition",
    "Effort",
    "EffortArea",
    "EffortPartner",
    "Framework",
    "NotPrioritised",
    "Plan",
    "Precondition",
    "Priority",
    "Programme",
    "StatutoryTask",
    "Target",
    "Theme",
]
