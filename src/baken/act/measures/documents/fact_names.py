# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts of a file that a template may name, and what each is."""

from typing import Any

from django.utils.translation import gettext_lazy as _

FACTS: dict[str, Any] = {
    "town": _("naam van de gemeente"),
    "body": _("bestuursorgaan: de burgemeester of het college"),
    "today": _("dag van de brief"),
    "reference": _("nummer van het dossier"),
    "instrument": _("soort maatregel"),
    "article": _("artikel waarop de maatregel rust"),
    "address": _("adres waarover het gaat"),
    "premises": _("woning of lokaal"),
    "addressees": _("namen van wie de brief krijgt"),
    "parties": _("alle betrokkenen met hun rol"),
    "report": _("nummer van de rapportage"),
    "report_on": _("dag van de rapportage"),
    "facts": _("wat de rapportage vertelt"),
    "finding": _("wat is gevonden, in woorden van het beleid"),
    "offence": _("de hoeveelste overtreding"),
    "policy": _("beleidsregel met versie"),
    "policy_step": _("wat het beleid voorschrijft"),
    "deviation": _("waarom van het beleid wordt afgeweken"),
    "months": _("duur in maanden, als getal"),
    "duration": _("duur in woorden: maanden, of losse dagen"),
    "urgency": _("waarom het spoed heeft"),
    "intended_on": _("dag van het voornemen"),
    "view_until": _("laatste dag voor een zienswijze"),
    "view": _("of en hoe een zienswijze is gegeven"),
    "view_text": _("wat in de zienswijze staat"),
    "terms": _("hoe en tot wanneer bezwaar kan"),
    "from": _("eerste dag van de maatregel"),
    "until": _("eerste dag waarop de maatregel niet meer geldt"),
    "grace_until": _("laatste dag van de begunstigingstermijn"),
    "grace": _("tot wanneer iemand het zelf kan doen, in een zin"),
    "amount": _("dwangsom per overtreding"),
    "per": _("waarvoor telkens een dwangsom wordt verbeurd"),
    "maximum": _("hoogste totaal aan dwangsommen"),
    "costs": _("kosten van bestuursdwang"),
    "ended_because": _("waarom de maatregel eindigt"),
    "breached_on": _("dag van de overtreding van de last"),
    "breach": _("wat bij die overtreding is vastgesteld"),
    "forfeited": _("verbeurd bedrag"),
    "forfeited_total": _("totaal verbeurd tot en met deze keer"),
    "pay_until": _("laatste dag om te betalen"),
}
ALWAYS = frozenset({"town", "body", "today", "reference", "instrument", "article"})
"""Facts that each document has."""
