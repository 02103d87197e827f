# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The guard on free text in the pages of meetings: asked once, stored as chosen, and told in the log. Names are invented."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from baken.decide.meetings.models import AgendaItem
from baken.kernel.models import AuditEntry

from .builders import World

HOME = "/besluiten/overleg/driehoek/2026-11-20/"
WHY = "Mevrouw Van Dijk belde, 06-12345678."


@pytest.fixture
def adviser(world: World, logged_in: Callable[..., Any]) -> Any:
    return logged_in("safety_adviser")


def hidden(reply: Any) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([\w-]+-guard-of)" value="(\w+)">', reply.content.decode()))


def kept() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action="guard.kept"))


def test_a_point_with_a_name_and_a_number_is_not_stored_before_the_writer_chose(world: World, adviser: Any) -> None:
    point = {"title": "Overlast", "why": WHY}
    reply = adviser.post(f"{HOME}punt/", point)
    assert reply.status_code == 422
    html = reply.content.decode()
    assert "<mark>Mevrouw Van Dijk</mark>" in html
    assert 'value="Overlast"' in html
    assert WHY in html
    assert not AgendaItem.objects.filter(title="Overlast").exists()
    reply = adviser.post(f"{HOME}punt/", {**point, **hidden(reply), "why-guard": "remove"})
    assert reply.status_code == 302
    assert AgendaItem.objects.get(title="Overlast").why == "[verwijderd] belde, [verwijderd]."
    assert kept() == []


def test_what_is_left_on_purpose_is_told_in_the_log_without_the_text(world: World, adviser: Any) -> None:
    point = {"title": "Overlast", "why": WHY}
    first = adviser.post(f"{HOME}punt/", point)
    assert adviser.post(f"{HOME}punt/", {**point, **hidden(first), "why-guard": "keep"}).status_code == 302
    item = AgendaItem.objects.get(title="Overlast")
    assert item.why == WHY
    (row,) = kept()
    assert (row.resource_type, row.resource_id) == ("meetings.agendaitem", str(item.pk))
    assert row.detail == {"fields": {"why": ["name", "phone"]}}
    assert row.municipality_id == item.municipality_id
    assert row.actor_id is not None
    assert "Dijk" not in str(vars(row))
    values = {"title": "Overlast in de haven", "why": WHY, "note": "", "version": item.version}
    assert adviser.post(f"/besluiten/overleg/agendapunt/{item.pk}/", values).status_code == 302, "not asked again"
    assert len(kept()) == 1


def test_a_refused_action_leaves_no_row_that_something_was_kept(world: World, adviser: Any) -> None:
    item = world.items["open"]
    change = {"title": item.title, "why": WHY, "note": "", "version": item.version}
    address = f"/besluiten/overleg/agendapunt/{item.pk}/"
    first = adviser.post(address, change)
    assert adviser.post(address, {**change, "why": "Een ander was eerder."}).status_code == 302
    second = adviser.post(address, {**change, **hidden(first), "why-guard": "keep"})
    assert second.status_code == 409
    assert kept() == []
    assert WHY in second.content.decode()
    assert 'value="keep" checked' in second.content.decode()
    again = {**change, **hidden(second), "why-guard": "keep", "version": item.version + 1}
    assert adviser.post(address, again).status_code == 302
    assert AgendaItem.objects.get(pk=item.pk).why == WHY
    assert len(kept()) == 1


def test_the_reason_of_a_cancelled_meeting_is_looked_at_too(world: World, adviser: Any) -> None:
    values = {"step": "cancel", "reason": "De heer Jansen is ziek"}
    first = adviser.post(f"{HOME}stap/", values)
    assert first.status_code == 422
    assert "<mark>De heer Jansen</mark>" in first.content.decode()
    world.meeting.refresh_from_db()
    assert world.meeting.status == "planned"
    assert adviser.post(f"{HOME}stap/", {**values, **hidden(first), "reason-guard": "remove"}).status_code == 302
    world.meeting.refresh_from_db()
    assert world.meeting.cancelled_because == "[verwijderd] is ziek"
