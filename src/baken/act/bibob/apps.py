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
        from baken.kernel.terms import register_term_source
        from baken.privacy.facade import register_involved, register_kind

        from . import blocks, clocks, converters
        from .departments import term_lines
        from .file import blocks as file_blocks
        from .keeping.destruction import SCREENINGS
        from .keeping.involved import involved
        from .parts import KIND, PARTS
        from .policies import HANDLE, PURPOSE, VIEW, register_policies
        from .questionnaire import views as questionnaire_views

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
        )
        register_kind(SCREENINGS)
        register_involved(KIND, involved)
        blocks.register_list_block(10, file_blocks.handed_in)
        blocks.register_block(10, questionnaire_views.block)
        for place, maker in file_blocks.BLOCKS:
            blocks.register_block(place, maker)
