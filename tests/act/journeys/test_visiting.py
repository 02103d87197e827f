# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a signal to an address of an inspection: written grounds alone, by who handles the one and plans the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from baken.access.facade import admit, make_vault, opened
from baken.act.concerns.models import Concern, Packet, PacketPart
from baken.act.inspections import facade as inspections
from baken.act.inspections.models import Inspection, Target
from baken.act.journeys.signal_to_inspection.visiting import Visited, visit
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from tests.act.concerns.builders import World
from tests.plugins.remembered import logged_in

pytestmark = pytest.mark.django_db
SECRET = "De buurman op nummer drie zag dit vanuit zijn keuken."
GROUNDS = "Op twee avonden stonden er bussen terwijl het bedrijf gesloten is."
CHOSEN = inspections.Chosen("Voorbeeldkade 1", GROUNDS, "Opslag (voorbeeld)")


@pytest.fixture
def plan(world: World) -> Inspection:
    """An inspection whose plan is still open, in a register for coordinator and port team."""
    vault = make_vault(
        actor=world.system, at=world.now, municipality=world.municipality, slug="inspections", controller="mayor",
        regime="general",
        values={
            "name": "Controles", "basis": "Gemeentewet 172", "purposes": [inspections.PURPOSE], "emergency": False,
            "desk": True,
        },
    )  # fmt: skip
    for role in ("undermining_coordinator", "port_team"):
        admit(
            actor=world.system, at=world.now, vault=vault, role=role, purposes=[inspections.PURPOSE],
            reason="for the test",
        )  # fmt: skip
    actor = world.actor("port")
    told = inspections.Plan(
        "Controle kade", "Nieuw slotwerk op drie loodsen.", "Zien waarvoor de loodsen dienen.", "port"
    )
    with opened(actor, inspections.PURPOSE):
        return inspections.begin(actor=actor, at=world.now, vault=vault, plan=told)


@pytest.fixture
def concern(world: World, plan: Inspection) -> Concern:
    return world.admitted("undermining", SECRET)


def visiting(world: World, concern: Concern, plan: Inspection, who: str = "coordinator", **more: Any) -> Target:
    actor, purpose, seen = world.actor(who), concern.category.purpose, more.pop("seen", concern.version)
    visited = replace(Visited(plan, CHOSEN, "Gemeentewet 172", "Alleen samen is te zien wat er gebeurt."), **more)
    with opened(actor, purpose):
        return visit(actor=actor, at=world.now, purpose=purpose, concern=concern, seen=seen, visited=visited)


def test_the_plan_gets_address_and_grounds_and_nothing_of_the_signal(
    world: World, concern: Concern, plan: Inspection
) -> None:
    made = visiting(world, concern, plan)
    assert (made.address, made.business, made.grounds, made.inspection_id) == (
        "Voorbeeldkade 1", "Opslag (voorbeeld)", GROUNDS, plan.pk,
    )  # fmt: skip
    client = logged_in(world.users["port"])
    shown = client.get(plan.get_absolute_url()).content.decode()
    assert GROUNDS in shown
    for hidden in (concern.reference, SECRET, "Alleen samen is te zien"):
        assert hidden not in shown
    with opened(world.system, system=True):
        packet = Packet.objects.get()
        kept = {row.part: row.text for row in PacketPart.objects.all()}
    assert (packet.asks, packet.to_vault_id, packet.to_reference) == ("inspection", plan.vault_id, plan.reference)
    assert kept["concern_report"] == GROUNDS
    assert SECRET not in kept.values()
    written = AuditEntry.objects.filter(action__in=("concern.handed_in", "inspection.target_from_concern"))
    assert {row.action: row.vault_id for row in written} == {
        "concern.handed_in": concern.vault_id, "inspection.target_from_concern": plan.vault_id,
    }  # fmt: skip
    mine = logged_in(world.users["coordinator"]).get(concern.get_absolute_url()).content.decode()
    assert "Het adres staat in het plan van een controle." in mine


@pytest.mark.parametrize("who", ["port", "care", "youth", "officer", "adviser", "council"])
def test_who_doesnt_handle_the_signal_brings_nothing(
    world: World, concern: Concern, plan: Inspection, who: str
) -> None:
    with pytest.raises(Denied):
        visiting(world, concern, plan, who)
    address = reverse("journeys:visit", args=[concern.reference])
    assert logged_in(world.users[who]).get(address).status_code in (403, 404)
    with opened(world.system, system=True):
        assert not Target.objects.exists()


def test_what_stands_in_the_way_is_told(world: World, concern: Concern, plan: Inspection) -> None:
    cases: tuple[tuple[dict[str, Any], set[str]], ...] = (
        ({"basis": " ", "why": ""}, {"basis", "why"}),
        ({"why": "Vraag het Jan de Vries, 06-12345678."}, {"person"}),
        ({"address": replace(CHOSEN, grounds="De Poolse eigenaar doet vreemd.")}, {"discriminating"}),
        ({"address": replace(CHOSEN, grounds="Jan de Vries, 06-12345678, komt hier.")}, {"person"}),
        ({"address": replace(CHOSEN, address="de kade")}, {"address"}),
    )
    for more, slugs in cases:
        with pytest.raises(Refused) as refused:
            visiting(world, concern, plan, **more)
        assert {reason.slug for reason in refused.value.reasons} == slugs
    with pytest.raises(StaleVersion):
        visiting(world, concern, plan, seen=99)
    visiting(world, concern, plan)
    with pytest.raises(Refused) as refused:
        visiting(world, concern, plan)
    assert [reason.slug for reason in refused.value.reasons] == ["twice"]


def test_untested_and_sensitive_signals_lead_to_no_inspection(world: World, plan: Inspection) -> None:
    for found, who, slug in (
        (world.receive("undermining", SECRET), "coordinator", "not_handled"),
        (world.admitted("trafficking-labour", SECRET), "officer", "sensitive"),
    ):
        with pytest.raises(Refused) as refused:
            visiting(world, found, plan, who)
        assert [reason.slug for reason in refused.value.reasons] == [slug]
        assert logged_in(world.users[who]).get(reverse("journeys:visit", args=[found.reference])).status_code == 404


def test_the_page_does_it_once_and_names_open_plans_only(world: World, concern: Concern, plan: Inspection) -> None:
    client, address = logged_in(world.users["coordinator"]), reverse("journeys:visit", args=[concern.reference])
    assert address in client.get(concern.get_absolute_url()).content.decode()
    page = client.get(address).content.decode()
    assert plan.reference in page
    with opened(world.system, system=True):
        told = type(concern).objects.get(pk=concern.pk).description
    assert told
    assert told not in page, "partners read the grounds: they don't begin with the reporter's words"
    form = {
        "inspection": plan.reference, "address": "Kade 1", "business": "", "grounds": GROUNDS, "basis": "Gemeentewet 172",
        "why": "Alleen samen is te zien wat er gebeurt.", "version": concern.version, "once": "een",
    }  # fmt: skip
    assert client.post(address, {**form, "inspection": "C-ZZZZZZZ", "once": "nul"}).status_code == 422
    for _time in range(2):
        assert client.post(address, form).status_code == 302
    with opened(world.system, system=True):
        assert Target.objects.count() == 1
