# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the audit log tells of applications that departments hand in for Bibob, and of its policy, in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

DEPARTMENTS: tuple[Any, dict[str, Any]] = (
    _("Bibob-aanvragen en -beleid"),
    {
        "standing.asked": _("aanvraag aangemeld voor Bibob-onderzoek"),
        "standing.decided": _("besluit van de afdeling na Bibob-onderzoek vastgelegd"),
        "trigger.drafted": _("regel van het Bibob-beleid opgesteld"),
        "trigger.changed": _("concept van een regel van het Bibob-beleid gewijzigd"),
        "trigger.dropped": _("concept van een regel van het Bibob-beleid weggegooid"),
        "trigger.adopted": _("regel van het Bibob-beleid vastgesteld"),
        "trigger.ended": _("regel van het Bibob-beleid beëindigd"),
        "trigger.none_loaded": _("Bibob-beleid ingelezen, niets nieuws"),
        "trigger.sample_drawn": _("steekproef voor Bibob-onderzoek getrokken"),
        "trigger.sample_kept": _("steekproef voor Bibob-onderzoek was al getrokken"),
        "questionnaire.sent": _("Bibob-vragenlijst verstuurd"),
        "questionnaire.saved": _("Bibob-vragenlijst half ingevuld bewaard door betrokkene"),
        "questionnaire.paper_added": _("stuk bij een Bibob-vragenlijst gevoegd door betrokkene"),
        "questionnaire.paper_removed": _("stuk bij een Bibob-vragenlijst weggehaald door betrokkene"),
        "questionnaire.returned": _("Bibob-vragenlijst ingestuurd door betrokkene"),
        "questionnaire.judged": _("Bibob-vragenlijst beoordeeld op volledigheid"),
        "questionnaire.revoked": _("link naar een Bibob-vragenlijst ingetrokken"),
        "bibob.hours_added": _("uren geschreven op een Bibob-onderzoek"),
    },
)
