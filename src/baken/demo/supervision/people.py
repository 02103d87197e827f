# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The accounts of the example: one for every role and for every partner. All invented, and named so."""

from dataclasses import dataclass

PASSWORD = "baken-voorbeeld"  # noqa: S105 - accounts marked fictitious are refused outside the example
MUNICIPALITY = "Gemeente Velsen"


@dataclass(frozen=True, slots=True)
class Person:
    """One account. `partner` is the slug of the partner organisation, empty for people of the municipality."""

    username: str
    name: str
    role: str
    partner: str = ""


STAFF: tuple[Person, ...] = (
    Person("adviseur", "S. de Vries (voorbeeld)", "safety_adviser"),
    Person("burgemeester", "B. Meester (voorbeeld)", "mayor"),
    Person("college", "W. Houder (voorbeeld)", "executive"),
    Person("raadslid", "R. Raadsma (voorbeeld)", "council_member"),
    Person("griffier", "G. Griffioen (voorbeeld)", "council_clerk"),
    Person("ondermijning", "O. van Dijk (voorbeeld)", "undermining_coordinator"),
    Person("bibob", "B. Toets (voorbeeld)", "bibob_coordinator"),
    Person("zorgveiligheid", "Z. Zorgman (voorbeeld)", "care_safety_coordinator"),
    Person("jeugd", "J. Jansen (voorbeeld)", "youth_coordinator"),
    Person("haventeam", "H. Haven (voorbeeld)", "port_team"),
    Person("toezicht", "T. Visser (voorbeeld)", "inspector"),
    Person("jeugdboa", "J. Boersma (voorbeeld)", "youth_officer"),
    Person("privacy", "P. Privé (voorbeeld)", "privacy_officer"),
    Person("beheer", "A. Beheer (voorbeeld)", "administrator"),
    Person("fg", "F. Gegevens (voorbeeld)", "data_protection_officer"),
    Person("mensenhandel", "M. Mensink (voorbeeld)", "trafficking_officer"),
    Person("bronbeheer", "B. Bronsma (voorbeeld)", "source_keeper"),
    Person("juridisch", "J. Wetstra (voorbeeld)", "legal_adviser"),
    Person("vergunningen", "V. Gunning (voorbeeld)", "permit_officer"),
    Person("contracten", "C. Tractsma (voorbeeld)", "contract_officer"),
    Person("piket", "P. Piket (voorbeeld)", "on_call_officer"),
)

COLLEAGUES: tuple[Person, ...] = (Person("toezicht2", "K. Kijkers (voorbeeld)", "inspector"),)
"""Accounts besides the one of each role: a second inspector, who looks at the same and may see it otherwise."""


def liaison(slug: str, organisation: str) -> Person:
    """Return the account of a partner organisation."""
    return Person(
        f"partner-{slug}"[:60],
        f"Contactpersoon {organisation.removesuffix(' (voorbeeld)')} (voorbeeld)",
        "partner",
        slug,
    )
