# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a case to a measure: whoever leads the case offers it to the legal adviser, in words written for that.

It is another register, with another purpose, of whom leads no case. The measure gets a title, the facts that somebody writes
and the address; nothing goes by itself, and no names. Both registers have it in their log. Whoever offered doesn't see the
measure, unless admitted there.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Level, Regime, Vault, authorize, require, sights_of
from baken.act.cases import facade as cases
from baken.act.measures import facade as measures
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh

from ..offering import MAX_TEXT, Offered, against_offered, open_file, register_for

__all__ = ["MAX_TEXT", "Offered", "against_regime", "offer", "onward"]

DECISIONS = "decisions"
"""The part of a case in which stands that it was offered."""


@action
def offer(*, actor: Actor, at: datetime, purpose: str, case: cases.Case, seen: int, offered: Offered) -> None:
    """Open the file of a measure of a case, in the register of the body that takes it. Inside the case's context.

    Raises `Denied` for who doesn't lead the case, `Refused` with every reason, `StaleVersion` where somebody was ahead.
    """
    require(actor, cases.MANAGE, case, purpose)
    it: cases.Case = fresh(case, seen)
    vault = register_for(it.municipality, offered.instrument)
    if reasons := against(actor, purpose, it, offered, vault):
        raise Refused(tuple(reasons))
    assert vault is not None
    open_file(
        at=at, municipality=Municipality.objects.get(pk=it.municipality_id), vault=vault, offered=offered,
        address=it.address, area=it.area, origin=it.reference, out_of=it.guarded.vault_id, action="measure.from_case",
        fictitious=it.fictitious,
    )  # fmt: skip
    told = _("Aangeboden voor een maatregel: %(what)s. Meegegeven: %(facts)s")
    what = measures.Instrument(offered.instrument).label
    cases.add_entry(
        actor=actor, at=at, purpose=purpose, case=it, part=DECISIONS, level=Level.CONFIDENTIAL, happened_at=at,
        text=told % {"what": what, "facts": offered.facts.strip()},
    )  # fmt: skip
    audit.record(
        "case.offered", it.guarded, purpose=purpose, basis=it.guarded.vault.basis, vault_id=it.guarded.vault_id,
        into=vault.pk,
    )  # fmt: skip


def against(actor: Actor, purpose: str, case: cases.Case, offered: Offered, vault: Vault | None) -> list[Reason]:
    """Return every reason why this can't be offered."""
    found = against_regime(case) + against_offered(offered, vault)
    if (sights_of(actor, purpose, case.guarded_id) or {}).get(DECISIONS, 0) < Level.CONFIDENTIAL:
        found.append(Reason("sight", _("U ziet het onderdeel Besluiten van deze casus niet.")))
    return found


def against_regime(case: cases.Case) -> list[Reason]:
    """Return why nothing can be offered of what lies in this register: data under a law of their own stay where they are."""
    if case.guarded.vault.regime == Regime.GENERAL:
        return []
    return [
        Reason(
            "regime", _("Deze casus ligt in een register met een eigen regime. Daaruit gaat niets naar een maatregel.")
        )
    ]


def onward(seen: cases.Seen) -> tuple[str, str] | None:
    """Return the step from a case to a measure, for who leads it."""
    it = seen.case
    if against_regime(it) or it.closed_on is not None or not authorize(seen.actor, cases.MANAGE, it, seen.purpose):
        return None
    return _("Bied aan voor een maatregel"), reverse("case_journeys:offer", args=[it.reference])
