# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "baken.act.journeys"
    label = "journeys"
    verbose_name = "Journeys"

    def ready(self) -> None:
        from baken.act.cases.facade import register_onward, register_origin
        from baken.act.concerns.facade import register_block, victims_category
        from baken.act.inspections.facade import register_link, register_victims
        from baken.act.measures import facade as measures

        from .case_to_measure.measuring import onward
        from .finding_to_signal.passing_on import link_for
        from .links import origin_of
        from .onward import onward_block
        from .signal_to_measure.answering import after_assessing, after_dropping, request_block

        register_block(42, onward_block)
        register_origin(origin_of)
        register_onward(onward)
        register_link("signal", link_for)
        register_victims(victims_category)
        measures.register_block(5, request_block)
        measures.register_after("assessed", after_assessing)
        measures.register_after("dropped", after_dropping)
