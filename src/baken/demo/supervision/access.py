# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may know what in the example: registers, covenants, teams, one change of the matrix, one emergency under review.

All invented, and marked so. Cases come after `play_access`; `play_emergency` comes after the cases.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from baken.access.facade import (
    EMERGENCY,
    Actor,
    Covenant,
    EmergencyAccess,
    GuardedRecord,
    MatrixChange,
    Partner,
    Team,
    TeamMembership,
    User,
    Vault,
    VaultAdmission,
    actor_for,
    add_to_team,
    admit,
    change_matrix,
    change_vault,
    covenants,
    dismiss,
    emergency,
    make_team,
    make_vault,
    note_read,
    opened,
    parts_of,
)
from baken.act.concerns.facade import PACKET_PARTS
from baken.act.inspections import facade as inspections
from baken.kernel.errors import Refused
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today

SINCE = date(2025, 1, 1)
ENDED = date(2026, 11, 1)
"""First moment at which the pilot covenant no longer held: its last day was 31 October 2026."""
SIGNED = {
    "politie": "teamchef Velsen",
    "woningcorporatie": "directeur-bestuurder",
    "omgevingsdienst-ijmond": "directeur",
    "jongerenwerk": "manager jongerenwerk",
    "riec": "hoofd RIEC",
}
"""Which function signed for a partner, as far as it was written down."""
REASON = "Inrichting van de voorbeeldgemeente (voorbeeld)"


def _signals(about: str, told: str, *admitted: str, controller: str = "mayor") -> dict[str, Any]:
    """Return a register with a desk for signals about one kind of thing."""
    return {
        "slug": f"signals-{about}",
        "name": f"Signalen over {told} (voorbeeld)",
        "controller": controller,
        "regime": "general",
        "basis": "Gemeentewet 172; AVG 6(1)(e)",
        "purposes": [f"signal_{about}"],
        "emergency": False,
        "desk": True,
        "admitted": list(admitted),
    }


