# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting by the API: without an account, and by a service with a key. Whatever is sent, the answer is an answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from baken.act.concerns.models import Category
from tests.act.concerns.conftest import client_of, world
from tests.config.test_log_lines import log
from tests.kernel.towns import do

__all__ = ["client_of", "log", "world"]

pytestmark = pytest.mark.django_db
REPORTS = "/api/v1/public/concerns"
GOOD = {
    "category": "undermining",
    "description": "Een loods waar 's nachts gelost wordt.",
    "location": {"lon": 4.62, "lat": 52.46},
    "contact": None,
}


def post(body: Any, path: str = REPORTS, key: str | None = None, client: Client | None = None, **more: Any) -> Any:
    raw = body if isinstance(body, (str, bytes)) else json.dumps(body)
    headers = {"Idempotency-Key": key} if key is not None else {}
    return (client or Client()).post(path, raw, content_type="application/json", headers=headers, **more)


def test_a_report_gives_a_code_by_which_one_comes_back(world):
    reply = post(GOOD)
    assert reply.status_code == 201, reply.content
    code = reply.json()["receiptCode"]
    assert set(reply.json()) == {"receiptCode"}
    assert reply["Location"].endswith(f"{REPORTS}/{code}")
    assert not reply.cookies
    told = Client().get(f"{REPORTS}/{code}")
    assert told.status_code == 200
    assert told.json()["status"] == "received"
    assert told.json()["messages"] == []
    assert "no-store" in told["Cache-Control"]


def test_what_can_be_reported_is_a_list_with_its_questions(world):
    reply = Client().get("/api/v1/public/categories?language=en")
    found = {one["id"]: one for one in reply.json()}
    assert set(found) == {"drugs-street", "undermining", "trafficking-labour"}  # youth-group isn't open to the public
    street = found["drugs-street"]
    assert street["name"] == "Drug nuisance in the street"
    assert street["group"] == "drugs"
    assert street["questions"][1]["when"] == {"question": "how_often", "is": ["daily"]}
    assert reply["Cache-Control"] == "public, max-age=60"


def test_the_same_key_gives_the_same_answer_to_the_letter(world):
    first, again = post(GOOD, key="k-1" * 6), post(GOOD, key="k-1" * 6)
    assert (first.status_code, first.content, first["Location"]) == (201, again.content, again["Location"])
    assert again.status_code == 201
    other = post({**GOOD, "description": "Iets anders."}, key="k-1" * 6)
    assert other.status_code == 422
    assert other["Content-Type"] == "application/problem+json"
    assert count(world) == 1


@pytest.mark.parametrize("key", ["", " ", "met spatie", "x" * 256, "é"])
def test_a_key_that_is_none_is_told(world, key):
    reply = post(GOOD, key=key)
    assert reply.status_code == 400, reply.content
    assert reply.json()["reasons"][0]["code"] == "bad_key"


def test_a_key_may_be_as_short_as_its_sender_likes(world):
    first, again = post(GOOD, key="1"), post(GOOD, key="1")
    assert (first.status_code, first.content) == (201, again.content)
    assert post({**GOOD, "description": "Iets anders."}, key="1").status_code == 422
    messages = f"{REPORTS}/{first.json()['receiptCode']}/messages"
    assert [post({"text": "Weer."}, messages, key="1").status_code for _turn in range(2)] == [201, 201]
    assert count(world) == 1
    told = Client().get("/api/v1/openapi.json").json()["paths"]["/api/v1/public/concerns"]["post"]["parameters"]
    assert [one["schema"]["minLength"] for one in told if one["name"] == "Idempotency-Key"] == [1]


def test_what_another_form_did_not_ask_keeps_no_report_out(world):
    """The interface promises a report of category, description, location and contact: a form elsewhere may ask no more."""
    category = Category.objects.get(slug=GOOD["category"], municipality=world.municipality)
    category.questions = [{"slug": "danger_now", "kind": "yesno", "label": {"nl": "Gevaar?"}, "required": True}]
    do(category.save)
    bare = {"category": category.slug, "description": "Er klopt iets niet.", "location": None, "contact": None}
    assert post(bare).status_code == 201
    wrong = post({**bare, "answers": {"danger_now": "misschien"}})
    assert wrong.status_code == 400
    assert wrong.json()["reasons"][0]["code"] == "wrong:danger_now"


