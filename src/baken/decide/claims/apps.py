# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "baken.decide.claims"
    label = "claims"
    verbose_name = "Claims"

    def ready(self) -> None:
        from .policies import register_policies

        register_policies()
