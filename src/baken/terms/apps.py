# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class TermsConfig(AppConfig):
    name = "baken.terms"
    label = "terms"
    verbose_name = "Terms"

    def ready(self) -> None:
        from baken.access.facade import register_leaving
        from baken.privacy.facade import register_kind

        from .deputies import end_deputies_of
        from .feeds import end_feeds_of
        from .mailing import end_mail_of
        from .policies import register_policies
        from .retention import MISSED

        register_policies()
        register_kind(MISSED)
        register_leaving("calendar_feeds", end_feeds_of)
        register_leaving("deputies", end_deputies_of)
        register_leaving("term_mail", end_mail_of)
