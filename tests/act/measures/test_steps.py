# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way of a measure, step by step: what each asks, what it leaves behind, and every reason at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baken.access.facade import DeskTerm, opened
from baken.act.measures.documents.topics import needed
from baken.act.measures.files import assessing, carrying, opening, preparing
from baken.act.measures.files.days import CALENDAR
from baken.act.measures.models import Instrument, Mandate, Measure, MeasureEvent, Status
from baken.cores.terms import find
from baken.kernel import clocks
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import ClockEvent
from tests.kernel.towns import do

from .builders import SINCE, WAY, World, purpose_of

pytestmark = pytest.mark.django_db


def slugs(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.slug for reason in refused.value.reasons]


def terms(world: World, measure: Measure) -> dict[str, tuple[Any, Any]]:
    actor = world.actor("adviser")
    with opened(actor, purpose_of(measure)):
        rows = DeskTerm.objects.filter(guarded=measure.guarded_id)
        return {row.rule or row.label: (row.due, row.done_on) for row in rows}


@pytest.mark.parametrize("instrument", Instrument.values)
def test_every_instrument_goes_the_whole_way(world: World, instrument: str) -> None:
    measure = world.measure(instrument, Status.SETTLED)
    assert measure.status == Status.SETTLED
    assert measure.closed_on == world.day(99)
    with opened(world.actor("adviser"), purpose_of(measure)):
        assert measure.guarded.retention_from == world.day(99)
        events = MeasureEvent.objects.filter(measure=measure).order_by("on", "at")
        assert list(events.values_list("kind", flat=True)) == list(WAY)
        assert list(events.values_list("on", flat=True)) == [world.day(SINCE[name]) for name in WAY]


def test_every_reason_is_told_at_once(world: World) -> None:
    measure = world.take(world.report(), "assessed")
    with pytest.raises(Refused) as refused:
        world.take(measure, "intended", on=world.now.date() + timedelta(days=3), view_until=world.now.date())
    assert slugs(refused) == ["future", "topic_found", "topic_seriousness", "short_view"]
    assert world.seen(measure).file.status == Status.ASSESSED
    assert world.seen(measure).file.intended_on is None


def test_a_step_cant_come_before_the_one_before_it(world: World) -> None:
    measure = world.measure(status=Status.INTENDED)
    with pytest.raises(Refused) as refused:
        world.take(measure, "heard", on=world.day(1), view="written", text="Ik wist van niets.")
    assert slugs(refused) == ["before"]


def test_a_step_of_another_status_is_refused_with_the_rest(world: World) -> None:
    measure = world.report()
    with pytest.raises(Refused) as refused:
        world.take(measure, "served", how="shouted")
    assert {"wrong_status", "how"} <= set(slugs(refused))
    with pytest.raises(Refused) as refused:
        world.within(
            "adviser", purpose_of(measure),
            lambda actor: preparing.act_first(
                actor=actor, at=world.now, purpose=purpose_of(measure), measure=measure, seen=measure.version,
                on=world.now.date(), reason="x",
            ),
        )  # fmt: skip
    assert slugs(refused) == ["not_here"]


def test_who_saw_an_older_version_is_told(world: World) -> None:
    measure = world.report()
    world.take(measure, "assessed")
    with pytest.raises(StaleVersion):
        world.take(measure, "assessed", seen=measure.version)


def test_a_first_offence_in_a_home_becomes_a_warning(world: World) -> None:
    measure = world.take(world.report(premises_kind="home"), "assessed")
    assert (measure.instrument, measure.months) == (Instrument.WARNING, None)
    assert measure.rule is not None
    assert measure.rule.outcome == "warning"
    again = assessing.Assessed("home", "hard_drugs", 2)
    measure = world.take(measure, "assessed", assessed=again)
    assert (measure.instrument, measure.months) == (Instrument.OPIUM_CLOSING, 3)


