# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "baken.decide.meetings"
    label = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from baken.decide.policy.facade import register_effort_block

        from .agenda import register_own_sources
        from .policies import register_policies

        register_policies()
        register_own_sources()
        register_effort_block(_actions_block)


def _actions_block(actor: Any, effort: Any) -> Any:
    """Import on first use, as the block needs models and queries."""
    from .blocks import actions_block

    return actions_block(actor, effort)
