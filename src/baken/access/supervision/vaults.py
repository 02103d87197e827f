# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closed registers (*afgeschermde registers*): making one, and which roles of our own people may work in it, for what."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh

from ..actors import Actor
from ..authorization.need_to_know import EMERGENCY
from ..authorization.policy import require, require_in
from ..authorization.purposes import PURPOSES, fitting, purpose_label, regimes_told
from ..authorization.sight import opened
from ..models import GuardedRecord, Regime, Vault, VaultAdmission
from ..models.vault import EMERGENCY_REGIMES
from ..roles import ROLES
from .matrix import keeps_out, matrix_of, people_roles, reason_against

MANAGE = "access.matrix.manage"
FIELDS = ("name", "basis", "purposes", "emergency", "desk")
"""What may change of a register; `desk` (False unless told) only while nothing lies in it. Its regime and controller stay:
other ones would make it another register."""


@action
def make_vault(
    *, actor: Actor, at: datetime, municipality: Municipality, slug: str, controller: str, regime: str,
    values: Mapping[str, Any],
) -> Vault:  # fmt: skip
    """Make a register; `values` holds `FIELDS`. Nobody is admitted to it yet."""
    require_in(actor, MANAGE, municipality.pk)
    values = {"desk": False, **values}
    reasons = _against(regime, values)
    if Vault.objects.filter(municipality=municipality, slug=slug).exists():
        reasons.append(Reason("slug", _("Dit adres is al in gebruik.")))
    if controller not in {"mayor", "executive"} or regime not in Regime.values:
        reasons.append(Reason("controller", _("Kies een verwerkingsverantwoordelijke en een regime.")))
    if reasons:
        raise Refused(tuple(reasons))
    vault = Vault(
        municipality=municipality, slug=slug, controller=controller, regime=regime, **{n: values[n] for n in FIELDS}
    )
    vault.save()
    audit.record(
        "vault.made", vault, slug=slug, regime=regime, purposes=list(vault.purposes), emergency=vault.emergency,
        desk=vault.desk,
    )  # fmt: skip
    return vault


@action
def change_vault(
    *, actor: Actor, at: datetime, vault: Vault, seen: int | None = None, values: Mapping[str, Any], reason: str
) -> Vault:
    """Change `FIELDS` of a register. A purpose that goes closes what was open for it, at the next request."""
    require(actor, MANAGE, vault)
    found = fresh(vault, seen)
    values = {"desk": found.desk, **values}
    reasons = [
        *_against(found.regime, values),
        *_against_desk(actor, found, desk=values["desk"]),
        *reason_against(reason),
    ]
    if reasons:
        raise Refused(tuple(reasons))
    for name in FIELDS:
        setattr(found, name, values[name])
    found.save()
    audit.record(
        "vault.changed", found, purposes=list(found.purposes), emergency=found.emergency, desk=found.desk,
        personal={"reason": reason.strip()},
    )  # fmt: skip
    return found


@action
def admit(
    *, actor: Actor, at: datetime, vault: Vault, role: str, purposes: Iterable[str], reason: str
) -> VaultAdmission:
    """Let a role of our own people work in a register, for these of its purposes; replaces what the role had."""
    require(actor, MANAGE, vault)
    vault = fresh(vault)
    wanted = sorted(set(purposes))
    reasons = [*_against_role(vault, role), *reason_against(reason)]
    if not wanted:
        reasons.append(Reason("no_purpose", _("Kies waarvoor deze rol in het register mag werken.")))
    elif not set(wanted) <= set(vault.purposes):
        reasons.append(Reason("purpose", _("Dit register dient dit doel niet.")))
    if reasons:
        raise Refused(tuple(reasons))
    row = VaultAdmission.objects.filter(vault=vault, role=role).first()
    row = row or VaultAdmission(municipality_id=vault.municipality_id, vault=vault, role=role)
    row.purposes = wanted
    row.save()
    audit.record("vault.admitted", vault, role=role, purposes=wanted, personal={"reason": reason.strip()})
    return row


@action
def dismiss(*, actor: Actor, at: datetime, vault: Vault, role: str, reason: str) -> None:
    """Take a role out of a register: from the next request on it sees nothing of it."""
    require(actor, MANAGE, vault)
    reasons = reason_against(reason)
    mine = VaultAdmission.objects.filter(vault=vault, role=role)
    if not mine.exists():
        reasons.append(Reason("not_admitted", _("Deze rol werkt niet in dit register.")))
    if reasons:
        raise Refused(tuple(reasons))
    mine.delete()
    audit.record("vault.dismissed", vault, role=role, personal={"reason": reason.strip()})


def _against(regime: str, values: Mapping[str, Any]) -> list[Reason]:
    reasons = []
    purposes = set(values["purposes"])
    if not purposes or not purposes <= set(PURPOSES):
        reasons.append(Reason("purpose", _("Kies minstens één doel uit de lijst.")))
    if EMERGENCY in purposes:
        text = _("Acuut gevaar is geen doel van een register. Noodtoegang zet u apart aan.")
        reasons.append(Reason("emergency_purpose", text))
    for slug in sorted(purposes & set(PURPOSES) - {EMERGENCY} - set(fitting(regime))):
        text = _("Het doel “%(purpose)s” hoort in een register onder een ander regime: %(regimes)s.")
        reasons.append(Reason("regime", text % {"purpose": purpose_label(slug), "regimes": regimes_told(slug)}))
    if values["emergency"] and regime not in EMERGENCY_REGIMES:
        text = _(
            "Noodtoegang kan alleen bij een register onder de AVG: nooit bij Bibob, een samenwerkingsverband (WGS), "
            "politiegegevens (Wpg) of de identiteit van een melder."
        )
        reasons.append(Reason("never_in_emergency", text))
    if values["desk"] and values["emergency"]:
        text = _("Een register met een vaste bezetting kent geen noodtoegang: wie is toegelaten, ziet er al alles.")
        reasons.append(Reason("desk_emergency", text))
    return reasons


def _against_desk(actor: Actor, vault: Vault, *, desk: bool) -> list[Reason]:
    """Refuse that what lies in a register opens, or closes, to everybody admitted to it in one go."""
    if desk == vault.desk or not is_settled(actor, vault):
        return []
    text = _("Er liggen al dossiers in dit register. De vaste bezetting staat dan vast: maak een nieuw register.")
    return [Reason("desk_settled", text)]


def is_settled(actor: Actor, vault: Vault) -> bool:
    """Return whether something lies in a register, for whoever manages it: not what, nor how much."""
    with opened(actor, system=True):
        return GuardedRecord.objects.filter(vault=vault).exists()


def admissible(vault: Vault) -> list[str]:
    """Return the roles that may be admitted to a register at all, so that a form doesn't offer what will be refused."""
    matrix = matrix_of(vault.municipality_id)
    return [role for role in people_roles() if not ROLES[role].external and not keeps_out(role, matrix[role])]


def _against_role(vault: Vault, role: str) -> list[Reason]:
    if role not in ROLES or role == "system":
        return [Reason("unknown_role", _("Deze rol bestaat niet."))]
    if ROLES[role].external:
        text = _("Partners komen niet in een register. Zij zien een casus door deelname en een convenant.")
        return [Reason("partner", text)]
    if keeps_out(role, matrix_of(vault.municipality_id)[role]):
        text = _("Wie toezicht houdt of rechten beheert, werkt niet in een register.")
        return [Reason("separation", text)]
    return []