def test_another_way_than_the_matrix_needs_a_reason(world: World) -> None:
    measure = world.report(premises_kind="home")
    bare = assessing.Assessed("home", "hard_drugs", 1, course=assessing.CLOSE)
    with pytest.raises(Refused) as refused:
        world.take(measure, "assessed", assessed=bare)
    assert slugs(refused) == ["because", "months"]
    because = "Er is vanuit de woning gehandeld terwijl er kinderen uit de buurt bij waren."
    same = assessing.Assessed("other", "hard_drugs", 1, course=assessing.CLOSE, months=1, because=because)
    with pytest.raises(Refused) as refused:
        world.take(measure, "assessed", assessed=same)
    assert slugs(refused) == ["same"]
    told = assessing.Assessed("home", "hard_drugs", 1, course=assessing.CLOSE, months=2, because=because)
    measure = world.take(measure, "assessed", assessed=told)
    assert (measure.instrument, measure.months, measure.deviates_because) == (Instrument.OPIUM_CLOSING, 2, because)


def test_what_the_matrix_doesnt_name_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.take(world.report(), "assessed", assessed=assessing.Assessed("other", "fireworks", 0))
    assert slugs(refused) == ["number", "no_rule"]


def test_earlier_measures_at_the_address_suggest_the_number(world: World) -> None:
    world.measure(status=Status.ENDED, ago=400)
    world.measure(status=Status.SIGNED, ago=300)
    world.measure(status=Status.ENDED, ago=365 * 7)
    world.measure(status=Status.ENDED, address="Andere kade 2")
    measure = world.report(address="voorbeeldkade 1,  IJMUIDEN")
    seen = world.seen(measure)
    with opened(seen.actor, seen.purpose):
        others = list(assessing.earlier(seen))
    assert len(others) == 3
    assert assessing.suggested_number(measure, others, world.day(0)) == 2


def test_what_was_withdrawn_is_no_earlier_offence_also_once_its_file_is_closed(world: World) -> None:
    gone, purpose = world.measure(status=Status.SERVED, ago=400), "measures_mayor"
    for act, days, more in (
        (carrying.withdraw, 50, {"on": world.day(50, 400), "reason": "De vondst bleek iets anders."}),
        (carrying.settle, 200, {}),
    ):
        file = world.seen(gone).file
        who = "mayor" if act is carrying.withdraw else "adviser"
        world.within(who, purpose, lambda actor, act=act, days=days, more=more, file=file: act(
            actor=actor, at=world.moment(days, 400), purpose=purpose, measure=file, seen=file.version, **more,
        ))  # fmt: skip
    seen = world.seen(world.report())
    with opened(seen.actor, seen.purpose):
        others = list(assessing.earlier(seen))
        assert [one.status for one in others] == [Status.SETTLED]
        assert assessing.suggested_number(seen.file, others, world.day(0)) == 1


def test_an_area_ban_tells_whether_the_prosecutor_gave_one(world: World) -> None:
    measure = world.measure(Instrument.AREA_BAN, Status.HEARD)
    assert "prosecutor" in {topic.slug for topic in needed(measure, "decision")}
    assert "prosecutor" not in {topic.slug for topic in needed(world.measure(), "decision")}


def test_an_earlier_measure_in_the_other_register_stays_there(world: World) -> None:
    world.measure(Instrument.PENALTY, Status.IN_FORCE)
    seen = world.seen(world.report())
    with opened(seen.actor, seen.purpose):
        assert not assessing.earlier(seen).exists()


def test_no_view_only_once_the_time_for_it_is_over(world: World) -> None:
    measure = world.measure(status=Status.INTENDED)
    with pytest.raises(Refused) as refused:
        world.take(measure, "heard", days=16)
    assert slugs(refused) == ["still"]
    assert terms(world, measure)["Zienswijze vastleggen"] == (world.day(23), None)
    with pytest.raises(Refused) as refused:
        world.take(measure, "heard", days=5, view="spoken")
    assert slugs(refused) == ["view_text"]
    measure = world.take(measure, "heard", days=5, view="spoken", text="Ik verhuurde het.")
    assert terms(world, measure)["Zienswijze vastleggen"] == (world.day(23), world.day(5))