VAULTS: tuple[dict[str, Any], ...] = (
    {
        "slug": "premises",
        "name": "Aanpak panden (voorbeeld)",
        "controller": "mayor",
        "regime": "general",
        "basis": "Gemeentewet 172, 174a; Opiumwet 13b; AVG 6(1)(e)",
        "purposes": ["premises_approach"],
        "emergency": True,
        "admitted": ["undermining_coordinator", "inspector", "port_team", "mayor"],
    },
    {
        "slug": "investigation",
        "name": "Opsporing door boa’s (voorbeeld)",
        "controller": "executive",
        "regime": "wpg",
        "basis": "Wpg 8, 13; Besluit politiegegevens buitengewoon opsporingsambtenaren",
        "purposes": ["criminal_investigation"],
        "emergency": False,
        "admitted": ["youth_officer"],
    },
    {
        "slug": "bibob",
        "name": "Bibob-onderzoeken (voorbeeld)",
        "controller": "mayor",
        "regime": "bibob",
        "basis": "Wet Bibob 28; AVG 6(1)(e)",
        "purposes": ["bibob_screening"],
        "emergency": False,
        "desk": True,
        "admitted": ["bibob_coordinator"],
    },
    {
        "slug": "measures-mayor",
        "name": "Bestuurlijke maatregelen van de burgemeester (voorbeeld)",
        "controller": "mayor",
        "regime": "general",
        "basis": "Opiumwet 13b; Gemeentewet 151d, 172, 172a, 172b, 174a; AVG 6(1)(e)",
        "purposes": ["measures_mayor"],
        "emergency": False,
        "desk": True,
        "admitted": ["legal_adviser", "mayor"],
    },
    {
        "slug": "measures-executive",
        "name": "Bestuurlijke handhaving door het college (voorbeeld)",
        "controller": "executive",
        "regime": "general",
        "basis": "Gemeentewet 125; Awb 5:21, 5:31, 5:32; AVG 6(1)(e)",
        "purposes": ["measures_executive"],
        "emergency": False,
        "desk": True,
        "admitted": ["legal_adviser", "executive"],
    },
    {
        "slug": "inspections",
        "name": "Integrale controles (voorbeeld)",
        "controller": "mayor",
        "regime": "general",
        "basis": "Gemeentewet 172; Awb 5:11-5:20; AVG 6(1)(e)",
        "purposes": ["joint_inspections"],
        "emergency": False,
        "desk": True,
        "admitted": ["undermining_coordinator", "port_team", "inspector"],
    },
    {
        "slug": "riec",
        "name": "Samenwerking RIEC (voorbeeld)",
        "controller": "mayor",
        "regime": "wgs",
        "basis": "Wet gegevensverwerking door samenwerkingsverbanden, hoofdstuk 2",
        "purposes": ["joint_casework"],
        "emergency": False,
        "admitted": ["undermining_coordinator"],
    },
    {
        "slug": "sources",
        "name": "Wie iets meldde (voorbeeld)",
        "controller": "mayor",
        "regime": "source",
        "basis": "Gemeentewet 172; AVG 6(1)(e)",
        "purposes": ["source_protection"],
        "emergency": False,
        "desk": True,
        "admitted": ["source_keeper"],
    },
    _signals("undermining", "ondermijning", "undermining_coordinator", "port_team", "inspector"),
    _signals("nuisance", "overlast en drugs", "undermining_coordinator", "port_team", "inspector"),
    _signals("trafficking", "mensenhandel", "trafficking_officer"),
    _signals("care", "zorg en onbegrepen gedrag", "care_safety_coordinator", controller="executive"),
    _signals("youth", "jeugd", "youth_coordinator", "youth_officer"),
    _signals("cyber", "cybercriminaliteit", "safety_adviser"),
    _signals("discrimination", "discriminatie", "safety_adviser"),
    {
        "slug": "signals-wpg",
        "name": "Signalen bij boa’s (voorbeeld)",
        "controller": "executive",
        "regime": "wpg",
        "basis": "Wpg 8, 13; Besluit politiegegevens buitengewoon opsporingsambtenaren",
        "purposes": ["criminal_investigation"],
        "emergency": False,
        "desk": True,
        "admitted": ["youth_officer"],
    },
)

TEAMS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("haventeam", "Haventeam (voorbeeld)", "", ("haventeam", "toezicht")),
    ("wijkagenten", "Wijkagenten Velsen-Noord (voorbeeld)", "politie", ("partner-politie",)),
)
"""Slug, name, partner, user names."""

DIFFERS = ("mayor", "access.emergency.view")
"""The mayor keeps order and wants to see when emergency access was used."""


def play_access(actor: Actor, municipality: Municipality) -> None:
    """Play registers, covenants and teams as far as they aren't there."""
    _vaults(actor, municipality)
    _covenants(actor, municipality)
    _teams(actor, municipality)
    role, permission = DIFFERS
    if not MatrixChange.objects.filter(municipality=municipality, role=role, permission=permission).exists():
        reason = "De burgemeester wil zien wanneer noodtoegang is gebruikt (voorbeeld)"
        change_matrix(actor=actor, at=now(), role=role, permission=permission, granted=True, reason=reason)


def play_emergency(municipality: Municipality, wanted: str, username: str = "piket") -> None:
    """Play one night in which the on-call officer looked into the record called `wanted`; it waits for review."""
    user = User.objects.filter(username=username).first()
    if user is None or EmergencyAccess.objects.filter(municipality=municipality).exists():
        return
    night = timezone.make_aware(datetime.combine(today() - timedelta(days=1), time(22, 48)))
    officer = actor_for(user, on=night.date(), municipality_id=municipality.pk, at=night)
    reason = "Melding van de meldkamer: rook uit het pand, onbekend wat er ligt opgeslagen (voorbeeld)."
    try:
        given = emergency.take(actor=officer, at=night, wanted=wanted, danger="fire", reason=reason)
    except Refused:  # the example without its cases
        return
    for access in given:
        if access.guarded is not None:
            _looked(user, access.guarded, night)


