# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search over areas, policy and documents. Each feature searches its own, within what the actor may see."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from baken.access.facade import Actor, municipality_of
from baken.account import facade as account
from baken.act.cases import facade as cases
from baken.act.concerns import facade as concerns
from baken.decide.capacity import facade as capacity
from baken.decide.council import facade as council
from baken.decide.meetings import facade as meetings
from baken.decide.policy import facade as decide
from baken.kernel.moment import today
from baken.observe.facade import INDICATORS
from baken.registry.facade import area_names, areas

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Found:
    """One result."""

    title: str
    kind: str
    url: str


def find(actor: Actor, asked: str) -> list[Found]:
    """Return what matches `asked`: areas by CBS name or by the municipality's own name, indicators, policy, documents."""
    municipality = municipality_of(actor)
    needle = asked.casefold()
    year = today().year
    own = areas(municipality=municipality.code, year=year)
    codes = {code for code, info in own.items() if needle in info.name.casefold()}
    for name, named in area_names(municipality, year).items():
        if needle in name.casefold():
            codes.update(named)
    kinds = {"municipality": _("gemeente"), "wijk": _("wijk"), "buurt": _("buurt")}
    order = list(kinds)
    found = [
        Found(own[code].name, kinds[own[code].level], reverse("observe:area", args=[code]))
        for code in sorted(codes & set(own), key=lambda c: (order.index(own[c].level), own[c].name))
    ]
    found += [
        Found(str(i.title), _("indicator"), reverse("observe:indicator", args=[i.id]))
        for i in INDICATORS.values()
        if needle in str(i.title).casefold()
    ]
    for title, kind, url in (
        *decide.search(actor, asked),
        *meetings.search(actor, asked),
        *council.search(actor, asked),
        *capacity.search(actor, asked),
        *account.search(actor, asked),
        *cases.search(actor, asked),
        *concerns.search(actor, asked),
    ):
        found.append(Found(title, kind, url))
    return found[:SHOWN]
