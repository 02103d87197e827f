# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why somebody sees something or doesn't, in the facts of the rule: role, participation, purpose, basis, covenant.

`seen` and `unseen` are for oneself, `who` is for whoever leads a case, `mine` says what the rule makes of me without any object.
What isn't seen is never described: an explanation tells of the reader, not of the object.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.kernel.moment import now
from baken.ui import format as fmt

from ..actors import Actor
from ..models import (
    Covenant,
    GuardedRecord,
    Level,
    Participation,
    RoleAssignment,
    TeamMembership,
    Vault,
    VaultAdmission,
)
from ..roles import ROLES, role_label
from ..supervision.covenants import EXPIRING, IN_FORCE, state_of, state_word
from .need_to_know import EMERGENCY, participations_of, purposes_open_to, reach, sights_for
from .policy import Guarded, municipality_of
from .purposes import purpose_label


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of an explanation: what it is, and what it is here."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """An explanation: what one sees (in one line, may be empty), and the facts behind it."""

    told: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who takes part in a guarded record: as the case's owner may know it.

    `parts` gives per part up to which level it is seen now; empty where nothing is. `until` is None while no end is set,
    `now` whether it holds at this moment, `why` on what ground it does or doesn't.
    """

    participation: Participation
    who: str
    parts: Mapping[str, int]
    until: datetime | None
    why: str
    now: bool


def seen(actor: Actor, purpose: str, guarded: GuardedRecord, part: str = "") -> Why:
    """Return why `actor` sees a guarded record for `purpose`, or one part of it. Ask within `access.opened`."""
    at_hand = reach(actor, purpose)
    if guarded.vault_id in at_hand.desks:
        return _by_desk(actor, purpose, guarded, part)
    taking = participations_of(actor, at_hand).filter(guarded=guarded)
    rows = list(taking.select_related("partner", "team", "covenant").order_by("since"))
    if not rows:
        return unseen(actor, purpose, guarded, part)
    told, row = "", rows[0]
    if part:
        sights = sights_for(actor, at_hand).filter(participation__in=rows, part=part)
        best = sights.order_by("-level").select_related("participation").first()
        if best is None:
            return unseen(actor, purpose, guarded, part)
        row = next(one for one in rows if one.pk == best.participation_id)
        told = level_told(best.level)
    vault = Vault.objects.get(pk=guarded.vault_id)
    facts = [
        Fact(_("Uw rol"), roles_told(actor.roles)),
        Fact(_("Deelname"), _taking(row)),
        Fact(_("Doel"), purpose_label(purpose)),
        Fact(_("Register"), vault.name),
        Fact(_("Grondslag"), vault.basis),
    ]
    if row.covenant is not None:
        facts.append(Fact(_("Convenant"), _covenant(row.covenant)))
    if row.emergency and row.until is not None:
        facts.append(Fact(_("Noodtoegang"), _("tot %(time)s") % {"time": clock(row.until)}))
    return Why(told, tuple(facts))


def _by_desk(actor: Actor, purpose: str, guarded: GuardedRecord, part: str) -> Why:
    vault = Vault.objects.get(pk=guarded.vault_id)
    facts = (
        Fact(_("Uw rol"), roles_told(actor.roles)),
        Fact(_("Deelname"), _("niet nodig: het register heeft een vaste bezetting")),
        Fact(_("Doel"), purpose_label(purpose)),
        Fact(_("Register"), vault.name),
        Fact(_("Grondslag"), vault.basis),
    )
    return Why(level_told(Level.SECRET) if part else "", facts)


def at_desk(vault: Vault) -> tuple[Fact, ...]:
    """Return which roles see everything in a register with a desk, and for what; none for one without.

    `who` tells of participations only: in a desk that is what partners, and others who aren't admitted, have. One query.
    """
    if not vault.desk:
        return ()
    rows = VaultAdmission.objects.filter(vault=vault).order_by("role")
    served = ((row.role, [p for p in row.purposes if p in vault.purposes]) for row in rows)
    return tuple(Fact(role_label(role), ", ".join(purpose_label(p) for p in its)) for role, its in served if its)


