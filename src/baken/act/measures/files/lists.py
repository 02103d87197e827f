# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of measures in one register, and what the home page tells of them. Never facts, reasons or names of parties."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext

from baken.access.facade import (
    Actor,
    DeskTerm,
    desk_files,
    municipality_of,
    note_listed,
    opened,
    role_label,
    visible_to,
)
from baken.kernel.models import Municipality
from baken.kernel.terms import Whose
from baken.registry.facade import boundaries
from baken.ui.counting import LIMIT, CappedPaginator, Count

from .. import queries
from ..documents import waiting
from ..documents.waiting import TO_SEND, TO_SIGN
from ..models import DocumentKind, Instrument, Measure, Status
from ..policies import EXECUTIVE, HANDLE, MAYOR, REGISTER, SIGN, VIEW
from ..rules import POWERS
from ..workflow import FAMILY
from .pages import Term, terms
from .report_forms import ListFilter, statuses

PAGE = 50
DESKS: dict[str, Any] = {MAYOR: gettext_lazy("Van de burgemeester"), EXECUTIVE: gettext_lazy("Van het college")}
AT_HOME: dict[str, Any] = {
    MAYOR: gettext_lazy("Maatregelen van de burgemeester"), EXECUTIVE: gettext_lazy("Maatregelen van het college"),
}  # fmt: skip
OPEN = "open"
LETTERS = (TO_SIGN, TO_SEND)
WAITING: dict[str, tuple[str, ...]] = {
    HANDLE: (Status.RECEIVED, Status.HEARD, Status.SIGNED),
    SIGN: (Status.DRAFTED,),
}
"""What the home page counts for who prepares, and for who signs."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure in the list, with the first term that runs."""

    measure: Measure
    status: str
    area: str
    term: Term | None
    who: str


def overview(actor: Actor, asked: QueryDict, at: datetime) -> dict[str, Any]:
    """Return the list for one purpose, narrowed by what is asked. A fixed number of queries."""
    on, municipality = timezone.localdate(at), municipality_of(actor)
    purpose = queries.first_purpose(actor, asked.get("doel", ""))
    areas = [(one.code, one.name) for one in sorted(boundaries(municipality, on).wijken, key=lambda one: one.name)]
    form = ListFilter(asked, choices={
        "status": statuses(), "maatregel": [(slug, capfirst(label)) for slug, label in Instrument.choices], "wijk": areas,
    })  # fmt: skip
    chosen = form.chosen()
    context = {
        "form": form,
        "narrowed": bool(chosen),
        "purpose": purpose,
        "purposes": [(one, DESKS[one], one == purpose) for one in queries.purposes(actor)],
        "may_handle": actor.may(HANDLE),
        "may_addresses": actor.may(REGISTER),
        "lines": [],
        "count": Count(0),
    }
    if not purpose:
        return context
    with opened(actor, purpose):
        rows = narrowed(queries.measures(actor, purpose), chosen)
        if chosen.get("status") in LETTERS:
            rows = waiting.files_with(actor, purpose, on, chosen["status"], rows)
        paginator = CappedPaginator(rows, PAGE)
        page = paginator.get_page(asked.get("bladzijde"))
        found = list(page.object_list)
        running = first_terms(actor, purpose, found, on)
        if found:
            note_listed(actor=actor, at=at, purpose=purpose, keys=[one.guarded_id for one in found])
    page.object_list = found
    names = dict(areas)
    lines = [
        Line(
            one,
            str(FAMILY[one.instrument].status(one.status).label),
            names.get(one.area, one.area),
            running.get(one.pk),
            role_label(one.owner_role) if one.status != Status.SETTLED else "",
        )
        for one in found
    ]
    return {**context, "page": page, "lines": lines, "count": paginator.counted}


def narrowed(rows: QuerySet[Measure], chosen: dict[str, str]) -> QuerySet[Measure]:
    """Return the measures that were asked for."""
    status = chosen.get("status", "")
    if status == OPEN:
        rows = rows.exclude(status=Status.SETTLED)
    elif status and status not in LETTERS:
        rows = rows.filter(status=status)
    if "maatregel" in chosen:
        rows = rows.filter(instrument=chosen["maatregel"])
    return rows.filter(area=chosen["wijk"]) if "wijk" in chosen else rows


