# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a finding to a signal: what somebody wrote, with the address, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from baken.access.facade import admit, make_vault, opened
from baken.act.concerns.categories.actions import load_categories
from baken.act.concerns.models import Category, Concern
from baken.act.inspections.models import Finding, FollowUp, Inspection
from baken.act.inspections.outcome.follow_up import unowned
from baken.act.inspections.policies import PURPOSE
from baken.act.journeys.finding_to_signal.passing_on import PassedOn, pass_on
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry
from tests.act.inspections.builders import World, build
from tests.act.inspections.finding_world import checklist, kept, sent, targets, told
from tests.kernel.towns import do
from tests.plugins.remembered import logged_in, remembered_world

pytestmark = pytest.mark.django_db
There = tuple[World, Inspection, Finding]
CATEGORY: dict[str, Any] = {
    "slug": "undermining", "group": "undermining", "theme": "undermining", "vault": "signals-undermining",
    "purpose": "signal_undermining", "handler_role": "undermining_coordinator", "route": "municipality",
    "texts": {"nl": {"name": "Ondermijning"}},
}  # fmt: skip


def with_signals(municipality: Any) -> World:
    """The world of inspections, with a register for signals and one category."""
    world = build(municipality, "j")
    values = {
        "name": "signals", "basis": "AVG 6(1)(e)", "purposes": ["signal_undermining"], "emergency": False, "desk": True,
    }  # fmt: skip
    vault = make_vault(
        actor=world.system, at=world.now, municipality=municipality, slug="signals-undermining", controller="mayor",
        regime="general", values=values,
    )  # fmt: skip
    admit(
        actor=world.system, at=world.now, vault=vault, role="undermining_coordinator", purposes=["signal_undermining"],
        reason="for the test",
    )  # fmt: skip
    load_categories(actor=world.system, at=world.now, municipality=municipality, entries=[CATEGORY])
    return world


@pytest.fixture
def there(db: None) -> There:
    world: World = remembered_world("journeys.findings", with_signals)
    checklist(world)
    checklist(world, "environment")
    inspection = world.inspection()
    first = targets(world, inspection)[0]
    sent(world, first, told=(told("permit", "not_in_order", "verlopen"), told("exits")))
    return world, inspection, next(row for row in kept(world) if row.item == "permit")


def signals(world: World) -> list[Concern]:
    with opened(world.system, system=True):
        return list(Concern.objects.select_related("vault", "category"))


def passed(
    world: World, inspection: Inspection, finding: Finding, who: str, text: str, *, settles: bool = False
) -> str:
    category = Category.objects.select_related("vault").get()
    with world.opened(who):
        return pass_on(
            actor=world.actor(who), at=world.now, purpose=PURPOSE, inspection=inspection, finding=finding,
            chosen=PassedOn(category, text, settles=settles),
        )  # fmt: skip


def test_a_finding_is_passed_on_from_its_page_once(there: There) -> None:
    world, inspection, finding = there
    client = logged_in(world.users["inspector"])
    address = reverse("finding_journeys:signal", args=[inspection.reference, finding.pk])
    assert address in client.get(inspection.get_absolute_url()).content.decode()
    page = client.get(address).content.decode()
    assert "verlopen" in page
    form = {
        "category": "undermining",
        "text": "De vergunning is verlopen.",
        "with_address": "on",
        "left": "something",
        "once": "een",
    }
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302
    [signal] = signals(world)
    assert (signal.description, signal.source_kind, signal.channel) == (
        "De vergunning is verlopen.",
        "own_control",
        "staff",
    )
    assert (signal.address, signal.vault.slug) == (finding.target.address, "signals-undermining")
    assert signal.attachments.count() == 0
    assert "verlopen" in client.get(inspection.get_absolute_url()).content.decode()  # the finding stays as it was
    row = AuditEntry.objects.get(action="inspection.finding_passed_on")
    assert row.vault_id == inspection.vault_id


