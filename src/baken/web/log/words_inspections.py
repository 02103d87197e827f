# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the audit log tells of joint inspections and their programme, in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

INSPECTIONS: tuple[Any, dict[str, Any]] = (
    _("Integrale controles"),
    {
        "inspection.opened": _("integrale controle geopend"),
        "inspection.plan_changed": _("plan van een controle gewijzigd"),
        "inspection.party_added": _("partij aan een controle toegevoegd"),
        "inspection.party_removed": _("partij uit een controle gehaald"),
        "inspection.target_added": _("adres aan een controle toegevoegd"),
        "inspection.target_changed": _("adres van een controle gewijzigd"),
        "inspection.target_removed": _("adres uit een controle gehaald"),
        "inspection.home_authorised": _("machtiging om een woning te betreden vastgelegd"),
        "inspection.home_entered": _("betreden van een woning vastgelegd"),
        "inspection.home_reported": _("verslag van binnentreden bewaard"),
        "inspection.planned": _("plan van een controle vastgesteld"),
        "inspection.replanned": _("plan van een controle weer geopend"),
        "inspection.briefed": _("briefing van een controle vastgelegd"),
        "inspection.started": _("controle begonnen"),
        "inspection.cancelled": _("controle ging niet door"),
        "inspection.findings_received": _("bevindingen van een controle ontvangen"),
        "inspection.findings_sent_again": _("bevindingen nog eens verstuurd, niets dubbel bewaard"),
        "inspection.finding_passed_on": _("bevinding als signaal doorgegeven"),
        "inspection.target_from_concern": _("adres in het plan gezet op gronden uit een signaal"),
        "inspection.reported": _("controle afgelopen, rapporten gemaakt"),
        "inspection.report_made": _("rapport van een controle gemaakt"),
        "inspection.follow_up_set_out": _("opvolging na een controle uitgezet"),
        "inspection.follow_up_moved": _("dag van een opvolging na een controle verzet"),
        "inspection.follow_up_settled": _("opvolging na een controle afgerond"),
        "inspection.followed_up": _("opvolging van een controle loopt"),
        "inspection.debriefed": _("controle geëvalueerd"),
        "inspection.closed": _("controle afgerond"),
        "inspection.reopened": _("controle weer geopend"),
        "inspection.partners_see_again": _("partners zien een controle weer"),
        "inspection.retention": _("bewaartermijn van een controle begonnen of gestopt"),
        "inspection.checklist_added": _("controlelijst gemaakt"),
        "inspection.checklist_changed": _("controlelijst gewijzigd"),
        "inspection.checklist_ended": _("controlelijst beëindigd"),
        "inspection.checklists_loaded": _("controlelijsten ingelezen"),
        "inspection.programme_made": _("jaarprogramma van controles gemaakt"),
        "inspection.programme_changed": _("jaarprogramma van controles gewijzigd"),
        "inspection.line_added": _("regel aan het jaarprogramma toegevoegd"),
        "inspection.line_removed": _("regel uit het jaarprogramma gehaald"),
        "inspection.programme_proposed": _("jaarprogramma van controles voorgelegd aan de burgemeester"),
        "inspection.programme_taken_back": _("jaarprogramma van controles teruggehaald"),
        "inspection.programme_given_back": _("jaarprogramma van controles teruggegeven door de burgemeester"),
        "inspection.programme_adopted": _("jaarprogramma van controles vastgesteld"),
        "inspection.programme_evaluated": _("jaarprogramma van controles geëvalueerd"),
        "inspection.scan_added": _("quickscan van een branche vastgelegd"),
        "inspection.reception_added": _("ontvangst door bedrijven vastgelegd"),
    },
)
