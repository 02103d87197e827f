# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses from PDOK's Locatieserver: in its wire format, and in all the ways in which it can go wrong."""

import json
import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.kernel.models import Municipality
from baken.registry import addresses, locatieserver
from baken.registry.facade import Unreachable, find_address, lookup_address, suggest_addresses
from tests.registry.locatieserver import docs, serve

VELSEN = Municipality(code="GM0453", slug="velsen", name="Velsen")
AMSTERDAM = Municipality(code="GM0363", slug="amsterdam", name="Amsterdam")
EXAMPLE = docs()[0]


@pytest.fixture
def pdok(settings):
    with serve() as found:
        settings.PDOK_LOCATIESERVER = found.url
        yield found
    addresses._known.cache_clear()


def test_suggestions_are_of_the_municipality_alone_and_at_most_eight(pdok):
    found = suggest_addresses(VELSEN, "voorbeeldkade")
    assert len(found) == 8
    assert [one.text for one in found[:2]] == ["Voorbeeldkade 1, 1976ZZ IJmuiden", "Voorbeeldkade 2, 1976ZZ IJmuiden"]
    assert {one.kind for one in found} == {"address"}
    service, asked = pdok.asked[-1]
    assert service == "suggest"
    assert asked["fq"] == ["gemeentecode:0453", "type:(adres OR weg)"]
    assert [one.text for one in suggest_addresses(AMSTERDAM, "Voorbeeldkade")] == ["Voorbeeldkade 1, 1018ZZ Amsterdam"]
    assert suggest_addresses(VELSEN, "voorbeeldkade ijmuiden 1976zz 12")[0].text == "Voorbeeldkade 12, 1976ZZ IJmuiden"


def test_a_street_is_suggested_too_and_looked_up_as_its_middle(pdok):
    pdok.docs = [doc for doc in pdok.docs if doc["type"] == "weg"]
    (found,) = suggest_addresses(VELSEN, "Voorbeeldkade")
    assert (found.kind, found.text) == ("street", "Voorbeeldkade, IJmuiden")
    looked = lookup_address(VELSEN, found.id)
    assert (looked.lon, looked.lat, looked.postcode, looked.number) == (4.601, 52.4603, "", "")


def test_an_address_comes_with_its_point_and_its_numbers_in_the_bag(pdok):
    found = lookup_address(VELSEN, EXAMPLE["id"])
    assert (found.text, found.kind, found.postcode, found.number) == (EXAMPLE["weergavenaam"], "address", "1976ZZ", "1")
    assert (found.lon, found.lat) == (4.6003, 52.4602)
    assert (found.designation, found.object_id) == ("0453200000000001", "0453010000000001")
    assert (found.buurt, found.wijk) == ("BU04530201", "WK045302")
    assert find_address(VELSEN, "Voorbeeldkade 1, IJmuiden") == found
    assert find_address(VELSEN, "Niet bestaande laan 7") is None


def test_an_address_of_another_municipality_is_none(pdok):
    assert lookup_address(AMSTERDAM, EXAMPLE["id"]) is None
    assert lookup_address(VELSEN, EXAMPLE["id"]) is not None


@pytest.mark.parametrize("typed", ["", "  ", "vo", "*:*", "(((", "\0\0\0"])
def test_too_little_to_look_for_asks_nobody(pdok, typed):
    assert suggest_addresses(VELSEN, typed) == ()
    assert find_address(VELSEN, typed) is None
    assert pdok.asked == []


@pytest.mark.parametrize(
    "told", ["", "adr-", "adr-" + "g" * 32, "wwk-" + "0" * 32, "adr-" + "0" * 33, "../free", "adr-" + "٠" * 32]
)
def test_what_is_no_id_asks_nobody(pdok, told):
    assert lookup_address(VELSEN, told) is None
    assert pdok.asked == []


