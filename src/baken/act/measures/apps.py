# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "baken.act.measures"
    label = "measures"
    verbose_name = "Measures"

    def ready(self) -> None:
        from baken.access.facade import register_parts

        from . import converters
        from .documents import hooks as document_hooks
        from .parts import KIND, PARTS
        from .policies import register_policies

        converters.register()
        register_policies()
        register_parts(KIND, PARTS)
        document_hooks.register()
