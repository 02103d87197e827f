# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms of Dutch law that the municipality's files run on, as data.

``verified`` tells whether the length was read in the source that is named; the others come from general knowledge and
are to be checked before anyone relies on them. ``valid_from`` is left open: the dates on which these texts came into
force were not looked up. A new text of a law is a new rule with the same slug and a first day.
"""

from datetime import date

from baken.cores.terms.errors import TermError
from baken.cores.terms.rule import Rule
from baken.cores.terms.units import Span, Unit

AWB = "Algemene wet bestuursrecht"
COMMENTARY = "commentary on Awb 5:33-5:37a"
BIBOB_TEXT = "Wet Bibob, text of 2025-07-16"
GEMEENTEWET_TEXT = "Gemeentewet, text of 2026-06-04"
POLICE_ACT_TEXT = "Politiewet 2012, text of 2026-06-12"
WGS_TEXT = "Wet gegevensverwerking door samenwerkingsverbanden, text of 2025-07-05"
EU_TEXT = "AVG (Regulation 2016/679), not read for this rule; EU terms follow Regulation 1182/71"

RULES: tuple[Rule, ...] = (
    Rule(
        slug="objection",
        title="Bezwaar maken",
        article="Awb 6:7",
        amount=6,
        unit=Unit.WEEKS,
        source=f"{AWB}, not read for this rule",
    ),
    Rule(
        slug="decision_on_application",
        title="Beslissen op een aanvraag",
        article="Awb 4:13",
        amount=8,
        unit=Unit.WEEKS,
        source=f"{AWB}, not read for this rule: the outer limit of a reasonable term where no law sets another",
    ),
    Rule(
        # Counted from the day after that on which the term for objecting ended (7:10(1)); put off by at most six weeks (7:10(3)).
        slug="decision_on_objection",
        title="Beslissen op bezwaar",
        article="Awb 7:10",
        amount=6,
        unit=Unit.WEEKS,
        source=f"{AWB}, not read for this rule",
        max_extension=Span(6, Unit.WEEKS),
        max_extensions=1,
    ),
    Rule(
        slug="decision_on_objection_committee",
        title="Beslissen op bezwaar met een adviescommissie",
        article="Awb 7:10",
        amount=12,
        unit=Unit.WEEKS,
        source=f"{AWB}, not read for this rule",
        max_extension=Span(6, Unit.WEEKS),
        max_extensions=1,
    ),
    Rule(
        slug="appeal",
        title="Beroep instellen",
        article="Awb 6:7",
        amount=6,
        unit=Unit.WEEKS,
        source=f"{AWB}, not read for this rule",
    ),
    Rule(
        slug="money_payment",
        title="Betalen wat bij besluit is vastgesteld",
        article="Awb 4:87",
        amount=6,
        unit=Unit.WEEKS,
        source=f"{AWB}, not read for this rule",
    ),
    Rule(
        slug="penalty_payment",
        title="Verbeurde dwangsom betalen",
        article="Awb 5:33",
        amount=6,
        unit=Unit.WEEKS,
        verified=True,
        source=COMMENTARY,
    ),
    Rule(
        # Its clock starts at forfeiture. A collection decision interrupts it (5:37a); while remedies are open it is
        # extended (5:35(2)), recorded as a suspension for as long as they are. A year falls outside Atw 1 (Atw 4(a)).
        slug="penalty_claim_lapse",
        title="Verval van de invordering van een dwangsom",
        article="Awb 5:35",
        amount=1,
        unit=Unit.YEARS,
        verified=True,
        source=COMMENTARY,
    ),
    Rule(
        # Suspended while data is missing (15(2)).
        slug="bibob_advice",
        title="Advies van het Landelijk Bureau Bibob",
        article="Wet Bibob 15",
        amount=8,
        unit=Unit.WEEKS,
        verified=True,
        source=BIBOB_TEXT,
        max_extension=Span(4, Unit.WEEKS),
        max_extensions=1,
    ),
    Rule(
        slug="bibob_reuse",
        title="Hergebruik van een advies of eigen Bibob-onderzoek",
        article="Wet Bibob 29",
        amount=5,
        unit=Unit.YEARS,
        verified=True,
        source=BIBOB_TEXT,
    ),
    Rule(
        # How far back one may look: counted forward from what was found, so that the last day is the last on which it counts.
        slug="bibob_register_look_back",
        title="Terugkijken in het Bibob-register",
        article="Wet Bibob 11a",
        amount=5,
        unit=Unit.YEARS,
        verified=True,
        source=BIBOB_TEXT,
    ),
    Rule(
        slug="wvggz_application",
        title="Aanvraag indienen bij de officier van justitie",
        article="Wvggz 5:2",
        amount=14,
        unit=Unit.DAYS,
        verified=True,
        source="Wet verplichte ggz, text of 2025-07-01",
    ),
    Rule(
        # The longest that a burden may last, so a weekend never lengthens it and its first day counts: the cautious
        # reading, not found in so many words in the article.
        slug="area_ban",
        title="Gebiedsverbod, groepsverbod of meldplicht",
        article="Gemeentewet 172a",
        amount=3,
        unit=Unit.MONTHS,
        verified=True,
        source=GEMEENTEWET_TEXT,
        max_extension=Span(3, Unit.MONTHS),
        max_extensions=3,
        extends_to_working_day=False,
        counts_first_day=True,
    ),
    Rule(
        slug="parental_order",
        title="Bevel aan ouders van een kind onder de 12",
        article="Gemeentewet 172b",
        amount=3,
        unit=Unit.MONTHS,
        verified=True,
        source=GEMEENTEWET_TEXT,
        extends_to_working_day=False,
        counts_first_day=True,
    ),
    Rule(
        # The longest that somebody is held: no weekend lengthens it and the first day counts, the cautious reading.
        slug="crisis_measure",
        title="Einde van een crisismaatregel",
        article="Wvggz 7:4",
        amount=3,
        unit=Unit.DAYS,
        source="general knowledge, not read: length, article and whether a weekend lengthens it are to be checked",
        extends_to_working_day=False,
        counts_first_day=True,
    ),
    Rule(
        slug="safety_goals",
        title="Veiligheidsdoelen vaststellen door de raad",
        article="Politiewet 2012 38b, lid 1",
        amount=4,
        unit=Unit.YEARS,
        verified=True,
        source=POLICE_ACT_TEXT,
    ),
    Rule(
        slug="regional_plan",
        title="Regionaal beleidsplan vaststellen",
        article="Politiewet 2012 39, lid 1",
        amount=4,
        unit=Unit.YEARS,
        verified=True,
        source=POLICE_ACT_TEXT,
    ),
    Rule(
        slug="regional_yearly_report",
        title="Jaarverslag bij het regionaal beleidsplan",
        article="Politiewet 2012 39, lid 1",
        amount=1,
        unit=Unit.YEARS,
        verified=True,
        source=POLICE_ACT_TEXT,
    ),
    Rule(
        slug="wgs_feedback",
        title="Terugmelden aan het samenwerkingsverband",
        article="WGS 1.7, lid 4",
        amount=1,
        unit=Unit.YEARS,
        verified=True,
        source=WGS_TEXT,
    ),
    Rule(
        # At most five years after the first processing: a limit on keeping, so its first day counts.
        slug="wgs_retention",
        title="Bewaren in een register onder de WGS",
        article="WGS 1.8, lid 7",
        amount=5,
        unit=Unit.YEARS,
        verified=True,
        source=WGS_TEXT,
        extends_to_working_day=False,
        counts_first_day=True,
    ),
    Rule(
        slug="unpursued_signal",
        title="Bewaren van een signaal zonder vervolg",
        article="AVG 5, lid 1, onder e; lokaal protocol",
        amount=12,
        unit=Unit.MONTHS,
        source="general knowledge, not read: the municipality's own protocol sets it",
        extends_to_working_day=False,
        counts_first_day=True,
    ),
    Rule(
        slug="person_file",
        title="Bewaren van een persoonsgericht dossier",
        article="AVG 5, lid 1, onder e; selectielijst",
        amount=5,
        unit=Unit.YEARS,
        source="general knowledge, not read: the selection list and the municipality's own rules set it",
        extends_to_working_day=False,
        counts_first_day=True,
    ),
    Rule(
        # Extended with the reason within the first month (12(3)), at most by two months.
        slug="data_subject_request",
        title="Beslissen op een verzoek van een betrokkene",
        article="AVG 12, lid 3",
        amount=1,
        unit=Unit.MONTHS,
        source=EU_TEXT,
        max_extension=Span(2, Unit.MONTHS),
        max_extensions=1,
    ),
    Rule(
        slug="wpg_internal_audit",
        title="Interne audit van politiegegevens",
        article="Wpg 33",
        amount=1,
        unit=Unit.YEARS,
        source="general knowledge, not read: length and article are to be checked",
    ),
    Rule(
        slug="wpg_external_audit",
        title="Externe audit van politiegegevens",
        article="Wpg 33",
        amount=4,
        unit=Unit.YEARS,
        source="general knowledge, not read: length and article are to be checked",
    ),
)


def find(slug: str, on: date) -> Rule:
    """Return the text of rule ``slug`` for a term that starts on day ``on``; TermError if there is none."""
    texts = [rule for rule in RULES if rule.slug == slug]
    if not texts:
        raise TermError(f"unknown rule {slug!r}; known are {', '.join(sorted({rule.slug for rule in RULES}))}")
    for rule in texts:
        if rule.in_force(on):
            return rule
    raise TermError(f"{texts[0]}: no text of this rule holds on {on}")