def unseen(actor: Actor, purpose: str = "", guarded: GuardedRecord | None = None, part: str = "") -> Why:
    """Return why `actor` doesn't see something: which fact of the rule is missing, and what to do about it."""
    facts = [Fact(_("Uw rol"), roles_told(actor.roles))]
    if guarded is None or not part:
        reason = None if guarded is None else Guarded(field="").against(actor, "", guarded, purpose)
        told = reason.text if reason else _("U ziet wat uw rol, uw deelname en het doel samen toelaten.")
        return Why(told, tuple(facts))
    at_hand = reach(actor, purpose)
    rows = list(participations_of(actor, at_hand).filter(guarded=guarded).select_related("partner", "team", "covenant"))
    facts += [Fact(_("Deelname"), _taking(row)) for row in rows]
    if rows and all(row.covenant is not None and part not in row.covenant.kinds for row in rows):
        told = _("Het convenant met uw organisatie laat dit onderdeel niet door.")
    elif rows:
        told = _("Uw deelname geeft geen zicht op dit onderdeel. Wie de casus leidt, kan dat veranderen.")
    else:
        told = _("U of uw organisatie doet hier nu niet aan mee.")
    return Why(told, tuple(facts))


def who(guarded: GuardedRecord, at: datetime | None = None) -> list[Taker]:
    """Return who takes or took part, and what each sees at this moment: those who do first, then by when they began.

    For whoever leads the case; ask within `access.opened`. Four queries. Our own people are named by role, others by
    organisation.
    """
    at = at or now()
    rows = guarded.participations.select_related("partner", "team", "covenant").prefetch_related("sights")
    found = list(rows.order_by("since", "pk"))
    vault = Vault.objects.get(pk=guarded.vault_id)
    admitted = dict(VaultAdmission.objects.filter(vault=vault).values_list("role", "purposes"))
    roles = _roles_of({row.user_id for row in found if row.user_id}, guarded, at)
    takers = [_taker(row, vault, admitted, roles.get(row.user_id, frozenset()), at) for row in found]
    return sorted(takers, key=lambda taker: not taker.now)


def level_told(level: int) -> str:
    """Return what somebody sees up to a level, in words."""
    return {
        Level.INTERNAL: _("U ziet de conclusie, niet de inhoud."),
        Level.CONFIDENTIAL: _("U ziet de inhoud."),
        Level.SECRET: _("U ziet alles, ook wat extra is afgeschermd."),
    }[Level(level)]


def roles_told(roles: frozenset[str]) -> str:
    """Return the names of roles, or that there are none."""
    return ", ".join(str(ROLES[slug].label) for slug in sorted(roles) if slug in ROLES) or _("geen")


def clock(moment: datetime) -> str:
    """Return a moment as people tell it: the time today, with the day otherwise."""
    local = timezone.localtime(moment)
    return fmt.clock(local) if local.date() == timezone.localdate() else fmt.moment(local)


def _taker(row: Participation, vault: Vault, admitted: Mapping[str, Any], roles: frozenset[str], at: datetime) -> Taker:
    parts = {sight.part: sight.level for sight in row.sights.all()}
    running = row.since <= at and (row.until is None or row.until > at)
    ends = [moment for moment in (row.until, row.covenant.until if row.covenant else None) if moment is not None]
    until = min(ends, default=None)
    if row.covenant is not None:
        parts = {part: level for part, level in parts.items() if part in row.covenant.kinds}
        holds, why = _by_covenant(row, row.covenant, vault, at)
    elif row.emergency:
        holds, why = vault.emergency, _("noodtoegang bij acuut gevaar")
    else:
        holds, why = _by_admission(row, vault, admitted, roles)
    if not running:
        why = _("deelname voorbij") if row.since <= at else _("deelname begint nog")
    effective = running and holds
    return Taker(row, _name(row, roles), parts if effective else {}, until, why, effective)


def _by_covenant(row: Participation, covenant: Covenant, vault: Vault, at: datetime) -> tuple[bool, str]:
    shared = sorted((set(covenant.purposes) & set(vault.purposes)) - {EMERGENCY})
    state = state_of(covenant, at)
    if state not in {IN_FORCE, EXPIRING}:
        return False, _("convenant “%(name)s” %(state)s") % {"name": covenant.name, "state": state_word(state)}
    if not shared:
        return False, _("het convenant dient geen doel van dit register")
    return True, _("convenant “%(name)s”, voor %(purpose)s") % {
        "name": covenant.name,
        "purpose": ", ".join(purpose_label(slug) for slug in shared),
    }


