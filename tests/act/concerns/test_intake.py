# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Receiving: one action for every channel; nothing is done with a concern before it was tested."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baken.access.facade import GuardedRecord, SearchToken, opened
from baken.act.concerns.gatekeeper import checks, tokens
from baken.act.concerns.models import (
    Check,
    Concern,
    ConcernObject,
    Link,
    Look,
    Message,
    Note,
    Packet,
    PacketPart,
    Reporter,
    Weighing,
)
from baken.act.concerns.reporting import intake, receipts
from baken.act.concerns.reporting.own_reports import own_reports
from baken.act.concerns.reporting.reports import Contact, Place, Report, Thing
from baken.act.concerns.sharing import actions as sharing
from baken.act.concerns.triage import linking
from baken.act.concerns.weighing import feedback
from baken.kernel.errors import Refused
from baken.kernel.idempotency import OtherBody
from baken.kernel.models import AuditEntry
from tests.kernel.towns import do

from .builders import World
from .sharing_builders import covenant, routed, share


def slugs(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.slug for reason in refused.value.reasons]


def test_what_was_told_is_kept_and_nothing_is_done_with_it(world: World) -> None:
    concern = world.receive(answers={"how_often": "daily", "when": "na tienen"})
    assert concern.status == "received"
    assert concern.pk == concern.guarded_id
    assert "na tienen" in concern.answers
    assert concern.cell == ""
    with opened(world.system, system=True):
        assert not SearchToken.objects.filter(guarded=concern.guarded_id).exists()
        assert concern.guarded.retention_from is None


