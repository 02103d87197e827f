# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the actions of cases refuse, and that nothing of a case lies readable in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from baken.access.facade import opened
from baken.act.cases import facade as cases
from baken.act.cases import models
from baken.kernel.errors import Denied, Refused

from .builders import ALL, PURPOSE, WPG, World, add, open_case


def slugs(refused: Any) -> set[str]:
    return {reason.slug for reason in refused.value.reasons}


def test_a_register_admits_its_own_roles_only(world: World) -> None:
    with pytest.raises(Refused) as refused:
        open_case(world, "youth")
    assert slugs(refused) == {"not_admitted"}
    with pytest.raises(Refused) as refused:
        open_case(world, "lead", "premises", WPG)
    assert slugs(refused) == {"not_admitted"}
    with pytest.raises(Denied):
        open_case(world, "mayor")
    with pytest.raises(Denied):
        world.act(
            "police", cases.open_case, municipality=world.municipality, vault=world.vaults["premises"], role="partner",
            values={},
        )  # fmt: skip


def test_nobody_gives_more_sight_than_one_has(world: World) -> None:
    from baken.access.facade import Participation

    with world.looking("lead"):
        mine = Participation.objects.get(guarded=world.other.guarded_id, role="undermining_coordinator")
    world.act("lead", cases.set_sight, case=world.other, participation=mine, sights={**ALL, "police": 1})
    for do in (
        lambda: add(world, world.other, partner="police", police=2),
        lambda: world.act("lead", cases.set_sight, case=world.other, participation=mine, sights=ALL),
    ):
        with pytest.raises(Refused) as refused:
            do()
        assert slugs(refused) == {"beyond_own"}
    add(world, world.other, partner="police", police=1)


def test_without_a_covenant_in_force_nobody_of_a_partner_takes_part(world: World) -> None:
    with pytest.raises(Refused) as refused:
        add(world, world.other, partner="stranger", premises=1)
    assert slugs(refused) == {"no_covenant"}
    later = world.now + timedelta(days=401)
    with pytest.raises(Refused) as refused:
        world.act(
            "lead", cases.add_participant, at=later, case=world.other, partner=world.partners["police"],
            sights={"premises": 1},
        )  # fmt: skip
    assert slugs(refused) == {"no_covenant"}
    with pytest.raises(Refused) as refused:
        world.act("lead", cases.add_participant, case=world.other, sights={"premises": 1})
    assert slugs(refused) == {"nobody"}


def test_crossing_registers_is_a_sharing_act_with_two_records_and_no_key(world: World) -> None:
    from baken.kernel import audit
    from baken.kernel.actions import action

    here = {"municipality": world.municipality}

    @action
    def assign(*, actor: Any, at: Any) -> None:
        from datetime import date

        from baken.access.facade import RoleAssignment

        RoleAssignment(**here, user=world.users["lead"], role="youth_officer", valid_from=date(2020, 1, 1)).save()
        audit.record("test.assigned", world.municipality)

    from baken.access.facade import system_actor

    assign(actor=system_actor(world.municipality), at=world.now)
    lead = world.actor("lead")
    with opened(lead, WPG):
        barn = models.Case.objects.select_related("guarded__vault").get(pk=world.barn.pk)
    given = {"case": world.case, "part": "inspections", "what": "Vuurwerk gezien", "other": barn, "other_purpose": WPG}
    with pytest.raises(Refused) as refused:
        world.act("lead", cases.share, actor=lead, **given, basis="")
    assert slugs(refused) == {"bare"}
    made = world.act("lead", cases.share, actor=lead, **given, basis="Wpg 16")
    assert (made.to_reference, made.to_vault, made.purpose) == (barn.reference, world.vaults["investigation"], PURPOSE)
    with opened(lead, WPG):
        entry = models.Entry.objects.get(guarded=barn.guarded_id)
        assert "Ontvangen uit Premises. Grondslag: Wpg 16." in entry.text
        assert world.case.reference not in entry.text
    with pytest.raises(Refused) as refused:
        world.act(
            "lead", cases.share, actor=lead, case=world.case, part="signals", what="x", basis="y", other=_fresh(world),
            other_purpose=PURPOSE,
        )  # fmt: skip
    assert slugs(refused) == {"same_vault"}
    with pytest.raises(Refused) as refused:
        world.act("lead", cases.share, actor=lead, **given, basis="Wpg 16", sharing_purpose=WPG)
    assert slugs(refused) == {"purpose"}, "what leaves a register leaves it for a purpose of that register"


def _fresh(world: World) -> Any:
    with world.looking("lead"):
        return models.Case.objects.select_related("guarded__vault").get(pk=world.other.pk)


def test_the_tables_hold_no_readable_word_of_a_case(world: World) -> None:
    from baken.access.facade import system_actor

    words = ("Voorbeeldkade", "notepremises", "papersignals", "actionpolice", "subjectdecisions", "slotinspections")
    with opened(system_actor(world.municipality), system=True), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            held = str(cursor.fetchall())
            assert not [word for word in words if word in held], table


def test_references_are_drawn_and_never_taken_twice(world: World) -> None:
    with pytest.raises(Refused) as refused:
        open_case_as(world, world.barn.reference)
    assert slugs(refused) == {"reference"}, "also that of a case which the actor doesn't see"


def open_case_as(world: World, reference: str) -> Any:
    return world.act(
        "lead", cases.open_case, municipality=world.municipality, vault=world.vaults["premises"],
        role="undermining_coordinator", values={"title": "x", "address": "y"}, reference=reference,
    )  # fmt: skip
