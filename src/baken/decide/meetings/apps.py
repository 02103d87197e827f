# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "baken.decide.meetings"
    label = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from .policies import register_policies

        register_policies()
