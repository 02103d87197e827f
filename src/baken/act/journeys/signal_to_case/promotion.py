# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a concern to a case: an act, in which somebody chooses what goes along, and why. Another register, another purpose.

The case gets a title, an address, a summary that somebody writes, and what was chosen; never the concern itself. Both registers
have it in their log.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, Level, Vault, opened, require
from baken.act.cases import facade as cases
from baken.act.concerns import facade as concerns
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh
from baken.ui.format import day

from ..leaving import against_regime

SIGNALS = "signals"
"""The part of a case in which stands where it began."""
PARTS: dict[str, Any] = {
    "things": gettext_lazy("objecten in het signaal"),
    "weighing": gettext_lazy("waarom het is gewogen zoals het is"),
    "told": gettext_lazy("wat er is verteld, letterlijk"),
}
"""What may go along besides title, address and summary; nothing goes by itself."""


@dataclass(frozen=True, slots=True)
class Promotion:
    """What somebody chose: register, purpose and function of the case; what it says of itself; which parts go along."""

    vault: Vault
    purpose: str
    role: str
    values: Mapping[str, Any]
    parts: tuple[str, ...] = ()
    decided: concerns.Decided | None = None


@action
def promote(
    *, actor: Actor, at: datetime, purpose: str, concern: concerns.Concern, seen: int, chosen: Promotion
) -> cases.Case:
    """Make a case of a concern and return it; the concern is weighed for the municipality, where that wasn't done yet.

    Raises `Refused` with the reasons: another regime, not weighed, a case already; `StaleVersion` where somebody was ahead.
    """
    require(actor, concerns.HANDLE, concern, purpose)
    it: concerns.Concern = fresh(concern, seen)
    if reasons := against(it, chosen):
        raise Refused(tuple(reasons))
    if it.status in concerns.WEIGHABLE:
        assert chosen.decided is not None
        concerns.weigh(actor=actor, at=at, purpose=purpose, concern=it, seen=it.version, decided=chosen.decided)
    text = entry_text(actor, it, purpose, chosen.parts)
    if actor.moment is not None:  # who leads the case takes part in it from the moment at which this actor looks
        at = min(at, actor.moment)
    with opened(actor, chosen.purpose):
        municipality = Municipality.objects.get(pk=it.municipality_id)
        case = cases.open_case(
            actor=actor, at=at, purpose=chosen.purpose, municipality=municipality, vault=chosen.vault, role=chosen.role,
            values=chosen.values, origin=it.reference, fictitious=it.fictitious,
        )  # fmt: skip
        cases.add_entry(
            actor=actor, at=at, purpose=chosen.purpose, case=case, part=SIGNALS, level=Level.CONFIDENTIAL,
            happened_at=it.received_at, text=text,
        )  # fmt: skip
        audit.record(
            "case.from_concern", case.guarded, purpose=chosen.purpose, basis=chosen.vault.basis,
            vault_id=chosen.vault.pk, out_of=it.vault_id, parts=list(chosen.parts),
        )  # fmt: skip
    concerns.note_case(
        actor=actor, at=at, purpose=purpose, concern=it, reference=case.reference, into=chosen.vault.pk,
        parts=chosen.parts,
    )  # fmt: skip
    return case


def against(concern: concerns.Concern, chosen: Promotion) -> list[Reason]:
    """Return every reason why this can't be."""
    found = against_regime(concern)
    weighed = concern.status == concerns.Status.ROUTED and concern.route == concerns.Route.MUNICIPALITY
    if concern.case_reference:
        found.append(Reason("has_case", _("Van dit signaal is al een casus gemaakt.")))
    elif not weighed and concern.status not in concerns.WEIGHABLE:
        found.append(Reason("route", _("Weeg het signaal eerst, met de route binnen de gemeente.")))
    if concern.status in concerns.WEIGHABLE and (
        chosen.decided is None or chosen.decided.route != concerns.Route.MUNICIPALITY
    ):
        found.append(Reason("decided", _("Schrijf op waarom dit binnen de gemeente wordt opgepakt.")))
    if unknown := set(chosen.parts) - set(PARTS):
        found.append(Reason("parts", ", ".join(sorted(unknown))))
    return found


def texts_of(actor: Actor, concern: concerns.Concern, purpose: str) -> dict[str, str]:
    """Return the text that would go along for each part; parts that have none are left out. Inside the concern's context."""
    seen = concerns.Seen(actor, concern, purpose)
    things = [
        " ".join(filter(None, (one.get_kind_display(), one.name, one.number)))
        for one in concerns.rows(seen, concerns.ConcernObject)
    ]
    weighing = concerns.rows(seen, concerns.Weighing).filter(withdrawn_at__isnull=True).first()
    found = {
        "things": "; ".join(things),
        "weighing": weighing.reasons if weighing else "",
        "told": concern.description,
    }
    return {slug: text for slug, text in found.items() if text}


def entry_text(actor: Actor, concern: concerns.Concern, purpose: str, parts: Sequence[str]) -> str:
    """Return the note with which the case begins: which concern, and what was chosen of it."""
    first = _("Begonnen met signaal %(reference)s, ontvangen op %(day)s.") % {
        "reference": concern.reference,
        "day": day(concern.received_at),
    }
    texts = texts_of(actor, concern, purpose)
    lines = [f"{str(PARTS[slug]).capitalize()}: {texts[slug]}" for slug in PARTS if slug in parts and slug in texts]
    return "\n\n".join((first, *lines))
