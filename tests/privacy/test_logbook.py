# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Logboek Dataverwerkingen: a line per request on personal data, in the fields of the standard, naming no user."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from baken.kernel.processing import processes, touched
from baken.privacy.middleware import logbook_middleware, trace_of
from baken.privacy.models import ProcessingRecord, Status
from baken.privacy.nightly import clear_logbook

from .conftest import NOW

PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def test_a_request_on_personal_data_writes_a_line(logged_in, town):
    assert logged_in("privacy_officer").get("/toezicht/inzage/").status_code == 200
    row = ProcessingRecord.objects.get()
    assert (row.name, row.processing_activity_id, row.status_code) == ("GET privacy:reads", "supervision", Status.OK)
    assert row.municipality == town
    assert row.start_time <= row.end_time
    assert re.fullmatch("[0-9a-f]{32}", row.trace_id)
    assert re.fullmatch("[0-9a-f]{16}", row.span_id)
    assert row.resource["name"] == "baken"
    assert row.foreign_operation == {}
    assert row.parent_span_id == ""


def test_a_refused_request_writes_one_too_and_a_page_without_personal_data_none(logged_in):
    client = logged_in("safety_adviser")
    assert client.get("/toezicht/inzage/").status_code == 404
    assert client.get("/over-baken/").status_code == 200
    assert ProcessingRecord.objects.count() == 1


def test_it_names_no_user(logged_in, people):
    logged_in("privacy_officer").get("/toezicht/inzage/")
    user = people("privacy_officer")
    told = str(ProcessingRecord.objects.values()[0])
    assert user.username not in told
    assert str(user.pk) not in told


def answering(view, header=""):
    """Return the answer to a request for a view, with the middleware round it as the server has it."""
    request = RequestFactory().get("/", headers={"traceparent": header} if header else {})

    def respond(given):
        middleware.process_view(given, view, (), {})
        try:
            return view(given)
        except ValueError:
            return HttpResponse(status=500)

    middleware = logbook_middleware(respond)
    return middleware(request)


def test_a_view_that_fails_is_in_the_log_as_failed(db):
    @processes("search")
    def fails(request):
        touched(request, "case", "k1")
        raise ValueError

    assert answering(fails).status_code == 500
    row = ProcessingRecord.objects.get()
    assert (row.status_code, row.data_subject_id_type) == (Status.ERROR, "case")


def test_each_of_those_whose_data_was_touched_has_a_line_under_one_parent(db):
    @processes("search")
    def several(request):
        for key in ("a", "b", "c", "a"):
            touched(request, "case", key)
        return HttpResponse()

    answering(several, PARENT)
    first, *more = ProcessingRecord.objects.order_by("id")
    assert len(more) == 2
    assert {row.trace_id for row in (first, *more)} == {PARENT[3:35]}
    assert (first.parent_span_id, {row.parent_span_id for row in more}) == (PARENT[36:52], {first.span_id})
    assert first.foreign_operation == {"trace_id": PARENT[3:35], "span_id": PARENT[36:52]}
    assert sorted(row.data_subject_id for row in (first, *more)) == ["a", "b", "c"]


def test_the_key_of_a_person_stands_encrypted(db):
    @processes("search")
    def one(request):
        touched(request, "case", "0192-geheim")
        return HttpResponse()

    answering(one)
    (stored,) = ProcessingRecord.objects.values_list("data_subject_id", flat=True)
    assert "geheim" not in stored
    assert ProcessingRecord.objects.get().data_subject_id == "0192-geheim"


def test_a_log_that_can_t_be_written_takes_no_answer_away(db, monkeypatch, caplog):
    @processes("search")
    def one(request):
        return HttpResponse("bewaard")

    monkeypatch.setattr(ProcessingRecord, "save", lambda row, **more: 1 / 0)
    assert answering(one).content == b"bewaard"
    assert "logbook of processing" in caplog.text


@pytest.mark.parametrize(
    "header",
    [
        "", "x", "00-" + "0" * 32 + "-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-" + "0" * 16 + "-01",
        "ff" + PARENT[2:], PARENT.upper(), PARENT + "-more", PARENT[:-1], "00-4bf9-00f0-01", PARENT * 1000,
    ],
)  # fmt: skip
def test_a_trace_that_isn_t_one_is_left_aside(header):
    trace, parent, foreign = trace_of(header)
    assert re.fullmatch("[0-9a-f]{32}", trace)
    assert trace != PARENT[3:35]
    assert (parent, foreign) == ("", {})


def test_a_later_version_may_say_more():
    assert trace_of("01" + PARENT[2:] + "-more")[0] == PARENT[3:35]


@given(st.text(max_size=300))
def test_any_header_gives_a_trace(header):
    assert len(trace_of(header)[0]) == 32


def stored(town, n, **more):
    usual = {"municipality": town, "trace_id": "a" * 32, "name": "GET the-usual", "start_time": NOW, "end_time": NOW,
             "processing_activity_id": "search", "status_code": 1}  # fmt: skip
    rows = [ProcessingRecord(**{**usual, "span_id": f"{i:016x}", **more}) for i in range(n)]
    return ProcessingRecord.objects.bulk_create(rows)


