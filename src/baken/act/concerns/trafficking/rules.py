# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""To whom may be handed over, on which ground, in which fixed words, and what needs the victim's consent. Pure.

The victim comes first: care and CoMensha stand before those who investigate. Articles were filled in from general knowledge and
are to be checked by a lawyer; the pages say so.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.errors import Reason
from baken.kernel.text.personal_data import Kind, find

from ..reporting.no_register import tells_of_somebody

CARE, COMENSHA, POLICE, LABOUR = "care", "comensha", "police", "labour"
RECIPIENTS: dict[str, Any] = {
    CARE: gettext_lazy("zorgcoördinatie"),
    COMENSHA: gettext_lazy("CoMensha"),
    POLICE: gettext_lazy("politie (AVIM)"),
    LABOUR: gettext_lazy("Nederlandse Arbeidsinspectie"),
}
"""Care first."""
FOR_THE_VICTIM = frozenset({CARE, COMENSHA})
CONSENTED = "consent"
BASES: dict[str, Any] = {
    CONSENTED: gettext_lazy("toestemming van het slachtoffer (AVG artikel 6, lid 1, onder a)"),
    "vital": gettext_lazy("levensgevaar of groot gevaar (AVG artikel 6, lid 1, onder d)"),
    "task": gettext_lazy("taak van algemeen belang (AVG artikel 6, lid 1, onder e)"),
    "offence": gettext_lazy("aangifte van een misdrijf (Wetboek van Strafvordering, artikel 161 en 162)"),
}
BASES_OF: dict[str, frozenset[str]] = {
    CARE: frozenset({CONSENTED, "vital", "task"}),
    COMENSHA: frozenset({CONSENTED, "task"}),
    POLICE: frozenset({CONSENTED, "vital", "task", "offence"}),
    LABOUR: frozenset({CONSENTED, "task", "offence"}),
}
TOLD: dict[str, Any] = {
    "suspicion": gettext_lazy("dat er een vermoeden is, en van welke vorm van uitbuiting"),
    "place": gettext_lazy("om welke plaats of welk bedrijf het gaat"),
    "seen": gettext_lazy("wat is gezien of gehoord"),
    "help": gettext_lazy("welke hulp het slachtoffer nodig heeft"),
    "reach": gettext_lazy("hoe zij veilig in contact komen met het slachtoffer"),
}
OF_THE_VICTIM = frozenset({"help", "reach"})
GIVEN = "given"
CONSENT: dict[str, Any] = {
    GIVEN: gettext_lazy("gevraagd: het slachtoffer wil dit"),
    "refused": gettext_lazy("gevraagd: het slachtoffer wil dit niet"),
    "not_safe": gettext_lazy("niet gevraagd: dat kon niet veilig"),
    "no_contact": gettext_lazy("niet gevraagd: er is geen contact"),
}
ANSWERS: dict[str, Any] = {
    "taken": gettext_lazy("zij pakken het op"),
    "more": gettext_lazy("zij vragen om meer"),
    "not_taken": gettext_lazy("zij pakken het niet op"),
    "none": gettext_lazy("geen antwoord gekregen"),
}
OWNERS: dict[str, Any] = {
    "officer": gettext_lazy("aandachtsfunctionaris mensenhandel"),
    "supervision": gettext_lazy("toezicht en handhaving"),
    "permits": gettext_lazy("vergunningen"),
    "bibob": gettext_lazy("Bibob-coördinator"),
    "legal": gettext_lazy("juridisch adviseur"),
    "housing": gettext_lazy("wonen"),
    "building": gettext_lazy("bouw- en woningtoezicht"),
    "residents": gettext_lazy("burgerzaken"),
    "income": gettext_lazy("werk en inkomen"),
    "labour_inspectorate": gettext_lazy("Nederlandse Arbeidsinspectie"),
    "marechaussee": gettext_lazy("Koninklijke Marechaussee"),
    "police": gettext_lazy("politie"),
    "riec": gettext_lazy("RIEC"),
}
OUTCOMES: dict[str, Any] = {
    "up": gettext_lazy("de barrière staat"),
    "partly": gettext_lazy("de barrière staat voor een deel"),
    "not_possible": gettext_lazy("kon niet"),
    "not_needed": gettext_lazy("bleek niet nodig"),
}
NAMING = frozenset({Kind.NAME, Kind.BSN})
NUMBER = re.compile(r"[A-Za-z0-9 ./:_-]*")
LONGEST = timedelta(days=366)
ANSWER_DAYS = 14
"""So long an answer is waited for where nobody says otherwise: our own custom, no law."""
MAX_REFERENCE, MAX_AGREED = 60, 500


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A hand-over as it is noted."""

    recipient: str
    on: date
    basis: str
    told: tuple[str, ...]
    consent: str
    answer_due: date
    their_reference: str = ""


def against_hand_over(given: HandedOver, received: date, today: date) -> list[Reason]:
    """Return every reason why this can't be noted."""
    return [
        *_against_words(given),
        *_against_consent(given),
        *against_days(given.on, given.answer_due, received, today),
        *against_reference(given.their_reference),
    ]


