# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a draft of a matrix, template or mandate: every reason at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import ROLES, role_label
from baken.kernel.errors import Reason

from ..documents.filling import names_in
from ..documents.topics import TOPICS
from ..models import DecisionTemplate, DocumentKind, Instrument, Mandate, PolicyMatrix, PremisesKind
from ..rules import MANDATE_IN_DOUBT, OF_A_DECISION, POWERS

MOST_CELLS = 200
MOST_MONTHS = 60
MOST_SECTIONS = 40
MOST_TEXT = 8_000


def against_matrix(matrix: PolicyMatrix, cells: Sequence[Mapping[str, Any]]) -> list[Reason]:
    """Return why a matrix can't be kept: the same cell twice, a closing without months, an offence that skips one."""
    found = _against_head(matrix)
    if not cells:
        found.append(Reason("empty", _("Vul ten minste één regel in.")))
    if len(cells) > MOST_CELLS:
        found.append(Reason("many", _("Gebruik hoogstens %(n)d regels.") % {"n": MOST_CELLS}))
    numbers: dict[tuple[str, str], list[int]] = {}
    for place, cell in enumerate(cells, 1):
        numbers.setdefault((cell["premises_kind"], cell["finding"]), []).append(cell["offence_number"])
        if cell["premises_kind"] not in PremisesKind.values or not cell["finding_label"].strip():
            found.append(
                Reason("cell", _("Regel %(n)d: kies een soort pand en schrijf op wat is gevonden.") % {"n": place})
            )
        months = cell["months"]
        if cell["outcome"] == "closing" and not (months and 1 <= months <= MOST_MONTHS):
            text = _("Regel %(n)d: een sluiting duurt 1 tot %(most)d maanden.")
            found.append(Reason("months", text % {"n": place, "most": MOST_MONTHS}))
        if cell["outcome"] == "warning" and months:
            found.append(Reason("months", _("Regel %(n)d: een waarschuwing heeft geen maanden.") % {"n": place}))
    for (kind, finding), given in sorted(numbers.items()):
        if sorted(given) != list(range(1, len(given) + 1)):
            text = _("“%(what)s” (%(kind)s): tel de keren van 1 af, elke keer één regel.")
            kind_word = str(PremisesKind(kind).label) if kind in PremisesKind.values else kind
            found.append(Reason("offences", text % {"what": finding, "kind": kind_word}))
    return found


def against_template(template: DecisionTemplate) -> list[Reason]:
    """Return why a template can't be kept: a section without heading, a fact or a reason that doesn't exist."""
    found = _against_head(template)
    if template.kind not in DocumentKind.values:
        found.append(Reason("kind", _("Kies een soort brief of besluit.")))
    sections = template.sections if isinstance(template.sections, list) else []
    if not 1 <= len(sections) <= MOST_SECTIONS:
        found.append(Reason("sections", _("Gebruik 1 tot %(most)d onderdelen.") % {"most": MOST_SECTIONS}))
    for place, section in enumerate(sections, 1):
        text, topics = str(section.get("text", "")), section.get("topics", [])
        if not str(section.get("heading", "")).strip():
            found.append(Reason("heading", _("Onderdeel %(n)d heeft geen kop.") % {"n": place}))
        if not text.strip() and not topics:
            found.append(Reason("nothing", _("Onderdeel %(n)d heeft geen tekst en geen redenen.") % {"n": place}))
        if len(text) > MOST_TEXT:
            found.append(Reason("long", _("Onderdeel %(n)d is te lang.") % {"n": place}))
        for name in names_in(text).unknown:
            told = _("Onderdeel %(n)d noemt “%(name)s”. Dat gegeven bestaat niet: kies er een uit de lijst.")
            found.append(Reason("unknown_fact", told % {"n": place, "name": name}))
        for topic in topics:
            if topic not in TOPICS:
                told = _("Onderdeel %(n)d vraagt een reden die niet bestaat: %(name)s.")
                found.append(Reason("unknown_topic", told % {"n": place, "name": topic}))
    return found


def against_mandate(mandate: Mandate) -> list[Reason]:
    """Return why a mandate can't be kept: no function of the municipality, nothing that it may sign."""
    found = _against_head(mandate, instrument=False)
    if mandate.role not in ROLES or ROLES[mandate.role].external:
        found.append(Reason("role", _("Kies een functie van de gemeente.")))
    elif mandate.role in ("mayor", "executive"):
        text = _("%(who)s is zelf bestuursorgaan en heeft geen mandaat nodig.")
        found.append(Reason("body", text % {"who": role_label(mandate.role).capitalize()}))
    if not mandate.instruments or not set(mandate.instruments) <= set(Instrument.values):
        found.append(Reason("instruments", _("Kies voor welke maatregelen het mandaat geldt.")))
    if not mandate.kinds or not set(mandate.kinds) <= set(DocumentKind.values):
        found.append(Reason("kinds", _("Kies welke brieven en besluiten.")))
    if not mandate.signs_as.strip():
        found.append(Reason("signs_as", _("Schrijf op hoe het onder de brief staat.")))
    return found


def doubts_about(mandate: Mandate) -> list[str]:
    """Return what to have checked before a mandate is adopted: powers that the law may keep with the mayor."""
    powers = [slug for slug in mandate.instruments if slug in MANDATE_IN_DOUBT]
    if not powers or not OF_A_DECISION.intersection(mandate.kinds):
        return []
    named = ", ".join(f"{Instrument(slug).label} ({POWERS[slug].article})" for slug in powers)
    text = _(
        "Te controleren: Gemeentewet 177, lid 2, staat misschien niet toe dat een ander namens de burgemeester besluit over: "
        "%(powers)s. Laat dit een jurist bekijken voordat u het mandaat vaststelt of gebruikt."
    )
    return [text % {"powers": named}]


def _against_head(version: Any, instrument: bool = True) -> list[Reason]:
    found = []
    if not version.title.strip():
        found.append(Reason("title", _("Geef een titel.")))
    if instrument and version.instrument not in Instrument.values:
        found.append(Reason("instrument", _("Kies een maatregel.")))
    return found
