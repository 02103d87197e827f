# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .apv import ApvChange, ApvState
from .attachment import ProposalScenario
from .hearing import Hearing
from .item import CouncilItem, ItemKind, ItemPaper, MotionOutcome
from .proposal import Proposal, ProposalKind, ProposalStatus
from .session import ChangeKind, ChangeState, ProposedChange, Session, SessionStatus
from .term import AnswerTerm

__all__ = [
    "AnswerTerm",
    "ApvChange",
    "ApvState",
    "ChangeKind",
    "ChangeState",
    "CouncilItem",
    "Hearing",
    "ItemKind",
    "ItemPaper",
    "MotionOutcome",
    "Proposal",
    "ProposalKind",
    "ProposalScenario",
    "ProposalStatus",
    "ProposedChange",
    "Session",
    "SessionStatus",
]
