# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime
from typing import Any

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "baken.decide.claims"
    label = "claims"
    verbose_name = "Claims"

    def ready(self) -> None:
        from baken.decide.policy.facade import on_document_imported, register_claim_notes
        from baken.observe.facade import on_figures_changed

        from .policies import register_policies

        register_policies()
        on_figures_changed(_figures_changed)
        on_document_imported(_document_imported)
        register_claim_notes(_notes)


# Imported on first use: a command that tests no claims needn't pay for the arithmetic.
def _figures_changed(at: datetime) -> None:
    from .actions import try_everywhere

    try_everywhere(at)


def _document_imported(kind: str, document: Any, actor: Any, at: datetime) -> None:
    from .actions import try_claims

    # a plan says where efforts ran, so its framework's claims are tried again too
    try_claims(actor=actor, at=at, framework=document if kind == "framework" else document.framework)


def _notes(actor: Any, framework: Any) -> Any:
    from .pages import notes

    return notes(actor, framework)
