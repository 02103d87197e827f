# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may go of a concern and in what shape. Pure: no database, no clock."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Regime
from baken.kernel.errors import Reason
from baken.kernel.text.personal_data import find, without

from ..models import Status
from ..parts import PACKET_PARTS
from ..workflow import OUTSIDE

PLACE, OBJECTS, ASSESSMENT, ATTACHMENTS = (
    "concern_place", "concern_objects", "concern_assessment", "concern_attachments",
)  # fmt: skip
ONWARD = {
    "purpose_only": gettext_lazy("Alleen voor dit doel"),
    "not_further": gettext_lazy("Alleen voor dit doel, en niet verder verstrekken"),
    "ask_first": gettext_lazy("Eerst overleggen met de gemeente, voor elk gebruik"),
}
"""How far the recipient may go with it: the ceiling."""
EXACT, STREET, AREA, NO_PLACE = "exact", "street", "area", ""
PLACES = {
    NO_PLACE: gettext_lazy("Geen plaats"),
    AREA: gettext_lazy("Alleen de wijk of buurt"),
    STREET: gettext_lazy("Alleen de straat"),
    EXACT: gettext_lazy("Het precieze adres"),
}
MAX_TEXT = 10_000
TAKEN_OUT = gettext_lazy("[weggelaten]")


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes: texts by part (empty ones don't), papers by key, and why it is needed.

    `urgent` says why it can't wait for the weighing; `onward` is one of `ONWARD`.
    """

    texts: Mapping[str, str]
    papers: tuple[UUID, ...] = ()
    basis: str = ""
    why: str = ""
    onward: str = "not_further"
    urgent: str = ""
    effect_months: int = 12

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the parts that go, in their order."""
        sent = {part for part, text in self.texts.items() if text.strip()}
        if self.papers:
            sent.add(ATTACHMENTS)
        return tuple(part for part in PACKET_PARTS if part in sent)


def redacted(text: str) -> str:
    """Return a text without what looks like personal data: what the form begins with."""
    return without(text, find(text), str(TAKEN_OUT))


def street_of(address: str) -> str:
    """Return the name of the street in an address: all before the first number, or before the comma."""
    found = re.match(r"[^\d,]+", address.strip())
    return found.group().strip() if found else ""


def place_text(how: str, *, address: str, note: str, area: str) -> str:
    """Return the place as far as it is told: exact, street or area. "" where nothing is known so far."""
    if how == EXACT:
        return "\n".join(part for part in (address.strip(), note.strip(), area) if part)
    if how == STREET:
        return ", ".join(part for part in (street_of(address), area) if part)
    return area if how == AREA else ""


def is_weighed(status: str, route: str) -> bool:
    """Return whether it was decided that a concern goes to a partner."""
    return status == Status.ROUTED and route in OUTSIDE


def against(status: str, route: str, regime: str, parcel: Parcel) -> list[Reason]:
    """Return every reason why nothing may go, whoever the recipient is; empty when it may."""
    found = []
    if regime == Regime.WPG:
        text = _(
            "Politiegegevens worden van hieruit niet gedeeld. Verstrekken gaat volgens de Wpg, buiten dit scherm om."
        )
        found.append(Reason("wpg", text))
    handled = status in (Status.ADMITTED, Status.ENRICHING, Status.AGENDA, Status.ROUTED)
    if not handled:
        text = _("Dit signaal is niet in behandeling. Delen kan na de toets vooraf en voordat het is afgerond.")
        found.append(Reason("not_handled", text))
    elif not is_weighed(status, route) and not parcel.urgent.strip():
        text = _(
            "Weeg het signaal eerst, met als route RIEC, politie of zorg. Kan dat niet wachten, schrijf dan op waarom."
        )
        found.append(Reason("not_weighed", text))
    if not parcel.parts:
        found.append(Reason("nothing", _("Kies wat u deelt.")))
    if any(part not in PACKET_PARTS for part in parcel.texts):
        found.append(Reason("part", _("Dit onderdeel bestaat niet.")))
    if any(len(text) > MAX_TEXT for text in parcel.texts.values()):
        found.append(Reason("long", _("De tekst is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_TEXT}))
    if not parcel.basis.strip():
        found.append(Reason("basis", _("Schrijf op op welke grondslag u dit deelt.")))
    if not parcel.why.strip():
        found.append(Reason("why", _("Schrijf op waarom de ontvanger dit nodig heeft.")))
    if parcel.onward not in ONWARD:
        found.append(Reason("onward", _("Kies wat de ontvanger ermee mag.")))
    if not 1 <= parcel.effect_months <= 12:
        found.append(Reason("effect", _("Vraag uiterlijk over een jaar wat ermee is gedaan.")))
    return found
