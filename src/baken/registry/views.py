# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the script of a form that asks for a place looks up: addresses, the area of a point, the map (docs/places.md).

For visitors and staff alike, since public forms ask for places too. A visitor's question tells which municipality (`gemeente`,
its slug), unless there is one; staff look in their own. Nothing of what is asked is stored, and no cache keeps an answer but
the map.
"""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Request, asker
from baken.kernel.models import Municipality
from baken.kernel.moment import today
from baken.kernel.rate_limits import Limit, TooMany

from . import addresses
from .locating import boundaries
from .places import map_of

LOOKING_UP = Limit("looking an address up", 300, 60)
"""Somebody who types fast asks five times a second. Offices share one address on the network."""
NOT_KEPT = "private, no-store"
MAP_KEPT = "public, max-age=604800"
"""Its address names the edition of the boundaries."""


@require_safe
def suggestions(request: Request) -> HttpResponse:
    """Addresses that fit what was typed: `{"reachable", "addresses": [{"id", "text"}]}`."""
    if too_many := _counted(request):
        return too_many
    try:
        found = addresses.suggest(_municipality(request), request.GET.get("q", ""))
    except addresses.Unreachable:
        return _told(reachable=False, addresses=[])
    return _told(reachable=True, addresses=[{"id": one.id, "text": one.text} for one in found])


@require_safe
def address(request: Request) -> HttpResponse:
    """One address: `{"found", "text", "lon", "lat", "area", "name"}`; `area` and its name by this year's boundaries."""
    if too_many := _counted(request):
        return too_many
    municipality = _municipality(request)
    try:
        found = addresses.lookup(municipality, request.GET.get("id", ""))
    except addresses.Unreachable:
        return _told(found=False, reachable=False)
    if found is None:
        return _told(found=False)
    here = boundaries(municipality, today()).at(found.lon, found.lat)
    area, name = (here.area, here.name) if here else ("", "")
    return _told(found=True, text=found.text, kind=found.kind, lon=found.lon, lat=found.lat, area=area, name=name)


@require_safe
def area(request: Request) -> HttpResponse:
    """The area of a point: `{"inside", "area", "name"}`. Looked up in memory, so not counted."""
    lon, lat = (_degrees(request.GET.get(name, "")) for name in ("lon", "lat"))
    found = boundaries(_municipality(request), today()).at(lon, lat)
    return _told(inside=True, area=found.area, name=found.name) if found else _told(inside=False)


@require_safe
def ground(request: Request) -> HttpResponse:
    """The map of a municipality, to point at (SVG)."""
    drawn = map_of(boundaries(_municipality(request), today()))
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Cache-Control": MAP_KEPT})


def _municipality(request: Request) -> Municipality:
    """The reader's municipality; a visitor's is the one that is told, or the only one there is. Raises Http404."""
    if request.actor.municipality_id:
        rows = Municipality.objects.filter(pk=request.actor.municipality_id)
    else:
        rows = Municipality.objects.all()
        if slug := request.GET.get("gemeente", ""):
            rows = rows.filter(slug=slug)
    found = list(rows[:2])
    if len(found) != 1:
        raise Http404
    return found[0]


def _counted(request: Request) -> HttpResponse | None:
    try:
        LOOKING_UP.require(asker(request))
    except TooMany as refused:
        reply = JsonResponse({"title": _("Dit is te vaak gevraagd."), "status": 429}, status=429)
        reply["Retry-After"] = str(refused.seconds)
        return reply
    return None


def _degrees(told: str) -> float:
    """A number, or one that lies nowhere."""
    try:
        return float(told[:30])
    except ValueError:
        return float("nan")


def _told(**told: Any) -> HttpResponse:
    return JsonResponse(told, headers={"Cache-Control": NOT_KEPT})
