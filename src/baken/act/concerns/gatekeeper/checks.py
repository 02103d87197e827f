# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The toets vooraf: whether a concern may be handled at all. Before it is passed nothing else is done with it.

Sources: AVG 5, 6, 9, 10; Wpg 8 (data of an investigation lie in a register of their own); the protocol of the municipality.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Regime, Vault, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.guards import MAX_REASON
from baken.kernel.models import fresh
from baken.kernel.text.personal_data import find, kinds

from ..models import Check, Concern, Message, Outcome, Status
from ..policies import HANDLE
from ..reporting.intake import WPG_ROLE, working_days_after
from ..reporting.moving import against_bringing, brought_over
from ..steps import step
from .indexing import forget, index


@dataclass(frozen=True, slots=True)
class Tested:
    """What the tester answered. `secrecy_because`: on what ground a professional secret may still be used."""

    personal_data: bool
    special_data: bool = False
    secrecy: bool = False
    secrecy_because: str = ""
    police_data: bool = False
    basis: str = ""
    reasons: str = ""


@action
def admit(*, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, tested: Tested) -> Concern:
    """Write that a concern may be handled, and make it findable within its register. Raises `Refused` with every reason."""
    concern = _waiting(actor, concern, purpose, seen)
    if reasons := _against_admitting(concern, purpose, tested):
        raise Refused(tuple(reasons))
    _written(actor, at, concern, purpose, tested, admitted=True)
    moved = step(actor, at, purpose, concern, "admitted", reason=_reasons(tested))
    index(moved)
    return moved


@action
def refuse(*, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, tested: Tested) -> Concern:
    """Write that a concern may not be handled, and why; from that day runs the term after which it goes."""
    concern = _waiting(actor, concern, purpose, seen)
    _written(actor, at, concern, purpose, tested, admitted=False)
    moved = step(actor, at, purpose, concern, "refused", reason=_reasons(tested))
    moved.outcome = Outcome.NOT_ALLOWED
    moved.save()
    start_retention(moved, at, purpose)
    return moved


@action
def to_police_register(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, tested: Tested
) -> Concern:
    """Bring data of an investigation to the register of the Wpg, and take them out of this one: an act of its own.

    Nothing is left here but that it happened and why. Who reported, by code or by name, stays connected with what lies there.
    Refused while something of it would stay behind: packets that partners have, signals that were merged into it.
    """
    concern = _waiting(actor, concern, purpose, seen)
    found = Vault.objects.filter(municipality_id=concern.municipality_id, regime=Regime.WPG, desk=True).order_by("slug")
    vault = found.first()
    if vault is None or concern.vault.regime == Regime.WPG:
        raise Refused((Reason("no_wpg", _("Er is geen ander register voor opsporing (Wpg) met een vaste bezetting.")),))
    reasons = against_bringing(concern)
    if not _reasons(tested):
        reasons.append(Reason("no_reason", _("Schrijf op waarom.")))
    if reasons:
        raise Refused(tuple(reasons))
    test = _written(actor, at, concern, purpose, replace(tested, police_data=True), admitted=False)
    brought_over(concern, vault, WPG_ROLE, at=at, by=actor.id, test=test)
    moved = step(actor, at, purpose, concern, "refused", reason=_reasons(tested))
    moved.outcome = Outcome.NOT_ALLOWED
    moved.save()
    start_retention(moved, at, purpose)
    return moved


@action
def test_again(*, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, reason: str) -> Concern:
    """Bring a refused concern back to be tested anew, with a reason; its term stops."""
    require(actor, HANDLE, concern, purpose)
    fresh(concern, seen)
    moved = step(actor, at, purpose, concern, "retested", reason=reason)
    moved.outcome = ""
    moved.test_due = working_days_after(timezone.localdate(at), moved.category.test_days)
    moved.save()
    forget(moved)
    stop_retention(moved, purpose)
    return moved


