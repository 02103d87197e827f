# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting without an account, for other people's forms: the same as `/melden/`, to the same limits. No cookie counts here."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Path
from pydantic import BaseModel, ConfigDict, Field

from baken.access.facade import client_address, system_actor
from baken.act.concerns import facade as concerns
from baken.kernel import moment
from baken.kernel.errors import Refused
from baken.kernel.models import Municipality
from baken.kernel.processing import of_municipality, processes
from baken.ui.json_problems import problem

from .api import api
from .writing import Answered, gives, sent, takes, unfit

ACTIVITY = "concerns-public"
Language = Literal["nl", "en", "easy"]
Answer = str | bool | Annotated[int, Field(ge=0, lt=1_000_000)] | list[Annotated[str, Field(max_length=200)]] | None


class Shape(BaseModel):
    """Base of what comes in: finite numbers, names in camelCase or as in Python."""

    model_config = ConfigDict(allow_inf_nan=False, populate_by_name=True)


class Location(Shape):
    """A point, in degrees (WGS84)."""

    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)


class ContactIn(Shape):
    """Who reported, as far as they want to tell. Kept apart from the report, for other people."""

    name: str | None = Field(None, max_length=200)
    email: str | None = Field(None, max_length=200)
    phone: str | None = Field(None, max_length=200)
    wants_mail: bool = Field(False, alias="wantsMail", description="a mail without content may tell that there is news")

    def contact(self) -> concerns.Contact:
        """As intake takes it."""
        return concerns.Contact(self.name or "", self.email or "", self.phone or "", self.wants_mail)


class ReportIn(Shape):
    """One report. `category`: an `id` from the list of categories."""

    category: str = Field(min_length=1, max_length=50)
    description: str = Field(min_length=1, max_length=concerns.MAX_DESCRIPTION)
    location: Location | None = None
    address: str = Field("", max_length=300)
    contact: ContactIn | None = None
    answers: dict[Annotated[str, Field(max_length=50)], Answer] = Field(
        default_factory=dict, max_length=40, description="by the `id` of the category's questions"
    )
    language: Language = "nl"

    def report(self) -> concerns.Report:
        """As intake takes it."""
        place = concerns.Place(kind="address", address=self.address) if self.address.strip() else concerns.Place()
        if self.location is not None:
            kind = place.kind if self.address.strip() else "map"
            place = concerns.Place(kind, self.address, self.location.lon, self.location.lat)
        return concerns.Report(
            description=self.description,
            answers={slug: told for slug, value in self.answers.items() if (told := _told(value)) is not None},
            place=place,
            contact=self.contact.contact() if self.contact else concerns.Contact(),
            language=self.language,
        )


class MessageIn(Shape):
    """Something that is added to a report. `reopen`: asks to look again, within six weeks after it was closed."""

    text: str = Field(min_length=1, max_length=concerns.MAX_MESSAGE)
    reopen: bool = False


CODE = "7K2M-9QXR-4T6B-Z0AC"
REPORT: dict[str, Any] = {
    "category": "drugs-street",
    "description": "Bij het hek van de school wordt na vieren gedeald.",
    "location": {"lon": 4.6201, "lat": 52.4601},
    "contact": None,
    "answers": {"how_often": "daily", "when": "na vier uur"},
    "language": "nl",
}
CATEGORY: dict[str, Any] = {
    "id": "drugs-street",
    "name": "Drugsoverlast op straat",
    "group": "drugs",
    "description": "Dealen, gebruiken of spullen op straat.",
    "questions": [
        {
            "id": "how_often",
            "kind": "choice",
            "label": "Hoe vaak gebeurt het?",
            "hint": "",
            "required": False,
            "options": [{"id": "daily", "label": "elke dag"}],
            "when": None,
        }
    ],
}
STANDING: dict[str, Any] = {
    "status": "handled",
    "statusText": "Uw melding is bij ons in behandeling.",
    "language": "nl",
    "messages": [{"on": "2026-11-12", "from": "municipality", "text": "Om hoe laat was het?"}],
    "mayAdd": True,
    "mayReopenUntil": None,
}


@api.get(
    "/public/categories",
    summary="What can be reported without an account",
    tags=["reporting"],
    operation_id="public_categories",
    openapi_extra=gives([CATEGORY], 400),
)
def public_categories(request: HttpRequest, language: Language = "nl", gemeente: str = "") -> Any:
    """Return the categories with what each asks, in their order; empty where nothing can be reported in this way."""
    town = _town(gemeente)
    response = JsonResponse([concerns.category_as_data(one, language) for one in concerns.offered(town)], safe=False)
    response["Cache-Control"] = "public, max-age=60"
    return response


