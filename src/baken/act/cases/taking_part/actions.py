# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes who takes part in a case and what each sees; and what is shared outside it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from baken.access.facade import (
    ROLES,
    Actor,
    Covenant,
    Level,
    Participation,
    Partner,
    Sight,
    Team,
    User,
    leaning_on,
    may_share,
    opened,
)
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import fresh

from ..checks import admitted, against_covenant, beyond_own, is_lead, left_unseen, open_case_for, refused, require_part
from ..indexing import index_row
from ..models import Case, Entry, Sharing
from ..parts import PARTS
from ..policies import CONTRIBUTE, MANAGE


@action
def add_participant(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    case: Case,
    sights: Mapping[str, int],
    partner: Partner | None = None,
    role: str = "",
    user: User | None = None,
    team: Team | None = None,
    until: datetime | None = None,
) -> Participation:
    """Let a partner (under a covenant) or people of our own take part from now, with sight on parts; return it.

    Every reason against is told: no covenant in force for this partner, purpose and kinds of data; a role that the
    register doesn't admit; more sight than the giver has. A partner whose covenant is over takes part anew under another
    one, and may see again what it saw: else what only that partner saw would be lost to everybody.
    """
    case = open_case_for(actor, case, purpose, MANAGE)
    wanted = _clean(sights)
    role = "" if partner is not None else role
    now = Q(until__isnull=True) | Q(until__gt=at)
    same = Participation.objects.filter(
        now, guarded=case.guarded_id, partner=partner, role=role, user=user, team=team, emergency=False
    ).select_related("covenant")
    over = [row for row in same if row.covenant and row.covenant.until is not None and row.covenant.until <= at]
    if len(over) < len(same):
        raise refused("already", _("Die neemt al deel. Wijzig het zicht, of beëindig eerst de deelname."))
    had = _sights_of(over)
    reasons = [*beyond_own(actor, purpose, case, {part: n for part, n in wanted.items() if n > had.get(part, 0)})]
    covenant: Covenant | None = None
    if partner is not None:
        if partner.municipality_id != case.municipality_id:
            raise refused("other_municipality", _("Dit hoort bij een andere gemeente."))
        covenant = leaning_on(partner, purpose, wanted, at)
        reasons += may_share(partner, purpose, wanted, at)
    else:
        reasons += against_own(case, purpose, role, user, team)
    if until is not None and until <= at:
        reasons += refused("over", _("De einddatum ligt niet in de toekomst.")).reasons
    if reasons:
        raise Refused(tuple(reasons))
    for row in over:
        row.until = max(at, row.since)
        row.save()
    made = Participation(
        municipality_id=case.municipality_id, guarded_id=case.guarded_id, vault_id=case.guarded.vault_id,
        partner=partner, covenant=covenant, role=role, user=user, team=team, since=at, until=until,
    )  # fmt: skip
    made.save()
    for part, level in wanted.items():
        Sight(municipality_id=case.municipality_id, participation=made, part=part, level=level).save()
    audit.record("case.participant_added", case.guarded, purpose=purpose, sights=wanted, **who_told(made))
    return made


@action
def end_participant(
    *, actor: Actor, at: datetime, purpose: str, case: Case, participation: Participation
) -> Participation:
    """End a participation now: from this moment the case doesn't exist any more for who took part by it."""
    case = open_case_for(actor, case, purpose, MANAGE)
    participation = _of(case, participation)
    if participation.emergency:
        raise refused("emergency", _("Noodtoegang eindigt vanzelf."))
    if participation.until is not None and participation.until <= at:
        raise refused("ended", _("Deze deelname was al geëindigd."))
    if is_lead(case, participation):
        raise refused("lead", _("Deze functie leidt de casus. Draag eerst de leiding over."))
    if reasons := left_unseen(actor, purpose, case, at, participation, {}):
        raise Refused(reasons)
    participation.until = max(at, participation.since)
    participation.save()
    audit.record("case.participant_ended", case.guarded, purpose=purpose, **who_told(participation))
    return participation


@action
def set_sight(
    *, actor: Actor, at: datetime, purpose: str, case: Case, participation: Participation, sights: Mapping[str, int]
) -> None:
    """Set what a participation sees: part -> level, 0 or absent for nothing.

    Refused: wider than one's own; and what leaves a part with content to nobody.
    """
    case = open_case_for(actor, case, purpose, MANAGE)
    participation = _of(case, participation)
    if participation.emergency:
        raise refused("emergency", _("Het zicht van noodtoegang ligt vast."))
    wanted = _clean(sights)
    there = {row.part: row for row in Sight.objects.filter(participation=participation)}
    wider = {part: level for part, level in wanted.items() if part not in there or level > there[part].level}
    reasons = [*beyond_own(actor, purpose, case, wider)]
    if participation.partner is not None:
        reasons += against_covenant(participation.covenant, participation.partner, purpose, wider, at) if wider else ()
    reasons += left_unseen(actor, purpose, case, at, participation, wanted)
    if reasons:
        raise Refused(tuple(reasons))
    before = {part: row.level for part, row in there.items()}
    for part, row in there.items():
        if part not in wanted:
            row.delete()
        elif row.level != wanted[part]:
            row.level = wanted[part]
            row.save()
    for part in sorted(set(wanted) - set(there)):
        Sight(municipality_id=case.municipality_id, participation=participation, part=part, level=wanted[part]).save()
    audit.record(
        "case.sight_set", case.guarded, purpose=purpose, before=before, after=wanted, **who_told(participation)
    )


