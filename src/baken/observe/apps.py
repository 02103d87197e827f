# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime

from django.apps import AppConfig


class ObserveConfig(AppConfig):
    name = "baken.observe"
    label = "observe"
    verbose_name = "Observe"

    def ready(self) -> None:
        from .changed import on_figures_changed
        from .policies import register_policies
        from .sources import register_sources

        register_policies()
        register_sources()
        on_figures_changed(_figures_changed)


# Imported on first use: whoever loads no figures needn't pay for the arithmetic.
def _figures_changed(at: datetime) -> None:
    from .alerts.actions import look_everywhere

    look_everywhere(at)