@api.post(
    "/public/concerns",
    summary="Report something without an account",
    tags=["reporting"],
    operation_id="public_report",
    response={201: None},
    openapi_extra=takes(ReportIn, REPORT, {201: {"receiptCode": CODE}}),
)
@processes(ACTIVITY)
def public_report(request: HttpRequest, gemeente: str = "") -> HttpResponse:
    """Keep a report and return the receipt code, by which whoever reported comes back. It is shown this once.

    No answer is required: another form may ask less than ours, and a report with what is known is better than none.
    """
    got = sent(request, ReportIn)
    concerns.take_report(client_address(request))
    with translation.override("en" if got.told.language == "en" else "nl"):
        category = _category(request, got.told.category, gemeente)
        try:
            kept = concerns.send_publicly(
                at=moment.now(), category=category, report=got.told.report(), key=got.key, body=got.body, asked=False
            )
        except Refused as refused:
            raise unfit(refused) from refused
    response = JsonResponse({"receiptCode": kept.code}, status=201)
    response["Location"] = request.build_absolute_uri(f"/api/v1/public/concerns/{kept.code}")
    return response


@api.get(
    "/public/concerns/{receiptCode}",
    summary="How far a report is",
    tags=["reporting"],
    operation_id="public_standing",
    openapi_extra=gives(STANDING, 404, 429),
)
@processes(ACTIVITY)
def public_standing(request: HttpRequest, code: str = Path(alias="receiptCode")) -> Any:
    """Return what whoever reported may see: received, handled or closed, and what was written."""
    found = concerns.look_by_code(None, code, moment.now(), client_address(request))
    if found is None:
        raise Http404
    return {
        "status": found.stage,
        "statusText": found.words,
        "language": found.language,
        "messages": [
            {"on": one.on.isoformat(), "from": "reporter" if one.mine else "municipality", "text": one.text}
            for one in found.messages
        ],
        "mayAdd": found.may_write,
        "mayReopenUntil": found.reopen_until.isoformat() if found.reopen_until else None,
    }


@api.post(
    "/public/concerns/{receiptCode}/messages",
    summary="Add something to a report",
    tags=["reporting"],
    operation_id="public_message",
    response={201: None},
    openapi_extra=takes(
        MessageIn, {"text": "Het gebeurde vandaag weer.", "reopen": False}, {201: {"status": "received"}}
    ),
)
@processes(ACTIVITY)
def public_message(request: HttpRequest, code: str = Path(alias="receiptCode")) -> HttpResponse:
    """Keep a message of whoever reported, or a request to look again."""
    who = client_address(request)
    town = concerns.owner_by_code(None, code, who)  # first: what is sent to no report isn't even read
    if town is None:
        raise Http404
    got = sent(request, MessageIn)
    concerns.take_report(who)
    try:
        concerns.add_by_code(
            actor=system_actor(town), at=moment.now(), municipality=town, code=code, text=got.told.text,
            reopen=got.told.reopen, key=got.key, body=got.body,
        )  # fmt: skip
    except Refused as refused:
        raise unfit(refused) from refused
    response = JsonResponse({"status": "received"}, status=201)
    response["Location"] = request.build_absolute_uri(f"/api/v1/public/concerns/{code}")
    return response


def _told(value: Any) -> Any:
    """Return an answer as intake takes it; None for none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int) else value


def _town(gemeente: str) -> Municipality:
    rows = Municipality.objects.all()
    found = list(rows.filter(slug=gemeente) if gemeente else rows)[:2]
    if len(found) != 1:
        raise Answered(_which())
    return found[0]


def _category(request: HttpRequest, slug: str, gemeente: str) -> concerns.Category:
    found = concerns.public_with_slug(slug, gemeente)
    if len(found) > 1:
        raise Answered(_which())
    if not found:
        text = _(
            "Deze categorie is er niet, of er kan niet openbaar in worden gemeld. Kijk in /api/v1/public/categories."
        )
        raise Answered(problem(400, _("De vraag klopt niet."), reasons=[{"code": "category", "text": text}]))
    of_municipality(request, found[0].municipality_id)
    return found[0]


def _which() -> HttpResponse:
    return problem(400, _("De vraag klopt niet."), _("Zeg om welke gemeente het gaat: ?gemeente=…"))
