# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "baken.account"
    label = "accounting"
    verbose_name = "Account"

    def ready(self) -> None:
        from .policies import register_policies

        register_policies()
