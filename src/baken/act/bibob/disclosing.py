# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving something from a file to somebody whom the law names (Wet Bibob 28(2)). Whoever isn't named gets nothing."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason

from .concluding import advised
from .models import Disclosure, Screening
from .rules import RECIPIENTS, five_years_after, short
from .steps import mine, note, refuse


@action
def disclose(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    screening: Screening,
    recipient: str,
    what: str,
    why: str,
    who: str = "",
    secrecy_told: bool = False,
    on: date | None = None,
) -> Disclosure:
    """Write what was given to whom, why, and that the notice of secrecy went with it. Raises `Refused` with every reason."""
    day = on or timezone.localdate(at)
    screening = mine(actor, screening, purpose, None)
    reasons = []
    kind = RECIPIENTS.get(recipient)
    if kind is None:
        reasons.append(Reason("recipient", _("De wet noemt deze ontvanger niet. Geef dan niets (Wet Bibob 28(2)).")))
    if short(what):
        reasons.append(Reason("what", _("Schrijf op wat u geeft. Niet meer dan nodig is.")))
    if short(why):
        reasons.append(Reason("why", _("Schrijf op waarvoor de ontvanger dit nodig heeft.")))
    if not secrecy_told:
        reasons.append(
            Reason("secrecy", _("Wijs de ontvanger op de geheimhoudingsplicht voordat u iets geeft (Wet Bibob 28(1))."))
        )
    if day > timezone.localdate(at):
        reasons.append(Reason("future", _("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")))
    if day < screening.opened_on:
        reasons.append(Reason("before", _("Deze dag ligt voor het begin van het dossier.")))
    if kind is not None and kind.within_five_years and day > last_day(screening):
        reasons.append(Reason("too_old", _("Dit is langer dan vijf jaar geleden verkregen: geven mag niet meer.")))
    refuse(reasons)
    row = Disclosure(
        municipality_id=screening.municipality_id, screening=screening, recipient=recipient, who=who.strip(),
        what=what.strip(), why=why.strip(), secrecy_told=True, on=day, by_id=actor.id,
    )  # fmt: skip
    row.save()
    audit.record("bibob.disclosed", screening, purpose=purpose, recipient=recipient)
    note(actor, at, screening, "disclosed", day)
    return row


def last_day(screening: Screening) -> date:
    """Return the last day on which what the file holds may go to another body: five years after it was obtained (28(2)m)."""
    advice = advised(screening)
    got = advice.received_on if advice and advice.received_on else screening.concluded_on or screening.opened_on
    return screening.reuse_until or five_years_after(got, "bibob_reuse")
