# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trafficking: handing over in fixed words, barriers with an owner and a day, for the designated officer alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.access.facade import DeskTerm, desk_files, opened
from baken.act.concerns.keeping.destruction import destroy
from baken.act.concerns.models import ChosenBarrier, Concern, HandOver
from baken.act.concerns.trafficking import actions, rules
from baken.act.concerns.trafficking.barriers import by_slug, phases
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.terms import lists

from .builders import World

pytestmark = pytest.mark.django_db
PURPOSE = "signal_trafficking"
OTHERS = ("coordinator", "port", "care", "youth", "boa", "keeper", "adviser", "privacy", "fg", "council")


def concern_of(world: World) -> Concern:
    return world.admitted("trafficking-labour", "Elf matrassen in één woning.")


def told(world: World, **more: Any) -> rules.HandedOver:
    today = world.now.date()
    values = {
        "recipient": "police", "on": today, "basis": "offence", "told": ("suspicion", "place"), "consent": "",
        "answer_due": today + timedelta(days=14),
    }  # fmt: skip
    return rules.HandedOver(**{**values, **more})


def hand(world: World, concern: Concern, who: str = "officer", **more: Any) -> HandOver:
    actor = world.actor(who)
    with opened(actor, PURPOSE):
        return actions.hand_over(actor=actor, at=world.now, purpose=PURPOSE, concern=concern, given=told(world, **more))


def bar(world: World, concern: Concern, who: str = "officer", **more: Any) -> ChosenBarrier:
    values = {"barrier": "housing-letting", "owner": "housing", "due": world.now.date() + timedelta(days=20)}
    actor = world.actor(who)
    with opened(actor, PURPOSE):
        return actions.put_up(
            actor=actor, at=world.now, purpose=PURPOSE, concern=concern, given=actions.Barred(**{**values, **more})
        )


def slugs(call: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refused) as refused:
        call()
    return {reason.slug for reason in refused.value.reasons}


def terms(world: World, who: str) -> list[tuple[str, str, str]]:
    found = lists.terms_of(world.actor(who), world.municipality, world.now.date(), named=True, kind="concern-agreed")
    return [(term.line.title, term.line.rule, term.word) for term in found]


def test_a_hand_over_waits_for_its_answer_on_the_officers_list_alone(world: World) -> None:
    concern = concern_of(world)
    row = hand(world, concern)
    assert terms(world, "officer") == [
        (f"Signaal {concern.reference}", "Antwoord op een overdracht", "wacht op een ander")
    ]
    for who in OTHERS:
        assert terms(world, who) == [], who
    officer = world.actor("officer")
    with opened(officer, PURPOSE):
        actions.note_answer(
            actor=officer, at=world.now, purpose=PURPOSE, concern=concern, row=row, seen=row.version,
            on=world.now.date(), answer="taken", their_reference="PL1100-2026123456",
        )  # fmt: skip
        assert HandOver.objects.get().their_reference == "PL1100-2026123456"
        with pytest.raises(StaleVersion):
            actions.note_answer(
                actor=officer, at=world.now, purpose=PURPOSE, concern=concern, row=row, seen=1,
                on=world.now.date(), answer="none",
            )  # fmt: skip
    assert terms(world, "officer") == []


def test_nobody_else_hands_over_or_puts_up_a_barrier(world: World) -> None:
    concern = concern_of(world)
    for who in OTHERS:
        for act in (hand, bar):
            with pytest.raises(Denied):
                act(world, concern, who)


def test_another_kind_of_concern_isnt_handed_over(world: World) -> None:
    officer, other = world.actor("officer"), world.admitted()
    with pytest.raises(Denied), opened(officer, "signal_nuisance"):
        actions.hand_over(actor=officer, at=world.now, purpose="signal_nuisance", concern=other, given=told(world))


def test_only_after_the_toets(world: World) -> None:
    concern = world.receive("trafficking-labour", "Elf matrassen.")
    assert slugs(lambda: hand(world, concern)) == {"status"}
    assert slugs(lambda: bar(world, concern)) == {"status"}


