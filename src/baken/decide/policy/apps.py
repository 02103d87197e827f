# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "baken.decide.policy"
    label = "decide"  # its tables were there before decide had several apps: the name in the database stays
    verbose_name = "Policy"

    def ready(self) -> None:
        from baken.observe.facade import register_area_block

        from .policies import register_policies

        register_policies()
        register_area_block(_efforts_block)


def _efforts_block(actor: Any, area: str) -> Any:
    """Import on first use: a command that shows no page needn't pay for reading policy files."""
    from .blocks import efforts_block

    return efforts_block(actor, area)