def first_terms(actor: Actor, purpose: str, found: Sequence[Measure], on: date) -> dict[UUID, Term]:
    """Return the first term of each measure by which somebody must act. One query."""
    by_key = {one.guarded_id: one for one in found}
    rows = DeskTerm.objects.filter(guarded__in=list(by_key), done_on__isnull=True, due__isnull=False)
    rows = rows.exclude(whose=Whose.NOBODYS)
    first: dict[UUID, DeskTerm] = {}
    for row in visible_to(rows, actor, VIEW, purpose).order_by("due", "id"):
        first.setdefault(row.guarded_id, row)
    return {by_key[key].pk: terms([row], on)[0] for key, row in first.items()}


def places(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return which measures somebody can begin: by body, as "register|purpose|instrument"."""
    municipality = municipality_of(actor)
    found = []
    for purpose in queries.purposes(actor):
        choices = [
            (f"{vault.slug}|{purpose}|{slug}", f"{capfirst(Instrument(slug).label)} ({power.article})")
            for vault in desk_files.vaults_for(municipality, purpose)
            for slug, power in POWERS.items()
            if purpose in power.purposes
        ]
        if choices:
            found.append((str(DESKS[purpose]), choices))
    return found


def home_lines(actor: Actor, municipality: Municipality, on: date) -> list[dict[str, str]]:
    """Return what waits: decisions and other letters to sign for who signs; reports, decisions and letters to go on with for who
    prepares.

    At most three queries a register, and one for mandates; one or two more where collection decisions wait.
    """
    if actor.municipality_id != municipality.id:
        return []
    wanted = [status for permission, found in WAITING.items() if actor.may(permission) for status in found]
    lines: list[dict[str, str]] = []
    for purpose in queries.purposes(actor) if wanted else ():
        with opened(actor, purpose):
            rows = queries.measures(actor, purpose).filter(status__in=wanted).order_by()
            told = list(rows.values_list("status", flat=True)[: LIMIT + 1])
            letters = {TO_SIGN: waiting.to_sign(actor, purpose, on), TO_SEND: waiting.to_send(actor, purpose)}
        lines += [*_told(purpose, told), *_letters(purpose, letters)]
    return lines


def _told(purpose: str, told: Iterable[str]) -> list[dict[str, str]]:
    found, told = [], list(told)
    more = len(told) > LIMIT
    for status in dict.fromkeys((*WAITING[SIGN], *WAITING[HANDLE])):
        number = Count(min(told.count(status), LIMIT), more)
        if number:
            found.append(_line(purpose, status, _words(status, number), number))
    return found


def _letters(purpose: str, letters: Mapping[str, Sequence[waiting.Letter]]) -> list[dict[str, str]]:
    """Return a line for the letters that wait to be signed and one for those that wait to be sent, with their kinds."""
    found = []
    for asked, there in letters.items():
        if not there:
            continue
        number = Count(min(len(there), LIMIT), len(there) > LIMIT)
        kinds = sorted({str(DocumentKind(one.kind).label) for one in there})
        told = _waits_for_signature(number) if asked == TO_SIGN else _waits_to_be_sent(number)
        found.append(_line(purpose, asked, f"{told} ({', '.join(kinds)}).", number))
    return found


def _waits_for_signature(number: Count) -> str:
    return ngettext(
        "%(n)s andere brief wacht op uw handtekening", "%(n)s andere brieven wachten op uw handtekening", number.value
    ) % {"n": number}


def _waits_to_be_sent(number: Count) -> str:
    return ngettext(
        "%(n)s ondertekende brief te versturen of bekend te maken",
        "%(n)s ondertekende brieven te versturen of bekend te maken",
        number.value,
    ) % {"n": number}


def _line(purpose: str, asked: str, text: str, number: Count) -> dict[str, str]:
    query = urlencode({"doel": purpose, "status": asked})
    return {
        "text": f"{AT_HOME[purpose]}: {text}",
        "url": f"{reverse('measures:overview')}?{query}",
        "label": ngettext("Bekijk dit dossier", "Bekijk deze dossiers", number.value),
    }


def _words(status: str, number: Count) -> str:
    n = number.value
    told = {
        Status.DRAFTED: ngettext(
            "%(n)s besluit ligt klaar om te ondertekenen.", "%(n)s besluiten liggen klaar om te ondertekenen.", n
        ),
        Status.RECEIVED: ngettext("%(n)s rapportage te toetsen.", "%(n)s rapportages te toetsen.", n),
        Status.HEARD: ngettext("%(n)s besluit voor te leggen.", "%(n)s besluiten voor te leggen.", n),
        Status.SIGNED: ngettext("%(n)s besluit bekend te maken.", "%(n)s besluiten bekend te maken.", n),
    }
    return told[Status(status)] % {"n": number}