def test_hurrying_skips_the_view_and_asks_why(world: World) -> None:
    measure = world.take(world.report(), "assessed")
    act = {"at": world.moment(2), "purpose": purpose_of(measure), "on": world.day(2)}

    def hurry(reason: str) -> Measure:
        return world.within(
            "adviser", purpose_of(measure),
            lambda actor: preparing.hurry(actor=actor, **act, measure=measure, seen=measure.version, reason=reason),
        )  # fmt: skip

    with pytest.raises(Refused) as refused:
        hurry(" ")
    assert slugs(refused) == ["no_reason"]
    measure = hurry("Er liggen chemicaliën die elk moment kunnen ontbranden.")
    assert (measure.status, measure.view, measure.urgent) == (Status.HEARD, "skipped", True)
    with pytest.raises(Refused) as refused:
        world.take(measure, "drafted")
    assert "topic_urgency" in slugs(refused)


def test_coercion_may_act_first_and_decide_after(world: World) -> None:
    measure = world.take(world.report(Instrument.COERCION), "assessed")
    purpose = purpose_of(measure)
    measure = world.within(
        "adviser", purpose,
        lambda actor: preparing.act_first(
            actor=actor, at=world.moment(2), purpose=purpose, measure=measure, seen=measure.version, on=world.day(2),
            reason="Het dak dreigde op de straat te vallen.",
        ),
    )  # fmt: skip
    assert (measure.acted_first, measure.urgent, measure.view) == (True, True, "skipped")
    world.reasons(measure)
    measure = world.take(measure, "drafted", draft=preparing.Draft())
    measure = world.take(world.take(measure, "signed"), "served")
    assert world.take(measure, "in_force", days=22).in_force_from == world.day(22)


@pytest.mark.parametrize(
    ("instrument", "draft", "expected"),
    [
        (Instrument.OPIUM_CLOSING, {}, ["months"]),
        (Instrument.OPIUM_CLOSING, {"months": 2}, ["matrix"]),
        (Instrument.OPIUM_CLOSING, {"months": 1, "amount_maximum": 5}, ["amounts"]),
        (Instrument.AREA_BAN, {"months": 4}, ["months"]),
        (Instrument.AREA_BAN, {"months": 3, "days": 3, "earlier_days": ()}, ["both"]),
        (Instrument.AREA_BAN, {"days": 91, "earlier_days": ()}, ["spread"]),
        (Instrument.AREA_BAN, {"days": 3}, ["earlier"]),
        (Instrument.PARENTAL_ORDER, {"days": 3}, ["days"]),
        (Instrument.LIGHT_ORDER, {"months": 1}, ["months"]),
        (Instrument.COERCION, {}, ["grace"]),
        (Instrument.PENALTY, {}, ["amounts", "unit"]),
        (Instrument.PENALTY, {"amount_per_breach": 500, "amount_maximum": 400, "breach_unit": "keer"}, ["maximum"]),
        (Instrument.AREA_BAN, {"months": 1, "grace_until": 40}, ["grace"]),
        (Instrument.PENALTY, {"amount_per_breach": 5, "amount_maximum": 9, "breach_unit": "x", "grace_until": 20}, ["grace"]),
    ],
)  # fmt: skip
def test_what_a_decision_must_say(world: World, instrument: str, draft: dict[str, Any], expected: list[str]) -> None:
    measure = world.measure(instrument, Status.HEARD)
    given = dict(draft)
    if "days" in given:
        given["days"] = [world.day(30 + at) for at in range(given["days"])]
    if "grace_until" in given:
        given["grace_until"] = world.day(given["grace_until"])
    with pytest.raises(Refused) as refused:
        world.take(measure, "drafted", draft=preparing.Draft(**given))
    assert slugs(refused) == expected


