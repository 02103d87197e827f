# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class BibobConfig(AppConfig):
    name = "baken.act.bibob"
    label = "bibob"
    verbose_name = "Bibob"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from baken.access.facade import register_desk_kind, register_parts
        from baken.decide.capacity.facade import register_counted
        from baken.decide.policy.facade import register_effort_block
        from baken.kernel.terms import Whose, register_term_source
        from baken.observe.facade import register_local_source
        from baken.privacy.facade import register_involved, register_kind

        from . import blocks, clocks, converters
        from .departments import term_lines
        from .figures import steering
        from .figures.counting import BibobSource
        from .file import blocks as file_blocks
        from .keeping.destruction import DRAWS, SCREENINGS, STANDINGS
        from .keeping.involved import involved
        from .parts import KIND, PARTS
        from .policies import HANDLE, PURPOSE, VIEW, register_policies
        from .questionnaire import views as questionnaire_views
        from .workload import views as workload_views
        from .workload import years

        converters.register()
        register_policies()
        register_parts(KIND, PARTS)
        register_term_source(term_lines.SLUG, term_lines.LABEL, term_lines.standing_lines, term_lines.scopes)
        register_desk_kind(
            clocks.KIND,
            _("termijn van een Bibob-dossier"),
            _("Bibob %(reference)s"),
            purposes=(PURPOSE,),
            view=VIEW,
            handle=HANDLE,
            file_url="bibob:screening",
            also=(Whose.OTHERS,),
        )
        for kind in (SCREENINGS, STANDINGS, DRAWS):
            register_kind(kind)
        register_involved(KIND, involved)
        blocks.register_list_block(10, file_blocks.handed_in)
        blocks.register_list_block(50, years.list_block)
        blocks.register_block(10, questionnaire_views.block)
        blocks.register_block(85, workload_views.block)
        for place, maker in file_blocks.BLOCKS:
            blocks.register_block(place, maker)
        register_local_source(BibobSource())
        register_effort_block(steering.effort_block)
        register_counted(steering.counted)
