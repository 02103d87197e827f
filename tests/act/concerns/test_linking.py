# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linking, merging, splitting, assigning: what they do, what they refuse, and that undoing brings back what was."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from baken.access.facade import SearchToken, opened
from baken.act.concerns.categories.actions import load_categories
from baken.act.concerns.gatekeeper import checks
from baken.act.concerns.models import Category, Concern, Link, Message, SavedFilter
from baken.act.concerns.reporting.intake import working_days_after
from baken.act.concerns.reporting.own_reports import own_reports
from baken.act.concerns.triage import assigning, linking
from baken.act.concerns.weighing import actions as weighing
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry

from .builders import CATEGORIES, World
from .test_weighing import closed, status_of, weighed

PURPOSE = "signal_undermining"


def given(world: World, concern: Concern, name: str = "coordinator", purpose: str = PURPOSE) -> dict[str, Any]:
    return {"actor": world.actor(name), "at": world.now, "purpose": purpose, "concern": concern}


def fresh(world: World, concern: Concern) -> Concern:
    with opened(world.system, system=True):
        return Concern.objects.select_related("guarded", "vault", "category").get(pk=concern.pk)


def pair(world: World) -> tuple[Concern, Concern]:
    return world.admitted("undermining", "Eerste."), world.admitted("undermining", "Tweede.")


def done(world: World, act: Any, *args: Any, **kwargs: Any) -> Any:
    with opened(world.actor("coordinator"), PURPOSE):
        return act(*args, **kwargs)


def slugs(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.slug for reason in refused.value.reasons}


def test_a_link_is_written_on_both_sides_and_undone(world: World) -> None:
    one, other = pair(world)
    row = done(world, linking.link, **given(world, one), other=other, why="Zelfde loods.")
    written = AuditEntry.objects.filter(action="concern.linked").values_list("resource_id", flat=True)
    assert set(written) == {str(one.pk), str(other.pk)}
    with pytest.raises(Refused) as refused:
        done(world, linking.link, **given(world, other), other=one)
    assert slugs(refused) == {"linked"}
    done(world, linking.unlink, **given(world, other), row=row)
    assert done(world, linking.link, **given(world, other), other=one).pk != row.pk
    with opened(world.system, system=True):
        assert Link.objects.filter(undone_at__isnull=False).count() == 1


def test_merging_and_taking_apart_brings_back_what_was(world: World) -> None:
    one, other = pair(world)
    row = done(world, linking.link, **given(world, one), other=other)
    before = fresh(world, one)
    done(world, linking.merge, **given(world, one), seen=one.version, into=other, why="Hetzelfde.")
    merged = fresh(world, one)
    assert (merged.status, merged.merged_into_id) == ("merged", other.pk)
    with opened(world.system, system=True):
        assert Link.objects.get(pk=row.pk).undone_at is not None
    with pytest.raises(Refused):
        done(world, linking.unmerge, **given(world, merged), seen=merged.version, reason=" ")
    done(world, linking.unmerge, **given(world, merged), seen=merged.version, reason="Toch een ander pand.")
    after = fresh(world, one)
    changed = {"version", "merged_into_id"}
    fields = [f.attname for f in Concern._meta.concrete_fields if f.attname not in changed]
    assert {name: getattr(after, name) for name in fields} == {name: getattr(before, name) for name in fields}
    assert after.merged_into_id is None
    with opened(world.system, system=True):
        assert SearchToken.objects.filter(guarded=one.pk).exists()


def test_merging_asks_for_two_open_ones_of_one_register_as_they_were_seen(world: World) -> None:
    one, other = pair(world)
    with pytest.raises(StaleVersion):
        done(world, linking.merge, **given(world, one), seen=one.version + 1, into=other)
    with pytest.raises(Refused) as refused:
        done(world, linking.merge, **given(world, one), seen=one.version, into=one)
    assert slugs(refused) == {"itself"}
    untested = world.receive("undermining")
    with pytest.raises(Refused) as refused:
        done(world, linking.merge, **given(world, one), seen=one.version, into=untested)
    assert slugs(refused) == {"not_open"}
    with pytest.raises(Refused) as refused:
        done(world, linking.link, **given(world, one), other=untested)
    assert slugs(refused) == {"untested"}


@pytest.mark.parametrize("name", ["drugs-street", "trafficking-labour"])
def test_nothing_is_linked_across_registers(world: World, name: str) -> None:
    one, other = world.admitted("undermining"), world.admitted(name)
    with pytest.raises((Denied, Refused)):
        done(world, linking.link, **given(world, one), other=other)
    with opened(world.system, system=True):
        assert not Link.objects.exists()