@pytest.mark.parametrize(
    "body",
    [
        " ", "{", "[]", "null", "3", '"x"', "{}", b"\xff\xfe", "[" * 50_000, '{"category": "undermining", "description": NaN}',
        json.dumps({**GOOD, "category": "bestaat-niet"}),
        json.dumps({**GOOD, "category": "youth-group"}),
        json.dumps({**GOOD, "category": 3}),
        json.dumps({**GOOD, "description": "   "}),
        json.dumps({**GOOD, "description": "x" * 10_001}),
        json.dumps({**GOOD, "description": "\ud800"}),
        json.dumps({**GOOD, "location": {"lon": 1}}),
        json.dumps({**GOOD, "location": {"lon": float("nan"), "lat": 2}}),
        json.dumps({**GOOD, "location": {"lon": 400, "lat": 52}}),
        json.dumps({**GOOD, "contact": {"email": "geen adres"}}),
        json.dumps({**GOOD, "contact": "Jan"}),
        json.dumps({**GOOD, "language": "fr"}),
        json.dumps({**GOOD, "answers": {"a": {"b": 1}}}),
        json.dumps({**GOOD, "category": "drugs-street", "answers": {"how_often": "nooit"}}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_reasons_and_keeps_nothing(world, body):
    reply = post(body, key="again" * 4)
    assert reply.status_code == 400, reply.content
    told = reply.json()
    assert told.get("reasons") or told.get("invalidParams"), told
    assert count(world) == 0
    assert post(GOOD, key="again" * 4).status_code == 201  # what was refused gives its key back


def test_too_much_and_another_kind_of_content_are_refused_unread(world):
    assert post({**GOOD, "description": "x" * 10_000_000}).status_code == 413
    assert post({**GOOD, "description": "x" * 300_000}).status_code == 413
    forged = Client().post(REPORTS, json.dumps(GOOD), content_type="application/json", CONTENT_LENGTH="99999999999")
    assert forged.status_code == 413
    for kind in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
    ):
        reply = Client().post(REPORTS, json.dumps(GOOD), content_type=kind)
        assert (reply.status_code, reply["Content-Type"]) == (415, "application/problem+json")
    assert count(world) == 0


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("<script>alert(1)</script> & <b>vet</b>", "<script>alert(1)</script> & <b>vet</b>"),
        ("Dealer bij de 🏫 👨‍👩‍👧", "Dealer bij de 🏫 👨‍👩‍👧"),
        ("مخدرات قرب المدرسة", "مخدرات قرب المدرسة"),
        ("gewoon\u202egnp.exe", "gewoongnp.exe"),
        ("nul\u0000hier\u0007", "nulhier"),
        ("regel een\r\nregel twee", "regel een\nregel twee"),
        ("'; DROP TABLE concerns_concern; --", "'; DROP TABLE concerns_concern; --"),
        ("{{ 7*7 }} {% debug %}", "{{ 7*7 }} {% debug %}"),
    ],
)
def test_text_is_kept_as_text(world, told, kept):
    assert post({**GOOD, "description": told}).status_code == 201
    assert only(world).description == kept


def test_who_reported_is_in_no_answer_and_apart_from_the_report(world):
    reply = post({**GOOD, "contact": {"name": "Jan de Boer", "email": "jan@voorbeeld.nl", "phone": None}})
    code = reply.json()["receiptCode"]
    assert b"Boer" not in Client().get(f"{REPORTS}/{code}").content
    from baken.access.facade import opened
    from baken.act.concerns.models import Reporter

    with opened(world.system, system=True):
        assert Reporter.objects.get().name == "Jan de Boer"
    assert only(world).has_reporter


def test_answers_conditions_and_place_are_kept(world):
    answers = {"how_often": "daily", "when": "na tienen"}
    assert post({**GOOD, "category": "drugs-street", "answers": answers, "language": "easy"}).status_code == 201
    kept = only(world)
    assert "na tienen" in kept.answers
    assert (kept.point, kept.place_kind, kept.channel, kept.source_kind, kept.language) == (
        "4.620000,52.460000", "map", "public", "resident", "easy"
    )  # fmt: skip


def test_something_can_be_added_by_code_once(world):
    code = post(GOOD).json()["receiptCode"]
    where = f"{REPORTS}/{code.lower().replace('-', ' ')}/messages"
    first, again = (post({"text": "Het gebeurt weer."}, where, key="m1" * 8) for _ in range(2))
    assert (first.status_code, first.content) == (201, again.content)
    assert post({"text": "Iets anders."}, where, key="m1" * 8).status_code == 422
    told = Client().get(f"{REPORTS}/{code}").json()
    assert [one["text"] for one in told["messages"]] == ["Het gebeurt weer."]
    assert only(world).news


def test_a_message_that_does_not_fit_is_told(world):
    code = post(GOOD).json()["receiptCode"]
    where = f"{REPORTS}/{code}/messages"
    assert post({"text": " "}, where).status_code == 400
    assert post({"text": "Kijk nog eens.", "reopen": True}, where).status_code == 400  # it isn't closed
    assert post({"text": "x" * 6_000}, where).status_code == 400


def test_a_sensitive_report_shows_how_far_it_is_and_nothing_of_what_was_told(world):
    code = post({**GOOD, "category": "trafficking-labour", "description": "Geheim verhaal."}).json()["receiptCode"]
    reply = Client().get(f"{REPORTS}/{code}")
    assert reply.json()["status"] == "received"
    assert b"Geheim" not in reply.content