def _by_admission(
    row: Participation, vault: Vault, admitted: Mapping[str, Any], roles: frozenset[str]
) -> tuple[bool, str]:
    asked = {row.role} if row.role else roles
    if row.user_id and row.role and row.role not in roles:
        return False, _("dit account heeft deze rol niet meer")
    if row.team_id and not asked:
        asked = frozenset(admitted)  # whoever of the team has an admitted role
    served = sorted({p for role in asked for p in admitted.get(role, ()) if p in vault.purposes})
    if not served:
        return False, _("deze rol werkt niet in het register “%(vault)s”") % {"vault": vault.name}
    return True, _("toegelaten tot het register, voor %(purpose)s") % {
        "purpose": ", ".join(purpose_label(slug) for slug in served)
    }


def _name(row: Participation, roles: frozenset[str]) -> str:
    if row.partner is not None:
        return f"{row.partner.name}, {row.team.name}" if row.team else row.partner.name
    named = frozenset({row.role}) if row.role else roles
    base = roles_told(named) if named else _("eigen organisatie")
    if row.emergency:
        return _("%(who)s, noodtoegang") % {"who": base}
    if row.team is not None:
        return f"{row.team.name} ({base})" if named else row.team.name
    return _("%(who)s, één persoon") % {"who": base} if row.user_id else base


def _roles_of(users: set[Any], guarded: GuardedRecord, at: datetime) -> dict[Any, frozenset[str]]:
    on = timezone.localdate(at)
    held = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        user__in=users,
        user__is_active=True,
        municipality_id=guarded.municipality_id,
        valid_from__lte=on,
    )
    found: dict[Any, frozenset[str]] = {}
    for user, role in held.values_list("user", "role"):
        found[user] = found.get(user, frozenset()) | {role}
    return found


def _taking(row: Participation) -> str:
    name = row.partner.name if row.partner else _("eigen organisatie")
    if row.team is not None:
        name = f"{name}, {row.team.name}"
    return _("%(who)s, sinds %(day)s") % {"who": name, "day": fmt.day(row.since)}


def _covenant(covenant: Covenant) -> str:
    if covenant.until is None:
        return covenant.name
    return _("%(name)s, tot en met %(day)s") % {"name": covenant.name, "day": fmt.last_day(covenant.until)}


def seen_at_desk(actor: Actor, vault: Vault, purpose: str) -> Why:
    """Return why somebody sees a file in a register with a desk: who is admitted there sees every file for that purpose."""
    told = _("%(register)s. Wie daar is toegelaten, ziet alles in dit register.") % {"register": vault.name}
    facts = (
        (_("Uw rol"), ", ".join(role_label(role) for role in sorted(actor.roles))),
        (_("Register"), told),
        (_("Doel"), purpose_label(purpose)),
        (_("Grondslag"), vault.basis),
    )
    return Why("", tuple(Fact(label, text) for label, text in facts))


@dataclass(frozen=True, slots=True)
class Mine:
    """What the rule makes of one person, without any object."""

    roles: str
    teams: tuple[TeamMembership, ...]
    purposes: tuple[str, ...]
    registers: tuple[tuple[str, str, str], ...]
    covenants: tuple[tuple[Covenant, str, str], ...]
    partner: bool


def mine(actor: Actor, at: datetime) -> Mine:
    """Return my roles, teams and purposes; the registers in which my roles work; my organisation's covenants."""
    home = municipality_of(actor)
    still = Q(until__isnull=True) | Q(until__gt=at)
    teams = TeamMembership.objects.filter(still, user=actor.id, municipality=home, since__lte=at)
    registers: list[tuple[str, str, str]] = []
    covenants: list[tuple[Covenant, str, str]] = []
    if actor.partner_id is None:
        rows = VaultAdmission.objects.filter(municipality=home, role__in=sorted(actor.roles))
        for row in rows.select_related("vault").order_by("vault__name"):
            served = ", ".join(purpose_label(p) for p in row.purposes if p in row.vault.purposes)
            by = role_label(row.role)
            if row.vault.desk:
                by = _("%(role)s, vaste bezetting: alles in dit register") % {"role": by}
            registers.append((row.vault.name, served, by))
    else:
        signed = Covenant.objects.filter(municipality=home, signed_by__partner=actor.partner_id)
        for covenant in signed.order_by("-until"):
            state = state_of(covenant, at)
            covenants.append((covenant, state, state_word(state)))
    return Mine(
        roles_told(actor.roles),
        tuple(teams.select_related("team").order_by("team__name")),
        tuple(purpose_label(slug) for slug in purposes_open_to(actor)),
        tuple(registers),
        tuple(covenants),
        actor.partner_id is not None,
    )
