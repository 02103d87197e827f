# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A screening as a whole: opened for an application that a department handed in, stopped, settled, opened again."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Vault, desk_files, require
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh

from . import duties, lbb
from .concluding import withdraw_conclusion
from .inquiry import form_done
from .models import Screening, Standing
from .parts import KIND
from .policies import HANDLE, PURPOSE, VIEW
from .rules import WITHDREW
from .steps import mine, note, refuse, step, told

OWNER = "bibob_coordinator"
PREFIX = "B"
MAX_SUBJECT, MAX_TEXT = 300, 4_000


@action
def open_for(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    standing: Standing,
    subject: str,
    subject_kind: str = "company",
    kvk_number: str = "",
    occasion: str = "",
    tip: bool = False,
    on: date | None = None,
    vault: Vault | None = None,
    reference: str = "",
) -> Screening:
    """Open the file of an application that a department handed in, and return it. Inside `opened(actor, purpose)`.

    `subject` is who is screened, `occasion` why, in words; `tip` that the prosecution pointed at it (Wet Bibob 26). The standing
    stays the department's: it hears that the application is taken up, and nothing more. Raises `Refused` with every reason,
    `Denied`.
    """
    require(actor, HANDLE)
    require(actor, VIEW, standing, purpose)
    standing = fresh(standing)
    day = on or timezone.localdate(at)
    reasons = []
    if not subject.strip():
        reasons.append(Reason("subject", _("Schrijf op wie wordt onderzocht.")))
    if len(occasion) > MAX_TEXT or len(subject) > MAX_SUBJECT:
        reasons.append(Reason("long", _("De tekst is te lang. Maak hem korter.")))
    if day > timezone.localdate(at):
        reasons.append(Reason("future", _("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")))
    if day < standing.asked_on:
        reasons.append(Reason("before", _("Deze dag ligt voor de dag waarop de aanvraag is aangemeld.")))
    if Screening.objects.filter(standing=standing).exists():
        reasons.append(Reason("twice", _("Voor deze aanvraag is al een dossier geopend.")))
    if standing.decided_on:
        reasons.append(Reason("decided", _("De afdeling heeft al besloten. Meld een nieuwe aanvraag aan.")))
    refuse(reasons)
    screening = desk_files.begin(
        Screening, actor=actor, at=at, permission=HANDLE, purpose=purpose, vault=vault or register_of(standing),
        kind=KIND, prefix=PREFIX, reference=reference, fictitious=standing.fictitious, owner_role=OWNER, opened_on=day,
        standing=standing, trigger_id=standing.trigger_id, tip=tip, subject=subject.strip(),
        subject_kind=subject_kind, kvk_number=kvk_number.strip(), occasion=occasion.strip(),
    )  # fmt: skip
    note(actor, at, screening, "opened", day)
    return told(screening, day)


@action
def stop(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    reason: str,
    withdrew: bool = False,
    seen: int | None = None,
    on: date | None = None,
) -> Screening:
    """Stop a screening without a conclusion, with a reason.

    `withdrew`: the subject probably drew back because of Bibob, after the investigation began; the LBB must hear of it (7a(8)).
    """
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    against = []
    if withdrew and screening.status == "asked":
        text = _("Het onderzoek was nog niet begonnen: terugtrekken hoeft u dan niet te melden (Wet Bibob 7a(8)).")
        against.append(Reason("withdrew", text))
    moved = step(actor, at, purpose, screening, "stopped", on=day, against=against, reason=reason)
    form_done(moved, day)
    lbb.give_up(moved, day)
    if withdrew:
        duties.owe(moved, WITHDREW, day)
    return told(moved, day)


@action
def settle(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, seen: int | None = None, on: date | None = None
) -> Screening:
    """Settle a screening: its term of retention begins. Refused while something that the law wants told wasn't."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    desk_files.close(screening, day)
    screening.save()
    moved = step(actor, at, purpose, screening, "settled", on=day, against=duties.left_undone(screening))
    return told(moved, day)


@action
def reopen(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, reason: str, seen: int | None = None,
    on: date | None = None,
) -> Screening:  # fmt: skip
    """Open a settled screening again, with a reason; the term of retention stops, and its conclusion is taken back."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, seen)
    before = str(screening.get_conclusion_display()) if screening.conclusion else ""
    moved = step(actor, at, purpose, screening, "reopened", on=day, reason=reason, text=f"{before} {reason}".strip())
    desk_files.open_again(moved)
    withdraw_conclusion(moved, day)
    return told(moved, day)


def register_of(standing: Standing) -> Vault:
    """Return the register in which files of this municipality lie. Raises `Refused` where there is none."""
    found = desk_files.vaults_for(Municipality(pk=standing.municipality_id), PURPOSE)
    if not found:
        raise Refused((Reason("no_register", _("Er is nog geen register voor Bibob. De privacy officer maakt het.")),))
    return found[0]
