# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that tells people of the API: all that there is, in Dutch, with nothing of another host."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation

from baken.api.api import api
from baken.api.docs import EXAMPLES, operations

pytestmark = pytest.mark.django_db
PAGE = "/api/v1/docs"


def names(told):
    """The names at each depth of an answer, whatever the values."""
    if isinstance(told, dict):
        return {name: names(value) for name, value in told.items()}
    return [names(told[0])] if isinstance(told, list) and told else None


def within(few, many):
    """Whether every name of `few` is there in `many`."""
    if isinstance(few, dict):
        return isinstance(many, dict) and all(name in many and within(few[name], many[name]) for name in few)
    if isinstance(few, list):
        return many is None or (isinstance(many, list) and within(few[0], many[0]))
    return True


def test_it_tells_every_operation_for_visitors_too():
    reply = Client().get(PAGE)
    assert reply.status_code == 200
    text = reply.content.decode()
    described = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    assert len(described) == 9
    for path in described:
        assert path in text
    assert 'href="/api/v1/openapi.json"' in text


def test_nothing_of_another_host_is_fetched():
    text = Client().get(PAGE).content.decode()
    for address in re.findall(r'(?:src|href|action)="([^"]*)"', text):
        assert address.startswith(("/", "#", "?")) or not address, address


def test_every_operation_and_parameter_has_its_words_and_its_example():
    with translation.override(None):
        for one in operations():
            assert one.slug in EXAMPLES
            assert one.title
            assert one.what
            assert all(told.what and told.kind for told in one.parameters), one.parameters
        named = {told.name for one in operations() for told in one.parameters}
    other = {"language", "gemeente", "receiptCode", "Idempotency-Key"}
    assert named == {"page", "doel", "reference", "part"} | other


def test_the_examples_have_the_names_of_real_answers(world, client_of):
    client = client_of("lead")
    base = "/api/v1/cases"
    real = {
        "case_list": client.get(base).json(),
        "case": client.get(f"{base}/{world.case.reference}").json(),
        "section": client.get(f"{base}/{world.case.reference}/sections/premises").json(),
    }
    for slug, told in real.items():
        assert within(names(EXAMPLES[slug]), names(told)), slug


def test_the_footer_leads_there():
    assert f'href="{PAGE}"' in Client().get("/over-baken/").content.decode()
