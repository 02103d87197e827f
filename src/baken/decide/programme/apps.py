# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "baken.decide.programme"
    label = "programme"
    verbose_name = "Programme"

    def ready(self) -> None:
        from .policies import register_policies

        register_policies()
