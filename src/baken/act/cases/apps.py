# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "baken.act.cases"
    label = "cases"
    verbose_name = "Cases"

    def ready(self) -> None:
        from baken.access.facade import emergency, register_finder, register_parts
        from baken.kernel import keys
        from baken.kernel.terms import register_term_source
        from baken.observe.facade import register_local_source
        from baken.privacy.facade import register_involved, register_kind

        from .counting import CasesSource
        from .destruction import RETENTION
        from .finding import find_for_emergency, index_anew
        from .involved import involved
        from .parts import KIND, PARTS
        from .policies import register_policies
        from .term_lines import LABEL, SLUG, case_lines, case_scopes

        register_policies()
        register_term_source(SLUG, LABEL, case_lines, case_scopes)
        register_parts(KIND, PARTS)
        register_finder(find_for_emergency)
        emergency.register_page(KIND, "cases:case")
        keys.register_reindexer(index_anew)
        register_kind(RETENTION)
        register_involved(KIND, involved)
        register_local_source(CasesSource())