def test_a_question_that_nobody_asked_keeps_no_finding_back(there: There) -> None:
    """The page asks no questions of the category: a victim's signal may not stick on one that its own form requires."""
    world, inspection, finding = there
    category = Category.objects.get()
    category.questions = [{"slug": "danger_now", "kind": "yesno", "label": {"nl": "Gevaar?"}, "required": True}]
    do(category.save)
    passed(world, inspection, finding, "inspector", "Er slaapt iemand in de werkplaats.")
    assert [one.description for one in signals(world)] == ["Er slaapt iemand in de werkplaats."]


def test_without_the_address_only_the_words_go_along(there: There) -> None:
    world, inspection, finding = there
    client = logged_in(world.users["inspector"])
    address = reverse("finding_journeys:signal", args=[inspection.reference, finding.pk])
    assert (
        client.post(address, {"category": "undermining", "text": "Iets gezien.", "left": "something"}).status_code
        == 302
    )
    [signal] = signals(world)
    assert (signal.address, signal.place_kind) == ("", "none")


def follow_ups(world: World) -> list[FollowUp]:
    with opened(world.system, system=True):
        return list(FollowUp.objects.select_related("inspection"))


def test_what_is_settled_by_it_has_an_owner_and_no_link_any_more(there: There) -> None:
    """Somebody who passed a finding on and chose that this was all isn't asked for an owner and a day afterwards."""
    world, inspection, finding = there
    client = logged_in(world.users["inspector"])
    address = reverse("finding_journeys:signal", args=[inspection.reference, finding.pk])
    typed = {"category": "undermining", "text": "De vergunning is verlopen."}
    assert client.post(address, typed).status_code == 422  # what is left must be chosen
    assert client.post(address, {**typed, "left": "nothing"}).status_code == 302
    [row] = follow_ups(world)
    assert (row.outcome, row.finding_id, row.discipline, row.role) == ("signal", finding.pk, "permits", "inspector")
    assert row.done_on == row.due_on == world.now.date()
    page = client.get(inspection.get_absolute_url()).content.decode()
    assert address not in page
    assert "Als signaal doorgegeven" in page
    with world.opened():
        assert finding.pk not in {one.pk for one in unowned(inspection)}
        assert "M-" not in " ".join(str(getattr(row, name)) for name in ("what", "outcome_text"))


def test_of_a_closed_inspection_nothing_is_settled_any_more(there: There) -> None:
    world, inspection, finding = there
    world.force(inspection, status="closed", closed_on=world.now.date())
    client = logged_in(world.users["inspector"])
    address = reverse("finding_journeys:signal", args=[inspection.reference, finding.pk])
    assert "afgehandeld?" not in client.get(address).content.decode()
    typed = {"category": "undermining", "text": "De vergunning is verlopen.", "left": "nothing"}
    assert client.post(address, typed).status_code == 302
    assert (len(signals(world)), follow_ups(world)) == (1, [])


def test_what_was_set_out_already_is_settled_with_it(there: There) -> None:
    world, inspection, finding = there
    with opened(world.system, system=True):
        row = FollowUp(
            municipality=world.municipality, guarded_id=inspection.guarded_id, vault_id=inspection.vault_id,
            part=finding.part, level=2, inspection=inspection, target=finding.target, finding=finding,
            discipline="permits", role="inspector", what="Nakijken", due_on=world.now.date(),
        )  # fmt: skip
        do(lambda: row.save(force_insert=True), world.municipality)
    passed(world, inspection, finding, "inspector", "De vergunning is verlopen.", settles=True)
    [row] = follow_ups(world)
    assert (row.what, row.outcome) == ("Nakijken", "signal")


@pytest.mark.parametrize("text", ["", "x" * 2001, "Jan de Vries was erbij.", "Bel 06-12345678."])
def test_a_person_does_not_go_along(there: There, text: str) -> None:
    world, inspection, finding = there
    with pytest.raises(Refused):
        passed(world, inspection, finding, "inspector", text)
    assert signals(world) == []


def test_a_partner_passes_on_its_own_alone(there: There) -> None:
    world, inspection, finding = there
    with pytest.raises(Denied):
        passed(world, inspection, finding, "environment", "Iets gezien.")
    address = reverse("finding_journeys:signal", args=[inspection.reference, finding.pk])
    for who in ("environment", "police", "bibob", "council"):
        assert logged_in(world.users[who]).get(address).status_code == 404, who
