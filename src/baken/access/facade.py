# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of access."""

from .accounts.actions import make_account, make_partner
from .accounts.change_queries import account_attention, waiting_account_changes
from .accounts.changes import confirm as confirm_account_change
from .accounts.identity import give_role, join, leave, move, register_leaving
from .accounts.service_tokens import actor_for_token, make_token, revoke_token
from .actors import ANYBODY, Actor, actor_for, system_actor
from .authorization import row_security, why
from .authorization.need_to_know import (
    EMERGENCY,
    Reach,
    Sights,
    participations_of,
    purposes_open_to,
    reach,
    sees_many,
    sights_of,
)
from .authorization.parts import part_label, parts_of, register_parts
from .authorization.policy import (
    AnyOf,
    Asked,
    Decision,
    FieldIn,
    Guarded,
    InDesk,
    PartnerIn,
    PartSeen,
    RoleGrants,
    SameMunicipality,
    authorize,
    municipality_of,
    policies,
    register,
    require,
    require_in,
    unauthorized,
    visible_or_404,
    visible_to,
)
from .authorization.purposes import PURPOSES, purpose_label
from .authorization.reading import door_word, note_listed, note_read
from .authorization.remembering import asked_once, remembered
from .authorization.sight import opened
from .desks import files as desk_files
from .desks.files import SeenFile
from .desks.newest import Newest, newest_in_desks
from .desks.searching import forget as forget_words
from .desks.searching import index as index_words
from .desks.searching import matching as matching_words
from .desks.searching import word_tokens
from .desks.terms import register_desk_kind
from .emergency import actions as emergency
from .emergency.actions import register_finder
from .emergency.reads import reviewed_here
from .http import Request, asker, client_address, recognised_recently
from .models import (
    AccountChange,
    Covenant,
    CovenantPartner,
    DeskFile,
    DeskPart,
    DeskTerm,
    EmergencyAccess,
    GuardedPart,
    GuardedRecord,
    Kind,
    Level,
    MatrixChange,
    Participation,
    Partner,
    Regime,
    RoleAssignment,
    SearchToken,
    Sight,
    Team,
    TeamMembership,
    User,
    Vault,
    VaultAdmission,
)
from .permissions import PERMISSIONS
from .roles import ROLES, Role, permissions_of, role_label
from .supervision import covenants
from .supervision.covenants import leaning_on, may_share
from .supervision.matrix import change_matrix, matrix_of
from .supervision.pages import attention
from .supervision.teams import add_to_team, leave_team, make_team
from .supervision.vaults import admit, change_vault, dismiss, make_vault
from .supervision.wpg import register_words as register_log_words

__all__ = [
    "ANYBODY",
    "EMERGENCY",
    "PERMISSIONS",
    "PURPOSES",
    "ROLES",
    "AccountChange",
    "Actor",
    "AnyOf",
    "Asked",
    "Covenant",
    "CovenantPartner",
    "Decision",
    "DeskFile",
    "DeskPart",
    "DeskTerm",
    "EmergencyAccess",
    "FieldIn",
    "Guarded",
    "GuardedPart",
    "GuardedRecord",
    "InDesk",
    "Kind",
    "Level",
    "MatrixChange",
    "Newest",
    "PartSeen",
    "Participation",
    "Partner",
    "PartnerIn",
    "Reach",
    "Regime",
    "Request",
    "Role",
    "RoleAssignment",
    "RoleGrants",
    "SameMunicipality",
    "SearchToken",
    "SeenFile",
    "Sight",
    "Sights",
    "Team",
    "TeamMembership",
    "User",
    "Vault",
    "VaultAdmission",
    "account_attention",
    "actor_for",
    "actor_for_token",
    "add_to_team",
    "admit",
    "asked_once",
    "asker",
    "attention",
    "authorize",
    "change_matrix",
    "change_vault",
    "client_address",
    "confirm_account_change",
    "covenants",
    "desk_files",
    "dismiss",
    "door_word",
    "emergency",
    "forget_words",
    "give_role",
    "index_words",
    "join",
    "leaning_on",
    "leave",
    "leave_team",
    "make_account",
    "make_partner",
    "make_team",
    "make_token",
    "make_vault",
    "matching_words",
    "matrix_of",
    "may_share",
    "move",
    "municipality_of",
    "newest_in_desks",
    "note_listed",
    "note_read",
    "opened",
    "part_label",
    "participations_of",
    "parts_of",
    "permissions_of",
    "policies",
    "purpose_label",
    "purposes_open_to",
    "reach",
    "recognised_recently",
    "register",
    "register_desk_kind",
    "register_finder",
    "register_leaving",
    "register_log_words",
    "register_parts",
    "remembered",
    "require",
    "require_in",
    "reviewed_here",
    "revoke_token",
    "role_label",
    "row_security",
    "sees_many",
    "sights_of",
    "system_actor",
    "unauthorized",
    "visible_or_404",
    "visible_to",
    "waiting_account_changes",
    "why",
    "word_tokens",
]
