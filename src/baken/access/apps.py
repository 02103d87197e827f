# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "baken.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        from baken.kernel.actions import surround
        from baken.kernel.terms import by_permission, register_term_source

        from .accounts.policies import register_account_policies
        from .authorization.sight import surrounding
        from .login import second_factor, sessions
        from .policies import register_policies
        from .supervision import term_lines

        register_policies()
        register_account_policies()
        sessions.listen()
        second_factor.listen()
        surround(surrounding)
        covenants = by_permission(term_lines.VIEW_COVENANTS)
        register_term_source(term_lines.COVENANT, term_lines.COVENANT_LABEL, term_lines.covenant_lines, covenants)
        emergencies = by_permission(term_lines.VIEW_EMERGENCY)
        register_term_source(term_lines.EMERGENCY, term_lines.EMERGENCY_LABEL, term_lines.emergency_lines, emergencies)
