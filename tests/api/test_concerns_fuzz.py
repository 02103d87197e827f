# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is sent to the public part of the API: an answer that the description knows, and never a mistake of ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.act.concerns.conftest import world

from .test_concerns import GOOD, REPORTS

__all__ = ["world"]

pytestmark = pytest.mark.django_db
text = st.text(st.characters(codec=None), max_size=60)
anything: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)
fields = {
    "category": st.sampled_from(["undermining", "drugs-street", "trafficking-labour", "youth-group"]) | anything,
    "description": st.just("Iets") | text | anything,
    "location": st.fixed_dictionaries({"lon": st.floats(), "lat": st.floats()}) | anything,
    "contact": st.fixed_dictionaries({"name": text, "email": text, "phone": text}) | anything,
    "answers": st.dictionaries(st.sampled_from(["how_often", "when"]) | text, anything, max_size=3) | anything,
    "address": text | anything,
    "language": st.sampled_from(["nl", "en", "easy"]) | anything,
}
bodies = st.fixed_dictionaries({}, optional=fields) | st.builds(
    lambda more: {**GOOD, **more}, st.fixed_dictionaries({}, optional=fields)
)
keys = st.none() | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=300)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=bodies | anything, key=keys)
def test_no_body_is_a_mistake_of_ours(world, body, key):
    headers = {"Idempotency-Key": key} if key is not None else {}
    reply = Client(raise_request_exception=True).post(
        REPORTS, json.dumps(body), content_type="application/json", headers=headers
    )
    assert reply.status_code in (201, 400, 422), reply.content
    if reply.status_code != 201:
        assert reply["Content-Type"] == "application/problem+json"
        assert reply.json()["title"]
    else:
        code = reply.json()["receiptCode"]
        assert Client().get(f"{REPORTS}/{code}").status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(min_size=1, max_size=200))
def test_no_bytes_are_a_mistake_of_ours(world, raw):
    reply = Client().post(REPORTS, raw, content_type="application/json")
    assert reply.status_code == 400


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=bodies | anything)
def test_no_message_is_a_mistake_of_ours(world, told):
    code = Client().post(REPORTS, json.dumps(GOOD), content_type="application/json").json()["receiptCode"]
    body = told if not isinstance(told, dict) else {"text": told.get("description"), "reopen": told.get("language")}
    reply = Client().post(f"{REPORTS}/{code}/messages", json.dumps(body), content_type="application/json")
    assert reply.status_code in (201, 400), reply.content
