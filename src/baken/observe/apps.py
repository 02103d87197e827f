# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ObserveConfig(AppConfig):
    name = "baken.observe"
    label = "observe"
    verbose_name = "Observe"

    def ready(self) -> None:
        from .policies import register_policies
        from .sources import register_sources

        register_policies()
        register_sources()
