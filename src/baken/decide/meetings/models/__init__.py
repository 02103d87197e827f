# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .action import Action, ActionReport, ActionStatus
from .agenda import AgendaItem, Correction, Decision, ItemState, Outcome, Paper
from .kind import Guest, Meeting, MeetingKind, MeetingStatus, Member, Seat

__all__ = [
    "Action",
    "ActionReport",
    "ActionStatus",
    "AgendaItem",
    "Correction",
    "Decision",
    "Guest",
    "ItemState",
    "Meeting",
    "MeetingKind",
    "MeetingStatus",
    "Member",
    "Outcome",
    "Paper",
    "Seat",
]
