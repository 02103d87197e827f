# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the audit log tells of Bibob files, of the way to a measure and of the case system, in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

BIBOB_FILES: tuple[Any, dict[str, Any]] = (
    _("Bibob-dossiers"),
    {
        "bibob.disclosed": _("iets verstrekt uit een Bibob-dossier"),
        "bibob.duty_done": _("mededeling gedaan die de Wet Bibob vraagt"),
        "bibob.papers_added": _("stukken bij een Bibob-dossier gevoegd"),
        "bibob.standing_told": _("afdeling laten weten hoe ver een Bibob-onderzoek is"),
        "bibob.view_noted": _("zienswijze in een Bibob-onderzoek vastgelegd"),
    },
)
WAYS: tuple[Any, dict[str, Any]] = (
    _("Van casus of bevinding verder"),
    {
        "case.offered": _("casus aangeboden voor een maatregel"),
        "measure.from_case": _("dossier van een maatregel geopend uit een casus"),
        "measure.from_concern": _("dossier van een maatregel geopend op verzoek vanuit een signaal"),
        "measure.answered": _("geantwoord op het verzoek om een maatregel"),
        "inspection.programme_funded": _("vastgelegd wie integrale controles betaalt"),
    },
)
CASE_SYSTEM: tuple[Any, dict[str, Any]] = (
    _("Zaaksysteem"),
    {
        "measure.to_case_system": _("besluit aangeboden aan het zaaksysteem"),
        "zgw.asked": _("werk voor het zaaksysteem klaargezet"),
        "zgw.asked_again": _("werk voor het zaaksysteem opnieuw klaargezet"),
        "zgw.compare_asked": _("vergelijken met het zaaksysteem gevraagd"),
        "zgw.contact": _("contact met het zaaksysteem gehad"),
        "zgw.done": _("werk voor het zaaksysteem gedaan"),
        "zgw.failed": _("werk voor het zaaksysteem mislukt"),
        "zgw.link": _("zaak verbonden met een dossier"),
        "zgw.taken_in": _("aanvraag overgenomen uit het zaaksysteem"),
        "zgw.tidied": _("oud werk voor het zaaksysteem opgeruimd"),
    },
)
