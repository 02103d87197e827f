# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a signal to a measure that is asked, and back: what was handed over and the answer, and nothing else either way."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import actor_for, admit, change_matrix, make_vault, opened
from baken.act.concerns.models import Concern, Packet, PacketEffect, PacketPart
from baken.act.concerns.weighing.actions import Decided, weigh
from baken.act.journeys.offering import Offered
from baken.act.journeys.signal_to_measure.answering import answer
from baken.act.journeys.signal_to_measure.asking import Asked, ask
from baken.act.measures import facade as measures
from baken.act.measures.models import AddressMeasure, Measure, MeasureEvent, MeasureParty
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from tests.act.concerns.builders import World
from tests.act.desks import account
from tests.kernel.towns import do
from tests.plugins.remembered import logged_in

pytestmark = pytest.mark.django_db
PURPOSE, AIM = "signal_undermining", "measures_mayor"
TOLD = Offered("opium_closing", "Loods aan de kade", "Bij een controle lagen er drugs.", "other")
ASKED = Asked(TOLD, "Opiumwet 13b", "Een gesprek hielp niet.", "Voorbeeldkade 1", ("Pand: de loods",))
SECRET = "De buurman op nummer drie zag dit vanuit zijn keuken."
ROUTED = Decided(
    "municipality", "Er is meer aan de hand dan overlast.", "Alleen gegevens over het pand.",
    "Een gesprek hielp eerder niet.", "juridisch adviseur",
)  # fmt: skip


@pytest.fixture
def desk(world: World) -> Any:
    """The register of the mayor's measures, with the legal adviser and the mayor."""
    vault = make_vault(
        actor=world.system, at=world.now, municipality=world.municipality, slug="measures-mayor", controller="mayor",
        regime="general",
        values={"name": "Maatregelen", "basis": "Opiumwet 13b", "purposes": [AIM], "emergency": False, "desk": True},
    )  # fmt: skip
    for name in ("legal_adviser", "mayor"):
        admit(actor=world.system, at=world.now, vault=vault, role=name, purposes=[AIM], reason="for the test")
        world.users[name] = account(world.municipality, f"c-{name}", name)
    return vault


@pytest.fixture
def concern(world: World, desk: Any) -> Concern:
    """A signal that passed the toets vooraf and is taken up within the municipality."""
    return routed(world)


def routed(
    world: World, category: str = "undermining", who: str = "coordinator", route: str = "municipality"
) -> Concern:
    found = world.admitted(category, SECRET)
    actor, purpose = world.actor(who), found.category.purpose
    decided = Decided(route, *[getattr(ROUTED, name) for name in ("reasons", "proportionality", "subsidiarity", "to")])
    with opened(actor, purpose):
        weigh(actor=actor, at=world.now, purpose=purpose, concern=found, seen=found.version, decided=decided)
    return again(world, found)


def again(world: World, concern: Concern) -> Concern:
    with opened(world.system, system=True):
        return Concern.objects.select_related("guarded", "vault", "category").get(pk=concern.pk)


def asking(world: World, concern: Concern, who: str = "coordinator", asked: Asked = ASKED, seen: int = 0) -> None:
    actor, purpose = world.actor(who), concern.category.purpose
    with opened(actor, purpose):
        ask(
            actor=actor, at=world.now, purpose=purpose, concern=concern, seen=seen or concern.version, asked=asked
        )  # fmt: skip


def measure(world: World) -> Measure:
    with opened(world.system, system=True):
        return Measure.objects.select_related("vault", "guarded").get()


def answering(world: World, taken_up: bool, reason: str = "", who: str = "legal_adviser", seen: int = 0) -> Measure:
    actor, it = world.actor(who), measure(world)
    with opened(actor, AIM):
        return answer(
            actor=actor, at=world.now, purpose=AIM, measure=it, seen=seen or it.version, taken_up=taken_up,
            reason=reason,
        )  # fmt: skip


def effects(world: World) -> list[tuple[bool, str]]:
    with opened(world.system, system=True):
        return [(row.used, row.text) for row in PacketEffect.objects.order_by("id")]