@action
def share(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    case: Case,
    part: str,
    what: str,
    basis: str,
    partner: Partner | None = None,
    other: Case | None = None,
    other_purpose: str = "",
    sharing_purpose: str = "",
) -> Sharing:
    """Share words from a part: with a partner under a covenant, or into a case of another register; return the record.

    `sharing_purpose` is one of the register's purposes, by default the one for which the case is open. The record stays
    with this case. The other case gets a note that says where it came from, and no key: nothing links the two. Refused
    without basis, purpose or recipient, or with a covenant that isn't in force for this.
    """
    case = open_case_for(actor, case, purpose, MANAGE)
    require_part(actor, purpose, case, part, Level.CONFIDENTIAL, MANAGE)
    if not what.strip() or not basis.strip():
        raise refused("bare", _("Schrijf op wat u deelt en op welke grondslag."))
    if (partner is None) == (other is None):
        raise refused("recipient", _("Kies één ontvanger: een organisatie of een andere casus."))
    sharing_purpose = sharing_purpose or purpose
    if sharing_purpose not in case.guarded.vault.purposes:
        raise refused("purpose", _("Dit doel hoort niet bij dit register."))
    made = Sharing(
        municipality_id=case.municipality_id, guarded_id=case.guarded_id, part=part, level=Level.CONFIDENTIAL,
        what=what.strip(), basis=basis.strip(), purpose=sharing_purpose, at=at, by_id=actor.id,
    )  # fmt: skip
    if partner is not None:
        covenant = leaning_on(partner, sharing_purpose, (part,), at)
        if covenant is None:
            raise Refused(may_share(partner, sharing_purpose, (part,), at))
        made.partner, made.covenant, made.recipient = partner, covenant, partner.name
    elif other is not None:
        made.to_vault, made.to_reference = other.guarded.vault, other.reference
        made.recipient = other.guarded.vault.name
        _crossed(actor, at, case, part, what, basis, other, other_purpose)
    made.save()
    audit.record(
        "case.shared", case.guarded, purpose=sharing_purpose, part=part, sharing=made.pk, partner=made.partner_id,
        covenant=made.covenant_id, to_vault=made.to_vault_id,
    )  # fmt: skip
    return made


def _crossed(
    actor: Actor, at: datetime, case: Case, part: str, what: str, basis: str, other: Case, purpose: str
) -> None:
    """Write the note in the case of the other register, in that register's own context and for its own purpose."""
    if other.guarded.vault_id == case.guarded.vault_id:
        raise refused(
            "same_vault", _("Die casus staat in hetzelfde register. Voeg deelnemers toe in plaats van te delen.")
        )
    origin = case.guarded.vault.name
    with opened(actor, purpose):
        target = open_case_for(actor, other, purpose, CONTRIBUTE)
        require_part(actor, purpose, target, part, Level.CONFIDENTIAL)
        entry = Entry(
            municipality_id=target.municipality_id, guarded_id=target.guarded_id, part=part, level=Level.CONFIDENTIAL,
            at=at, written_at=at, author_id=actor.id, author_role=next(iter(sorted(actor.roles)), ""),
            text=_("Ontvangen uit %(register)s. Grondslag: %(basis)s.") % {"register": origin, "basis": basis.strip()}
            + f"\n{what.strip()}",
        )  # fmt: skip
        entry.save()
        index_row(entry)
        audit.record("case.received", target.guarded, purpose=purpose, part=part, entry=entry.pk)


def against_own(
    case: Case, purpose: str, role: str, user: User | None = None, team: Team | None = None
) -> tuple[Reason, ...]:
    """Return why people of our own can't take part."""
    if not (role or user or team):
        return refused("nobody", _("Kies wie er deelneemt.")).reasons
    if role and (role not in ROLES or ROLES[role].external or role == "system"):
        return refused("role", _("Deze functie kan niet deelnemen.")).reasons
    if team is not None and (team.partner_id is not None or team.municipality_id != case.municipality_id):
        return refused("team", _("Dit team kan niet deelnemen.")).reasons
    if role and not admitted(case.guarded.vault, (role,), purpose):
        return refused("not_admitted", _("Deze functie is voor dit doel niet toegelaten tot dit register.")).reasons
    return ()


def _sights_of(rows: list[Participation]) -> dict[str, int]:
    """Return how far these participations see each part, together."""
    found: dict[str, int] = {}
    for part, level in Sight.objects.filter(participation__in=rows).values_list("part", "level"):
        found[part] = max(level, found.get(part, 0))
    return found


def _of(case: Case, participation: Participation) -> Participation:
    """Lock a participation of this case; one of another case isn't there."""
    if participation.guarded_id != case.guarded_id:
        raise Denied(())
    return fresh(participation)


def _clean(sights: Mapping[str, int]) -> dict[str, int]:
    if unknown := set(sights) - set(PARTS):
        raise refused("part", _("Dit onderdeel bestaat niet: %(parts)s.") % {"parts": ", ".join(sorted(unknown))})
    if any(level not in (0, *Level.values) for level in sights.values()):
        raise refused("level", _("Dit zicht bestaat niet."))
    return {part: int(level) for part, level in sights.items() if level}


def who_told(row: Participation) -> dict[str, Any]:
    """Return who a participation is for, for the audit log."""
    return {
        "participation": str(row.pk),
        "partner": row.partner.slug if row.partner else "",
        "covenant": row.covenant.slug if row.covenant else "",
        "role": row.role,
        "user": str(row.user_id or ""),
        "until": row.until.isoformat() if row.until else "",
    }
