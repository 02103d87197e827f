# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "baken.act.measures"
    label = "measures"
    verbose_name = "Measures"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from baken.access.facade import register_desk_kind, register_parts
        from baken.kernel import keys
        from baken.kernel.terms import Whose
        from baken.privacy.facade import register_involved, register_kind

        from . import blocks, converters
        from .addresses import hooks as address_hooks
        from .documents import hooks as document_hooks
        from .figures import hooks as figure_hooks
        from .files import pages as file_pages
        from .keeping import destruction, indexing, involved
        from .parts import KIND, PARTS
        from .penalties import hooks as penalty_hooks
        from .policies import HANDLE, PURPOSES, VIEW, register_policies
        from .remedies import hooks as remedy_hooks

        converters.register()
        register_policies()
        register_parts(KIND, PARTS)
        register_desk_kind(
            KIND,
            _("termijn van een maatregel"),
            _("Maatregel %(reference)s"),
            purposes=PURPOSES,
            view=VIEW,
            handle=HANDLE,
            file_url="measures:measure",
            also=(Whose.OTHERS, Whose.NOBODYS),
        )
        register_kind(destruction.MEASURES)
        register_involved(KIND, involved.involved)
        keys.register_reindexer(indexing.index_anew)
        blocks.register_block(10, file_pages.terms_block)
        blocks.register_block(20, file_pages.policy_block)
        blocks.register_block(30, file_pages.parties_block)
        blocks.register_block(40, file_pages.view_block)
        blocks.register_block(50, file_pages.reasons_block)
        blocks.register_block(80, file_pages.earlier_block)
        document_hooks.register()
        penalty_hooks.register()
        remedy_hooks.register()
        address_hooks.register()
        figure_hooks.register()
