# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concerns for services with a key: passing them on, and reading those that the caller may see."""

from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja.errors import AuthenticationError
from pydantic import AliasChoices, Field

from baken.access.facade import Actor, municipality_of, note_read, opened, require
from baken.act.concerns import facade as concerns
from baken.kernel import moment
from baken.kernel.errors import Refused
from baken.kernel.processing import processes, touched

from .api import MAX_PAGE, PAGE, actor_of, api, caller
from .public_concerns import CODE, REPORT, ReportIn
from .writing import gives, sent, takes, unfit

ACTIVITY = "concerns"
REFERENCE = "2026-K7M2-P9QX"
LINE: dict[str, Any] = {
    "reference": REFERENCE,
    "category": "drugs-street",
    "theme": "drugs",
    "status": "received",
    "route": "",
    "outcome": "",
    "channel": "public",
    "sourceKind": "resident",
    "area": "BU04530301",
    "areaYear": 2026,
    "receivedAt": "2026-11-12T16:40:11+01:00",
    "testDue": "2026-11-19",
    "answerDue": "2026-12-24",
    "closedOn": None,
    "fictitious": True,
}
LIST: dict[str, Any] = {
    "purpose": "signal_nuisance",
    "concerns": [{**LINE, "href": f"https://baken.voorbeeld.nl/api/v1/concerns/{REFERENCE}"}],
    "nextPage": None,
}
ONE: dict[str, Any] = {
    **LINE,
    "description": "Bij het hek van de school wordt na vieren gedeald.",
    "answers": [{"slug": "how_often", "question": "Hoe vaak gebeurt het?", "answer": "elke dag"}],
    "place": {"kind": "map", "address": "", "note": "", "location": {"lon": 4.6201, "lat": 52.4601}},
    "things": [],
    "attachments": [],
    "occurredOn": None,
    "sourceReliability": "",
    "contentReliability": "",
    "purpose": "signal_nuisance",
    "basis": "AVG 6(1)(e)",
}


class ServiceReportIn(ReportIn):
    """One report that another system passes on, with by whom it was noticed."""

    source_kind: Literal["resident", "professional", "own_control"] = Field(
        validation_alias=AliasChoices("sourceKind", "source_kind")
    )


@api.post(
    "/concerns",
    summary="Pass on a report",
    tags=["concerns"],
    operation_id="concern_report",
    response={201: None},
    openapi_extra=takes(
        ServiceReportIn, {**REPORT, "sourceKind": "professional"}, {201: {"reference": REFERENCE, "receiptCode": CODE}}
    ),
)
@processes(ACTIVITY)
def concern_report(request: HttpRequest) -> HttpResponse:
    """Keep a report. Needs a key with the permission `act.concern.report`: a session in the browser doesn't do."""
    actor = _by_key(request)
    require(actor, concerns.REPORT)
    got = sent(request, ServiceReportIn)
    municipality = municipality_of(actor)
    try:
        kept = concerns.receive(
            actor=actor, at=moment.now(), municipality=municipality,
            category=concerns.category_of(municipality, got.told.category), report=concerns.cleaned(got.told.report()),
            channel=concerns.Channel.API, source_kind=got.told.source_kind, key=got.key, body=got.body, asked=False,
        )  # fmt: skip
    except Refused as refused:
        raise unfit(refused) from refused
    response = JsonResponse({"reference": kept.reference, "receiptCode": kept.code}, status=201)
    response["Location"] = request.build_absolute_uri(f"/api/v1/concerns/{kept.reference}")
    return response


@api.get(
    "/concerns",
    summary="Concerns that you handle",
    tags=["concerns"],
    operation_id="concern_list",
    openapi_extra=gives(LIST, 400, 401, 404),
)
@processes(ACTIVITY)
def concern_list(request: HttpRequest, page: int = 1, doel: str = "") -> Any:
    """Return at most 50 concerns a page, newest first, without what was told.

    One purpose at a time: `doel` names it, by default the first under which there is a concern.
    """
    actor = caller(request)
    require(actor, concerns.VIEW)
    number = min(max(page, 1), MAX_PAGE)
    purpose = concerns.first_purpose(actor, doel)
    if not purpose:
        raise Http404
    concerns.for_purpose(request, actor, purpose)
    with opened(actor, purpose):
        rows = concerns.page_of(actor, purpose, (number - 1) * PAGE, PAGE)
        told = [
            {**concerns.line_as_data(row), "href": request.build_absolute_uri(f"/api/v1/concerns/{row.reference}")}
            for row in rows[:PAGE]
        ]
    return {"purpose": purpose, "concerns": told, "nextPage": number + 1 if len(rows) > PAGE else None}


@api.get(
    "/concerns/{reference}",
    summary="One concern",
    tags=["concerns"],
    operation_id="concern",
    openapi_extra=gives(ONE, 404),
)
@processes(ACTIVITY)
def concern(request: HttpRequest, reference: str, doel: str = "") -> Any:
    """Return what was told and how it stands, never who told it. Without an account too, the answer is that it isn't there."""
    actor = actor_of(request)
    if actor.municipality_id is None or not actor.may(concerns.VIEW):
        raise Http404
    seen = concerns.find(actor, reference, doel)
    concerns.in_register(request, seen.concern.vault)
    with opened(actor, seen.purpose):
        told = concerns.concern_as_data(seen)
        note_read(
            actor=actor, at=moment.now(), guarded=seen.concern.guarded, purpose=seen.purpose,
            parts=(concerns.REPORT_PART,), door="api",
        )  # fmt: skip
    touched(request, "concern", seen.concern.guarded_id, purpose=seen.purpose)
    return told


def _by_key(request: HttpRequest) -> Actor:
    """Return who calls by key; a session doesn't count, since a page of another site could use it."""
    if "Authorization" not in request.headers:
        raise AuthenticationError
    return caller(request)
