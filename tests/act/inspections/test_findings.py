# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings: each comes in once, for one's own discipline, and none takes the place of another's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import opened, role_label
from baken.act.inspections.findings import receiving, rules
from baken.act.inspections.findings.rules import Told
from baken.act.inspections.models import HomeEntry, Inspection, Target
from baken.kernel.errors import Denied, Refused
from baken.kernel.idempotency import OtherBody
from baken.kernel.papers.kept import examine_picture
from baken.kernel.papers.sealed import open_sealed
from baken.kernel.rate_limits import Limit, TooMany

from .builders import World
from .finding_world import checklist, kept, photos, picture, sent, targets, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(world: World) -> tuple[World, Inspection, list[Target]]:
    """An inspection under way, with a list for each discipline, and its addresses."""
    checklist(world)
    checklist(world, "environment")
    inspection = world.inspection()
    return world, inspection, targets(world, inspection)


There = tuple[World, Inspection, list[Target]]


def reasons(refused: Any) -> set[str]:
    return {reason.slug for reason in refused.value.reasons}


def test_a_sending_is_a_finding_for_each_item_as_it_was_asked(there: There) -> None:
    world, inspection, [first, _second] = there
    sent(
        world,
        first,
        told=(
            told(),
            told("exits", "not_in_order", "pallets voor de deur"),
            told("", "not_in_order", "gat in het hek"),
        ),
    )
    rows = kept(world)
    assert [(row.item, row.question, row.answer, row.note) for row in rows] == [
        ("permit", "Hangt de vergunning er?", "in_order", ""),
        ("exits", "Zijn de uitgangen vrij?", "not_in_order", "pallets voor de deur"),
        ("", "", "not_in_order", "gat in het hek"),
    ]
    assert {(row.part, row.by_role, row.by_id, row.inspection_id) for row in rows} == {
        ("findings_permits", "inspector", world.users["inspector"].pk, inspection.pk)
    }


def test_the_same_sent_again_is_kept_once_and_something_else_is_told(there: There) -> None:
    world, _inspection, [first, second] = there
    one = sent(world, first, body=b"a")
    again = sent(world, first, body=b"a", at=world.now + timedelta(hours=3))
    assert (again.first, again.repeated) == (one.first, True)
    with pytest.raises(OtherBody):
        sent(world, second, body=b"b")
    assert len(kept(world)) == 1
    other = sent(world, first, "environment", key="k1", body=b"a", discipline="environment")
    assert not other.repeated  # a key is its sender's own


