# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "baken.privacy"
    label = "privacy"
    verbose_name = "Privacy"

    def ready(self) -> None:
        from baken.kernel.terms import by_permission, register_term_source

        from .policies import VIEW_REQUESTS, register_policies
        from .requests.term_lines import LABEL, SLUG, request_lines
        from .retention.rows import register_row_kinds

        register_policies()
        register_term_source(SLUG, LABEL, request_lines, by_permission(VIEW_REQUESTS))
        register_row_kinds()
