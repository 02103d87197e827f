# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which reasons must be written for which document, and what each is about.

For closing premises under Opiumwet 13b the topics follow the overview ruling ABRvS ECLI:NL:RVS:2025:2922 (necessity and
balance), as far as public summaries tell it: the ruling itself wasn't read, so a lawyer checks this table before it is
relied on. The topics of other instruments follow their articles: an order says what is to be done (Awb 5:24 and 5:32a, to be
checked like the rest). A municipality may ask more by its templates.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..models import DocumentKind, Instrument, Measure, View
from ..rules import decision_kind

VERIFIED = False
"""The interface says: te controleren door een jurist."""


ANSWER = "view_answer"
"""Who gave a view reads in the decision what was done with it (Awb 3:46 and 3:48, to be checked)."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject that the reasons must deal with: `group` is the heading under which it stands."""

    slug: str
    group: str
    label: Any
    hint: Any


GROUPS: dict[str, Any] = {
    "facts": _("Wat er is gebeurd"),
    "view": _("Wat de betrokkene aanvoert"),
    "necessity": _("Waarom de maatregel nodig is"),
    "balance": _("Of de maatregel evenwichtig is"),
    "means": _("Waarom een lichter middel niet genoeg is"),
    "urgency": _("Waarom het niet kan wachten"),
}
TOPICS: dict[str, Topic] = {
    topic.slug: topic
    for topic in (
        Topic(
            "order",
            "facts",
            _("Wat er moet gebeuren"),
            _("Wat iemand moet doen of laten, waar en wanneer: zo precies dat hij het zelf kan nagaan."),
        ),
        Topic("breach", "facts", _("De overtreding"), _("Welke regel is overtreden, en waaruit blijkt dat.")),
        Topic(
            ANSWER,
            "view",
            _("Antwoord op de zienswijze"),
            _("Wat het bestuur van elk punt vindt, en wat dat betekent voor het besluit."),
        ),
        Topic(
            "pattern",
            "facts",
            _("Herhaling"),
            _("Welke eerdere verstoringen er waren, wanneer, en hoe deze daarbij past."),
        ),
        Topic(
            "disturbance",
            "facts",
            _("De verstoring"),
            _("Hoe de openbare orde rond het pand werd verstoord of ernstig bedreigd."),
        ),
        Topic(
            "seriousness", "necessity", _("Ernst en omvang"), _("Hoe ernstig het is, ook voor de omgeving en de wijk.")
        ),
        Topic(
            "found",
            "necessity",
            _("Wat er is aangetroffen"),
            _("Welke middelen of voorwerpen, hoeveel, en wat daaruit volgt."),
        ),
        Topic(
            "trade",
            "necessity",
            _("Handel in of vanuit het pand"),
            _("Of er een loop naar het pand was of handel in of vanuit het pand, en waaruit dat blijkt."),
        ),
        Topic(
            "lapse",
            "necessity",
            _("Verloop van tijd"),
            _("Hoeveel tijd er sinds de vondst voorbij is, en of sluiten dan nog een doel dient."),
        ),
        Topic("fear", "necessity", _("Vrees voor herhaling"), _("Waarom te vrezen is dat het opnieuw gebeurt.")),
        Topic("interest", "necessity", _("Belang bij handhaven"), _("Welk algemeen belang ermee is gediend.")),
        Topic(
            "culpability",
            "balance",
            _("Verwijtbaarheid"),
            _("Wat de betrokkene ervan wist of had kunnen weten, en wat hij ertegen deed."),
        ),
        Topic(
            "ties",
            "balance",
            _("Binding met het pand"),
            _("Of er een bijzondere binding is met dit pand, zoals een aanpassing."),
        ),
        Topic(
            "medical",
            "balance",
            _("Gezondheid"),
            _("Of er medische redenen zijn om hier te blijven. Noem geen diagnose als dat niet nodig is."),
        ),
        Topic("minors", "balance", _("Minderjarige kinderen"), _("Of er kinderen wonen, en waar zij terechtkunnen.")),
        Topic(
            "return",
            "balance",
            _("Terugkeer"),
            _("Of de bewoners na de sluiting terug kunnen, of dat zij de woning kwijtraken."),
        ),
        Topic(
            "consequences",
            "balance",
            _("Andere gevolgen"),
            _("Wat de maatregel verder betekent: inkomen, vervangende ruimte, personeel."),
        ),
        Topic(
            "personal",
            "balance",
            _("Persoonlijke omstandigheden"),
            _("Wat het bevel betekent voor werk, school, familie en zorg."),
        ),
        Topic(
            "amount",
            "balance",
            _("Hoogte van de dwangsom"),
            _("Waarom bedrag en maximum passen bij het belang en de werking (Awb 5:32b)."),
        ),
        Topic("grace", "balance", _("Begunstigingstermijn"), _("Waarom deze tijd genoeg is om zelf te herstellen.")),
        Topic(
            "lighter",
            "means",
            _("Lichtere middelen"),
            _("Welke andere middelen zijn bekeken, zoals een waarschuwing, en waarom die niet volstaan."),
        ),
        Topic(
            "tried",
            "means",
            _("Andere aanpak geprobeerd"),
            _("Wat er eerder is gedaan om de hinder te stoppen, en waarom dat niet hielp."),
        ),
        Topic(
            "prosecutor",
            "means",
            _("Bevel van de officier van justitie"),
            _("Of de officier al een bevel gaf voor hetzelfde gebied (Sv 509hh): dan kan dit bevel niet."),
        ),
        Topic("next", "means", _("Wat hierna volgt"), _("Wat er gebeurt als het opnieuw gebeurt.")),
        Topic("still_needed", "necessity", _("Nog steeds nodig"), _("Waarom het bevel langer nodig is.")),
        Topic("no_longer", "necessity", _("Niet langer nodig"), _("Waarom de maatregel eerder kan eindigen.")),
        Topic(
            "circumstances",
            "balance",
            _("Bijzondere omstandigheden"),
            _("Of er omstandigheden zijn om niet of niet alles te innen, en waarom wel of niet."),
        ),
        Topic(
            "costs",
            "facts",
            _("Opbouw van de kosten"),
            _("Welke kosten zijn gemaakt, en waarom die redelijk zijn (Awb 5:25)."),
        ),
        Topic("urgency", "urgency", _("Spoed"), _("Waarom er geen tijd is voor een zienswijze (Awb 4:11).")),
    )
}
OPIUM = (
    "seriousness", "found", "trade", "lapse", "culpability", "ties", "medical", "minors", "return", "consequences",
    "lighter",
)  # fmt: skip
"""Necessity, balance, lighter means: each is dealt with, also where the answer is that it plays no part."""
NEEDED: dict[tuple[str, str], tuple[str, ...]] = {
    (Instrument.OPIUM_CLOSING, DocumentKind.INTENTION): ("found", "seriousness"),
    (Instrument.OPIUM_CLOSING, DocumentKind.DECISION): OPIUM,
    (Instrument.DISTURBANCE_CLOSING, DocumentKind.INTENTION): ("disturbance",),
    (Instrument.DISTURBANCE_CLOSING, DocumentKind.DECISION): (
        "disturbance", "seriousness", "lapse", "culpability", "ties", "medical", "minors", "return", "consequences",
        "lighter",
    ),
    (Instrument.AREA_BAN, DocumentKind.INTENTION): ("pattern",),
    (Instrument.AREA_BAN, DocumentKind.DECISION): ("order", "pattern", "fear", "personal", "prosecutor", "lighter"),
    (Instrument.AREA_BAN, DocumentKind.EXTENSION): ("still_needed", "personal"),
    (Instrument.PARENTAL_ORDER, DocumentKind.INTENTION): ("pattern",),
    (Instrument.PARENTAL_ORDER, DocumentKind.DECISION): ("order", "pattern", "fear", "minors", "lighter"),
    (Instrument.LIGHT_ORDER, DocumentKind.DECISION): ("order", "breach", "personal", "lighter"),
    (Instrument.RESIDENCE_ORDER, DocumentKind.INTENTION): ("breach",),
    (Instrument.RESIDENCE_ORDER, DocumentKind.DECISION): (
        "order", "breach", "seriousness", "tried", "personal", "lighter",
    ),
    (Instrument.COERCION, DocumentKind.INTENTION): ("breach",),
    (Instrument.COERCION, DocumentKind.DECISION): ("order", "breach", "interest", "consequences", "grace"),
    (Instrument.COERCION, DocumentKind.COSTS): ("costs", "circumstances"),
    (Instrument.PENALTY, DocumentKind.INTENTION): ("breach",),
    (Instrument.PENALTY, DocumentKind.DECISION): ("order", "breach", "interest", "consequences", "amount", "grace"),
    (Instrument.PENALTY, DocumentKind.COLLECTION): ("circumstances",),
    (Instrument.WARNING, DocumentKind.INTENTION): ("breach",),
    (Instrument.WARNING, DocumentKind.DECISION): ("breach", "next"),
    (Instrument.WARNING, DocumentKind.WARNING): ("breach", "next"),
}  # fmt: skip


def needed(measure: Measure, kind: str) -> tuple[Topic, ...]:
    """Return the topics that must be written for a kind of document, in the order in which they are printed."""
    slugs = NEEDED.get((measure.instrument, kind), ())
    if kind == DocumentKind.WITHDRAWAL:
        slugs = ("no_longer",)
    if measure.view in (View.WRITTEN, View.SPOKEN) and kind == decision_kind(measure.instrument):
        slugs = (ANSWER, *slugs)
    if measure.urgent and kind == DocumentKind.DECISION:
        slugs = (*slugs, "urgency")
    return tuple(TOPICS[slug] for slug in slugs)