def test_who_sends_without_end_is_stopped_and_may_repeat_what_came_in(
    there: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, _inspection, [first, second] = there
    monkeypatch.setattr(receiving, "SENDINGS", Limit("findings of a test", 2, 3_600))
    one = sent(world, first, key="k1", body=b"a")
    sent(world, second, key="k2")
    with pytest.raises(TooMany):
        sent(world, first, key="k3")
    assert sent(world, first, key="k1", body=b"a").first == one.first
    sent(world, first, "environment", key="k4", discipline="environment")
    assert len(kept(world)) == 3


def test_two_inspectors_give_both_their_rows(there: There, client_of: Callable[[str], Any]) -> None:
    world, inspection, [first, _second] = there
    mate = world.second_inspector()
    sent(world, first, "inspector", told=(told(), told("exits")))
    sent(world, first, mate, key="k2", told=(told("permit", "not_in_order", "verlopen"), told("exits")))
    assert len(kept(world)) == 4
    page = client_of("port").get(inspection.get_absolute_url()).content.decode()
    assert page.count("</svg>verschilt</span>") == 1
    assert "1 punt verschilt" in page
    assert f"{role_label('inspector')} 2" in page
    assert "verlopen" in page


@pytest.mark.parametrize(
    ("answers", "differs"),
    [
        (["in_order", "not_in_order"], True),
        (["in_order", "in_order"], False),
        (["in_order", "not_seen"], False),
        (["in_order", "not_applicable"], True),
        (["not_seen", "not_seen"], False),
    ],
)
def test_who_did_not_see_it_contradicts_nobody(there: There, answers: list[str], differs: bool) -> None:
    world, _inspection, [first, _second] = there
    mate = world.second_inspector()
    for number, (who, answer) in enumerate(zip(("inspector", mate), answers, strict=True)):
        sent(world, first, who, key=f"k{number}", told=(told("permit", answer),))
    assert rules.differ(rules.beside(kept(world))) is differs


def test_of_one_inspector_the_last_word_counts_and_the_first_stays(there: There) -> None:
    world, _inspection, [first, _second] = there
    later, earlier = world.now + timedelta(hours=2), world.now + timedelta(hours=1)
    sent(world, first, told=(told("permit", "in_order"),), seen_at=later, at=later, key="b")
    sent(world, first, told=(told("permit", "not_in_order"),), seen_at=earlier, at=later, key="a")
    sides = rules.beside(kept(world))
    assert [(side.row.answer, side.counts) for side in sides] == [("not_in_order", False), ("in_order", True)]


def test_a_correction_is_a_row_that_names_the_old_one(there: There) -> None:
    world, _inspection, [first, second] = there
    sent(world, first, told=(told("permit", "not_in_order", "niet te vinden"),))
    [old] = kept(world)
    said, later = told("permit", "in_order", "hing achter de deur"), world.now + timedelta(hours=3)
    sent(world, first, key="k2", told=(said,), outcome="", corrects=old.pk, at=later)
    [row, new] = kept(world)
    assert (row.note, new.corrects_id, new.question) == ("niet te vinden", old.pk, "Hangt de vergunning er?")
    assert [side.counts for side in rules.beside([row, new])] == [False, True]
    for who, target, item in (
        ("inspector", first, "permit"),
        ("inspector", second, "permit"),
        ("inspector", first, "exits"),
    ):
        with pytest.raises(Refused) as refused:
            sent(world, target, who, key="k3", told=(told(item),), outcome="", corrects=old.pk)
        assert "not_yours" in reasons(refused)
    mate = world.second_inspector()
    with pytest.raises(Refused) as refused:
        sent(world, first, mate, key="k4", told=(told(),), outcome="", corrects=new.pk)
    assert "not_yours" in reasons(refused)


@pytest.mark.parametrize(
    ("who", "discipline"),
    [("environment", "permits"), ("inspector", "environment"), ("port", "permits"), ("coordinator", "environment")],
)
def test_nobody_records_for_another_s_discipline(there: There, who: str, discipline: str) -> None:
    world, _inspection, [first, _second] = there
    with pytest.raises(Refused) as refused:
        sent(world, first, who, discipline=discipline)
    assert "other_discipline" in reasons(refused)
    assert kept(world) == []


@pytest.mark.parametrize("who", ["police", "labour", "mayor", "adviser", "bibob", "council", "privacy"])
def test_who_takes_no_part_does_not_find_the_address(there: There, who: str) -> None:
    world, _inspection, [first, _second] = there
    with pytest.raises((Denied, ObjectDoesNotExist)):
        sent(world, first, who)
    assert kept(world) == []


@pytest.mark.parametrize(
    ("status", "code"), [("draft", "not_started"), ("planned", "not_started"), ("briefed", "not_started")]
)
def test_before_it_begins_nothing_comes_in(world: World, status: str, code: str) -> None:
    checklist(world)
    [first, _second] = targets(world, world.inspection(status))
    with pytest.raises(Refused) as refused:
        sent(world, first)
    assert reasons(refused) == {code}


@pytest.mark.parametrize(
    ("status", "taken"),
    [("reported", True), ("followed_up", False), ("debriefed", False), ("closed", False), ("cancelled", False)],
)
def test_a_late_sending_is_taken_until_the_follow_up_and_then_told_what_to_do(
    there: There, status: str, taken: bool
) -> None:
    assert (rules.against_status(status) == []) is taken


def test_a_repeated_sending_is_answered_whatever_became_of_the_inspection(there: There) -> None:
    world, inspection, [first, _second] = there
    one = sent(world, first)
    world.force(inspection, status="followed_up")
    assert sent(world, first).first == one.first
    with pytest.raises(Refused) as refused:
        sent(world, first, key="k2")
    assert reasons(refused) == {"over"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"told": (told("elders"),)}, "item"),
        ({"told": (told(), told())}, "item"),
        ({"told": (told("permit", "goed"),)}, "answer"),
        ({"told": (told("permit", "", "wel tekst"),)}, "answer"),
        ({"told": (told("permit", "in_order", "x" * 2001),)}, "long"),
        ({"told": (told(""),)}, "note"),
        ({"told": ()}, "nothing"),
        ({"outcome": "binnen"}, "outcome"),
        ({"outcome": "closed"}, "not_there"),
        ({"entered": "consent"}, "not_entered"),
        ({"entered": "deur open"}, "entered"),
        ({"photos_of": "exits"}, "photos_of"),
        ({"checklist": "00000000-0000-0000-0000-000000000000"}, "checklist"),
    ],
)
def test_what_does_not_do_is_told_and_keeps_nothing(there: There, more: dict[str, Any], code: str) -> None:
    world, _inspection, [first, _second] = there
    with pytest.raises(Refused) as refused:
        sent(world, first, **more)
    assert code in reasons(refused)
    assert kept(world) == []
    sent(world, first)  # what was refused gave its key back