def test_the_page_narrows_and_pages(logged_in, town):
    stored(town, 60)
    stored(
        town,
        1,
        processing_activity_id="accounts",
        name="GET the-one",
        status_code=2,
        start_time=NOW - timedelta(days=9),
    )
    client = logged_in("data_protection_officer")
    page = client.get("/toezicht/dataverwerkingen/").content.decode()
    assert "61 verzoeken" in page
    assert "Bladzijde 1 van 2" in page
    assert "the-one" not in page
    for narrowed in ("verwerking=accounts", "status=mislukt", "tot=2026-11-20", "verwerking=accounts&vanaf=2026-11-01"):
        page = client.get(f"/toezicht/dataverwerkingen/?{narrowed}").content.decode()
        assert "the-one" in page, narrowed
        assert "the-usual" not in page, narrowed


@pytest.mark.parametrize(
    "query", ["vanaf=0001-01-01", "tot=9999-12-31", "vanaf=x", "bladzijde=-1", "verwerking=%27", "status=9"]
)
def test_odd_filters_narrow_nothing(logged_in, town, query):
    stored(town, 3)
    assert "the-usual" in logged_in("privacy_officer").get(f"/toezicht/dataverwerkingen/?{query}").content.decode()


def test_the_lines_are_those_of_the_standard_with_the_person_sealed(logged_in, town):
    stored(town, 2, data_subject_id="0192-geheim", data_subject_id_type="case")
    answer = logged_in("privacy_officer").get("/toezicht/dataverwerkingen/logboek.jsonl?verwerking=search")
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
    assert len(lines) == 2
    assert "geheim" not in str(lines)
    assert set(lines[0]) == {
        "trace_id", "span_id", "parent_span_id", "status_code", "name", "start_time", "end_time", "foreign_operation",
        "resource", "attributes",
    }  # fmt: skip
    assert set(lines[0]["attributes"]) == {
        "dpl.core.processing_activity_id", "dpl.core.data_subject_id", "dpl.core.data_subject_id_type",
    }  # fmt: skip


def test_each_municipality_sees_its_own(logged_in, town):
    from tests.kernel.towns import town as make

    stored(make("GM9000", "Noorderdam"), 3, name="GET elsewhere")
    client = logged_in("privacy_officer")
    assert "elsewhere" not in client.get("/toezicht/dataverwerkingen/").content.decode()
    lines = b"".join(client.get("/toezicht/dataverwerkingen/logboek.jsonl").streaming_content)
    assert b"elsewhere" not in lines


def test_the_page_asks_as_much_of_the_database_for_many_lines_as_for_few(logged_in, town):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = logged_in("privacy_officer")

    def asked():
        with CaptureQueriesContext(connection) as found:
            client.get("/toezicht/dataverwerkingen/")
        return len(found)

    stored(town, 2)
    asked()
    few = asked()
    stored(town, 300)
    assert asked() == few


def test_old_lines_go_after_the_term_of_their_rule(town, actor):
    stored(town, 2, start_time=NOW - timedelta(days=3 * 366 + 5))
    stored(town, 1)
    assert clear_logbook(actor=actor("privacy_officer"), at=NOW, municipality=town) == 2
    assert ProcessingRecord.objects.count() == 1


def test_the_table_is_called_as_the_standard_is():
    assert "logboek" in ProcessingRecord._meta.db_table


def test_a_refusal_is_told_apart_from_what_was_given_and_what_failed(logged_in, town):
    for number, (answer, code) in enumerate([(200, 1), (422, 1), (403, 1), (404, 1), (409, 1), (500, 2), (None, 1)]):
        stored(town, 1, answer=answer, status_code=code, span_id=f"{number:016x}", name=f"GET the-{answer}")
    client = logged_in("data_protection_officer")
    for outcome, wanted in {
        "gelukt": {"the-200", "the-None"},
        "geweigerd": {"the-403", "the-404", "the-409", "the-422"},
        "mislukt": {"the-500"},
    }.items():
        reply = client.get(f"/toezicht/dataverwerkingen/logboek.csv?status={outcome}")
        rows = list(csv.DictReader(io.StringIO(reply.content.decode()[1:]), delimiter=";"))
        ours = [row for row in rows if row["Pagina"].startswith("the-")]
        assert {row["Pagina"] for row in ours} == wanted
        assert {row["Uitkomst"] for row in ours} == {outcome}
    page = client.get("/toezicht/dataverwerkingen/?status=geweigerd").content.decode()
    assert "the-404" in page
    assert "the-200" not in page


def test_lines_are_in_words(logged_in, town):
    stored(town, 1, name="POST cases:entry", data_subject_id_type="account", answer=302, data_subject_id="0192-geheim")
    reply = logged_in("privacy_officer").get("/toezicht/dataverwerkingen/logboek.csv?verwerking=search")
    (row,) = csv.DictReader(io.StringIO(reply.content.decode()[1:]), delimiter=";")
    assert (row["Verwerking"], row["Wat"], row["Over"]) == ("Zoeken", "verstuurd", "account")
    assert row["Begin"] == "24-11-2026 10:00:00"
    assert "geheim" not in reply.content.decode()


def test_what_was_answered_is_written_down(logged_in, town):
    client = logged_in("mayor")
    client.get("/toezicht/dataverwerkingen/")
    assert ProcessingRecord.objects.get().answer == 404