def test_only_who_may_sign_signs(world: World) -> None:
    measure = world.measure(status=Status.DRAFTED)
    assert measure.owner_role == "mayor"
    with pytest.raises(Refused) as refused:
        world.take(measure, "signed", who="adviser")
    assert slugs(refused) == ["no_mandate"]
    with pytest.raises(Denied):
        world.take(measure, "signed", who="executive")
    signed = world.take(measure, "signed")
    assert (signed.signed_by, signed.mandate, signed.owner_role) == (world.users["mayor"], None, "legal_adviser")
    penalty = world.measure(Instrument.PENALTY, Status.DRAFTED)
    assert penalty.owner_role == "executive"
    assert world.take(penalty, "signed").status == Status.SIGNED


def test_who_signs_may_send_it_back_with_why(world: World) -> None:
    measure, purpose = world.measure(status=Status.DRAFTED), "measures_mayor"
    told = {
        "at": world.moment(21),
        "purpose": purpose,
        "measure": measure,
        "seen": measure.version,
        "on": world.day(21),
    }
    with pytest.raises(Refused) as refused:
        world.within("mayor", purpose, lambda actor: preparing.send_back(actor=actor, **told, reason=""))
    assert slugs(refused) == ["no_reason"]
    back = world.within("mayor", purpose, lambda actor: preparing.send_back(actor=actor, **told, reason="Te mager."))
    assert (back.status, back.owner_role) == (Status.HEARD, "legal_adviser")


def test_serving_starts_the_term_for_objection(world: World) -> None:
    measure = world.measure(status=Status.SIGNED)
    with pytest.raises(Refused) as refused:
        world.take(measure, "served", how="", published_where="")
    assert slugs(refused) == ["how", "where"]
    measure = world.take(measure, "served")
    due = clocks.standing(measure, find("objection", world.day(22)), CALENDAR).due
    assert due is not None
    assert due >= world.day(22) + timedelta(weeks=6)
    assert terms(world, measure)["objection"] == (due, None), "for information: test_whose_terms.py"
    assert not ClockEvent.objects.filter(resource_id=world.measure(Instrument.WARNING, Status.SERVED).pk).exists()


def test_a_decision_names_somebody(world: World) -> None:
    measure = world.measure(status=Status.SIGNED, parties=())
    with pytest.raises(Refused) as refused:
        world.take(measure, "served")
    assert slugs(refused) == ["nobody"]


def test_premises_close_after_the_grace_and_reopen_in_time(world: World) -> None:
    draft = preparing.Draft(months=1, grace_until=world.day(28))
    measure = world.measure(status=Status.SERVED, steps={"drafted": {"draft": draft}})
    assert terms(world, measure)["Nagaan of is voldaan"] == (world.day(35), None)
    with pytest.raises(Refused) as refused:
        world.take(measure, "in_force", days=28)
    assert slugs(refused) == ["grace"]
    measure = world.take(measure, "in_force", days=29)
    assert measure.in_force_until is not None
    assert 28 <= (measure.in_force_until - world.day(29)).days <= 31
    with pytest.raises(Refused) as refused:
        world.take(measure, "ended", days=40, reason="")
    assert slugs(refused) == ["no_reason"]
    late = world.take(measure, "ended", days=70, reason="")
    due, done = terms(world, late)["Pand weer openen"]
    assert due == measure.in_force_until
    assert done == world.day(70) > due


def test_a_grace_term_that_is_over_before_it_is_known_gives_no_time(world: World) -> None:
    draft = preparing.Draft(months=1, grace_until=world.day(21))
    measure = world.measure(status=Status.SIGNED, steps={"drafted": {"draft": draft}})
    with pytest.raises(Refused) as refused:
        world.take(measure, "served")
    assert slugs(refused) == ["grace_over"]


def longer(world: World, measure: Measure, days: int, months: int, who: str = "mayor") -> Measure:
    measure = world.seen(measure).file
    purpose = purpose_of(measure)
    return world.within(
        who, purpose,
        lambda actor: carrying.extend(
            actor=actor, at=world.moment(days, 900), purpose=purpose, measure=measure, seen=measure.version,
            on=world.day(days, 900), months=months, reason="De overlast houdt aan.",
        ),
    )  # fmt: skip


