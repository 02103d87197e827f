# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "baken.registry"
    label = "registry"
    verbose_name = "Registry"

    def ready(self) -> None:
        from .policies import register_policies

        register_policies()
