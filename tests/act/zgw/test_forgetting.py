# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A link with a zaak holds the conclusion of a Bibob file: it goes when the file goes, also where no case system answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from baken.access.facade import opened, system_actor
from baken.act.journeys.facade import forget_what_is_gone
from baken.act.journeys.zgw import forgetting
from baken.act.journeys.zgw.models import Kind, State, ZgwLink, ZgwTask
from baken.kernel.models import AuditEntry
from tests.act.bibob.builders import World
from tests.kernel.towns import do

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_new_day(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(forgetting, "_done", {})
    settings.ZGW = ""  # no case system is connected, or none any more


def linked(world: World, subject: Any, **more: Any) -> ZgwLink:
    row = ZgwLink(
        municipality=world.municipality, kind="standing", subject=subject, zaak=f"https://zaken.example/{subject}",
        identification="Z-1", conclusion="serious", made_at=world.now, **more,
    )  # fmt: skip
    do(row.save, world.municipality)
    return row


def task(world: World, kind: str, subject: Any, **more: Any) -> ZgwTask:
    row = ZgwTask(
        municipality=world.municipality, kind=kind, subject=str(subject), asked_at=world.now, next_try=world.now, **more
    )
    do(row.save, world.municipality)
    return row


def test_links_and_tasks_of_what_was_destroyed_go_and_others_stay(world: World) -> None:
    here, gone = world.standing(), uuid4()
    stays, goes = linked(world, here.pk), linked(world, gone)
    kept = [
        task(world, Kind.TELL, here.pk),
        task(world, Kind.TAKE_IN, "https://zaken.example/zaken/api/v1/zaken/1"),
    ]
    task(world, Kind.REGISTER, gone, state=State.FAILED)
    old = task(world, Kind.TELL, here.pk.hex, state=State.DONE, done_at=world.now - timedelta(days=91))
    assert forget_what_is_gone(world.now) == 1
    with opened(system_actor(world.municipality), system=True):
        assert list(ZgwLink.objects.values_list("pk", flat=True)) == [stays.pk]
        assert set(ZgwTask.objects.values_list("pk", flat=True)) == {one.pk for one in kept}
        assert not ZgwTask.objects.filter(pk=old.pk).exists()
        assert not ZgwLink.objects.filter(pk=goes.pk).exists()


def test_once_a_day_and_without_a_line_in_the_log_where_nothing_goes(world: World) -> None:
    linked(world, world.standing().pk)
    assert forget_what_is_gone(world.now) == 0
    assert not AuditEntry.objects.filter(action="zgw.tidied").exists()
    linked(world, uuid4())
    assert forget_what_is_gone(world.now) == 0, "tomorrow"
    assert forget_what_is_gone(world.now + timedelta(days=1)) == 1