def test_an_area_ban_is_extended_three_times_and_no_more(world: World) -> None:
    measure = world.measure(Instrument.AREA_BAN, Status.IN_FORCE, ago=900)
    start = measure.in_force_from
    for days in (100, 190, 280):
        measure = longer(world, measure, days, 3)
    assert start is not None
    assert measure.in_force_until == start.replace(year=start.year + 1)
    assert measure.months == 12
    with pytest.raises(Refused) as refused:
        longer(world, measure, 370, 1)
    assert slugs(refused) == ["extensions"]
    with pytest.raises(Refused) as refused:
        longer(world, measure, 500, 4)
    assert slugs(refused) == ["over", "months"]
    with pytest.raises(Denied):
        longer(world, measure, 300, 1, who="adviser")
    done = world.take(measure, "ended", ago=900, days=500)
    assert done.ended_on == done.in_force_until  # written down later, it didn't hold longer
    assert terms(world, done)["Beslissen over verlengen"][1] == done.in_force_until - timedelta(days=1)


@pytest.mark.parametrize("instrument", [Instrument.PARENTAL_ORDER, Instrument.LIGHT_ORDER])
def test_other_orders_arent_extended(world: World, instrument: str) -> None:
    measure = world.measure(instrument, Status.IN_FORCE, ago=900)
    with pytest.raises(Refused) as refused:
        longer(world, measure, 30, 1)
    assert slugs(refused) == ["no_extension"]


def test_no_measure_leaves_no_term(world: World) -> None:
    measure, purpose = world.measure(status=Status.INTENDED), "measures_mayor"
    gone = world.within(
        "adviser", purpose,
        lambda actor: carrying.drop(
            actor=actor, at=world.now, purpose=purpose, measure=measure, seen=measure.version, on=world.day(100),
            reason="Het bleek een ander pand.",
        ),
    )  # fmt: skip
    assert gone.status == Status.DROPPED
    assert terms(world, gone) == {}


def test_opening_asks_what_it_needs(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.report(Instrument.PENALTY, purpose="measures_mayor", title=" ", facts="", address="", area="WK999999",
                     parties=(opening.Party("friend", " "),))  # fmt: skip
    assert slugs(refused) == ["other_body", "title", "facts", "address", "area", "party_kind", "party_name"]


def test_what_the_file_tells_changes_until_it_is_signed(world: World) -> None:
    measure, purpose = world.measure(status=Status.DRAFTED), "measures_mayor"

    def change(measure: Measure) -> Measure:
        return world.within(
            "adviser", purpose,
            lambda actor: opening.change(
                actor=actor, at=world.now, purpose=purpose, measure=measure, seen=measure.version,
                values={"address": "Andere kade 2"},
            ),
        )  # fmt: skip

    before = measure.address_hash
    measure = change(measure)
    assert measure.address == "Andere kade 2"
    assert measure.address_hash not in ("", before)
    signed = world.take(measure, "signed")
    with pytest.raises(Refused) as refused:
        change(signed)
    assert slugs(refused) == ["decided"]


def test_who_prepares_signs_what_the_mandate_of_the_day_allows(world: World) -> None:
    mandate = Mandate(
        municipality=world.municipality, slug="warnings", title="Mandaat", role="legal_adviser", kinds=["warning"],
        instruments=["warning"], signs_as="Namens de burgemeester", valid_from=world.day(10), adopted_on=world.day(9),
    )  # fmt: skip
    do(mandate.save, world.municipality)
    signed = world.take(world.measure(Instrument.WARNING, Status.DRAFTED), "signed", who="adviser")
    assert (signed.mandate, signed.signed_by) == (mandate, world.users["adviser"])
    early = world.measure(Instrument.WARNING, Status.DRAFTED, ago=400)
    with pytest.raises(Refused) as refused:
        world.take(early, "signed", who="adviser", ago=400)
    assert slugs(refused) == ["no_mandate"]
