# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .account_change import AccountChange, ChangeKind, Outcome
from .covenant import Covenant, CovenantPartner
from .desk_file import DeskFile, DeskPart, DeskTerm
from .emergency import EmergencyAccess
from .guarded import GuardedPart, GuardedRecord, Level, Participation, SearchToken, Sight
from .matrix_change import MatrixChange
from .partner import Partner, Team, TeamMembership
from .role_assignment import RoleAssignment
from .service_token import ServiceToken
from .user import Kind, User
from .user_session import Ending, SecondFactorSecret, UserSession
from .vault import Regime, Vault, VaultAdmission

__all__ = [
    "AccountChange",
    "ChangeKind",
    "Covenant",
    "CovenantPartner",
    "DeskFile",
    "DeskPart",
    "DeskTerm",
    "EmergencyAccess",
    "Ending",
    "GuardedPart",
    "GuardedRecord",
    "Kind",
    "Level",
    "MatrixChange",
    "Outcome",
    "Participation",
    "Partner",
    "Regime",
    "RoleAssignment",
    "SearchToken",
    "SecondFactorSecret",
    "ServiceToken",
    "Sight",
    "Team",
    "TeamMembership",
    "User",
    "UserSession",
    "Vault",
    "VaultAdmission",
]
