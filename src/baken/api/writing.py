# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes in by POST: JSON of a known size and shape, or a problem that says what is wrong. Too much isn't even read.

An operation calls `sent(request, Shape)`; `takes(Shape, …)` describes the same in the OpenAPI.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from pydantic import BaseModel, ValidationError

from baken.kernel.errors import Denied, Refused
from baken.kernel.idempotency import BadKey, OtherBody, is_key
from baken.kernel.rate_limits import TooMany
from baken.ui.headers import told_length
from baken.ui.json_problems import MEDIA_TYPE, problem, reasons, refusal

S = TypeVar("S", bound=BaseModel)
MAX_BODY = 256 * 1024
"""Bytes: a text of 10,000 letters of any script with all its answers is far below it."""
JSON = "application/json"


class Answered(Exception):
    """What came in is answered by this problem, and goes no further."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__(response.status_code)
        self.response = response


@dataclass(frozen=True, slots=True)
class Sent(Generic[S]):
    """What was sent. `key`: its Idempotency-Key, or "". `body`: by which the same is known again, with where it was sent to."""

    told: S
    key: str
    body: bytes


def install(api: NinjaAPI) -> None:
    """Have `api` answer what `sent` raises, and keys that can't be or were used for something else."""

    @api.exception_handler(Answered)
    def answered(request: HttpRequest, found: Any) -> HttpResponse:
        response: HttpResponse = found.response
        return response

    @api.exception_handler(OtherBody)
    def other(request: HttpRequest, found: Refused) -> HttpResponse:
        return refusal(found, 422)

    @api.exception_handler(BadKey)
    def bad(request: HttpRequest, found: Refused) -> HttpResponse:
        return problem(400, _("De vraag klopt niet."), reasons=reasons(found))


def unfit(found: Refused) -> Answered:
    """Return what to raise where the content itself was refused: 400, with every reason; other refusals go their own way."""
    if isinstance(found, Denied | OtherBody | BadKey | TooMany):
        raise found
    return Answered(problem(400, _("De vraag klopt niet."), reasons=reasons(found)))


def sent(request: HttpRequest, shape: type[S]) -> Sent[S]:
    """Return what was sent, in the shape that is asked.

    Raises `Answered`: 415 for another media type, 413 above `MAX_BODY`, 400 for what doesn't fit and for a key
    that is none.
    """
    if (request.content_type or "").lower() != JSON:
        raise Answered(problem(415, _("Stuur JSON (Content-Type: application/json).")))
    if told_length(request) > MAX_BODY:
        raise _too_much()
    key = request.headers.get("Idempotency-Key", "")
    if "Idempotency-Key" in request.headers and not is_key(key):
        raise BadKey
    try:
        body = request.body
    except RequestDataTooBig as large:
        raise _too_much() from large
    except (UnreadablePostError, RawPostDataException) as broken:
        raise Answered(problem(400, _("De vraag klopt niet."))) from broken
    try:
        told = shape.model_validate_json(body)
    except ValidationError as error:
        raise Answered(_wrong(error)) from error
    return Sent(told, key, request.get_full_path().encode() + b"\n" + body)


def _too_much() -> Answered:
    return Answered(problem(413, _("Er is te veel verstuurd."), _("Stuur hoogstens 256 kB.")))


def _wrong(error: ValidationError) -> HttpResponse:
    wrong = [
        {"where": ".".join(str(step) for step in one["loc"]) or "body", "text": one["msg"]}
        for one in error.errors(include_url=False, include_input=False, include_context=False)[:50]
    ]
    return problem(400, _("De vraag klopt niet."), invalidParams=wrong)


def takes(shape: type[BaseModel], example: Mapping[str, Any], answers: Mapping[int, Any]) -> dict[str, Any]:
    """Describe, for the OpenAPI, what an operation takes and answers. `answers`: status -> an example of the content."""
    schema = shape.model_json_schema(by_alias=True, mode="validation", ref_template="#/components/schemas/{model}")
    return {
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "1 to 255 visible ASCII characters, drawn for each message: a UUID. The same key with the same "
                "body gives the same answer and does nothing more; with another body it gives 422.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]{1,255}$"},
            }
        ],
        "requestBody": {"required": True, "content": {JSON: {"schema": _inlined(schema), "example": dict(example)}}},
        "responses": responses(answers, 400, 413, 415, 422, 429),
    }


def gives(example: Any, *problems: int) -> dict[str, Any]:
    """Describe, for the OpenAPI, what an operation that only reads answers."""
    return {"responses": responses({200: example}, *problems)}


WORDS = {
    200: "What there is",
    201: "Kept",
    400: "What was sent doesn't fit; `reasons` or `invalidParams` says why",
    401: "No valid key",
    404: "Isn't there, or one may not know of it",
    413: "More than 256 kB",
    415: "Not application/json",
    422: "The Idempotency-Key was used for another body",
    429: "Too often; `Retry-After` says how many seconds to wait",
}


def responses(answers: Mapping[int, Any], *problems: int) -> dict[int, Any]:
    """Return the answers of an operation as the OpenAPI tells them."""
    found: dict[int, Any] = {
        status: {"description": WORDS[status], "content": {JSON: {"schema": _shape(example), "example": example}}}
        for status, example in answers.items()
    }
    for status in problems:
        told: dict[str, Any] = {"description": WORDS[status]}
        told["content"] = {MEDIA_TYPE: {"schema": PROBLEM}}
        if status == 429:
            told["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "seconds"}}
        found[status] = told
    if 201 in found:
        found[201]["headers"] = {"Location": {"schema": {"type": "string", "format": "uri"}}}
    return found


_LINES = {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "string"}}}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "reasons": _LINES,
        "invalidParams": _LINES,
    },
}
"""RFC 9457."""


def _shape(example: Any) -> dict[str, Any]:
    """Return the schema that an example has: names and kinds."""
    if isinstance(example, Mapping):
        return {"type": "object", "properties": {name: _shape(value) for name, value in example.items()}}
    if isinstance(example, list):
        return {"type": "array", "items": _shape(example[0]) if example else {}}
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return {"type": kinds[type(example)]} if type(example) in kinds else {}


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with what it refers to put in its place: it stands by itself."""
    known = schema.pop("$defs", {})

    def put(part: Any) -> Any:
        if isinstance(part, dict):
            if "$ref" in part:
                return put(known[part["$ref"].rpartition("/")[2]])
            return {name: put(value) for name, value in part.items()}
        return [put(one) for one in part] if isinstance(part, list) else part

    found: dict[str, Any] = put(schema)
    return found