def test_codes_cannot_be_enumerated(world, monkeypatch):
    from baken.act.concerns.public import limits as public_limits

    good = post(GOOD).json()["receiptCode"]
    seen: list[tuple[int, bytes]] = []
    for number in range(200):
        guess = f"{number:016d}" if number % 3 else ("x" * (number % 40) or "-")
        reply = Client().get(f"{REPORTS}/{guess}", REMOTE_ADDR="198.51.100.7")
        seen.append((reply.status_code, reply.content))
    assert [status for status, _ in seen[:10]] == [404] * 10
    assert {status for status, _ in seen[10:]} == {429}
    assert len(set(seen)) == 2  # one answer for what isn't there, one for too often
    closed = Client().get(f"{REPORTS}/{good}", REMOTE_ADDR="198.51.100.7")
    assert closed.status_code == 429  # also the right one: who tries can't tell
    assert 0 < int(closed["Retry-After"]) <= 600
    assert post({"text": "x"}, f"{REPORTS}/{good}/messages", REMOTE_ADDR="198.51.100.7").status_code == 429
    assert Client().get(f"{REPORTS}/{good}", REMOTE_ADDR="203.0.113.9").status_code == 200
    monkeypatch.setattr(public_limits.CODES.all.__class__, "spent", lambda self, who, at=None: who == "everybody")
    assert Client().get(f"{REPORTS}/{good}", REMOTE_ADDR="203.0.113.9").status_code == 200  # never failed


def test_unknown_malformed_and_destroyed_are_one_answer_at_one_price(world):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    gone = post(GOOD).json()["receiptCode"]
    from baken.act.concerns.models import Concern
    from tests.kernel.towns import do

    concern = only(world)
    do(lambda: Concern.objects.filter(pk=concern.pk).update(receipt="", receipt_code=""), world.municipality)
    Client().get(f"{REPORTS}/eerste", REMOTE_ADDR="192.0.2.99")  # opens the window in which all are counted
    seen, asked = set(), set()
    for place, code in enumerate(("0000-0000-0000-0001", "geen-code", "../../etc", gone, "x" * 3_000)):
        with CaptureQueriesContext(connection) as queries:
            reply = Client().get(f"{REPORTS}/{code}", REMOTE_ADDR=f"192.0.2.{place}")
        seen.add((reply.status_code, reply.content))
        if "/" not in code:  # which is no such address at all, to the same answer
            asked.add(len([one for one in queries if "DELETE" not in one["sql"]]))
    assert len(seen) == 1, seen
    assert len(asked) == 1, asked


def test_an_address_sends_no_more_than_its_limit(world, settings):
    from baken.act.concerns.public import limits as public_limits

    settings.REPORT_LIMIT = 3
    public_limits.forget()
    statuses = [post({**GOOD, "description": f"nr {n}"}, REMOTE_ADDR="192.0.2.1").status_code for n in range(5)]
    assert statuses == [201, 201, 201, 429, 429]
    assert post(GOOD, REMOTE_ADDR="192.0.2.2").status_code == 201
    assert count(world) == 4


def test_the_limit_of_the_example_lets_thousands_through(settings):
    assert settings.DEMO
    assert settings.REPORT_LIMIT >= 20_000


def test_no_log_holds_a_code(world, log):
    good = post(GOOD).json()["receiptCode"]
    for code in (good, "7K2M-9QXR-4T6B-Z0AC"):
        Client().get(f"{REPORTS}/{code}")
        Client().put(f"{REPORTS}/{code}")
        Client().get(f"{REPORTS}/{code}/nergens")
        post("{", f"{REPORTS}/{code}/messages")
    out = log.getvalue()
    assert "api/v1" in out  # it does log what went wrong
    for code in (good, "7K2M-9QXR-4T6B-Z0AC"):
        assert code not in out
        assert code.replace("-", "") not in out
    from baken.kernel.models import AuditEntry
    from baken.privacy.models import ProcessingRecord

    rows = [*AuditEntry.objects.values_list("detail", "resource_id"), *ProcessingRecord.objects.values_list("name")]
    assert good not in str(rows)


def test_receiving_takes_few_statements(world, django_assert_max_num_queries):
    post(GOOD)
    with django_assert_max_num_queries(13):
        assert post({**GOOD, "description": "Nog een."}, key="few" * 6).status_code == 201


def count(world: Any) -> int:
    from baken.access.facade import opened
    from baken.act.concerns.models import Concern

    with opened(world.system, system=True):
        return Concern.objects.count()


def only(world: Any) -> Any:
    from baken.access.facade import opened
    from baken.act.concerns.models import Concern

    with opened(world.system, system=True):
        return Concern.objects.get()
