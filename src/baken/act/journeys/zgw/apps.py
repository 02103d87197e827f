# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ZgwConfig(AppConfig):
    name = "baken.act.journeys.zgw"
    label = "zgw"
    verbose_name = "Case system"

    def ready(self) -> None:
        from baken.act.bibob.facade import on_told

        from .hearing import heard
        from .parts import register_policies

        register_policies()
        on_told(heard)
