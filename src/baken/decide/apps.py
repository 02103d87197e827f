# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class DecideConfig(AppConfig):
    name = "baken.decide"
    label = "decide"
    verbose_name = "Decide"

    def ready(self) -> None:
        from baken.observe.facade import register_area_block

        from .blocks import efforts_block
        from .policies import register_policies

        register_policies()
        register_area_block(efforts_block)