def test_every_reason_is_told_at_once_and_nothing_is_stored(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.receive(
            text=" ", answers={"how_often": "daily"}, occurred_on=world.now.date() + timedelta(days=2),
            contact=Contact(email="geen adres"),
        )  # fmt: skip
    assert set(slugs(refused)) == {"description", "missing:when", "to_come", "email"}
    with opened(world.system, system=True):
        assert not Concern.objects.exists()
        assert not GuardedRecord.objects.exists()


def test_the_same_key_gives_the_same_back_and_keeps_one(world: World) -> None:
    given = {
        "actor": world.system, "at": world.now, "municipality": world.municipality,
        "category": world.categories["undermining"], "report": Report("Een loods."), "channel": "public",
        "source_kind": "resident", "key": "abc-1",
    }  # fmt: skip
    first = intake.receive(**given, body=b"one")
    again = intake.receive(**given, body=b"one")
    assert (again.reference, again.code, again.repeated) == (first.reference, first.code, True)
    with pytest.raises(OtherBody):
        intake.receive(**given, body=b"two")
    with opened(world.system, system=True):
        assert Concern.objects.count() == 1


def test_what_was_refused_gives_the_key_back(world: World) -> None:
    with pytest.raises(Refused):
        world.receive(text="", key="k", body=b"x")
    assert world.receive(text="Nu wel.", key="k", body=b"y").status == "received"


def test_who_reported_lies_in_the_register_of_sources_and_nowhere_else(world: World) -> None:
    concern = world.receive(contact=Contact("Jan de Boer", "jan@voorbeeld.nl"))
    with opened(world.system, system=True):
        reporter = Reporter.objects.select_related("guarded__vault").get()
        assert reporter.guarded.vault.slug == "sources"
        assert reporter.name == "Jan de Boer"
        assert reporter.concern_token in tokens.concern_tokens(concern.pk)
    told = " ".join(str(getattr(concern, field.name)) for field in Concern._meta.concrete_fields)
    assert "Boer" not in told
    assert "jan@" not in told


def test_a_category_that_isnt_offered_to_the_public_is_refused_there(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.receive("youth-group")
    assert slugs(refused) == ["not_offered"]
    assert world.receive("youth-group", actor=world.actor("youth"), channel="staff", source_kind="professional")


def test_a_colleague_reports_where_one_doesnt_look(world: World) -> None:
    concern = world.receive("trafficking-labour", actor=world.actor("port"), channel="field", source_kind="own_control")
    assert concern.reported_role == "port_team"
    actor = world.actor("port")
    with opened(actor, "signal_trafficking"):
        from baken.act.concerns.queries import concerns

        assert not concerns(actor, "signal_trafficking").exists()


def test_an_investigation_lies_in_the_register_of_the_wpg(world: World) -> None:
    concern = world.receive(
        "youth-group", actor=world.actor("boa"), channel="field", source_kind="own_control", investigation=True
    )
    assert concern.vault.slug == "signals-wpg"
    assert concern.assigned_role == "youth_officer"
    assert AuditEntry.objects.get(action="concern.received").purpose == "criminal_investigation"


def test_the_code_finds_the_concern_however_it_is_typed(world: World) -> None:
    with opened(world.system, system=True):
        concern = world.receive()
        code = receipts.shown(concern.receipt_code)
        sloppy = f" {code.lower().replace('0', 'o').replace('1', 'l').replace('-', ' ')} "
        found = Concern.objects.get(receipt__in=receipts.hashes(sloppy, world.municipality.pk))
        assert found.pk == concern.pk
    assert receipts.plain("te kort") == ""


def test_admitting_makes_it_findable_and_refusing_starts_its_term(world: World) -> None:
    concern = world.admitted("undermining", "Vreemde loods aan de kade.")
    with opened(world.system, system=True):
        assert SearchToken.objects.filter(guarded=concern.pk).exists()
    other = world.receive("undermining")
    actor, purpose = world.actor("coordinator"), "signal_undermining"
    tested = checks.Tested(personal_data=True, reasons="Geen grondslag.")
    with opened(actor, purpose):
        refused = checks.refuse(
            actor=actor, at=world.now, purpose=purpose, concern=other, seen=other.version, tested=tested
        )
        assert refused.guarded.retention_from is not None or GuardedRecord.objects.get(pk=other.pk).retention_from


def test_admitting_asks_for_basis_and_keeps_data_of_an_investigation_out(world: World) -> None:
    concern = world.receive("undermining", "Bel Jan de Boer op 06-12345678.")
    actor, purpose = world.actor("coordinator"), "signal_undermining"

    def admit(**more: object) -> None:
        tested = checks.Tested(**{"personal_data": False, "reasons": "x", **more})
        with opened(actor, purpose):
            checks.admit(
                actor=actor, at=world.now, purpose=purpose, concern=concern, seen=concern.version, tested=tested
            )

    with pytest.raises(Refused) as refused:
        admit(police_data=True, secrecy=True, special_data=True)
    assert {"police_data", "secrecy", "basis", "special"} <= set(slugs(refused))
    with pytest.raises(Refused) as refused:
        admit()
    assert slugs(refused)[0].startswith("flagged:")
    with opened(actor, purpose):
        assert not Check.objects.exists()


def test_data_of_an_investigation_go_to_the_wpg_and_nothing_stays(world: World) -> None:
    concern = world.receive("undermining", "Verdachte zaak.", contact=Contact("Jan de Boer"))
    actor, purpose = world.actor("coordinator"), "signal_undermining"
    tested = checks.Tested(personal_data=True, reasons="Hoort bij opsporing.")
    with opened(actor, purpose):
        left = checks.to_police_register(
            actor=actor, at=world.now, purpose=purpose, concern=concern, seen=concern.version, tested=tested
        )
    assert left.status == "refused"
    assert "Verdachte" not in left.description
    with opened(world.system, system=True):
        there = Concern.objects.select_related("vault").exclude(pk=concern.pk).get()
        assert (there.vault.slug, there.description, there.status) == ("signals-wpg", "Verdachte zaak.", "received")
        assert there.receipt == concern.receipt
        assert Reporter.objects.get().concern_token in tokens.concern_tokens(there.pk)


def brought_over(world: World, concern: Concern) -> Concern:
    """Bring a concern to the Wpg; return what lies there."""
    actor, purpose = world.actor("coordinator"), "signal_undermining"
    with opened(actor, purpose):
        checks.to_police_register(
            actor=actor, at=world.now, purpose=purpose, concern=concern, seen=concern.version,
            tested=checks.Tested(personal_data=True, reasons="Hoort bij opsporing."),
        )  # fmt: skip
    with opened(world.system, system=True):
        return Concern.objects.get(vault=world.vaults["signals-wpg"])


@pytest.mark.parametrize("channel", ["public", "api"])
def test_that_it_went_to_the_wpg_shows_nowhere_to_who_reported(world: World, channel: str) -> None:
    actor = world.system if channel == "public" else world.actor("port")
    given = {
        "actor": actor, "at": world.now, "municipality": world.municipality, "category": world.categories["undermining"],
        "report": Report("Een loods."), "channel": channel, "source_kind": "professional", "key": "abc-1", "body": b"one",
    }  # fmt: skip
    first = intake.receive(**given)
    feedback.hear(
        actor=world.system, at=world.now, municipality=world.municipality, code=first.code, text="En nog iets."
    )
    before = own_reports(actor, world.municipality)
    told = feedback.public_status(world.municipality, first.code, world.now.date())
    with opened(world.system, system=True):
        concern = Concern.objects.select_related("guarded", "vault", "category").get()
    made = brought_over(world, concern)
    again = intake.receive(**given)
    assert again.code
    assert (again.reference, again.code, again.repeated) == (first.reference, first.code, True)
    assert feedback.public_status(world.municipality, first.code, world.now.date()) == told
    assert told is not None
    assert [one.text for one in told.messages] == ["En nog iets."]
    assert own_reports(actor, world.municipality) == before
    assert len(before) == (channel == "api")
    assert made.reference != first.reference


def test_nothing_of_what_went_to_the_wpg_stays_on_the_row_that_is_left(world: World) -> None:
    concern, other = world.receive("undermining", things=(Thing("ship", "Zeester"),)), world.admitted("undermining")
    made = {"municipality": world.municipality, "concern": concern, "at": world.now}
    with opened(world.system, system=True):
        concern.case_reference = concern.closed_because = "Geheim"
        do(concern.save)
        for row in (
            Note(**made, text="Geheim"),
            Look(**made, source="permits", why="Geheim"),
            Weighing(**made, reasons="Geheim", proportionality="x", subsidiarity="x"),
            Check(**made, personal_data=True, purpose="x", basis="x", admitted=True, reasons="Geheim"),
            Link(**made, other=other, kind="related", why="Geheim"),
        ):
            do(row.save)
    there = brought_over(world, concern)
    with opened(world.system, system=True):
        left = Concern.objects.get(pk=concern.pk)
        assert (left.case_reference, left.closed_because, there.case_reference) == ("", "", "")
        for model in (Note, Look, Weighing, ConcernObject, Message):
            assert not model.objects.filter(concern=left).exists(), model
        assert Note.objects.get(concern=there).text == "Geheim"
        assert Look.objects.get(concern=there).why == "Geheim"
        assert Weighing.objects.get(concern=there).reasons == "Geheim"
        assert Check.objects.get(concern=there).reasons == "Geheim"
        assert Check.objects.get(concern=left).reasons == "Hoort bij opsporing."
        link = Link.objects.get()
        assert (link.why, link.undone_at) == ("", world.now)


def test_what_would_stay_behind_is_named_and_keeps_it_here(world: World) -> None:
    covenant(world)
    concern = routed(world, world.admitted("undermining", "Vaten in de loods."))
    packet = share(world, concern)
    merged = world.admitted("undermining", "Dezelfde loods.")
    actor, purpose = world.actor("coordinator"), "signal_undermining"
    with opened(world.system, system=True):
        concern = Concern.objects.select_related("guarded", "vault", "category").get(pk=concern.pk)
        concern.status, merged.status, merged.merged_into = "received", "merged", concern
        do(concern.save)
        do(merged.save)
    with pytest.raises(Refused) as refused:
        brought_over(world, concern)
    assert slugs(refused) == ["packets", "merged"]
    packets, signals = (str(reason.text) for reason in refused.value.reasons)
    assert packet.reference in packets
    assert merged.reference in signals
    assert "loods" not in packets + signals
    with opened(actor, purpose):
        linking.unmerge(
            actor=actor, at=world.now, purpose=purpose, concern=merged, seen=merged.version, reason="Toch anders."
        )
        sharing.recall(
            actor=actor, at=world.now, purpose=purpose, packet=packet, seen=packet.version, reason="Naar opsporing."
        )
    assert brought_over(world, concern).description == "Vaten in de loods."


def test_what_was_passed_on_inside_leaves_no_text_here(world: World) -> None:
    concern = routed(world, world.admitted("undermining", "Jongeren bij de loods."))
    actor, purpose = world.actor("coordinator"), "signal_undermining"
    with opened(actor, purpose):
        sharing.pass_on(
            actor=actor, at=world.now, purpose=purpose, concern=concern, seen=concern.version,
            category=world.categories["youth-group"], text="Jongeren.", place=Place(), basis="x", why="x",
        )  # fmt: skip
    with opened(world.system, system=True):
        concern = Concern.objects.select_related("guarded", "vault", "category").get(pk=concern.pk)
        concern.status = "received"
        do(concern.save)
    brought_over(world, concern)
    with opened(world.system, system=True):
        assert Packet.objects.get().concern_id == concern.pk
        assert not PacketPart.objects.exists()
