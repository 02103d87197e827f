# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "baken.decide.capacity"
    label = "capacity"
    verbose_name = "Capacity"

    def ready(self) -> None:
        from .policies import register_policies

        register_policies()
