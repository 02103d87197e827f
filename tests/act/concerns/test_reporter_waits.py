# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reporter writes later is found and answered: before the toets vooraf, and on a signal that was closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from baken.access.facade import opened
from baken.act.concerns import facade
from baken.act.concerns.gatekeeper import checks
from baken.act.concerns.models import Concern
from baken.act.concerns.weighing import feedback_texts
from baken.kernel.errors import Refused
from tests.kernel.towns import do

from .builders import World
from .test_feedback import ended, hear, told
from .test_weighing import again, slugs, status_of

ClientOf = Callable[[str], Any]


def page(client: Any, name: str, *args: Any, **query: str) -> str:
    return client.get(reverse(f"concerns:{name}", args=args), query).content.decode()


def home(world: World, name: str) -> list[str]:
    return [line["text"] for line in facade.home_lines(world.actor(name), world.municipality, world.now.date())]


def test_what_was_added_before_the_toets_is_read_with_it_and_not_answered_yet(
    world: World, client_of: ClientOf
) -> None:
    concern, client = world.receive("undermining"), client_of("coordinator")
    assert "Berichten met de melder" not in page(client, "concern", concern.reference)
    hear(world, concern, "Er staat nu iemand met een mes.")
    shown = page(client, "concern", concern.reference)
    assert "Er staat nu iemand met een mes." in shown
    assert reverse("concerns:read_messages", args=[concern.reference]) in shown
    assert (
        f'"{reverse("concerns:tell", args=[concern.reference])}"' not in shown
    )  # first whether it may be handled at all


def test_the_toets_looks_at_answers_and_at_what_was_added(world: World) -> None:
    answers = {"how_often": "daily", "when": "als Jan de Vries er is"}
    concern = world.receive("drugs-street", "Er wordt gedeald.", answers=answers)
    actor = world.actor("coordinator")
    tested = checks.Tested(personal_data=False, reasons="Er staat niets in over iemand.")
    given = {"actor": actor, "at": world.now, "purpose": "signal_nuisance", "tested": tested}
    with opened(actor, "signal_nuisance"), pytest.raises(Refused) as refused:
        checks.admit(concern=concern, seen=concern.version, **given)
    assert slugs(refused) == ["flagged:name"]
    plain = world.receive("undermining", "Er wordt gelost.")
    hear(world, plain, "Bel mij op 06-12345678.")
    with opened(world.system, system=True):
        assert checks.flagged(plain) == ("phone",)
        # what was chosen, and the name of a ship or company that was asked for, aren't somebody's own words
        assert checks.flagged(world.receive("drugs-street", answers={"how_often": "once"})) == ()


def test_what_looks_like_a_person_in_an_answer_is_marked(world: World, client_of: ClientOf) -> None:
    answers = {"how_often": "daily", "when": "als Jan de Vries er is"}
    concern = world.receive("drugs-street", "Er wordt gedeald.", answers=answers)
    assert "<mark" in page(client_of("coordinator"), "concern", concern.reference)


def test_the_toets_sees_what_nobody_answered(world: World, client_of: ClientOf) -> None:
    category = world.categories["undermining"]
    category.questions = [{"slug": "danger", "kind": "yesno", "label": {"nl": "Is er gevaar?"}, "required": True}]
    do(category.save)
    asked = world.receive("undermining", answers={"danger": "no"})
    bare = world.receive("undermining", asked=False)
    client = client_of("coordinator")
    assert "Niet beantwoord: Is er gevaar?" in " ".join(page(client, "concern", bare.reference).split())
    assert "Niet beantwoord" not in page(client, "concern", asked.reference)


def test_a_message_is_a_selection_of_its_own_and_a_line_at_home(world: World, client_of: ClientOf) -> None:
    silent, told_more = world.admitted("undermining"), world.admitted("undermining")
    done = world.admitted("undermining")
    ended(world, done, "municipality", "acted")
    client = client_of("coordinator")
    assert "schreef iets" not in page(client, "overview", doel="signal_undermining")
    assert home(world, "coordinator") == []
    hear(world, told_more)
    hear(world, done, reopen=True)
    shown = page(client, "overview", doel="signal_undermining", keuze="news")
    assert [one.reference in shown for one in (silent, told_more, done)] == [False, True, True]
    assert "2 melders" in page(client, "overview", doel="signal_undermining")
    assert home(world, "coordinator") == ["Ondermijning: 2 melders schreven iets dat nog niemand las."]
    assert home(world, "youth") == []


@pytest.mark.parametrize("category", ["undermining", "trafficking-labour"])
def test_who_asks_to_look_again_hears_it_also_when_it_stays_closed(
    world: World, client_of: ClientOf, category: str
) -> None:
    concern = world.admitted(category)
    ended(world, concern, "municipality", "acted")
    hear(world, concern, reopen=True)
    client = client_of("officer" if concern.sensitive else "coordinator")
    tell = reverse("concerns:tell", args=[concern.reference])
    shown = page(client, "concern", concern.reference)
    assert f'"{tell}"' in shown
    assert '<a href="#melder">De melder schreef iets.</a>' in shown  # at the top, whatever stands between
    assert reverse("concerns:reopen", args=[concern.reference]) in shown
    assert reverse("concerns:read_messages", args=[concern.reference]) not in shown  # reading alone is no answer
    form = {"kind": "closed"} if concern.sensitive else {"kind": "message", "text": "Wij laten het zo."}
    if not concern.sensitive:
        assert client.post(tell, {"kind": "message", "text": "", "once": "a"}).status_code == 422
    assert client.post(tell, {**form, "once": "b"}).status_code == 302
    words = feedback_texts.fixed("closed", "nl") if concern.sensitive else "Wij laten het zo."
    assert status_of(world, concern).messages[-1].text == words
    assert not again(world, concern).news
    assert f'"{tell}"' not in page(client, "concern", concern.reference)


def test_a_question_is_never_put_to_who_cannot_answer_any_more(world: World, client_of: ClientOf) -> None:
    concern = world.admitted("undermining")
    ended(world, concern, "municipality", "acted")
    hear(world, concern, reopen=True)
    shown = page(client_of("coordinator"), "tell", concern.reference)
    assert 'value="message"' in shown
    assert 'value="question"' not in shown
    assert told(world, world.admitted("undermining"), "question", "Waar precies?").kind == "question"


def test_only_an_unread_message_stands_in_the_index(world: World) -> None:
    """The selection asks the partial index by the very condition that it was made with."""
    names = {index.name: index.condition for index in Concern._meta.indexes}
    assert names["concern_news"] is not None
    assert str(names["concern_news"]) == "(AND: ('news', True))"