def test_what_does_not_fit_is_refused_with_every_reason(world: World) -> None:
    concern, today = concern_of(world), world.now.date()
    bad = {
        "recipient": "neighbour",
        "told": (),
        "on": today + timedelta(days=1),
        "answer_due": today,
        "consent": "maybe",
    }
    assert slugs(lambda: hand(world, concern, **bad)) == {"recipient", "basis", "told", "consent", "future", "due"}
    assert slugs(lambda: hand(world, concern, on=today - timedelta(days=9))) == {"before"}
    assert slugs(lambda: hand(world, concern, answer_due=today + timedelta(days=400))) == {"far"}
    assert slugs(lambda: hand(world, concern, their_reference="mevrouw A. Jansen")) == {"reference"}
    assert slugs(lambda: bar(world, concern, barrier="x", owner="y", due=today - timedelta(days=1))) == {
        "barrier", "owner", "due",
    }  # fmt: skip
    assert slugs(lambda: bar(world, concern, agreed="Bel Fatima Jansen op 06 12345678")) == {"somebody"}
    bar(world, concern)
    assert slugs(lambda: bar(world, concern)) == {"twice"}


def test_comensha_and_care_ask_for_consent(world: World) -> None:
    concern = concern_of(world)
    assert slugs(lambda: hand(world, concern, recipient="comensha", basis="task")) == {"consent"}
    with_reach = {"told": ("suspicion", "reach")}
    refused = {"recipient": "comensha", "basis": "task", "consent": "refused"}
    assert slugs(lambda: hand(world, concern, **refused, **with_reach)) == {"anonymous"}
    assert slugs(lambda: hand(world, concern, **{**refused, "basis": "consent"})) == {"no_consent"}
    hand(world, concern, **refused)
    hand(world, concern, recipient="comensha", basis="consent", consent="given", **with_reach)
    hand(world, concern, recipient="care", basis="vital", consent="not_safe", **with_reach)


@given(
    st.sampled_from(sorted(rules.RECIPIENTS)), st.sampled_from(sorted(rules.BASES)),
    st.sets(st.sampled_from(sorted(rules.TOLD)), min_size=1), st.sampled_from(["", *rules.CONSENT]),
)  # fmt: skip
def test_nothing_of_the_victim_goes_to_comensha_without_consent(
    recipient: str, basis: str, words: set[str], consent: str
) -> None:
    from datetime import date

    day = date(2026, 11, 2)
    one = rules.HandedOver(recipient, day, basis, tuple(words), consent, day)
    allowed = not rules.against_hand_over(one, day, day)
    if allowed and recipient == "comensha" and words & rules.OF_THE_VICTIM:
        assert consent == "given"
    if allowed and basis == "consent":
        assert consent == "given"
    if allowed and recipient in rules.FOR_THE_VICTIM:
        assert consent


def test_a_barrier_has_an_owner_a_day_and_an_end(world: World) -> None:
    concern = concern_of(world)
    row = bar(world, concern, agreed="Wonen gaat langs bij de verhuurder van het pand.")
    assert [rule for _title, rule, _word in terms(world, "officer")] == ["Afgesproken stap"]
    officer = world.actor("officer")
    with opened(officer, PURPOSE):
        row = actions.settle(
            actor=officer, at=world.now, purpose=PURPOSE, concern=concern, row=row, seen=row.version,
            on=world.now.date(), outcome="up",
        )  # fmt: skip
    assert row.outcome == "up"
    assert terms(world, "officer") == []
    bar(world, concern)


def test_the_calendar_and_the_filter_name_nothing_of_it(world: World) -> None:
    hand(world, concern_of(world))
    officer = world.actor("officer")
    found = lists.terms_of(officer, world.municipality, world.now.date(), named=False, kind="concern-agreed")
    assert [(term.line.title, term.label) for term in found] == [("", "afspraak bij een signaal")]
    assert "mensenhandel" not in " ".join(label for _slug, label in lists.kinds(officer)).lower()


def test_the_model_names_for_each_barrier_a_service_and_an_article() -> None:
    assert [phase.slug for phase in phases()] == ["recruitment", "transport", "identity", "housing", "work", "finance"]
    for barrier in by_slug().values():
        assert barrier.service in rules.OWNERS
        assert "rtikel" in barrier.article
    assert len(by_slug()) == sum(len(phase.barriers) for phase in phases())