def _looked(user: User, guarded: GuardedRecord, night: datetime) -> None:
    """Have the officer open the whole file, and then the part on the premises."""
    parts = parts_of(guarded.kind)
    for minutes, door, seen in ((2, "page", parts), (5, "section", parts[:1])):
        at = night + timedelta(minutes=minutes)
        reader = actor_for(user, on=at.date(), municipality_id=guarded.municipality_id, at=at)
        with opened(reader, EMERGENCY):
            note_read(actor=reader, at=at, guarded=guarded, purpose=EMERGENCY, parts=seen, door=door)


def _vaults(actor: Actor, municipality: Municipality) -> None:
    there = {vault.slug: vault for vault in Vault.objects.filter(municipality=municipality)}
    for told in VAULTS:
        found = there.get(told["slug"])
        if found is not None:
            _put_desk(actor, found, told)
            continue
        values = {name: told[name] for name in ("name", "basis", "purposes", "emergency")}
        vault = make_vault(
            actor=actor, at=now(), municipality=municipality, slug=told["slug"], controller=told["controller"],
            regime=told["regime"], values={**values, "desk": told.get("desk", False)},
        )  # fmt: skip
        for role in told["admitted"]:
            if not VaultAdmission.objects.filter(vault=vault, role=role).exists():
                admit(actor=actor, at=now(), vault=vault, role=role, purposes=told["purposes"], reason=REASON)


def _put_desk(actor: Actor, vault: Vault, told: dict[str, Any]) -> None:
    """Give a register that an earlier version of the example made its desk, and the roles that now work at it."""
    if vault.desk or not told.get("desk"):
        return
    values = {name: getattr(vault, name) for name in ("name", "basis", "purposes", "emergency")}
    try:
        change_vault(actor=actor, at=now(), vault=vault, values={**values, "desk": True}, reason=REASON)
    except Refused:  # something lies in it
        return
    held = set(VaultAdmission.objects.filter(vault=vault).values_list("role", flat=True))
    for role in sorted(held - set(told["admitted"])):
        dismiss(actor=actor, at=now(), vault=vault, role=role, reason=REASON)
    for role in told["admitted"]:
        admit(actor=actor, at=now(), vault=vault, role=role, purposes=vault.purposes, reason=REASON)