def test_a_split_is_tested_by_itself_and_the_original_stays_whole(world: World) -> None:
    one = world.admitted(
        "undermining",
        "In de loods staan vaten. Op het plein wordt gedeald.",
        actor=world.actor("police"),
        channel="partner",
    )
    split = {
        "seen": one.version, "pieces": ["Op het plein wordt gedeald."], "category": one.category, "why": "Iets anders.",
    }  # fmt: skip
    made = done(world, linking.split, **given(world, one), **split)
    made, after = fresh(world, made), fresh(world, one)
    assert (made.status, made.description, made.receipt, made.cell) == ("received", split["pieces"][0], "", "")
    assert (made.vault_id, made.received_at) == (one.vault_id, one.received_at)
    assert (after.description, after.receipt) == (one.description, one.receipt)
    assert (after.reported_by, after.reported_for_id) == (world.users["police"], world.partners["police"].pk)
    assert (made.reported_by, made.reported_for, made.reported_role) == (None, None, "")
    assert [it.reference for it in own_reports(world.actor("police"), world.municipality)] == [one.reference]
    with opened(world.system, system=True):
        assert Link.objects.get().kind == "split"
        assert not SearchToken.objects.filter(guarded=made.pk).exists()
    for wrong, slug in (
        ({"pieces": ["Verzonnen zin."]}, "other_text"),
        ({"category": world.categories["drugs-street"]}, "register"),
        ({"pieces": []}, "nothing"),
        ({"why": " "}, "no_reason"),
    ):
        with pytest.raises(Refused) as refused:
            done(world, linking.split, **given(world, one), **{**split, **wrong})
        assert slug in slugs(refused)


def test_only_who_is_admitted_and_handles_gets_a_concern(world: World) -> None:
    one = world.admitted("undermining")
    for wrong in (
        {"user": world.users["care"].pk}, {"user": world.users["port"].pk}, {"role": "trafficking_officer"}, {},
        {"user": world.users["coordinator"].pk, "role": "undermining_coordinator"}, {"role": "port_team"},
    ):  # fmt: skip
        with pytest.raises(Refused):
            done(world, assigning.assign, **given(world, one), seen=one.version, **wrong)
    done(world, assigning.assign, **given(world, one), seen=one.version, user=world.users["coordinator"].pk)
    mine = fresh(world, one)
    assert mine.assignee_id == world.users["coordinator"].pk
    done(world, assigning.assign, **given(world, mine), seen=mine.version, role="undermining_coordinator")
    assert fresh(world, one).assignee_id is None


def test_several_at_once_all_or_none(world: World) -> None:
    one, other = pair(world)
    given_to = {"user": world.users["coordinator"].pk}
    rest = {key: value for key, value in given(world, one).items() if key != "concern"}
    chosen = [(one.pk, one.version), (other.pk, other.version + 1)]
    with pytest.raises(StaleVersion):
        done(world, assigning.assign_many, **rest, chosen=chosen, **given_to)
    assert fresh(world, one).assignee_id is None
    chosen = [(one.pk, one.version), (other.pk, other.version)]
    assert done(world, assigning.assign_many, **rest, chosen=chosen, **given_to) == 2
    assert {fresh(world, c).assignee_id for c in (one, other)} == {world.users["coordinator"].pk}


def test_another_category_counts_the_terms_anew(world: World) -> None:
    one = world.receive("undermining")
    category = world.categories["undermining"]
    with pytest.raises(Refused) as refused:
        done(world, assigning.change_category, **given(world, one), seen=one.version, category=category, reason="x")
    assert slugs(refused) == {"same"}
    other = world.categories["trafficking-labour"]
    with pytest.raises(Refused) as refused:
        done(world, assigning.change_category, **given(world, one), seen=one.version, category=other, reason="")
    assert slugs(refused) == {"register", "no_reason"}