def page(world: World, who: str, url: str) -> str:
    reply = logged_in(world.users[who]).get(url)
    assert reply.status_code == 200, (who, url)
    return str(reply.content.decode())


def test_what_was_chosen_lands_with_the_adviser_and_nothing_else(world: World, concern: Concern, desk: Any) -> None:
    asking(world, concern)
    made = measure(world)
    assert (made.status, made.vault_id, made.owner_role, made.origin) == (
        "received", desk.pk, "legal_adviser", concern.reference,
    )  # fmt: skip
    assert (made.title, made.address) == (TOLD.title, ASKED.address)
    assert made.facts.startswith(TOLD.facts)
    assert "Pand: de loods" in made.facts
    with opened(world.system, system=True):
        assert not MeasureParty.objects.exists()
        timeline = " ".join(row.text for row in MeasureEvent.objects.all())
        kept = {row.part: row.text for row in PacketPart.objects.all()}
    assert "Een gesprek hielp niet." in timeline
    assert kept == {
        "concern_report": TOLD.facts,
        "concern_place": "Voorbeeldkade 1",
        "concern_objects": "Pand: de loods",
    }
    for text in (made.facts, made.title, timeline, *kept.values()):
        assert SECRET not in text
    written = AuditEntry.objects.filter(action__in=("concern.handed_in", "measure.from_concern"))
    assert {row.action: row.vault_id for row in written} == {
        "concern.handed_in": concern.vault_id, "measure.from_concern": desk.pk,
    }  # fmt: skip


def test_each_side_sees_its_own_and_the_answer(world: World, concern: Concern) -> None:
    asking(world, concern)
    made, signal = measure(world), concern.get_absolute_url()
    theirs = page(world, "legal_adviser", made.get_absolute_url())
    assert "Gevraagd vanuit een signaal" in theirs
    assert concern.reference in theirs
    assert signal not in theirs
    assert SECRET not in theirs
    assert "nog niet geantwoord" in page(world, "coordinator", signal)
    answering(world, True, "Ik leg het naast het beleid.")
    mine = page(world, "coordinator", signal)
    assert "In behandeling genomen" in mine
    assert "Ik leg het naast het beleid." in mine
    assert made.reference not in mine
    assert logged_in(world.users["coordinator"]).get(made.get_absolute_url()).status_code == 404
    assert logged_in(world.users["legal_adviser"]).get(signal).status_code == 404
    with opened(world.system, system=True):
        packet = Packet.objects.get()
    assert made.reference not in page(world, "coordinator", packet.get_absolute_url())


def test_sent_back_ends_the_file_and_tells_why(world: World, concern: Concern) -> None:
    asking(world, concern)
    assert answering(world, False, "Het rapport van de politie ontbreekt.").status == "dropped"
    assert effects(world) == [(False, "Het rapport van de politie ontbreekt.")]
    mine = page(world, "coordinator", concern.get_absolute_url())
    assert "Teruggestuurd" in mine
    assert "Het rapport van de politie ontbreekt." in mine
    assert reverse("journeys:measure", args=[concern.reference]) in mine, "it can be asked anew, better founded"
    asking(world, again(world, concern))
    with opened(world.system, system=True):
        assert Measure.objects.count() == 2


def test_who_judges_without_answering_took_it_up_and_who_drops_it_tells_no_more(world: World, concern: Concern) -> None:
    asking(world, concern)
    actor, it = world.actor("legal_adviser"), measure(world)
    assessed = measures.Assessed(premises_kind="other", course="closing", months=1, because="ernstig geval")
    with opened(actor, AIM):
        it = measures.assess(
            actor=actor, at=world.now, purpose=AIM, measure=it, seen=it.version, on=world.now.date(), assessed=assessed
        )
        measures.drop(
            actor=actor, at=world.now, purpose=AIM, measure=it, seen=it.version, on=world.now.date(),
            reason="De huurder overleed; er is niets meer te sluiten.",
        )  # fmt: skip
    assert effects(world) == [(True, ""), (False, "Er komt geen maatregel.")]
    assert "overleed" not in page(world, "coordinator", concern.get_absolute_url())


