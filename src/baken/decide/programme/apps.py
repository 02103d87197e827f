# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "baken.decide.programme"
    label = "programme"
    verbose_name = "Programme"

    def ready(self) -> None:
        from baken.decide.policy.facade import on_document_imported, register_effort_block

        from .policies import register_policies

        register_policies()
        register_effort_block(_progress_block)
        on_document_imported(_keep_version)


def _progress_block(actor: Any, effort: Any) -> Any:
    """Import on first use: a command that shows no page needn't pay for it."""
    from .blocks import progress_block

    return progress_block(actor, effort)


def _keep_version(kind: str, document: Any, actor: Any, at: datetime) -> None:
    from .versions.actions import keep_imported

    keep_imported(kind, document, actor, at)
