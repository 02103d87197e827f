# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of access."""

from . import covenants, desk_files, emergency, row_security, why
from .account_changes import confirm as confirm_account_change
from .actions import make_account, make_partner
from .actors import ANYBODY, Actor, actor_for, system_actor
from .change_queries import account_attention, waiting_account_changes
from .covenants import leaning_on, may_share
from .desk_files import SeenFile
from .desk_terms import register_desk_kind
from .emergency import register_finder
from .emergency_reads import reviewed_here
from .http import Request, asker, client_address, recognised_recently
from .identity import give_role, join, leave, move, register_leaving
from .matrix import change_matrix, matrix_of
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
from .need_to_know import EMERGENCY, Reach, Sights, participations_of, purposes_open_to, reach, sees_many, sights_of
from .parts import all_parts, part_label, parts_of, register_parts
from .permissions import PERMISSIONS
from .policy import (
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
from .purposes import PURPOSES, purpose_label
from .reading import door_word, note_listed, note_read
from .remembering import asked_once, remembered
from .roles import ROLES, Role, permissions_of, role_label
from .searching import Newest, matching_in_desks, newest_in_desks, word_tokens
from .searching import forget as forget_words
from .searching import index as index_words
from .searching import matching as matching_words
from .service_tokens import actor_for_token, make_token, revoke_token
from .sight import opened
from .supervision_pages import attention
from .teams import add_to_team, leave_team, make_team
from .vaults import admit, change_vault, dismiss, make_vault
from .wpg import register_words as register_log_words

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
    "all_parts",
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
    "matching_in_desks",
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