@given(typed=st.text(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_is_typed_means_words_and_never_something_to_the_search_engine(pdok, typed):
    pdok.asked.clear()
    found = suggest_addresses(VELSEN, f"voorbeeldkade {typed}")
    assert all("Voorbeeldkade" in one.text for one in found)
    _, asked = pdok.asked[0]
    assert asked["fq"] == ["gemeentecode:0453", "type:(adres OR weg)"]
    (q,) = asked["q"]
    assert len(q) <= 200
    assert q == q.lower()
    assert not set('*:()"[]{}^~?\\!&|+') & set(q)


def test_a_recorded_reply_of_the_real_server_is_read(shared_data, pdok):
    recorded = json.loads((shared_data / "fixtures/pdok/signals_pdok_response_amsterdam.json").read_text())
    pdok.fail(body=json.dumps(recorded).encode())
    found = find_address(AMSTERDAM, "Achtergracht 72")
    doc = recorded["response"]["docs"][0]
    assert (found.text, found.id, found.postcode) == (doc["weergavenaam"], doc["id"], doc["postcode"])
    assert f"POINT({found.lon} {found.lat})" == doc["centroide_ll"]
    assert (found.designation, found.object_id) == (doc["nummeraanduiding_id"], doc["adresseerbaarobject_id"])
    assert (found.buurt, found.wijk, found.number) == (doc["buurtcode"], doc["wijkcode"], "72")
    # of both municipalities in the reply only the one that was asked for
    assert "Amsterdam" not in (find_address(Municipality(code="GM0457"), "Achtergracht 72").text)
    for name in ("schema_suggest", "schema_lookup", "schema_free"):
        pdok.fail(body=(shared_data / f"fixtures/pdok/{name}.json").read_bytes())
        reply = json.loads((shared_data / f"fixtures/pdok/{name}.json").read_text())["response"]["docs"]
        if name == "schema_suggest":
            told = suggest_addresses(VELSEN, "westeringlaan")
            assert [(one.id, one.text) for one in told] == [(d["id"], d["weergavenaam"]) for d in reply[:8]]
        else:
            assert lookup_address(Municipality(code="GM0344"), reply[0]["id"]).text == reply[0]["weergavenaam"]
    error = (shared_data / "fixtures/pdok/schema_error.json").read_bytes()
    pdok.fail(status=400, body=error)
    assert suggest_addresses(VELSEN, "westeringlaan") == ()


test_a_recorded_reply_of_the_real_server_is_read = pytest.mark.needs_shared(
    test_a_recorded_reply_of_the_real_server_is_read
)

HOSTILE = {
    "no JSON": b"<html>Onderhoud</html>",
    "cut off": b'{"response": {"docs": [{"id": "adr-',
    "another form": b'{"response": []}',
    "a list": b"[1, 2]",
    "docs of another form": b'{"response": {"docs": {"a": 1}}}',
    "nested deeply": b"[" * 100_000,
    "no text at all": b"\xff\xfe\x00",
    "empty": b"",
    "very large": b'{"response": {"docs": [' + b" " * 1_000_000 + b"]}}",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_an_answer_of_no_use_is_no_answer(pdok, body):
    pdok.fail(body=body)
    with pytest.raises(Unreachable):
        suggest_addresses(VELSEN, "voorbeeldkade")


ODD = [None, 7, True, [], {}, "", "\u202egnip", "a\nb", "x" * 5000, "<script>"]


@pytest.mark.parametrize("name", ["id", "weergavenaam", "type", "centroide_ll", "gemeentecode"])
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_a_document_with_an_odd_field_is_left_out_and_the_rest_stays(pdok, name, odd):
    pdok.docs = [EXAMPLE | {name: odd}, docs()[1]]
    body = json.dumps({"response": {"docs": pdok.docs}}).encode()
    pdok.fail(body=body)
    shown = find_address(VELSEN, "voorbeeldkade")
    if (name, odd) == ("weergavenaam", "<script>"):  # text is text: pages escape it
        assert shown.text == "<script>"
        return
    assert shown.text == docs()[1]["weergavenaam"]
    if name in {"id", "weergavenaam", "type"}:
        assert [one.text for one in suggest_addresses(VELSEN, "voorbeeldkade")] == [docs()[1]["weergavenaam"]]


@pytest.mark.parametrize(
    "told", ["POINT(4.6 52.4", "POINT(nan nan)", "POINT(4,6 52,4)", "POINT(0 0)", "POINT(52.4 4.6)", "LINESTRING(4 52)"]
)
def test_without_a_point_in_the_netherlands_there_is_no_address(pdok, told):
    pdok.docs = [EXAMPLE | {"centroide_ll": told}]
    assert lookup_address(VELSEN, EXAMPLE["id"]) is None


@pytest.mark.parametrize("name", ["postcode", "huis_nlt", "nummeraanduiding_id", "adresseerbaarobject_id", "buurtcode"])
def test_a_number_of_another_form_counts_as_absent(pdok, name):
    pdok.docs = [EXAMPLE | {name: ["0453"]}]
    found = lookup_address(VELSEN, EXAMPLE["id"])
    assert found.text == EXAMPLE["weergavenaam"]
    assert "" in (found.postcode, found.number, found.designation, found.object_id, found.buurt)


def test_a_first_fault_is_tried_once_more(pdok):
    for fault in ({"status": 503}, {"hang_up": True}, {"body": b"{"}):
        pdok.asked.clear()
        pdok.fail(times=1, **fault)
        assert len(suggest_addresses(VELSEN, "voorbeeldkade")) == 8
        assert len(pdok.asked) == 2
    pdok.asked.clear()
    pdok.fail(status=302, times=1)
    with pytest.raises(Unreachable):  # never follows to elsewhere
        suggest_addresses(VELSEN, "voorbeeldkade")
    assert len(pdok.asked) == 1


def test_after_three_faults_nobody_is_asked_for_a_minute_and_then_one_question_tries(pdok, monkeypatch):
    clock = [5000.0]
    monkeypatch.setattr(locatieserver.time, "monotonic", lambda: clock[0])
    pdok.fail(status=403)
    for _ in range(6):
        with pytest.raises(Unreachable):
            suggest_addresses(VELSEN, "voorbeeldkade")
    assert len(pdok.asked) == 3
    clock[0] += 59
    with pytest.raises(Unreachable):
        lookup_address(VELSEN, EXAMPLE["id"])
    clock[0] += 2
    for _ in range(3):  # one tries, and rests again
        with pytest.raises(Unreachable):
            suggest_addresses(VELSEN, "voorbeeldkade")
    assert len(pdok.asked) == 4
    pdok.mend()
    clock[0] += 61
    assert suggest_addresses(VELSEN, "voorbeeldkade")
    assert lookup_address(VELSEN, EXAMPLE["id"])
    pdok.fail(status=403, times=2)
    for _ in range(2):  # good answers in between: the count began anew
        with pytest.raises(Unreachable):
            suggest_addresses(VELSEN, "voorbeeldkade")
    assert suggest_addresses(VELSEN, "voorbeeldkade")


def test_who_answers_too_late_is_given_up_and_not_asked_again(pdok, monkeypatch, settings):
    monkeypatch.setattr(locatieserver, "TIMEOUT", 0.2)
    addresses._known.cache_clear()
    pdok.fail(wait=1.0)  # who waited would get an answer
    with pytest.raises(Unreachable):
        suggest_addresses(VELSEN, "voorbeeldkade")
    assert len(pdok.asked) == 1


def test_who_cannot_be_reached_at_all_is_unreachable(settings):
    for base in ("http://127.0.0.1:9/x", "http://", "geen adres", "http://[::1"):
        settings.PDOK_LOCATIESERVER = base
        with pytest.raises(Unreachable):
            suggest_addresses(VELSEN, "voorbeeldkade")


def test_nothing_of_what_is_asked_comes_in_a_log(pdok, caplog):
    addresses._known.cache_clear()
    with caplog.at_level(logging.DEBUG):
        suggest_addresses(VELSEN, "voorbeeldkade geheim")
        lookup_address(VELSEN, EXAMPLE["id"])
        pdok.fail(status=500)
        with pytest.raises(Unreachable):
            suggest_addresses(VELSEN, "voorbeeldkade geheim")
    told = " ".join(f"{record.getMessage()} {record.args}" for record in caplog.records).lower()
    for secret in ("geheim", "voorbeeldkade", EXAMPLE["id"]):
        assert secret not in told
