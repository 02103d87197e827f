# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "baken.decide.council"
    label = "council"
    verbose_name = "Council"

    def ready(self) -> None:
        from .policies import register_policies

        register_policies()
