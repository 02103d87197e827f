# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be noted, answered and decided, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from baken.access.facade import ROLES, Actor, system_actor
from baken.decide.council import actions
from baken.decide.council.models import CouncilItem, ItemPaper
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry, Municipality
from baken.kernel.papers.kept import examine, keep, open_paper

from .builders import MADE, item
from .conftest import NOW, TODAY

TOMORROW = TODAY + timedelta(days=1)


def slugs(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.slug for reason in refusal.value.reasons}


def answered(it: CouncilItem, actor: Actor, **given: Any) -> CouncilItem:
    usual = {"seen": it.version, "answer": "Gedaan.", "answered_on": TODAY}
    return actions.answer_item(actor=actor, at=NOW, item=it, **(usual | given))


def test_a_question_gets_the_councils_own_term(velsen: Municipality) -> None:
    actor = system_actor(velsen)
    assert item(velsen, "question", due=None).due is None
    for days, since in ((21, date(2025, 1, 1)), (30, date(2026, 7, 1))):
        actions.set_answer_term(
            actor=actor, at=NOW, municipality=velsen, days=days, valid_from=since, source="reglement", checked=False
        )
    assert item(velsen, "question", due=None).due == MADE + timedelta(days=21)
    assert item(velsen, "question", due=None, made_on=date(2026, 7, 1)).due == date(2026, 7, 31)
    assert item(velsen, "commitment", due=None).due is None
    assert item(velsen, "question", due=TODAY).due == TODAY


def test_setting_a_term_again_replaces_it_for_that_day(velsen: Municipality) -> None:
    from baken.decide.council.models import AnswerTerm

    for days in (30, 42):
        actions.set_answer_term(
            actor=system_actor(velsen),
            at=NOW,
            municipality=velsen,
            days=days,
            valid_from=MADE,
            source="r",
            checked=True,
        )
    assert [term.days for term in AnswerTerm.objects.all()] == [42]


def test_every_reason_is_told_and_nothing_is_stored(velsen: Municipality) -> None:
    with pytest.raises(Refused) as refusal:
        item(velsen, made_on=TOMORROW, due=TODAY)
    assert slugs(refusal) == {"day_to_come", "due_before_made"}
    assert not CouncilItem.objects.exists()


def test_an_answer_ends_an_item_and_can_be_corrected(velsen: Municipality) -> None:
    actor = system_actor(velsen)
    it = answered(item(velsen), actor)
    it = answered(it, actor, answer="Beter antwoord.")
    assert it.answer == "Beter antwoord."
    told = AuditEntry.objects.filter(resource_id=str(it.pk)).order_by("sequence").values_list("action", flat=True)
    assert list(told) == ["council_item.added", "council_item.answered", "council_item.answer_corrected"]


def test_an_answer_is_refused_with_every_reason(velsen: Municipality) -> None:
    actor = system_actor(velsen)
    with pytest.raises(Refused) as refusal:
        answered(item(velsen, "motion"), actor, answer=" ", answered_on=TOMORROW)
    assert slugs(refusal) == {"no_answer", "day_to_come", "not_decided"}
    with pytest.raises(Refused) as refusal:
        answered(item(velsen), actor, answered_on=MADE - timedelta(days=1))
    assert slugs(refusal) == {"before_made"}


def test_a_motion_runs_once_it_is_adopted_and_never_after_it_was_rejected(velsen: Municipality) -> None:
    actor = system_actor(velsen)

    def decide(name: str, on: date) -> CouncilItem:
        return actions.decide_motion(actor=actor, at=NOW, item=item(velsen, "motion"), name=name, on=on)

    adopted = decide("adopt", TODAY)
    assert (adopted.outcome, adopted.decided_on) == ("adopted", TODAY)
    answered(adopted, actor)
    rejected = decide("reject", TODAY)
    with pytest.raises(Refused) as refusal:
        answered(rejected, actor)
    assert slugs(refusal) == {"ended"}
    with pytest.raises(Refused) as refusal:
        actions.decide_motion(actor=actor, at=NOW, item=rejected, name="adopt", on=TOMORROW)
    assert slugs(refusal) == {"wrong_status", "day_to_come"}
    with pytest.raises(Refused) as refusal:
        actions.decide_motion(actor=actor, at=NOW, item=item(velsen, "question"), name="adopt", on=TODAY)
    assert slugs(refusal) == {"no_motion"}


def test_a_commitment_lapses_with_a_reason_a_motion_not(velsen: Municipality) -> None:
    actor = system_actor(velsen)

    def withdraw(it: CouncilItem, **given: Any) -> CouncilItem:
        usual = {"seen": it.version, "on": TODAY, "reason": "Niet meer nodig."}
        return actions.withdraw_item(actor=actor, at=NOW, item=it, **(usual | given))

    gone = withdraw(item(velsen))
    assert (gone.withdrawn_on, gone.withdrawn_because) == (TODAY, "Niet meer nodig.")
    for it, given, expected in (
        (gone, {}, {"ended"}),
        (item(velsen, "motion"), {}, {"motion"}),
        (item(velsen), {"reason": " ", "on": TOMORROW}, {"no_reason", "day"}),
        (item(velsen), {"reason": "x" * 401}, {"long_reason"}),
    ):
        with pytest.raises(Refused) as refusal:
            withdraw(it, **given)
        assert slugs(refusal) == expected


def test_the_later_of_two_writers_is_told(velsen: Municipality) -> None:
    actor, it = system_actor(velsen), item(velsen)
    seen = it.version
    actions.change_item(actor=actor, at=NOW, item=it, seen=seen, values={"title": "Anders"})
    with pytest.raises(StaleVersion):
        actions.change_item(actor=actor, at=NOW, item=it, seen=seen, values={"title": "Nog anders"})
    assert CouncilItem.objects.get().title == "Anders"


def test_only_who_manages_may_change_anything(velsen: Municipality, as_role: Callable[..., Actor]) -> None:
    it = item(velsen)
    for role in set(ROLES) - {"safety_adviser", "council_clerk", "system"}:
        with pytest.raises(Denied):
            actions.change_item(actor=as_role(role), at=NOW, item=it, seen=it.version, values={"title": "X"})
    for role in ("safety_adviser", "council_clerk"):
        it = actions.change_item(actor=as_role(role), at=NOW, item=it, seen=it.version, values={"title": role})
    assert it.title == "council_clerk"


def test_nothing_of_another_municipality_is_tied_to_an_item(policy: Municipality, other: Municipality) -> None:
    from baken.decide.policy.models import Effort

    with pytest.raises(Denied):
        item(other, effort=Effort.objects.first())
    with pytest.raises(Denied):
        actions.add_item(actor=system_actor(other), at=NOW, municipality=policy, kind="motion", values={})
    assert not CouncilItem.objects.exists()


def test_a_paper_is_kept_once_and_can_be_taken_off(velsen: Municipality) -> None:
    actor, it = system_actor(velsen), item(velsen)
    stored = keep(examine(SimpleUploadedFile("brief.txt", b"Antwoord van het college")))
    it = answered(it, actor, paper=stored)
    actions.add_paper(actor=actor, at=NOW, item=it, paper=stored)
    paper = ItemPaper.objects.get()
    assert BytesIO(open_paper(paper.digest)).read() == b"Antwoord van het college"
    actions.remove_paper(actor=actor, at=NOW, paper=paper)
    assert not ItemPaper.objects.exists()
    assert AuditEntry.objects.filter(action="council_item.paper_removed", detail__digest=stored.digest).exists()