def test_all_of_it_is_destroyed_with_the_concern(world: World) -> None:
    concern = concern_of(world)
    hand(world, concern)
    bar(world, concern)
    officer = world.actor("officer")

    @action
    def run(*, actor: Any, at: Any, act: Callable[[], Any]) -> Any:
        audit.record("test.done", resource_type="test", resource_id="1")
        return act()

    with opened(world.system, system=True):

        def end() -> dict[str, int]:
            Concern.objects.filter(pk=concern.pk).update(status="set_aside")
            return destroy(concern.guarded)

        told = dict(DeskTerm.objects.values_list("label", "whose"))
        assert told == {"Antwoord op een overdracht": "others", "Afgesproken stap": "ours"}
        counts = run(actor=world.system, at=world.now, act=end)
        assert (counts["hand_overs"], counts["barriers"]) == (1, 1)
        assert not DeskTerm.objects.exists()
    assert desk_files.purposes(officer, "act.trafficking.handle", (PURPOSE,)) == (PURPOSE,)


def test_the_figures_count_by_month_and_never_by_wijk(world: World) -> None:
    from baken.act.concerns.figures.counting import ConcernsSource

    concern = concern_of(world)
    hand(world, concern)
    hand(world, concern, recipient="care", basis="vital", consent="not_safe")
    bar(world, concern)
    with opened(world.system, system=True):
        counts = list(ConcernsSource().counts(world.municipality, world.now.date().replace(day=1)))
    mine = {one.indicator: (one.area, one.count) for one in counts if one.indicator.startswith("trafficking_")}
    assert mine == {"trafficking_handed_over": ("", 2), "trafficking_barriers": ("", 1)}
    assert {one.theme for one in ConcernsSource().indicators if one.slug in mine} == {"trafficking"}


def test_the_page_is_the_officers_alone(world: World, client_of: Callable[[str], Any]) -> None:
    concern = concern_of(world)
    hand(world, concern)
    bar(world, concern)
    page = client_of("officer").get("/uitvoeren/signalen/mensenhandel/")
    text = page.content.decode()
    assert concern.reference in text
    assert "Regels voor verhuren" in text
    assert "te controleren" in text
    for who in OTHERS:
        assert client_of(who).get("/uitvoeren/signalen/mensenhandel/").status_code in (403, 404), who
        for path in ("overdracht", "barriere"):
            assert client_of(who).get(f"/uitvoeren/signalen/{concern.reference}/{path}/").status_code == 404, who


def test_the_page_costs_as_many_queries_with_many_as_with_few(
    world: World, client_of: Callable[[str], Any], django_assert_max_num_queries: Any
) -> None:
    browser = client_of("officer")
    concern = concern_of(world)
    hand(world, concern)
    bar(world, concern)
    browser.get("/uitvoeren/signalen/mensenhandel/")
    with django_assert_max_num_queries(60) as few:
        browser.get("/uitvoeren/signalen/mensenhandel/")
    for _n in range(4):
        other = concern_of(world)
        hand(world, other)
        bar(world, other)
    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get("/uitvoeren/signalen/mensenhandel/")


def test_from_the_signal_through_the_forms(world: World, client_of: Callable[[str], Any]) -> None:
    concern, browser, today = concern_of(world), client_of("officer"), world.now.date()
    base = f"/uitvoeren/signalen/{concern.reference}/"
    page = browser.get(base).content.decode()
    assert page.index("Eerst het slachtoffer") < page.index("Barrières")
    sent = {
        "recipient": "care", "on": today.isoformat(), "basis": "vital", "told": ["suspicion", "help"],
        "consent": "not_safe", "answer_due": (today + timedelta(days=3)).isoformat(), "their_reference": "ZC-12",
    }  # fmt: skip
    assert browser.post(f"{base}overdracht/", {**sent, "basis": "offence"}).status_code == 409
    assert browser.post(f"{base}overdracht/", sent).status_code == 302
    with opened(world.actor("officer"), PURPOSE):
        row = HandOver.objects.get()
    assert "Overgedragen op" in browser.get(base).content.decode()
    answer = {"version": row.version, "answer": "taken", "on": today.isoformat(), "their_reference": ""}
    assert browser.post(f"{base}overdracht/{row.pk}/", answer).status_code == 302
    chosen = {"barrier": "work-permit", "owner": "bibob", "due": (today + timedelta(days=9)).isoformat(), "agreed": ""}
    assert browser.post(f"{base}barriere/", chosen).status_code == 302
    with opened(world.actor("officer"), PURPOSE):
        barrier = ChosenBarrier.objects.get()
    done = {"version": barrier.version, "outcome": "up", "on": today.isoformat()}
    assert browser.post(f"{base}barriere/{barrier.pk}/", done).status_code == 302
    text = browser.get(base).content.decode()
    assert "De barrière staat" in text
    assert "Zij pakken het op" in text