@pytest.mark.parametrize("who", ["port", "care", "youth", "officer", "keeper", "adviser", "privacy", "council"])
def test_who_doesnt_handle_the_signal_asks_nothing(world: World, concern: Concern, who: str) -> None:
    with pytest.raises(Denied):
        asking(world, concern, who)
    address = reverse("journeys:measure", args=[concern.reference])
    client = logged_in(world.users[who])
    assert client.get(address).status_code in (403, 404)
    assert client.post(address, {"title": "x"}).status_code in (403, 404)
    with opened(world.system, system=True):
        assert not Measure.objects.exists()
        assert not Packet.objects.exists()


@pytest.mark.parametrize("who", ["coordinator", "port", "adviser", "council", "mayor"])
def test_who_doesnt_prepare_measures_answers_nothing(world: World, concern: Concern, who: str) -> None:
    asking(world, concern)
    with pytest.raises(Denied):
        answering(world, True, who=who)
    address = reverse("measure_journeys:answer", args=[measure(world).reference])
    assert logged_in(world.users[who]).get(address).status_code in (403, 404)
    assert effects(world) == []


def test_an_answer_counts_once_and_names_nobody(world: World, concern: Concern) -> None:
    asking(world, concern)
    for taken_up, reason in ((False, " "), (False, "Bel Jan de Vries op 06-12345678."), (True, "x" * 1001)):
        with pytest.raises(Refused):
            answering(world, taken_up, reason)
    with pytest.raises(StaleVersion):
        answering(world, True, seen=99)
    answering(world, True)
    with pytest.raises(Refused) as refused:
        answering(world, False, "Toch maar niet.")
    assert [reason.slug for reason in refused.value.reasons] == ["answered"]
    assert effects(world) == [(True, "")]


def test_what_stands_in_the_way_is_told_at_once(world: World, concern: Concern) -> None:
    bare = Asked(Offered("", " ", " "), " ", " ")
    with pytest.raises(Refused) as refused:
        asking(world, concern, asked=bare)
    assert [reason.slug for reason in refused.value.reasons] == ["instrument", "title", "facts", "basis", "why"]
    with pytest.raises(Refused) as refused:
        asking(world, concern, asked=Asked(TOLD, "Opiumwet 13b", "Nodig."))
    assert [reason.slug for reason in refused.value.reasons] == ["address"]
    with pytest.raises(StaleVersion):
        asking(world, concern, seen=99)
    asking(world, concern)
    with pytest.raises(Refused) as refused:
        asking(world, again(world, concern))
    assert [reason.slug for reason in refused.value.reasons] == ["asked"]


