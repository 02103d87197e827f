# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "baken.act.concerns"
    label = "concerns"
    verbose_name = "Concerns"

    def ready(self) -> None:
        from baken.access.facade import register_parts
        from baken.decide.capacity.facade import register_counted
        from baken.decide.meetings.facade import register_agenda_source
        from baken.decide.policy.facade import register_effort_block
        from baken.kernel import keys
        from baken.kernel.terms import register_term_source
        from baken.observe.facade import register_local_source
        from baken.privacy.facade import register_involved, register_kind
        from baken.ui.field import forms as field_forms

        from . import blocks, converters, term_lines
        from .field.form import FORM
        from .figures import steering
        from .figures.counting import ConcernsSource
        from .gatekeeper.indexing import index_anew
        from .keeping import destruction, involved
        from .parts import CONCERN_PARTS, KIND, PACKET, PACKET_PARTS, REPORTER, REPORTER_PARTS
        from .policies import register_policies
        from .sharing import packet_terms
        from .sharing import views as sharing_views
        from .source import views as source_views
        from .trafficking import pages as trafficking_pages
        from .trafficking import terms as trafficking_terms
        from .triage import blocks as triage_blocks
        from .weighing import agenda
        from .weighing import pages as weighing_pages

        converters.register()
        register_policies()
        field_forms.register(FORM)
        register_parts(KIND, CONCERN_PARTS)
        register_parts(PACKET, PACKET_PARTS)
        register_parts(REPORTER, REPORTER_PARTS)
        keys.register_reindexer(index_anew)
        blocks.register_head(10, weighing_pages.next_block)
        blocks.register_before(45, weighing_pages.reporter_block)
        blocks.register_block(5, trafficking_pages.victim_block)
        blocks.register_block(10, triage_blocks.check_block)
        blocks.register_block(20, triage_blocks.similar_block)
        blocks.register_block(30, weighing_pages.looks_block)
        blocks.register_block(40, weighing_pages.weighing_block)
        blocks.register_block(45, weighing_pages.reporter_block)
        blocks.register_block(47, trafficking_pages.barrier_block)
        blocks.register_block(50, sharing_views.block)
        blocks.register_block(60, source_views.block)
        blocks.register_block(70, triage_blocks.links_block)
        blocks.register_block(80, triage_blocks.notes_block)
        register_agenda_source(agenda.SOURCE)
        register_local_source(ConcernsSource())
        register_effort_block(steering.effort_block)
        register_counted(steering.counted)
        register_term_source(term_lines.SLUG, term_lines.LABEL, term_lines.concern_lines, term_lines.concern_scopes)
        register_term_source(
            packet_terms.SLUG, packet_terms.LABEL, packet_terms.packet_lines, packet_terms.packet_scopes
        )
        trafficking_terms.register()
        for kind in (destruction.CONCERNS, destruction.PACKETS, destruction.REPORTERS, destruction.TOPICS):
            register_kind(kind)
        register_involved(KIND, involved.involved)
        register_involved(PACKET, involved.involved_in_packets)
