# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Supervision's own texts are looked at too: an explanation, a judgement, a reason to keep a record, an entry of the register."""

import re

import pytest

from baken.kernel.models import AuditEntry
from baken.kernel.text.personal_data import find
from baken.privacy.defaults import shipped
from baken.privacy.models import Hold, ProcessingActivity, ReadReview
from baken.privacy.reads import actions as reads

from .builders import read_of, record
from .conftest import NOW

CALLED = "Mevrouw De Vries belde, 06-12345678."
TAKEN_OUT = "[verwijderd] belde, [verwijderd]."


@pytest.fixture
def question(town, actor):
    read_of(actor("inspector"), record(town, closed=None), NOW.replace(hour=2))
    reads.look(actor=actor("privacy_officer"), at=NOW, municipality=town)
    return ReadReview.objects.get()


def answered(client, url, field, data, choice):
    """Send a form, be asked, and send it again with a choice."""
    asked = client.post(url, data)
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "<mark>Mevrouw De Vries</mark>" in page
    assert "<mark>06-12345678</mark>" in page
    seen = dict(re.findall(rf'<input type="hidden" name="({field}-guard-of)" value="(\w+)">', page))
    return client.post(url, {**data, **seen, f"{field}-guard": choice})


def test_an_explanation(question, actor, logged_in):
    asked = reads.ask(actor=actor("privacy_officer"), at=NOW, review=question)
    data = {"explanation": CALLED, "version": asked.version}
    reply = answered(logged_in("inspector"), f"/toezicht/uw-inzage/{asked.pk}/", "explanation", data, "remove")
    assert reply.status_code == 302
    asked.refresh_from_db()
    assert asked.explanation == TAKEN_OUT


def test_a_judgement(question, logged_in):
    data = {"outcome": "explained", "note": CALLED, "version": question.version}
    reply = answered(logged_in("privacy_officer"), f"/toezicht/inzage/{question.pk}/", "note", data, "keep")
    assert reply.status_code == 302
    question.refresh_from_db()
    assert question.note == CALLED
    row = AuditEntry.objects.get(action="guard.kept")
    assert (row.resource_id, row.detail) == (str(question.pk), {"fields": {"note": ["name", "phone"]}})


@pytest.mark.parametrize("choice", ["remove", "keep"])
def test_a_reason_to_keep_a_record_and_to_end_that(town, logged_in, choice):
    it, client = record(town), logged_in("privacy_officer")
    url = f"/toezicht/bewaren/{it.pk}/tegenhouden/"
    assert answered(client, url, "reason", {"reason": CALLED}, choice).status_code == 302
    hold = Hold.objects.get()
    assert hold.reason == (CALLED if choice == "keep" else TAKEN_OUT)
    reply = answered(client, url, "reason", {"reason": CALLED, "step": "release"}, choice)
    assert reply.status_code == 302
    hold.refresh_from_db()
    assert hold.released_because == (CALLED if choice == "keep" else TAKEN_OUT)
    assert AuditEntry.objects.filter(action="guard.kept").count() == (2 if choice == "keep" else 0)


def test_an_entry_of_the_register_is_asked_about_what_changed_only(town, logged_in):
    it = ProcessingActivity.objects.get(slug="audit")
    names = ("name", "controller", "purpose", "basis", "persons", "categories", "recipients", "retention", "security",
             "processor", "vault", "dpia", "version")  # fmt: skip
    data = {name: getattr(it, name) for name in names} | {"review_on": it.review_on.isoformat()}
    url = f"/toezicht/verwerkingen/{it.slug}/wijzigen/"
    reply = answered(logged_in("privacy_officer"), url, "recipients", {**data, "recipients": CALLED}, "remove")
    assert reply.status_code == 302
    it.refresh_from_db()
    assert it.recipients == TAKEN_OUT


def test_what_comes_along_with_baken_raises_no_question():
    told = shipped()
    for entry in (*told.activities, *told.rules, *told.dpias):
        for name, value in entry.items():
            if isinstance(value, str):
                assert find(value) == (), (entry.get("slug"), name)