PERSON = "Jan de Vries, 06-12345678"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    where=st.sampled_from(["title", "facts", "why", "basis", "address", "things"]), before=st.text("ab ", max_size=9)
)
def test_no_person_goes_along_wherever_it_is_written(world: World, concern: Concern, where: str, before: str) -> None:
    text = f"{before} {PERSON}"
    given_ = {
        "title": TOLD.title,
        "facts": TOLD.facts,
        "why": ASKED.why,
        "basis": ASKED.basis,
        "address": "Kade 1",
        "things": "",
    }
    given_[where] = text
    asked = Asked(
        Offered("opium_closing", given_["title"], given_["facts"], "other"), given_["basis"], given_["why"],
        given_["address"], (given_["things"],) if given_["things"] else (),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        asking(world, concern, asked=asked)
    assert "person" in {reason.slug for reason in refused.value.reasons}


def test_only_what_is_taken_up_within_the_municipality_and_isnt_sensitive(world: World, desk: Any) -> None:
    cases = (
        (world.admitted("undermining"), "coordinator", "route"),
        (routed(world, route="riec"), "coordinator", "route"),
        (routed(world, "trafficking-labour", "officer"), "officer", "sensitive"),
    )
    for found, who, slug in cases:
        with pytest.raises(Refused) as refused:
            asking(world, found, who)
        assert [reason.slug for reason in refused.value.reasons] == [slug]
        assert logged_in(world.users[who]).get(reverse("journeys:measure", args=[found.reference])).status_code == 404


def test_the_page_leads_there_once_and_back(world: World, concern: Concern) -> None:
    client, address = logged_in(world.users["coordinator"]), reverse("journeys:measure", args=[concern.reference])
    assert address in client.get(concern.get_absolute_url()).content.decode()
    shown = client.get(address).content.decode()
    assert "Wie meldde gaat nooit mee" in shown
    form = {
        "instrument": "opium_closing", "title": "Loods", "facts": "Er lagen drugs.", "address": "Kade 1",
        "premises_kind": "other", "basis": "Opiumwet 13b", "why": "Een gesprek hielp niet.", "version": concern.version,
        "once": "een",
    }  # fmt: skip
    for _time in range(2):
        assert client.post(address, form).status_code == 302
    made = measure(world)
    reply = reverse("measure_journeys:answer", args=[made.reference])
    adviser = logged_in(world.users["legal_adviser"])
    assert reply in adviser.get(made.get_absolute_url()).content.decode()
    assert adviser.get(reply).status_code == 200
    assert adviser.post(reply, {"taken_up": "nee", "version": made.version}).status_code == 409
    for _time in range(2):
        assert adviser.post(reply, {"taken_up": "ja", "version": made.version, "once": "twee"}).status_code == 302
    assert effects(world) == [(True, "")]
    assert adviser.get(reply).status_code == 404, "answered is answered"


def test_the_file_is_named_to_who_may_open_it_and_what_holds_to_who_works_there(world: World, concern: Concern) -> None:
    asking(world, concern)
    made = measure(world)
    row = AddressMeasure(
        municipality=world.municipality, measure_key=made.pk, instrument=made.instrument, address=made.address,
        address_hash="x", since=world.now.date(),
    )  # fmt: skip
    do(row.save)
    assert "Op dit adres geldt een maatregel sinds" in page(world, "coordinator", concern.get_absolute_url())
    admit(
        actor=world.system, at=world.now, vault=made.vault, role="undermining_coordinator", purposes=[AIM],
        reason="for the test",
    )  # fmt: skip
    assert made.reference not in page(world, "coordinator", concern.get_absolute_url()), "the right itself is lacking"
    change_matrix(
        actor=world.system, at=world.now, role="undermining_coordinator", permission=measures.VIEW, granted=True,
        reason="for the test",
    )  # fmt: skip
    assert f"Maatregel {made.reference}" in page(world, "coordinator", concern.get_absolute_url())


def test_a_number_of_another_record_opens_nothing(world: World, concern: Concern) -> None:
    asking(world, concern)
    adviser = logged_in(world.users["legal_adviser"])
    assert adviser.get(reverse("measure_journeys:answer", args=["M-ZZZZZZZ"])).status_code == 404
    assert adviser.get(reverse("journeys:measure", args=[concern.reference])).status_code == 404
    with opened(world.actor("legal_adviser"), AIM):
        plain = measures.open_measure(
            actor=world.actor("legal_adviser"), at=world.now, purpose=AIM, municipality=world.municipality,
            vault=measure(world).vault, instrument="opium_closing",
            opening=measures.Opening("Anders", "Niet gevraagd.", address="Kade 9", origin=concern.reference),
        )  # fmt: skip
    assert adviser.get(reverse("measure_journeys:answer", args=[plain.reference])).status_code == 404


@pytest.mark.postgresql
def test_the_database_itself_keeps_both_sides_apart(world: World, concern: Concern) -> None:
    asking(world, concern)
    answering(world, True)
    assert connection.vendor == "postgresql"
    with opened(world.actor("legal_adviser"), AIM):
        assert (Packet.objects.count(), PacketPart.objects.count(), Concern.objects.count()) == (0, 0, 0)
        assert Measure.objects.count() == 1
    with opened(world.actor("coordinator"), PURPOSE):
        assert (Measure.objects.count(), MeasureEvent.objects.count()) == (0, 0)
        assert Packet.objects.count() == 1
    stranger = actor_for(world.users["care"], on=world.now.date(), at=world.now, municipality_id=world.municipality.pk)
    with opened(stranger, "signal_care"):
        assert (Packet.objects.count(), Measure.objects.count()) == (0, 0)
