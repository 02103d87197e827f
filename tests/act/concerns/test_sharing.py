# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sharing is an act: one recipient under a covenant, chosen parts; never the concern; taken back; asked what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.http import Http404

from baken.access.facade import covenants, opened, visible_to
from baken.act.concerns import queries
from baken.act.concerns.keeping import nightly
from baken.act.concerns.models import Concern, Packet, PacketEffect, PacketFile, PacketPart
from baken.act.concerns.policies import HANDLE, OVERSEE, RECEIVE, REPORT, VIEW
from baken.act.concerns.reporting.reports import Place
from baken.act.concerns.sharing import actions as sharing
from baken.act.concerns.sharing import queries as sharing_queries
from baken.act.concerns.sharing.rules import against
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from tests.kernel.towns import do

from .builders import World
from .sharing_builders import WORDS, act, as_it_is, covenant, parcel, recall, routed, share, slugs, takers

pytestmark = pytest.mark.django_db
PURPOSE = "signal_undermining"


@pytest.fixture
def told(world: World) -> Concern:
    covenant(world)
    return routed(world, world.admitted("undermining", "Jan de Vries, 0612345678, lost elke nacht achter de loods."))


def police_sees(world: World, packet: Packet, at=None) -> list[str]:
    """What the partner reads of a packet now; raises Http404 where it isn't there."""
    actor = world.actor("police", at)
    seen = sharing_queries.find(actor, packet.reference)
    with opened(actor, seen.purpose):
        return [row.text for row in sharing_queries.parts(seen)]


def test_the_partner_gets_what_was_chosen_and_nothing_else(world, told):
    packet = share(world, told)
    assert police_sees(world, packet) == [WORDS["report"]]
    police = world.actor("police")
    with pytest.raises(Http404):
        queries.find(police, told.reference)
    for permission in (VIEW, HANDLE, REPORT, RECEIVE):
        with opened(police, PURPOSE):
            assert not visible_to(Concern.objects.all(), police, permission, PURPOSE).exists()
    (row,) = AuditEntry.objects.filter(action="concern.shared")
    assert row.detail["parts"] == ["concern_report"]
    assert WORDS["report"] not in str(row.detail)


def test_the_mail_says_that_something_is_there_and_no_more(world, told, django_capture_on_commit_callbacks):
    user = world.users["police"]
    do(lambda: type(user).objects.filter(pk=user.pk).update(email="bureau@politie.example"))
    with django_capture_on_commit_callbacks(execute=True):
        packet = share(world, told)
    (sent,) = mail.outbox
    assert sent.to == ["bureau@politie.example"]
    assert packet.told_at == world.now
    for text in (told.reference, packet.reference, WORDS["report"], "ondermijning", "loods"):
        assert text.lower() not in (sent.subject + sent.body).lower(), text
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        recall(world, packet)
    assert len(mail.outbox) == 1
    assert packet.reference not in mail.outbox[0].subject + mail.outbox[0].body


def test_without_a_recipient_or_covenant_nothing_leaves(world, told):
    with pytest.raises(Refused) as refused:
        share(world, told, partner=None)
    assert "no_recipient" in slugs(refused)
    other = type(world.partners["police"])(municipality=world.municipality, slug="zorg", name="Zorg")
    do(other.save)
    with pytest.raises(Refused) as refused:
        share(world, told, partner=other)
    assert "no_covenant" in slugs(refused)
    with opened(world.system, system=True):
        assert not Packet.objects.exists()


@pytest.mark.parametrize("kinds", [["concern_place"], ["case_signals"]])
def test_a_covenant_lets_through_its_kinds_only(world, kinds):
    covenant(world, kinds=kinds)
    with pytest.raises(Refused) as refused:
        share(world, routed(world, world.admitted("undermining")))
    assert slugs(refused) == {"kinds"}


def test_trafficking_goes_to_its_designated_partners_only(world):
    covenant(world)
    told = routed(world, world.admitted("trafficking-labour", "Zij slapen in de loods."))
    with pytest.raises(Refused) as refused:
        share(world, told)
    assert slugs(refused) == {"purpose"}
    covenant(world, "signal_trafficking")
    packet = share(world, told)
    assert police_sees(world, packet) == [WORDS["report"]]
    for name in ("coordinator", "port", "care", "adviser"):
        with pytest.raises(Http404):
            sharing_queries.find(world.actor(name), packet.reference)


def test_weighed_first_or_with_a_reason_why_it_cannot_wait(world):
    covenant(world)
    told = world.admitted("undermining")
    with pytest.raises(Refused) as refused:
        share(world, told)
    assert slugs(refused) == {"not_weighed"}
    packet = share(world, told, urgent="Vannacht wordt er weer gelost.")
    assert "Vannacht" in as_it_is(world, packet).why
    for route in ("service", "municipality"):
        with pytest.raises(Refused):
            share(world, routed(world, told, route))
    untested = world.receive("undermining")
    with pytest.raises(Refused) as refused:
        share(world, untested, urgent="Nu.")
    assert "not_handled" in slugs(refused)


def test_police_data_never_go_from_here(world):
    told = replace(parcel(), urgent="Nu.")
    assert "wpg" in {reason.slug for reason in against("routed", "police", "wpg", told)}
    assert against("routed", "police", "general", told) == []


