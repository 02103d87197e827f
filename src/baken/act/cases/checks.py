# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every action here asks first: may this be, on this part, for this purpose; is the case still open for change."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import (
    ROLES,
    Actor,
    Covenant,
    Participation,
    Partner,
    Vault,
    VaultAdmission,
    require,
    sights_of,
    visible_to,
    why,
)
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import fresh

from .models import Case, CaseAction, CaseDocument, CaseSubject, Entry, Section, Sharing, Stage
from .parts import PARTS
from .policies import CONTRIBUTE, VIEW

CONTENT: tuple[Any, ...] = (Section, CaseSubject, Entry, CaseAction, CaseDocument, Sharing)


def refused(slug: str, text: str) -> Refused:
    """Return a refusal with one reason."""
    return Refused((Reason(slug, text),))


def open_case_for(actor: Actor, case: Case, purpose: str, permission: str, seen: int | None = None) -> Case:
    """Lock a case and return it; denied to whom may not, refused when it is closed. Raises `StaleVersion`."""
    require(actor, permission, case, purpose)
    found = fresh(case, seen)
    if found.stage == Stage.CLOSED:
        raise refused("closed", _("Deze casus is gesloten. Open hem eerst weer, met een reden."))
    return found


def require_part(actor: Actor, purpose: str, case: Case, part: str, level: int, permission: str = CONTRIBUTE) -> None:
    """Raise `Denied` unless the actor may write in a part at this level: whoever writes must see what it writes beside."""
    if part not in PARTS:
        raise Denied((Reason("part", _("Dit onderdeel bestaat niet.")),))
    probe = Section(municipality_id=case.municipality_id, guarded_id=case.guarded_id, part=part, level=level)
    require(actor, permission, probe, purpose)


def told_by(actor: Actor) -> str:
    """Return who acts, as organisation or function: never a person's name."""
    if actor.partner_id is not None:
        return Partner.objects.get(pk=actor.partner_id).name
    return role_words(actor.roles)


def role_words(roles: Iterable[str]) -> str:
    """Return roles in words."""
    return ", ".join(str(ROLES[slug].label) for slug in sorted(roles) if slug in ROLES) or _("Baken zelf")


def against_covenant(
    covenant: Covenant | None, partner: Partner, purpose: str, parts: Iterable[str], at: datetime
) -> tuple[Reason, ...]:
    """Return every reason why nothing may be shared with `partner` at the moment `at`; empty when it may."""
    if covenant is None:
        return (Reason("no_covenant", _("Kies een convenant: zonder convenant wordt niets gedeeld.")),)
    found = []
    if covenant.municipality_id != partner.municipality_id or not covenant.partners.filter(pk=partner.pk).exists():
        found.append(Reason("not_signed", _("Deze organisatie is geen partij bij dit convenant.")))
    if covenant.since > at or (covenant.until is not None and covenant.until <= at):
        found.append(Reason("covenant_over", _("Dit convenant is nu niet van kracht.")))
    if purpose not in covenant.purposes:
        found.append(Reason("purpose", _("Dit convenant is niet voor dit doel.")))
    if outside := [str(PARTS[part]) for part in parts if part not in covenant.kinds]:
        found.append(
            Reason("kinds", _("Dit convenant laat deze gegevens niet toe: %(parts)s.") % {"parts": ", ".join(outside)})
        )
    return tuple(found)


def admitted(vault: Vault, roles: Iterable[str], purpose: str) -> bool:
    """Whether one of these roles may work in the register for the purpose."""
    if purpose not in vault.purposes:
        return False
    rows = VaultAdmission.objects.filter(vault=vault, role__in=sorted(roles))
    return any(purpose in purposes for purposes in rows.values_list("purposes", flat=True))


def beyond_own(actor: Actor, purpose: str, case: Case, sights: Mapping[str, int]) -> tuple[Reason, ...]:
    """Return why the actor can't give these sights: nobody gives what one doesn't see."""
    own = sights_of(actor, purpose, case.guarded_id) or {}
    much = [str(PARTS[part]) for part, level in sights.items() if level > own.get(part, 0)]
    if not much:
        return ()
    text = _("U kunt niet meer zicht geven dan u zelf hebt: %(parts)s.") % {"parts": ", ".join(much)}
    return (Reason("beyond_own", text),)


def is_lead(case: Case, row: Participation) -> bool:
    """Whether a participation is that of the function which leads the case."""
    narrowed = row.user_id or row.team_id or row.partner_id or row.emergency
    return not narrowed and row.role == case.owner_role


def left_unseen(
    actor: Actor, purpose: str, case: Case, at: datetime, changed: Participation, after: Mapping[str, int]
) -> tuple[Reason, ...]:
    """Return why a participation can't see less: nobody would see a part any more, and nobody could give sight on it again.

    A part must stay seen up to the level of its content. Where others see further than the actor, it must stay seen as far
    as it is now: what lies there is not for the actor to know, so it isn't asked. Who takes part for a time doesn't count.
    """
    takers = [one for one in why.who(case.guarded, at) if one.now and not one.participation.emergency]
    own = sights_of(actor, purpose, case.guarded_id) or {}
    content = content_levels(actor, purpose, case)
    lost = []
    for part, label in PARTS.items():
        now = max((one.parts.get(part, 0) for one in takers), default=0)
        needed = now if now > own.get(part, 0) else content.get(part, 0)
        lasting = [
            one.parts.get(part, 0)
            for one in takers
            if one.participation.pk != changed.pk and one.participation.until is None
        ]
        before = next((one.parts.get(part, 0) for one in takers if one.participation.pk == changed.pk), 0)
        if max((*lasting, after.get(part, 0)), default=0) < min(needed, before):
            lost.append(str(label))
    if not lost:
        return ()
    text = _("Dan ziet niemand dit meer: %(parts)s. Laat dit zicht staan, of geef eerst een ander zicht.")
    return (Reason("unseen", text % {"parts": ", ".join(lost)}),)


def content_levels(actor: Actor, purpose: str, case: Case) -> dict[str, int]:
    """Return up to which level there is something in each part, as far as the actor sees."""
    found: dict[str, int] = {}
    for model in CONTENT:
        rows = visible_to(model._default_manager.filter(guarded=case.guarded_id), actor, VIEW, purpose)
        if model is Section:
            rows = rows.filter(concluded_at__isnull=False)
        for part, level in rows.order_by().values_list("part", "level").distinct():
            found[part] = max(level, found.get(part, 0))
    return found
