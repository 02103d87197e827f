# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "baken.web"
    label = "web"
    verbose_name = "Web"

    def ready(self) -> None:
        from baken.access.facade import register_log_words

        from .log.words import action_words, object_words

        register_log_words(action_words, object_words)
