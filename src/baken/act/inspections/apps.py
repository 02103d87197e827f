# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "baken.act.inspections"
    label = "inspections"
    verbose_name = "Inspections"

    def ready(self) -> None:
        from baken.access.facade import register_desk_kind, register_parts
        from baken.decide.capacity.facade import register_counted
        from baken.decide.policy.facade import register_effort_block
        from baken.kernel.terms import Whose, register_term_source
        from baken.observe.facade import register_local_source
        from baken.privacy.facade import register_involved, register_kind
        from baken.ui.field import forms as field_forms

        from . import blocks
        from .field.form import FORM
        from .figures import steering
        from .figures.counting import InspectionsSource
        from .findings import pages as finding_pages
        from .keeping import destruction, involved
        from .outcome import blocks as outcome_blocks
        from .outcome import lines
        from .outcome.views import add_steps
        from .parts import KIND, PARTS
        from .planning import blocks as planning_blocks
        from .policies import PLAN, PURPOSE, VIEW, register_policies
        from .terms import LABEL, TITLE

        register_policies()
        register_parts(KIND, PARTS)
        field_forms.register(FORM)
        register_local_source(InspectionsSource())
        register_effort_block(steering.effort_block)
        register_counted(steering.counted)
        register_desk_kind(
            KIND, LABEL, TITLE, purposes=(PURPOSE,), view=VIEW, handle=PLAN, file_url="inspections:inspection",
            also=(Whose.OTHERS,),
        )  # fmt: skip
        register_term_source(lines.SLUG, lines.LABEL, lines.lines, lines.scopes)
        register_kind(destruction.INSPECTIONS)
        register_involved(KIND, involved.involved)
        add_steps()
        blocks.register_block(10, planning_blocks.goal_block)
        blocks.register_block(20, planning_blocks.parties_block)
        blocks.register_block(30, planning_blocks.targets_block)
        blocks.register_block(40, planning_blocks.homes_block)
        blocks.register_block(50, finding_pages.block)
        blocks.register_block(60, outcome_blocks.follow_up_block)
        blocks.register_block(70, outcome_blocks.reports_block)
        blocks.register_block(80, outcome_blocks.debrief_block)
