# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "baken.act.inspections"
    label = "inspections"
    verbose_name = "Inspections"

    def ready(self) -> None:
        from baken.access.facade import register_parts
        from baken.decide.capacity.facade import register_counted
        from baken.decide.policy.facade import register_effort_block
        from baken.observe.facade import register_local_source
        from baken.ui import field_forms

        from . import blocks
        from .field.form import FORM
        from .figures import steering
        from .figures.counting import InspectionsSource
        from .findings import pages as finding_pages
        from .parts import KIND, PARTS
        from .planning import blocks as planning_blocks
        from .policies import register_policies

        register_policies()
        register_parts(KIND, PARTS)
        field_forms.register(FORM)
        register_local_source(InspectionsSource())
        register_effort_block(steering.effort_block)
        register_counted(steering.counted)
        blocks.register_block(10, planning_blocks.goal_block)
        blocks.register_block(50, finding_pages.block)