def test_only_who_handles_it_shares_and_what_changed_is_told(world, told):
    for name in ("port", "officer", "keeper", "privacy", "police"):
        with pytest.raises(Denied):
            share(world, told, name)
    with pytest.raises(StaleVersion):
        act(world, sharing.share, told, partner=world.partners["police"], parcel=parcel(), seen=99)


def test_taken_back_it_is_gone_and_the_partner_reads_that(world, told):
    packet = share(world, told)
    recall(world, packet)
    assert police_sees(world, packet) == []
    with opened(world.system, system=True):
        assert not PacketPart.objects.exists()
        assert not PacketFile.objects.exists()
    (taking,) = takers(world, packet)
    assert taking.until == world.now + sharing.RECALL_TOLD
    with pytest.raises(Http404):
        police_sees(world, packet, world.now + sharing.RECALL_TOLD)
    with pytest.raises(Refused) as refused:
        recall(world, packet)
    assert slugs(refused) == {"recalled"}


def test_when_the_covenant_ends_it_is_not_there_any_more(world, told):
    packet = share(world, told)
    assert police_sees(world, packet)
    covenants.end_covenant(
        actor=world.system, at=world.now, covenant=world.covenants[PURPOSE], reason="De samenwerking is voorbij."
    )
    with pytest.raises(Http404):
        police_sees(world, packet, world.now + timedelta(seconds=1))


def test_the_partner_tells_what_came_of_it_and_is_asked_each_year(world, told, django_capture_on_commit_callbacks):
    packet = share(world, told, effect_months=3)
    user = world.users["police"]
    do(lambda: type(user).objects.filter(pk=user.pk).update(email="bureau@politie.example"))

    def night(days: int) -> int:
        nightly._done.clear()
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            nightly.nightly(world.now + timedelta(days=days))
        return len(mail.outbox)

    assert night(60) == 0
    assert night(85) == 1
    assert packet.reference not in mail.outbox[0].body
    assert night(86) == 0
    police = world.actor("police")
    with opened(police, PURPOSE):
        sharing.tell_effect(
            actor=police, at=world.now, purpose=PURPOSE, packet=packet, used=True, text="Wij keken en vonden niets."
        )
    row = as_it_is(world, packet)
    assert row.effect_due.year == world.now.year + 1
    assert night(300) == 0
    coordinator = world.actor("coordinator")
    with opened(coordinator, PURPOSE), pytest.raises(Denied):
        sharing.tell_effect(actor=coordinator, at=world.now, purpose=PURPOSE, packet=packet, used=True, text="Zelf.")
    with opened(world.system, system=True):
        assert PacketEffect.objects.count() == 1


def test_to_another_register_it_goes_as_a_new_concern_to_be_tested(world, told):
    target = world.categories["youth-group"]
    target.questions = [{"slug": "danger", "kind": "yesno", "label": {"nl": "Is er gevaar?"}, "required": True}]
    do(target.save)  # what the form there asks, this page doesn't: that may keep nothing back
    packet = act(
        world, sharing.pass_on, told, category=target, text="Jongeren hangen bij de loods.", place=Place(),
        basis="Jeugdwet 2.1", why="Er zijn kinderen bij.",
    )  # fmt: skip
    with opened(world.system, system=True):
        made = Concern.objects.select_related("guarded").get(reference=packet.to_reference)
        assert (made.status, made.vault_id, made.cell) == ("received", target.vault_id, "")
        assert made.description == "Jongeren hangen bij de loods."
        assert not made.has_reporter
        assert (made.reported_by, made.reported_for, made.reported_role) == (None, None, "")
    assert queries.find(world.actor("youth"), made.reference)
    with pytest.raises(Http404):
        queries.find(world.actor("coordinator"), made.reference)
    with pytest.raises(Http404):
        queries.find(world.actor("youth"), told.reference)
    with pytest.raises(Http404):
        sharing_queries.find(world.actor("youth"), packet.reference)
    with pytest.raises(Refused) as refused:
        act(
            world, sharing.pass_on, told, category=world.categories["undermining"], text="Iets.", place=Place(),
            basis="x", why="x",
        )  # fmt: skip
    assert "same_register" in slugs(refused)


def test_supervision_sees_that_and_not_what(world, told, client_of):
    packet = share(world, told, urgent="Er wordt vannacht gelost.")
    for name in ("privacy", "fg"):
        actor = world.actor(name)
        with opened(actor):
            assert [row.pk for row in sharing_queries.overseen(actor)] == [packet.pk]
            assert not visible_to(PacketPart.objects.all(), actor, OVERSEE).exists()
            assert not visible_to(PacketEffect.objects.all(), actor, OVERSEE).exists()
        shown = client_of(name).get("/toezicht/verstrekkingen/").content.decode()
        assert packet.reference in shown
        for text in (WORDS["report"], "loods", "Voor het onderzoek", "vannacht"):
            assert text not in shown, text
        assert client_of(name).get(packet.get_absolute_url()).status_code == 404
    assert client_of("coordinator").get("/toezicht/verstrekkingen/").status_code == 404
