# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .guarded import GuardedRecord, Participation, Vault
from .partner import Partner
from .role_assignment import RoleAssignment
from .user import User

__all__ = ["GuardedRecord", "Participation", "Partner", "RoleAssignment", "User", "Vault"]
