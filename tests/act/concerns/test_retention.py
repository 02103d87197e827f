# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What had no follow-up goes on its date, in the nightly work, with all that hangs on it; a hold wins."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from baken.access.facade import GuardedRecord, Participation, SearchToken, Sight, opened
from baken.act.concerns.keeping import nightly as concerns_nightly
from baken.act.concerns.models import Attachment, Concern, Packet, PacketFile, PacketPart, ReleaseRequest, Reporter
from baken.act.concerns.reporting.reports import Contact
from baken.act.concerns.weighing import actions as weighing
from baken.act.concerns.weighing.actions import Decided
from baken.decide.meetings import actions as meetings_actions
from baken.decide.meetings import facade as meetings
from baken.decide.meetings.models import Action, ActionReport, AgendaItem, Decision
from baken.kernel.models import AuditEntry, AuditPersonal
from baken.kernel.papers.kept import examine
from baken.kernel.papers.sealed import keep
from baken.privacy import facade as privacy
from baken.privacy.models import Certificate, RetentionRule
from tests.kernel.towns import do

from .builders import World
from .sharing_builders import act, as_it_is, covenant, parcel, released, routed, share
from .test_weighing_pages import gso

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


@pytest.fixture
def ruled(world: World) -> World:
    """The world with the terms that come along, verified."""
    privacy.load_defaults(actor=world.system, at=world.now, municipality=world.municipality)
    do(lambda: RetentionRule.objects.filter(municipality=world.municipality).update(verified=True), world.municipality)
    return world


@pytest.fixture(autouse=True)
def fresh_nights(monkeypatch):
    from baken.privacy import nightly as privacy_nightly

    monkeypatch.setattr(concerns_nightly, "_done", {})
    monkeypatch.setattr(privacy_nightly, "_failed", {})


def night(at):
    concerns_nightly._done.clear()
    concerns_nightly.nightly(at)
    privacy.nightly(at)


def photo():
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return examine(SimpleUploadedFile("ding.png", out.getvalue(), "image/png"))


def set_aside(world: World, concern: Concern) -> None:
    told = {
        "reasons": "Er is te weinig bekend om iets te doen.", "proportionality": "Meer doen weegt niet op tegen wat bekend is.",
        "subsidiarity": "Afwachten is het lichtste dat kan.",
    }  # fmt: skip
    act(world, weighing.weigh, concern, decided=Decided(route="", to="", **told))


def test_files_that_no_row_has_go_after_a_day_and_others_stay(world, settings, tmp_path, monkeypatch, caplog):
    from baken.privacy import nightly as privacy_nightly

    settings.DOCUMENTS_ROOT = tmp_path / "documents"
    world.receive(files=[photo(), photo()])
    known = sealed(settings)
    stray, new = (keep(photo(), owner_id=uuid4()).file for _ in range(2))

    def lies() -> set[str]:
        return {path.name for path in sealed(settings)}

    for path in sealed(settings):
        if path.name != str(new):
            os.utime(path, (time.time() - 90_000,) * 2)
    monkeypatch.setattr(privacy_nightly, "MOST_STRAYS", 0)
    with monkeypatch.context() as other:  # as with the database of another folder: nothing is known
        other.setattr(privacy_nightly, "SealedPaperFields", type("NoModel", (), {}))
        privacy_nightly.clear_strays([world.municipality])
    assert "nothing was removed" in caplog.text
    assert len(lies()) == 4
    privacy.nightly(world.now)
    assert lies() == {path.name for path in known} | {str(new)}
    assert str(stray) not in lies()


def left(world: World, *models) -> list[int]:
    with opened(world.system, system=True):
        return [model.objects.count() for model in models]


def sealed(settings) -> set[Path]:
    return {path for path in (Path(settings.DOCUMENTS_ROOT) / "sealed").rglob("*") if path.is_file()}


def test_without_follow_up_it_goes_after_twelve_months_and_not_a_day_sooner(
    ruled, settings, django_capture_on_commit_callbacks
):
    world, before = ruled, sealed(settings)
    told = world.admitted("undermining", contact=Contact(name="Melder"), files=[photo()])
    covenant(world)
    with opened(world.system, system=True):
        paper = Attachment.objects.get(concern=told)
    share(world, routed(world, told), papers=(paper.pk,))
    released(world, told)
    do(lambda: Concern.objects.filter(pk=told.pk).update(status="enriching", route=""), world.municipality)
    set_aside(world, told)
    night(world.now)
    day = timezone.localdate(world.now)
    for row in (as_it_is(world, told).guarded, _reporter_guard(world)):
        assert row.retention_from == day
    everything = (Concern, Attachment, Reporter, ReleaseRequest, Packet, PacketPart, PacketFile, Sight, Participation)
    assert 0 not in left(world, *everything)
    assert left(world, SearchToken) != [0]
    night(world.now + timedelta(days=364))
    assert 0 not in left(world, *everything)
    with django_capture_on_commit_callbacks(execute=True):
        night(world.now + YEAR)
    assert left(world, *everything, SearchToken, GuardedRecord) == [0] * (len(everything) + 2)
    assert sealed(settings) == before
    certificate = Certificate.objects.get(kind="concern")
    for slug, number in {
        "concerns": 1,
        "files": 2,
        "packets": 1,
        "packet_parts": 1,
        "weighings": 1,
        "checks": 1,
    }.items():
        assert certificate.counts[slug] == number, slug
    assert certificate.counts["search_tokens"] > 0
    assert not AuditPersonal.objects.filter(resource_id=str(told.pk)).exists()