def _covenants(actor: Actor, municipality: Municipality) -> None:
    soon = _start(today() + timedelta(days=55))
    partners = {partner.slug: partner for partner in Partner.objects.filter(municipality=municipality)}
    wanted: tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...] = (
        (
            "aanpak-panden",
            {
                "name": "Convenant aanpak panden (voorbeeld)",
                "basis": "AVG 6(1)(e); Wpg 20; Gemeentewet 172",
                "purposes": ["premises_approach"],
                "kinds": ["premises", "signals", "inspections", "police", "decisions"],
                "until": _start(date(2029, 1, 1)),
                "number": "Z-2024-00417",
            },
            ("politie", "woningcorporatie", "omgevingsdienst-ijmond"),
        ),
        (
            "jeugd-en-overlast",
            {
                "name": "Convenant jeugd en overlast rond panden (voorbeeld)",
                "basis": "AVG 6(1)(e); Gemeentewet 172",
                "purposes": ["premises_approach"],
                "kinds": ["premises", "signals"],
                "until": soon,
                "number": "Z-2024-00532",
            },
            ("jongerenwerk", "politie"),
        ),
        (
            "proef-panden-om",
            {
                "name": "Proef gegevens over panden (voorbeeld)",
                "basis": "AVG 6(1)(e); Wet justitiële en strafvorderlijke gegevens 39f",
                "purposes": ["premises_approach"],
                "kinds": ["premises", "decisions"],
                "until": _start(ENDED),
            },
            ("openbaar-ministerie",),
        ),
        (
            "signalen-ondermijning",
            {
                "name": "Convenant signalen over ondermijning (voorbeeld)",
                "basis": "AVG 6(1)(e); Gemeentewet 172; Politiewet 2012 3",
                "purposes": ["signal_undermining", "signal_nuisance"],
                "kinds": list(PACKET_PARTS),
                "until": _start(date(2029, 1, 1)),
                "number": "Z-2026-00118",
            },
            ("politie", "omgevingsdienst-ijmond"),
        ),
        (
            "signalen-riec",
            {
                "name": "Convenant signalen RIEC (voorbeeld)",
                "basis": "AVG 6(1)(e); Gemeentewet 172",
                "purposes": ["signal_undermining"],
                "kinds": ["concern_report", "concern_place", "concern_objects", "concern_assessment"],
                "until": _start(date(2029, 1, 1)),
                "number": "Z-2026-00120",
            },
            ("riec",),
        ),
        (
            "signalen-mensenhandel",
            {
                "name": "Afspraken signalen over mensenhandel (voorbeeld)",
                "basis": "AVG 6(1)(e); Gemeentewet 172; Politiewet 2012 3",
                "purposes": ["signal_trafficking"],
                "kinds": ["concern_report", "concern_place", "concern_assessment"],
                "until": _start(date(2029, 1, 1)),
                "number": "Z-2026-00119",
            },
            ("politie",),
        ),
    )
    wanted = (*wanted, *_of_inspections())
    there = set(Covenant.objects.filter(municipality=municipality).values_list("slug", flat=True))
    for slug, values, signed in wanted:
        signing = [partners[name] for name in signed if name in partners]
        if slug not in there and signing:
            made = covenants.make_covenant(
                actor=actor, at=now(), municipality=municipality, slug=slug, partners=signing,
                values={**values, "since": _start(SINCE)},
            )  # fmt: skip
            if made.number:  # of the pilot nobody wrote down who signed
                covenants.note_signing(
                    actor=actor, at=now(), covenant=made, number=made.number, signatory="burgemeester",
                    signed_on=SINCE - timedelta(days=12),
                    partners={name: SIGNED[name] for name in signed if name in partners and name in SIGNED},
                )  # fmt: skip


def _of_inspections() -> tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...]:
    """Return the covenants under which partners go along: each lets the plan through, and one discipline."""
    found = []
    for discipline, signed, number in (
        ("police", "politie", "Z-2026-00121"),
        ("environment", "omgevingsdienst-ijmond", "Z-2026-00122"),
    ):
        values = {
            "name": f"Convenant integrale controles: {inspections.DISCIPLINES[discipline]} (voorbeeld)",
            "basis": "AVG 6(1)(e); Gemeentewet 172; Awb 5:11-5:20",
            "purposes": [inspections.PURPOSE],
            "kinds": [inspections.PLAN_PART, inspections.part_of(discipline)],
            "until": _start(date(2029, 1, 1)),
            "number": number,
        }
        found.append((f"integrale-controles-{discipline}", values, (signed,)))
    return tuple(found)


def _teams(actor: Actor, municipality: Municipality) -> None:
    partners = {partner.slug: partner for partner in Partner.objects.filter(municipality=municipality)}
    for slug, name, partner, usernames in TEAMS:
        team = Team.objects.filter(municipality=municipality, slug=slug).first()
        if team is None:
            if partner and partner not in partners:
                continue
            team = make_team(
                actor=actor, at=now(), municipality=municipality, slug=slug, name=name, partner=partners.get(partner)
            )
        there = set(TeamMembership.objects.filter(team=team).values_list("user__username", flat=True))
        for user in User.objects.filter(username__in=[one for one in usernames if one not in there]):
            add_to_team(actor=actor, at=now(), team=team, user=user)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