def test_a_category_of_the_same_register_brings_its_own_terms(world: World) -> None:
    entry = {**CATEGORIES[1], "slug": "laundering", "test_days": 1, "answer_days": 3, "theme": "laundering"}
    load_categories(actor=world.system, at=world.now, municipality=world.municipality, entries=[entry])
    other = Category.objects.select_related("vault").get(slug="laundering")
    one = world.receive("undermining")
    done(world, assigning.change_category, **given(world, one), seen=one.version, category=other, reason="Past beter.")
    after = fresh(world, one)
    day = timezone.localdate(one.received_at)
    assert (after.category_id, after.theme) == (other.pk, "laundering")
    assert (after.test_due, after.answer_due) == (working_days_after(day, 1), working_days_after(day, 3))
    with pytest.raises(StaleVersion):
        done(world, assigning.change_category, **given(world, one), seen=one.version, category=other, reason="x")


def test_selections_are_ones_own_and_twenty_at_most(world: World) -> None:
    actor, other = world.actor("coordinator"), world.actor("care")
    for number in range(20):
        assigning.save_filter(actor=actor, at=world.now, name=f"keuze {number}", query="?keuze=mine")
    assigning.save_filter(actor=actor, at=world.now, name=" keuze  1 ", query="?keuze=test")
    with pytest.raises(Refused):
        assigning.save_filter(actor=actor, at=world.now, name="nog een", query="")
    assert assigning.filters_of(other) == []
    first = assigning.filters_of(actor)[0]
    with pytest.raises(Refused):
        assigning.drop_filter(actor=other, at=world.now, key=first.pk)
    assert SavedFilter.objects.count() == 20
    assigning.drop_filter(actor=actor, at=world.now, key=first.pk)
    assert len(assigning.filters_of(actor)) == 19


def test_a_refused_concern_is_tested_before_anything_else(world: World) -> None:
    one, refused_one = world.admitted("undermining"), world.receive("undermining")
    with opened(world.actor("coordinator"), PURPOSE):
        checks.refuse(
            **given(world, refused_one), seen=refused_one.version, tested=checks.Tested(True, reasons="Niet nodig.")
        )
    with pytest.raises(Refused):
        done(world, linking.link, **given(world, one), other=fresh(world, refused_one))


def merged_in_a_row(world: World) -> tuple[Concern, Concern, Concern]:
    """Three reports: the first merged into the second, that one into the third."""
    first, second, third = (world.admitted("undermining", text) for text in ("Eerste.", "Tweede.", "Derde."))
    done(world, linking.merge, **given(world, first), seen=first.version, into=second, why="Hetzelfde.")
    second = fresh(world, second)
    done(world, linking.merge, **given(world, second), seen=second.version, into=third)
    return first, second, third


def test_what_was_merged_before_goes_along_and_hears_how_it_ended(world: World) -> None:
    first, second, third = merged_in_a_row(world)
    assert {fresh(world, one).merged_into_id for one in (first, second)} == {third.pk}
    weighed(world, third)
    closed(world, third)
    for one in (first, second):
        assert status_of(world, one).stage == "closed"
        with opened(world.system, system=True):
            assert Message.objects.filter(concern=one.pk, kind="closed").count() == 1
        assert fresh(world, one).guarded.retention_from is not None


def test_taking_the_middle_one_apart_brings_only_itself_back(world: World) -> None:
    first, second, third = merged_in_a_row(world)
    second = fresh(world, second)
    done(world, linking.unmerge, **given(world, second), seen=second.version, reason="Toch iets anders.")
    assert (fresh(world, second).status, fresh(world, second).merged_into_id) == ("admitted", None)
    first = fresh(world, first)
    assert (first.status, first.merged_into_id) == ("merged", third.pk)
    done(world, linking.unmerge, **given(world, first), seen=first.version, reason="Ook iets anders.")
    with opened(world.system, system=True):
        assert not Link.objects.filter(undone_at__isnull=True).exists()


def test_what_stands_on_an_agenda_isnt_made_sensitive_there(world: World) -> None:
    entry = {**CATEGORIES[1], "slug": "port-recruiting", "sensitive": True}
    load_categories(actor=world.system, at=world.now, municipality=world.municipality, entries=[entry])
    other = Category.objects.select_related("vault").get(slug="port-recruiting")
    one = world.admitted("undermining")
    done(world, weighing.put_on_agenda, **given(world, one), seen=one.version)
    one, change = fresh(world, one), {"category": other, "reason": "Past beter."}
    with pytest.raises(Refused) as refused:
        done(world, assigning.change_category, **given(world, one), seen=one.version, **change)
    assert slugs(refused) == {"on_agenda"}
    done(world, weighing.take_off_agenda, **given(world, one), seen=one.version, reason="Andere soort.")
    one = fresh(world, one)
    assert done(world, assigning.change_category, **given(world, one), seen=one.version, **change).sensitive
