# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Version 1 of the API, after the NLGov REST API Design Rules: version in the path and a header, no trailing slash.

Whoever calls is a service account with a key (`Authorization: Bearer …`), or a person in the browser's session. Either is
an actor like any other: what a page wouldn't show, the API doesn't give.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from ninja import NinjaAPI
from ninja.errors import AuthenticationError

from baken.access.facade import ANYBODY, Actor, actor_for_token, note_read, opened, require
from baken.act.cases import facade as cases
from baken.kernel import moment
from baken.kernel.processing import processes, touched

from .problems import VERSION, install

ACTIVITY = "casework-premises"
PAGE = 50
MAX_PAGE = 100_000

api = NinjaAPI(
    title="Baken",
    version=VERSION,
    description="Read what your account may know of casework. Everything else answers 404.",
    urls_namespace="api",
    openapi_url="openapi.json",
    docs_url=None,
    openapi_extra={"info": {"contact": {"name": "Baken", "url": "https://example.org/baken"}}},
)
install(api)


def actor_of(request: HttpRequest) -> Actor:
    """Return who calls: by key where one was sent, else by session. Nobody for a key that isn't valid."""
    told = request.headers.get("Authorization", "")
    if told:
        request.actor = actor_for_token(told, moment.now()) or ANYBODY  # type: ignore[attr-defined]
    found: Actor = getattr(request, "actor", ANYBODY)
    return found


def caller(request: HttpRequest) -> Actor:
    """Return who calls; raises `AuthenticationError` (401) for nobody."""
    actor = actor_of(request)
    if actor.municipality_id is None:
        raise AuthenticationError
    return actor


@api.get("/cases", summary="Cases in which you take part", tags=["cases"])
@processes(ACTIVITY)
def case_list(request: HttpRequest, page: int = 1, doel: str = "") -> Any:
    """Return at most 50 cases a page, newest first, and the next page's number where there is one.

    One purpose at a time: `doel` names it, by default the first under which there is a case.
    """
    actor = caller(request)
    require(actor, cases.VIEW)
    first = (min(max(page, 1), MAX_PAGE) - 1) * PAGE
    purpose = cases.first_purpose(actor, doel)
    cases.for_purpose(request, actor, purpose)
    with opened(actor, purpose):
        rows = list(cases.case_rows(actor, purpose)[first : first + PAGE + 1])
        cases.note_shown(actor, purpose, rows[:PAGE], door="api")
    return {
        "purpose": purpose,
        "cases": [
            {
                "reference": row.reference,
                "title": row.title,
                "stage": row.stage,
                "openedOn": row.opened_on.isoformat(),
                "href": request.build_absolute_uri(f"/api/v1/cases/{row.reference}"),
            }
            for row in rows[:PAGE]
        ],
        "nextPage": page + 1 if len(rows) > PAGE else None,
    }


@api.get("/cases/{reference}", summary="One case", tags=["cases"])
@processes(ACTIVITY)
def case(request: HttpRequest, reference: str, doel: str = "") -> Any:
    """Return of one case what you may see. Without an account too, the answer is that it isn't there."""
    return _read(request, reference, doel, lambda data: data)


@api.get("/cases/{reference}/sections/{part}", summary="One section of a case", tags=["cases"])
@processes(ACTIVITY)
def section(request: HttpRequest, reference: str, part: str, doel: str = "") -> Any:
    """Return one section with what you may see of it."""

    def only(data: dict[str, Any]) -> Any:
        found = next((one for one in data["parts"] if one["part"] == part), None)
        if found is None:
            raise Http404
        return found

    return _read(request, reference, doel, only, part)


def _read(
    request: HttpRequest, reference: str, doel: str, choose: Callable[[dict[str, Any]], Any], part: str = ""
) -> Any:
    actor = actor_of(request)
    if actor.municipality_id is None or not actor.may(cases.VIEW):
        raise Http404
    seen = cases.find(actor, reference, doel)
    cases.in_register(request, seen.case.guarded.vault)
    with opened(actor, seen.purpose):
        told = choose(cases.case_as_data(seen))
        note_read(
            actor=actor,
            at=moment.now(),
            guarded=seen.case.guarded,
            purpose=seen.purpose,
            parts=(part,) if part else tuple(seen.sights),
            door="api",
        )
    touched(request, "case", seen.case.guarded_id, purpose=seen.purpose)
    return told
