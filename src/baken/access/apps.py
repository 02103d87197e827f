# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "baken.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        from baken.kernel.actions import surround

        from . import second_factor, sessions
        from .account_policies import register_account_policies
        from .policies import register_policies
        from .sight import surrounding

        register_policies()
        register_account_policies()
        sessions.listen()
        second_factor.listen()
        surround(surrounding)
