# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a measure says in words: how far it is, what is to be done now and by when, and what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.format import day

from ..models import DocumentKind, Instrument, Measure, Status, View
from ..workflow import CLOSING, FAMILY, ORDER, PENALTY
from .days import ONE

NEXT: dict[str, Any] = {
    Status.RECEIVED: gettext_lazy("Toets de rapportage aan het beleid."),
    Status.ASSESSED: gettext_lazy("Stuur het voornemen, zodat de betrokkene een zienswijze kan geven."),
    Status.INTENDED: gettext_lazy("Wacht op de zienswijze en leg die vast."),
    Status.HEARD: gettext_lazy("Schrijf de redenen en leg het besluit klaar."),
    Status.DRAFTED: gettext_lazy("Het besluit wacht op een handtekening."),
    Status.SIGNED: gettext_lazy("Maak het besluit bekend aan wie het is gericht."),
    Status.SERVED: gettext_lazy("Voer het besluit uit zodra dat mag, en leg de dag vast."),
    Status.ENDED: gettext_lazy("Rond het dossier af als er niets meer openstaat."),
    Status.WITHDRAWN: gettext_lazy("Rond het dossier af als er niets meer openstaat."),
    Status.DROPPED: gettext_lazy("Rond het dossier af."),
    Status.SETTLED: gettext_lazy("Het dossier is afgerond. De bewaartermijn loopt."),
}
"""What is to be done, by status; `IN_FORCE` goes by its last day."""
GOING_ON: dict[str, Any] = {
    Instrument.PENALTY: gettext_lazy(
        "De last geldt. Leg elke overtreding vast, en hef de last op als eraan is voldaan."
    ),
    Instrument.COERCION: gettext_lazy("De gemeente heeft opgetreden. Regel nu de kosten."),
}
ROAD: dict[str, Any] = {
    Status.RECEIVED: gettext_lazy("toets"),
    Status.ASSESSED: gettext_lazy("voornemen"),
    Status.INTENDED: gettext_lazy("zienswijze"),
    Status.HEARD: gettext_lazy("besluit"),
    Status.SIGNED: gettext_lazy("bekendmaking"),
    Status.SERVED: gettext_lazy("uitvoering"),
    Status.IN_FORCE: gettext_lazy("geldt"),
    Status.ENDED: gettext_lazy("afronding"),
}
"""What is being done in each status, in the order of the way."""
CARRIED_OUT = frozenset({Status.SERVED, Status.IN_FORCE})
UNMADE, UNSIGNED = "unmade", "unsigned"
UNHEARD = frozenset({Status.ASSESSED, Status.INTENDED})
"""Stretches of the way that aren't there where nobody was asked for a view."""
HAPPENED: dict[str, Any] = {
    "assessed": gettext_lazy("Getoetst aan het beleid"),
    "reassessed": gettext_lazy("Opnieuw getoetst aan het beleid"),
    "intended": gettext_lazy("Voornemen verstuurd"),
    "heard": gettext_lazy("Zienswijze vastgelegd"),
    "acted_first": gettext_lazy("Meteen opgetreden, besluit volgt"),
    "drafted": gettext_lazy("Besluit voorgelegd"),
    "taken_back": gettext_lazy("Teruggenomen door de adviseur"),
    "sent_back": gettext_lazy("Teruggestuurd naar de adviseur"),
    "signed": gettext_lazy("Besluit ondertekend"),
    "mandated": gettext_lazy("Besluit ondertekend met mandaat"),
    "served": gettext_lazy("Besluit bekendgemaakt"),
    "extended": gettext_lazy("Verlengd"),
    "withdrawn": gettext_lazy("Ingetrokken"),
    "revoked": gettext_lazy("Ingetrokken en ondertekend"),
    "settled": gettext_lazy("Dossier afgerond"),
    "reopened": gettext_lazy("Dossier weer geopend"),
    "reopened_withdrawn": gettext_lazy("Dossier weer geopend"),
    "reopened_dropped": gettext_lazy("Dossier weer geopend"),
}
"""What a step is called once it was taken; the others are called the same before and after."""
HAPPENED_IN: dict[tuple[str, str], Any] = {
    (CLOSING.slug, "ended"): gettext_lazy("Pand heropend"),
    (ORDER.slug, "in_force"): gettext_lazy("Bevel ging in"),
    (ORDER.slug, "ended"): gettext_lazy("Bevel liep af"),
    (PENALTY.slug, "in_force"): gettext_lazy("Begunstigingstermijn liep af"),
    (PENALTY.slug, "ended"): gettext_lazy("Last opgeheven"),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of the way: whether it lies behind, or is where the file is now."""

    label: str
    over: bool
    here: bool


def road(it: Measure) -> list[Stretch]:
    """Return how far a file is, from the report to the end; empty where it stopped on the way."""
    if it.status in (Status.DROPPED, Status.WITHDRAWN):
        return []
    at = Status.HEARD if it.status == Status.DRAFTED else it.status
    unheard = it.view == View.SKIPPED and it.intended_on is None
    way = [status for status in ROAD if not (unheard and status in UNHEARD)]
    reached = way.index(Status(at)) if at in way else len(way)
    return [Stretch(str(ROAD[one]), n < reached, n == reached) for n, one in enumerate(way)]


def what_next(it: Measure, on: date) -> str:
    """Return what is to be done now, in one or two sentences."""
    if it.status != Status.IN_FORCE:
        return str(NEXT[Status(it.status)])
    if it.in_force_until is None:
        return str(GOING_ON.get(it.instrument) or _("De maatregel geldt. Leg vast wanneer die eindigt."))
    last = it.in_force_until - ONE
    if last < on:
        return _("De laatste dag was %(day)s. Leg vast dat de maatregel voorbij is.") % {"day": day(last)}
    return _("De maatregel geldt nog tot en met %(day)s. Eindigt hij eerder, leg dat dan vast.") % {"day": day(last)}


def rests(it: Measure, on: date) -> bool:
    """Whether no step of the file is due now: the measure does its work, and to end it would be early."""
    if it.status != Status.IN_FORCE:
        return False
    return it.in_force_until is None or it.in_force_until > on


def suspended(it: Measure, told: Iterable[Any]) -> dict[str, Any]:
    """Return since when a judge has a decision suspended that would be carried out or is in force, and until when if known.

    `told`: the blocks of the page. The day is None where nothing is suspended, or where nothing would be done any more.
    """
    shown = [one.context for one in told if one.context.get("suspended")] if it.status in CARRIED_OUT else []
    found: dict[str, Any] = shown[0] if shown else {}
    return {"suspended": found.get("suspended"), "suspended_until": found.get("suspended_until")}


def intention_due(it: Measure, told: Iterable[Any]) -> str:
    """Return what the letter of an intention still needs while a view is waited for: UNMADE, UNSIGNED, or "" for nothing.

    Without a template the letter is written elsewhere, and nothing is known of it. `told`: the blocks of the page.
    """
    if it.status != Status.INTENDED:
        return ""
    contexts = [one.context for one in told]
    rows = [
        paper.row for one in contexts for paper in one.get("papers", ()) if paper.row.kind == DocumentKind.INTENTION
    ]
    if any(row.signed_at for row in rows):
        return ""
    makes = any(kind == DocumentKind.INTENTION for one in contexts for kind, _label in one.get("kinds", ()))
    return UNSIGNED if rows else UNMADE if makes else ""


def happened(it: Measure, kind: str, steps: dict[str, str], events: dict[str, Any]) -> str:
    """Return what a line of the timeline is called: `steps` and `events` by name, for what is called the same afterwards."""
    told = HAPPENED_IN.get((FAMILY[it.instrument].slug, kind)) or HAPPENED.get(kind) or steps.get(kind)
    return str(told or events.get(kind, kind))


def first_running(terms: Iterable[Any]) -> Any:
    """Return the first term that waits for us, None where none does. `terms`: in order, as `pages.terms_block` tells them."""
    return next((one for one in terms if one.due is not None and not one.over and one.ours), None)