def test_a_visit_that_failed_is_a_finding_and_the_furthest_in_stands(there: There) -> None:
    world, _inspection, [first, second] = there
    early, late = world.now + timedelta(hours=1), world.now + timedelta(hours=2)
    sent(world, first, told=(), outcome="refused", at=late, seen_at=early, key="a")
    sent(world, first, at=late, seen_at=late, key="b")
    sent(world, second, at=late, seen_at=late, key="c")
    sent(world, second, told=(), outcome="closed", at=late, seen_at=early, key="d")
    assert [(one.outcome, one.visited_at) for one in targets(world, first.inspection)] == [("visited", late)] * 2
    assert "Hoe het bezoek ging: toegang geweigerd" in {row.question for row in kept(world)}


def test_a_home_is_entered_by_consent_or_with_an_authorisation(world: World) -> None:
    checklist(world)
    inspection = world.inspection("draft")
    world.target(inspection, "Voorbeeldstraat 9", is_home=True)
    world.force(inspection, status="under_way")
    home = targets(world, inspection)[-1]
    for entered, code in (("", "entered"), ("authorised", "no_authorisation")):
        with pytest.raises(Refused) as refused:
            sent(world, home, entered=entered)
        assert code in reasons(refused)
    sent(world, home, entered="consent")
    sent(world, home, entered="consent", key="k2")
    with opened(world.system, system=True):
        [entry] = HomeEntry.objects.all()
    assert (entry.consent, entry.by_id, entry.part) == (True, world.users["inspector"].pk, "findings_permits")


def test_photos_are_sealed_stripped_named_by_number_and_go_with_what_is_wrong(there: There) -> None:
    world, _inspection, [first, _second] = there
    files = [examine_picture(picture("Jan de Vries.jpg")) for _n in range(2)]
    sent(world, first, told=(told(), told("exits", "not_in_order")), files=files)
    found = photos(world)
    assert [(one.name, one.finding.item, one.part) for one in found] == [
        ("foto-1.jpg", "exits", "findings_permits"),
        ("foto-2.jpg", "exits", "findings_permits"),
    ]
    content = open_sealed(found[0])
    assert content.startswith(b"\xff\xd8")
    assert b"Geheime" not in content
    later = world.now + timedelta(hours=3)
    sent(
        world,
        first,
        told=(told(), told("exits", "not_in_order")),
        files=files[:1],
        photos_of="permit",
        key="k2",
        at=later,
    )
    assert photos(world)[-1].finding.item == "permit"
    with pytest.raises(Refused):
        sent(world, first, files=files * 3, key="k3")


def test_at_a_sex_business_no_person_is_written_down(world: World) -> None:
    checklist(world)
    inspection = world.inspection()
    world.force(inspection, branch="sex_work")
    [first, _second] = targets(world, inspection)
    with pytest.raises(Refused) as refused:
        sent(world, first, told=(told("permit", "not_in_order", "sprak met Fatima de Vries, 06-12345678"),))
    assert "person" in reasons(refused)
    assert kept(world) == []


def test_a_clock_that_cannot_be_right_gives_way(world: World) -> None:
    at = world.now
    assert rules.seen_at(at - timedelta(hours=3), at) == at - timedelta(hours=3)
    for wrong in (None, at + timedelta(hours=1), at - timedelta(days=9), at.replace(tzinfo=None)):
        assert rules.seen_at(wrong, at) == at