def _against_words(given: HandedOver) -> Iterable[Reason]:
    if given.recipient not in RECIPIENTS:
        yield Reason("recipient", _("Kies aan wie u overdroeg."))
    if given.basis not in BASES_OF.get(given.recipient, ()):
        yield Reason("basis", _("Deze grondslag past niet bij wie het kreeg. Kies een andere."))
    if not given.told or not set(given.told) <= set(TOLD):
        yield Reason("told", _("Kies wat u hebt verteld."))


def _against_consent(given: HandedOver) -> Iterable[Reason]:
    if given.consent not in ("", *CONSENT):
        yield Reason("consent", _("Kies of u het slachtoffer toestemming vroeg."))
    elif given.recipient in FOR_THE_VICTIM and not given.consent:
        yield Reason("consent", _("Noteer of u het slachtoffer toestemming vroeg, en wat het antwoord was."))
    if given.basis == CONSENTED and given.consent != GIVEN:
        yield Reason("no_consent", _("Zonder toestemming van het slachtoffer kan dat niet de grondslag zijn."))
    if given.recipient == COMENSHA and given.consent != GIVEN and _of_the_victim(given.told):
        text = _("Zonder toestemming gaat naar CoMensha niets over het slachtoffer. Meld dan alleen het vermoeden.")
        yield Reason("anonymous", text)
    if given.recipient == CARE and given.consent != GIVEN and given.basis != "vital" and _of_the_victim(given.told):
        text = _("Zonder toestemming of groot gevaar gaat naar de zorg niets over het slachtoffer.")
        yield Reason("anonymous", text)


def _of_the_victim(told: Collection[str]) -> bool:
    return bool(OF_THE_VICTIM & set(told))


def against_days(on: date, due: date, received: date, today: date) -> Iterable[Reason]:
    """Yield why a day on which something was done, and one by which something must be, don't fit."""
    if on > today:
        yield Reason("future", _("Deze dag moet nog komen."))
    if on < received:
        yield Reason("before", _("Deze dag ligt voor de dag waarop het signaal binnenkwam."))
    if due < on:
        yield Reason("due", _("De laatste dag ligt voor de eerste."))
    elif due - on > LONGEST:
        yield Reason("far", _("De laatste dag ligt te ver weg: kies een dag binnen een jaar."))


def against_reference(text: str) -> Iterable[Reason]:
    """Yield why this is no number of somebody else's file: letters and digits, and nothing that reads as a name."""
    if (
        len(text.strip()) > MAX_REFERENCE
        or not NUMBER.fullmatch(text.strip())
        or any(it.kind in NAMING for it in find(text))
    ):
        yield Reason("reference", _("Vul bij het kenmerk alleen een nummer in."))


def against_text(text: str, most: int) -> Iterable[Reason]:
    """Yield why a text may not be kept: nothing in it may lead to a person."""
    if len(text.strip()) > most:
        yield Reason("long", _("Te lang: gebruik hoogstens %(max)d tekens.") % {"max": most})
    if text.strip() and tells_of_somebody(text):
        yield Reason(
            "somebody", _("Noem geen namen, telefoonnummers of advertenties. Baken bewaart hier niets van een persoon.")
        )
