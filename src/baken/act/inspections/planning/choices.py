# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be chosen in a plan: areas, lines of the programme, partners and functions."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from baken.access.facade import ROLES, Actor, Partner, Vault, VaultAdmission, desk_files, municipality_of, role_label
from baken.kernel.models import Municipality
from baken.registry.facade import boundaries

from ..models import Inspection, InspectionParty, ProgrammeLine
from ..parts import DISCIPLINES
from ..policies import PURPOSE, RECORD

Grouped = list[tuple[str, str | list[tuple[str, str]]]]


def vault_of(actor: Actor) -> Vault | None:
    """Return the register in which the actor opens an inspection: the first that admits one of its functions."""
    if actor.municipality_id is None or actor.partner_id is not None:
        return None
    for vault in desk_files.vaults_for(municipality_of(actor), PURPOSE):
        rows = VaultAdmission.objects.filter(vault=vault, role__in=sorted(actor.roles))
        if any(PURPOSE in one.purposes for one in rows):
            return vault
    return None


def areas(municipality: Municipality, on: date) -> Grouped:
    """Return the areas to choose from: each wijk, and below it its buurten."""
    here = boundaries(municipality, on)
    found: Grouped = []
    for wijk in sorted(here.wijken, key=lambda one: one.name):
        buurten = sorted((one for one in here.buurten if one.parent == wijk.code), key=lambda one: one.name)
        whole = _("%(wijk)s, de hele wijk") % {"wijk": wijk.name}
        found.append((wijk.name, [(wijk.code, whole), *((one.code, one.name) for one in buurten)]))
    return found


def lines(municipality: Municipality, on: date) -> list[tuple[str, str]]:
    """Return the lines of the programmes of this year and the next, adopted ones only."""
    rows = ProgrammeLine.objects.filter(
        municipality=municipality, programme__year__in=(on.year, on.year + 1), programme__adopted_on__isnull=False
    ).select_related("programme")
    found = rows.order_by("programme__year", "order", "id")
    return [(str(row.pk), f"{row.programme.year}: {row.get_branch_display()}") for row in found]


def people(inspection: Inspection) -> list[tuple[str, str]]:
    """Return who may take part: partners of the municipality, and functions that record findings in this register."""
    partners = Partner.objects.filter(municipality=inspection.municipality_id).order_by("name")
    admitted = VaultAdmission.objects.filter(vault=inspection.vault_id).order_by("role")
    roles = [one.role for one in admitted if PURPOSE in one.purposes and _records(one.role)]
    own = [(f"r:{role}", str(capfirst(role_label(role)))) for role in roles]
    return [*own, *((f"p:{one.slug}", one.name) for one in partners)]


def owners(inspection: Inspection) -> list[tuple[str, str]]:
    """Return who may be given something to follow up: our own functions, and the partners that take part in this inspection."""
    taking = InspectionParty.objects.filter(inspection=inspection, partner__isnull=False).values_list(
        "partner__slug", flat=True
    )
    wanted = {f"p:{slug}" for slug in taking}
    return [one for one in people(inspection) if one[0].startswith("r:") or one[0] in wanted]


def parties(inspection: Inspection) -> list[tuple[str, str]]:
    """Return the disciplines that take part, with who acts for each."""
    rows = InspectionParty.objects.filter(inspection=inspection).select_related("partner").order_by("id")
    return [(row.discipline, f"{who(row)}: {DISCIPLINES.get(row.discipline, row.discipline)}") for row in rows]


def who(party: InspectionParty) -> str:
    """Return a party in words: its organisation, or the function of our own people."""
    return party.partner.name if party.partner else str(capfirst(role_label(party.role)))


def _records(role: str) -> bool:
    return role in ROLES and RECORD in ROLES[role].permissions and not ROLES[role].external