@st.composite
def deliveries(draw: Any) -> list[int]:
    """The order in which four sendings arrive: each at least once, some doubled since their answer was lost."""
    doubled = draw(st.lists(st.integers(0, 3), max_size=4))
    order: list[int] = draw(st.permutations([0, 1, 2, 3, *doubled]))
    return order


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(order=deliveries())
def test_any_order_of_arrival_gives_the_same_findings(there: There, order: list[int]) -> None:
    from django.db import transaction

    world, inspection, [first, _second] = there
    mate = world.second_inspector()
    moment = [world.now + timedelta(minutes=number) for number in range(4)]
    sendings: list[dict[str, Any]] = [
        {"who": "inspector", "told": (told(), told("exits", "not_in_order", "vol")), "seen_at": moment[0]},
        {"who": mate, "told": (told("permit", "not_in_order"),), "outcome": "refused", "seen_at": moment[1]},
        {"who": "inspector", "told": (told("exits"),), "seen_at": moment[2]},
        {"who": "environment", "discipline": "environment", "told": (told("", "in_order", "schoon"),), "seen_at": moment[3]},
    ]  # fmt: skip

    def arrived(numbers: list[int]) -> Any:
        with transaction.atomic():
            for place, number in enumerate(numbers):
                given = dict(sendings[number])
                at = world.now + timedelta(hours=1, minutes=place)
                sent(world, first, given.pop("who"), key=f"k{number}", body=b"%d" % number, at=at, **given)
            rows = kept(world)
            found = {(row.discipline, row.item, row.answer, row.note, row.by_id, row.seen_at) for row in rows}
            counting = {
                (row.discipline, row.item, row.answer, side.counts)
                for discipline in ("permits", "environment") for item in ("permit", "exits", "")
                for side in rules.beside([r for r in rows if (r.discipline, r.item) == (discipline, item)])
                for row in [side.row]
            }  # fmt: skip
            [at_address] = [one for one in targets(world, inspection) if one.pk == first.pk]
            told_of = (found, len(rows), counting, at_address.outcome, at_address.visited_at)
            transaction.set_rollback(True)
        return told_of

    assert arrived(order) == arrived([0, 1, 2, 3])


def test_a_partner_sees_its_own_discipline_alone(there: There, client_of: Callable[[str], Any]) -> None:
    world, inspection, [first, _second] = there
    sent(world, first, told=(told("permit", "not_in_order", "geheim van vergunningen"),))
    sent(world, first, "environment", discipline="environment", told=(told("exits", "not_in_order", "lekbak vol"),))
    page = client_of("environment").get(inspection.get_absolute_url()).content.decode()
    assert "lekbak vol" in page
    assert "geheim van vergunningen" not in page
    assert "geheim van vergunningen" in client_of("inspector").get(inspection.get_absolute_url()).content.decode()


def test_the_page_takes_findings_once_without_a_script(there: There, client_of: Callable[[str], Any]) -> None:
    world, inspection, [first, _second] = there
    address = f"{inspection.get_absolute_url()}bevindingen/adres/{first.pk}/"
    client = client_of("inspector")
    page = client.get(address).content.decode()
    assert "Hangt de vergunning er?" in page
    filled = {
        "outcome": "visited", "a-permit": "not_in_order", "n-permit": "verlopen", "photos": [picture()], "once": "een",
    }  # fmt: skip
    assert client.post(address, filled | {"photos": []}).status_code == 302
    assert client.post(address, filled | {"photos": []}).status_code == 302
    assert len(kept(world)) == 1
    assert client.post(address, filled | {"once": "twee"}).status_code == 302
    [photo] = photos(world)
    door = f"{inspection.get_absolute_url()}bevindingen/foto/{photo.pk}/"
    assert client.get(door).status_code == 200
    for who in ("police", "environment"):
        assert client_of(who).get(door).status_code == 404, who
    wrong = client.post(address, {"outcome": "visited", "n-permit": "wel tekst", "once": "drie"})
    assert wrong.status_code == 409
    assert "wel tekst" in wrong.content.decode()
    assert client_of("port").get(address).status_code == 404  # plans, but has no power of its own here


def test_the_page_corrects_one_s_own(there: There, client_of: Callable[[str], Any]) -> None:
    world, inspection, [first, _second] = there
    sent(world, first, told=(told("permit", "not_in_order", "niet te vinden"),))
    [old] = kept(world)
    address = f"{inspection.get_absolute_url()}bevindingen/{old.pk}/verbeteren/"
    assert client_of("port").get(address).status_code == 404
    client = client_of("inspector")
    assert "niet te vinden" in client.get(address).content.decode()
    assert client.post(address, {"answer": "in_order", "note": "hing achter de deur"}).status_code == 302
    assert client.get(address).status_code == 404
    page = client.get(inspection.get_absolute_url()).content.decode()
    assert "verbeterd" in page
    assert "niet te vinden" in page


def test_a_page_of_many_findings_asks_no_more_than_one_of_few(
    there: There, client_of: Callable[[str], Any], django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    world, inspection, both = there
    client = client_of("port")
    sent(world, both[0], key="een")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(inspection.get_absolute_url()).status_code == 200
        return len(seen)

    asked()
    few = asked()
    for number in range(12):
        for target in both:
            sent(
                world,
                target,
                key=f"{target.pk}{number}",
                told=(told(), told("exits", "not_in_order"), Told("", "in_order", "x")),
            )
    assert asked() <= few