def _reporter_guard(world: World) -> GuardedRecord:
    with opened(world.system, system=True):
        return Reporter.objects.select_related("guarded").get().guarded


@pytest.mark.parametrize("what", ["concern", "packet", "reporter"])
def test_a_hold_on_any_of_it_keeps_all_of_it(ruled, what):
    world = ruled
    told = world.admitted("undermining", contact=Contact(name="Melder"))
    covenant(world)
    packet = share(world, routed(world, told))
    do(lambda: Concern.objects.filter(pk=told.pk).update(status="enriching"), world.municipality)
    set_aside(world, told)
    night(world.now)
    guarded = {"concern": told.guarded_id, "packet": packet.guarded_id}.get(what) or _reporter_guard(world).pk
    do(lambda: GuardedRecord.objects.filter(pk=guarded).update(hold=True), world.municipality)
    night(world.now + YEAR)
    assert left(world, Concern) == [1]
    assert left(world, {"concern": Concern, "packet": Packet, "reporter": Reporter}[what]) == [1]
    do(lambda: GuardedRecord.objects.filter(pk=guarded).update(hold=False), world.municipality)
    night(world.now + YEAR + timedelta(days=1))
    assert left(world, Concern, Packet, Reporter) == [0, 0, 0]


def test_what_is_opened_again_stays_and_what_was_merged_follows(ruled):
    world = ruled
    first, second = world.admitted("undermining"), world.admitted("undermining", "Nog iets.")
    set_aside(world, first)
    do(lambda: Concern.objects.filter(pk=second.pk).update(status="merged", merged_into=first.pk), world.municipality)
    night(world.now)
    assert as_it_is(world, second).guarded.retention_from == as_it_is(world, first).guarded.retention_from is not None
    act(world, weighing.withdraw, first, reason="Er kwam iets bij.")
    night(world.now + YEAR)
    assert left(world, Concern) == [2]
    assert as_it_is(world, first).guarded.retention_from is None
    assert as_it_is(world, second).guarded.retention_from is None


def test_nothing_goes_by_a_term_that_nobody_verified(world):
    privacy.load_defaults(actor=world.system, at=world.now, municipality=world.municipality)
    told = world.admitted("undermining")
    set_aside(world, told)
    night(world.now)
    night(world.now + YEAR)
    assert left(world, Concern) == [1]


def test_a_packet_goes_by_its_own_term_when_that_is_sooner(ruled):
    world = ruled
    covenant(world)
    told = routed(world, world.admitted("undermining"))
    share(world, told, **{"why": parcel().why})
    night(world.now + timedelta(days=729))
    assert left(world, Packet) == [1]
    night(world.now + timedelta(days=732))
    assert left(world, Concern, Packet, PacketPart) == [1, 0, 0]
    assert Certificate.objects.get().kind == "concern.packet"


def test_what_was_said_of_it_at_the_gso_goes_along_and_of_others_stays(ruled):
    world = ruled
    meeting, actor = gso(world), world.actor("coordinator")
    told, other = world.admitted("undermining"), world.admitted("undermining", "Iets anders.")
    for one in (told, other):
        act(world, weighing.put_on_agenda, one, meeting=meeting.pk)
    said = {"actor": actor, "at": world.now}
    for item in AgendaItem.objects.filter(meeting=meeting):
        changed = meetings_actions.change_item(
            **said, item=item, seen=item.version, title=item.title, why="Het spoor van de loods.", internal=True,
            note="Het spoor van de loods.",
        )  # fmt: skip
        decision = meetings.decide(**said, item=changed, text="Volg het spoor.")
        made = meetings.add_action(
            **said, decision=decision, text="Bel over het spoor.", due=world.now.date(), role="undermining_coordinator"
        )
        meetings.report(**said, made=made, step="report", text="Gebeld over het spoor.")
        later = meetings.plan_meeting(
            **said, kind=meeting.kind, on=meeting.on + timedelta(days=7)
        ) if item.source_key == str(told.pk) else None  # fmt: skip
        if later is not None:
            proposed = meetings.AgendaProposal(
                f"Actie: {made.text}", made.get_absolute_url(), "", str(made.pk), True, True
            )
            do(lambda later=later, it=proposed: meetings_actions._add(
                later, title=it.title, url=it.url, source="actions", source_key=it.source_key, internal=True,
                confidential=True,
            ), world.municipality)  # fmt: skip
    set_aside(world, told)
    night(world.now)
    night(world.now + YEAR)
    assert left(world, Concern) == [1]
    assert Certificate.objects.get(kind="concern").counts["points"] == 2
    gone = AgendaItem.objects.exclude(source_key=str(other.pk))
    assert sorted(gone.values_list("title", "note", "why", "url")) == sorted(
        [(f"Signaal {told.reference}", "", "", ""), ("Vernietigd.", "", "", "")]
    )
    assert not AgendaItem.objects.filter(source_key=str(told.pk)).exists()
    for rows in (Decision.objects.filter(item__in=gone), Action.objects.filter(decision__item__in=gone),
                 ActionReport.objects.filter(action__decision__item__in=gone)):  # fmt: skip
        assert [row.text for row in rows] == ["Vernietigd."]
    kept = AgendaItem.objects.get(source_key=str(other.pk))
    assert (kept.note, kept.url) == ("Het spoor van de loods.", other.get_absolute_url())
    assert Action.objects.get(decision__item=kept).text == "Bel over het spoor."
    assert AuditEntry.objects.filter(action="agenda_item.forgotten").count() == 2
