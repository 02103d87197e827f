# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "baken.decide.council"
    label = "council"
    verbose_name = "Council"

    def ready(self) -> None:
        from baken.decide.meetings.facade import register_agenda_source
        from baken.decide.policy.facade import register_effort_block
        from baken.kernel.terms import by_permission, register_term_source

        from .agenda import COUNCIL
        from .policies import VIEW, register_policies
        from .term_lines import LABEL, SLUG, question_lines

        register_policies()
        register_term_source(SLUG, LABEL, question_lines, by_permission(VIEW))
        register_agenda_source(COUNCIL)
        register_effort_block(_council_block)


def _council_block(actor: Any, effort: Any) -> Any:
    """Import on first use, as the block needs models and queries."""
    from .blocks import council_block

    return council_block(actor, effort)
