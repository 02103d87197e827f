# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing hours on a screening: of the file as a whole, never of a person."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.ui.format import decimal as told

from ..models import Screening
from ..steps import mine, note

STEP, MOST_AT_ONCE, MOST = Decimal("0.5"), Decimal(80), Decimal(9_999)


@action
def add_hours(
    *, actor: Actor, at: datetime, purpose: str, screening: Screening, hours: Decimal, seen: int | None = None
) -> Screening:
    """Add hours to a file, in halves; below zero takes back what was written wrongly. Raises `Refused` with every reason."""
    screening = mine(actor, screening, purpose, seen)
    after = screening.hours + hours
    reasons = []
    if not hours or hours % STEP:
        reasons.append(Reason("hours", _("Schrijf hele of halve uren.")))
    if abs(hours) > MOST_AT_ONCE:
        text = _("Schrijf hoogstens %(max)d uur tegelijk.") % {"max": MOST_AT_ONCE}
        reasons.append(Reason("hours", text))
    if not 0 <= after <= MOST:
        reasons.append(Reason("hours", _("U kunt niet meer uren weghalen dan er staan.")))
    if reasons:
        raise Refused(tuple(reasons))
    screening.hours = after
    screening.save()
    audit.record("bibob.hours_added", screening, purpose=purpose, hours=str(hours))
    note(actor, at, screening, "hours_added", timezone.localdate(at), told(float(hours), 1, signed=True))
    return screening
