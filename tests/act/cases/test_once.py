# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form that is sent twice adds one row."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from baken.access.facade import Participation, opened, system_actor
from baken.act.cases import models
from baken.kernel.models import AuditEntry

from .builders import ALL, PURPOSE, World
from .test_pages import BASE, home, text

PART = "onderdeel/premises/"
NONE = {f"sight_{part}": "0" for part in ALL}
FORMS: dict[str, tuple[str, dict[str, Any], Any]] = {
    "note": (f"{PART}notitie/", {"happened_at": "2024-01-01T10:00", "text": "Gezien", "level": "2"}, models.Entry),
    "action": (f"{PART}actie/", {"title": "Bellen", "owner": "toezicht", "due_on": "2030-01-01"}, models.CaseAction),
    "subject": (f"{PART}betrokkene/", {"kind": "company", "name": "Bedrijf (verzonnen)"}, models.CaseSubject),
    "document": (f"{PART}document/", {"level": "2"}, models.CaseDocument),
    "participant": ("deelnemers/", {**NONE, "who": "role:mayor", "sight_premises": "1"}, Participation),
    "share": (
        "delen/",
        {"part": "premises", "what": "Dit.", "basis": "AVG 6", "sharing_purpose": PURPOSE},
        models.Sharing,
    ),
}


def token(client: Any, path: str) -> str:
    found = re.search(r'name="once" value="([\w-]+)"', client.get(path).content.decode())
    assert found, path
    return found[1]


def number(world: World, model: Any) -> int:
    with opened(system_actor(world.municipality), system=True):
        return int(model.objects.count())


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_comes_twice_adds_one_row(world: World, client_of: Callable[..., Any], name: str) -> None:
    lead = client_of("lead")
    path, given, model = FORMS[name]
    path = f"{home(world.other)}{path}"
    if name == "share":
        given = {**given, "recipient": f"partner:{world.partners['housing'].pk}"}
    once, before = token(lead, path), number(world, model)
    for _again in range(3):
        more = {"file": SimpleUploadedFile("stuk.txt", b"inhoud")} if name == "document" else {}
        reply = lead.post(path, {**given, **more, "once": once})
        assert reply.status_code == 302, text(reply)
    assert number(world, model) == before + 1
    assert "Er is niets dubbel gemaakt" in text(lead.get(reply.url))
    assert lead.post(path, {**given, **more, "once": token(lead, path)}).status_code in (302, 409, 422)


def test_a_case_is_opened_once(world: World, client_of: Callable[..., Any]) -> None:
    lead, before = client_of("lead"), number(world, models.Case)
    path = f"{BASE}nieuw/"
    given = {
        "place": f"premises|{PURPOSE}|undermining_coordinator", "title": "Kelder", "address": "Kelderstraat 1",
        "once": token(lead, path),
    }  # fmt: skip
    assert [lead.post(path, given).status_code for _ in range(2)] == [302, 302]
    assert number(world, models.Case) == before + 1


def test_what_was_refused_can_be_sent_again(world: World, client_of: Callable[..., Any]) -> None:
    lead = client_of("lead")
    path = f"{home(world.other)}{PART}notitie/"
    given = {"happened_at": "2099-01-01T10:00", "text": "Gezien", "level": "2", "once": token(lead, path)}
    before = number(world, models.Entry)
    assert lead.post(path, given).status_code == 409
    assert lead.post(path, {**given, "text": ""}).status_code == 422
    assert lead.post(path, {**given, "happened_at": "2024-01-01T10:00"}).status_code == 302
    assert number(world, models.Entry) == before + 1


def test_what_was_kept_in_a_text_is_noted_once(world: World, client_of: Callable[..., Any]) -> None:
    lead = client_of("lead")
    path = f"{home(world.other)}{PART}notitie/"
    given = {"happened_at": "2024-01-01T10:00", "text": "Bel 06-12345678.", "level": "2", "once": token(lead, path)}
    asked = lead.post(path, given).content.decode()
    given |= dict(re.findall(r'name="([\w-]+-guard-of)" value="(\w+)"', asked))
    for _again in range(2):
        assert lead.post(path, {**given, "text-guard": "keep"}).status_code == 302
    assert AuditEntry.objects.filter(action="guard.kept").count() == 1


def test_the_token_of_one_account_is_not_that_of_another(world: World, client_of: Callable[..., Any]) -> None:
    before = number(world, models.Entry)
    given = {"happened_at": "2024-01-01T10:00", "text": "Gezien", "level": "2", "once": "x" * 24}
    for name in ("lead", "housing"):
        assert client_of(name).post(f"{home(world.other)}{PART}notitie/", given).status_code == 302
    assert number(world, models.Entry) == before + 2