def start_retention(concern: Concern, at: datetime, purpose: str) -> None:
    """Have the term run after which a concern is destroyed. Part of an action."""
    guarded = fresh(concern.guarded)
    guarded.retention_from = timezone.localdate(at)
    guarded.save()
    audit.record("concern.retention", guarded, purpose=purpose, retention_from=guarded.retention_from)


def stop_retention(concern: Concern, purpose: str) -> None:
    """Stop that term: the concern is being handled again. Part of an action."""
    guarded = fresh(concern.guarded)
    guarded.retention_from = None
    guarded.save()
    audit.record("concern.retention", guarded, purpose=purpose, retention_from=None)


def flagged(concern: Concern) -> tuple[str, ...]:
    """Return what kinds of personal data the guard on free text sees in what was told: in the report, in answers in words of
    one's own, and in what its reporter wrote later."""
    later = Message.objects.filter(concern=concern, from_reporter=True)
    told = [concern.description, *own_words(concern), *(row.text for row in later)]
    return tuple(dict.fromkeys(kind for text in told for kind in kinds(find(text))))


def own_words(concern: Concern) -> list[str]:
    """Return the answers that somebody typed: not those that were chosen, nor the names of things, which are asked for."""
    typed = {
        str(one["slug"])
        for one in concern.category.questions
        if one.get("kind") in ("text", "long") and not one.get("object")
    }
    told = json.loads(concern.answers) if concern.answers else []
    return [one["answer"] for one in told if one["slug"] in typed]


def _waiting(actor: Actor, concern: Concern, purpose: str, seen: int) -> Concern:
    require(actor, HANDLE, concern, purpose)
    found: Concern = fresh(concern, seen)
    if found.status != Status.RECEIVED:
        raise Refused((Reason("tested", _("Dit signaal is al getoetst.")),))
    return found


def _against_admitting(concern: Concern, purpose: str, tested: Tested) -> list[Reason]:
    found = []
    vault = concern.vault
    if tested.police_data and vault.regime != Regime.WPG:
        text = _(
            "Gegevens uit een opsporingsonderzoek horen in het register van de Wpg. Breng het signaal daarheen over."
        )
        found.append(Reason("police_data", text))
    if purpose not in vault.purposes:
        found.append(Reason("purpose", _("Dit register dient dit doel niet.")))
    if (tested.personal_data or tested.special_data) and not tested.basis.strip():
        text = _("Schrijf op welke grondslag er is om deze persoonsgegevens te gebruiken.")
        found.append(Reason("basis", text))
    if tested.special_data and not tested.personal_data:
        text = _("Bijzondere gegevens zijn ook persoonsgegevens. Vink beide aan.")
        found.append(Reason("special", text))
    if tested.secrecy and not tested.secrecy_because.strip():
        text = _(
            "Dit valt onder een geheimhoudingsplicht. Schrijf op waarom het toch mag worden gebruikt, of weiger het."
        )
        found.append(Reason("secrecy", text))
    if (seen := flagged(concern)) and not tested.personal_data:
        text = _("De tekst lijkt persoonsgegevens te bevatten. Kijk nog eens, of kies “ja” bij persoonsgegevens.")
        found.append(Reason(f"flagged:{','.join(seen)}", text))
    return found


def _reasons(tested: Tested) -> str:
    return "\n\n".join(filter(None, (tested.reasons.strip(), tested.secrecy_because.strip())))


def _written(actor: Actor, at: datetime, concern: Concern, purpose: str, tested: Tested, *, admitted: bool) -> Check:
    row = Check(
        municipality_id=concern.municipality_id,
        concern=concern,
        at=at,
        by_id=actor.id,
        by_role=",".join(sorted(actor.roles))[:40],
        personal_data=tested.personal_data,
        special_data=tested.special_data,
        secrecy=tested.secrecy,
        police_data=tested.police_data,
        purpose=purpose,
        basis=tested.basis.strip()[:200],
        admitted=admitted,
        reasons=_reasons(tested)[:MAX_REASON],
        flagged=list(flagged(concern)),
    )
    row.save()
    return row
