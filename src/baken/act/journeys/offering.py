# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is offered to the legal adviser for a measure, whatever it comes from: which measure, in which words, in whose register.

The file that is made of it lies in the register of the body that takes the measure: another register, another purpose. It gets
a title, the facts that somebody wrote and the address; no names.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from baken.access.facade import Vault, desk_files, opened, system_actor
from baken.act.measures import facade as measures
from baken.kernel import audit
from baken.kernel.errors import Reason
from baken.kernel.models import Municipality
from baken.kernel.text.personal_data import find

MAX_TITLE, MAX_TEXT = 200, 4_000


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody chose: which measure, in which words."""

    instrument: str
    title: str
    facts: str
    premises_kind: str = ""


def register_for(municipality: Municipality, instrument: str) -> Vault | None:
    """Return the register of the body that takes this measure; None where there is none."""
    if instrument not in measures.POWERS:
        return None
    purpose = measures.POWERS[instrument].purposes[0]
    return next(iter(desk_files.vaults_for(municipality, purpose)), None)


def against_offered(offered: Offered, vault: Vault | None, *more: str) -> list[Reason]:
    """Return every reason why this can't be offered; `more`: other texts that go along, in which no person may stand either."""
    found = []
    if vault is None:
        found.append(Reason("instrument", _("Kies een maatregel.")))
    if not offered.title.strip():
        found.append(Reason("title", _("Geef het dossier een titel.")))
    if not offered.facts.strip() or len(offered.facts) > MAX_TEXT:
        text = _("Schrijf op wat er is vastgesteld, in hoogstens %(max)d tekens.") % {"max": MAX_TEXT}
        found.append(Reason("facts", text))
    if persons := find("\n".join((offered.title, offered.facts, *more))):
        text = _("Dit lijkt op een persoon: “%(text)s”. De adviseur vraagt zelf wie het betreft. Haal het weg.")
        found.append(Reason("person", text % {"text": persons[0].text[:60]}))
    return found


def open_file(
    *, at: datetime, municipality: Municipality, vault: Vault, offered: Offered, address: str, area: str, origin: str,
    out_of: UUID, action: str, note: str = "", fictitious: bool = False,
) -> measures.Measure:  # fmt: skip
    """Open the file of what is offered, as Baken itself: who offers isn't admitted there. Part of an action.

    `origin`: the reference of the record it comes from, which lies in the register `out_of`; `action`: how the log calls it;
    `note`: what stands on the timeline besides.
    """
    system, aim = system_actor(municipality), measures.POWERS[offered.instrument].purposes[0]
    opening = measures.Opening(
        title=offered.title, facts=offered.facts, address=address, area=area, origin=origin,
        premises_kind=offered.premises_kind, asked=note,
    )  # fmt: skip
    with opened(system, system=True):
        made = measures.open_measure(
            actor=system, at=at, purpose=aim, municipality=municipality, vault=vault, instrument=offered.instrument,
            opening=opening, fictitious=fictitious,
        )  # fmt: skip
        audit.record(action, made.guarded, purpose=aim, basis=vault.basis, vault_id=vault.pk, out_of=out_of)
    return made
