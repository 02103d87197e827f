# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reporter hears by the receipt code: never a route, a name or, of a sensitive kind, anything but three fixed texts."""

from __future__ import annotations

import itertools
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from baken.access.facade import opened
from baken.act.concerns.models import Concern, Message, Outcome, Route
from baken.act.concerns.reporting import receipts
from baken.act.concerns.reporting.reports import Contact
from baken.act.concerns.triage import linking
from baken.act.concerns.weighing import actions as weighing
from baken.act.concerns.weighing import feedback, feedback_texts
from baken.act.concerns.weighing.feedback_texts import FIXED, OUTCOMES, QUESTION
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry

from .builders import World
from .test_weighing import act, again, closed, slugs, status_of, weighed


def told(world: World, concern: Concern, kind: str = "message", text: str = "Wij kijken ernaar.") -> Message:
    return act(world, lambda seen, **given: feedback.tell(**given), concern, kind=kind, text=text)


def hear(world: World, concern: Concern, text: str = "Het is er weer.", *, days: int = 0, reopen: bool = False) -> None:
    code = receipts.shown(again(world, concern).receipt_code)
    feedback.hear(
        actor=world.system, at=world.now + timedelta(days=days), municipality=world.municipality, code=code, text=text,
        reopen=reopen,
    )  # fmt: skip


def ended(world: World, concern: Concern, route: str, outcome: str) -> None:
    """Weigh and close a concern in the way that this outcome asks."""
    if outcome == Outcome.NOT_ALLOWED:
        from baken.act.concerns.gatekeeper import checks

        tested = checks.Tested(personal_data=True, reasons="Geen grondslag.")
        act(world, checks.refuse, concern, tested=tested)
    else:
        weighed(world, concern, route)
    if concern.sensitive:
        told(world, concern, feedback_texts.HANDLED, "")
    closed(world, concern, outcome, message="" if concern.sensitive else OUTCOMES[outcome]["nl"])


ENDS = [
    *itertools.product(Route.values, ("acted", "passed_on", "nothing_found")),
    ("", "no_follow_up"),
    ("", "not_allowed"),
]
"""Every way in which a concern can be weighed and end."""


def test_of_a_sensitive_kind_every_route_and_outcome_reads_the_same(world: World) -> None:
    seen: dict[str, set[str]] = {"weighed": set(), "ended": set()}
    for route, outcome in ENDS:
        given = {"category": "trafficking-labour", "text": "Zij slapen in de loods."}
        concern = world.receive(**given) if outcome == "not_allowed" else world.admitted(**given)
        if outcome != "not_allowed":
            weighed(world, concern, route)
            seen["weighed"].add(repr(asdict(status_of(world, concern))))
            act(world, weighing.withdraw, concern, reason="Opnieuw wegen.")
        ended(world, concern, route, outcome)
        seen["ended"].add(repr(asdict(status_of(world, concern))))
    assert {name: len(found) for name, found in seen.items()} == {"weighed": 1, "ended": 1}
    (text,) = seen["ended"]
    assert FIXED["closed"]["nl"] in text


def test_of_a_sensitive_kind_nothing_is_typed(world: World) -> None:
    concern = world.admitted("trafficking-labour")
    for kind, text in (("message", "Wij deden een inval."), ("closed", "Klaar."), ("question", ""), ("handled", "x")):
        with pytest.raises(Refused) as refused:
            told(world, concern, kind, text)
        assert slugs(refused) == ["sensitive"]
    weighed(world, concern, "police")
    with pytest.raises(Refused) as refused:
        closed(world, concern)
    assert slugs(refused) == ["sensitive"]
    assert told(world, concern, "handled", "").text == FIXED["handled"]["nl"]


def test_whatever_was_stored_a_sensitive_kind_shows_the_fixed_texts(world: World) -> None:
    """A concern may become sensitive after somebody wrote: what is shown follows the concern, not what is stored."""
    from tests.kernel.towns import do

    concern = world.admitted()
    told(world, concern, text="Wij waren bij het pand.")
    told(world, concern, "closed", "De politie weet het.")
    with opened(world.system, system=True):
        do(lambda: Concern.objects.filter(pk=concern.pk).update(sensitive=True))
    assert [row.text for row in status_of(world, concern).messages] == [FIXED["closed"]["nl"]]


def test_the_holder_of_the_code_reads_how_far_it_is_and_no_more(world: World) -> None:
    concern = world.admitted(language="en")
    weighed(world, concern, "riec")
    told(world, concern, text="We are looking into it.")
    seen = status_of(world, concern)
    assert (seen.stage, seen.words, seen.may_write, seen.reopen_until) == (
        "handled", FIXED["handled"]["en"], True, None,
    )  # fmt: skip
    assert [(row.mine, row.text) for row in seen.messages] == [(False, "We are looking into it.")]
    everything = repr(asdict(seen)).casefold()
    for secret in ("riec", "coordinator", concern.reference.casefold(), "routed", str(concern.pk)):
        assert secret not in everything
    for wrong in ("", "0000-0000-0000-0000", "x" * 500, "2026-K7M2-P9QX"):
        assert feedback.public_status(world.municipality, wrong, world.now.date()) is None


def test_texts_are_there_for_every_outcome_in_three_languages() -> None:
    every: list[dict[str, str]] = [*FIXED.values(), *OUTCOMES.values(), QUESTION]
    assert set(OUTCOMES) == set(Outcome.values)
    for texts in every:
        assert set(texts) == {"nl", "en", "easy"}
        assert all(text.strip() for text in texts.values())
    for texts in (*FIXED.values(), *OUTCOMES.values()):
        sentences = [one for one in texts["easy"].replace("?", ".").split(".") if one.strip()]
        assert max(len(one.split()) for one in sentences) <= 12, texts["easy"]


def test_messages_go_both_ways_and_news_is_told(world: World) -> None:
    concern = world.admitted()
    hear(world, concern)
    assert again(world, concern).news
    told(world, concern, "question", "Hoe laat was dat?")
    it = again(world, concern)
    assert not it.news
    with opened(world.system, system=True):
        assert all(row.read_at for row in Message.objects.filter(from_reporter=True))
    hear(world, concern, "Om tien uur.")
    act(world, lambda seen, **given: feedback.read_messages(**given), concern)
    assert not again(world, concern).news
    assert [row.mine for row in status_of(world, concern).messages] == [True, False, True]


def test_a_wrong_code_writes_nothing(world: World) -> None:
    with pytest.raises(Denied):
        feedback.hear(
            actor=world.system, at=world.now, municipality=world.municipality, code="0000-0000-0000-0000", text="x"
        )
    code = world.admitted().receipt_code
    with pytest.raises(Denied):  # only Baken itself, on behalf of who holds the code
        feedback.hear(
            actor=world.actor("coordinator"), at=world.now, municipality=world.municipality, code=code, text="x"
        )
    with opened(world.system, system=True):
        assert not Message.objects.exists()


def test_asking_to_look_again_goes_once_within_six_weeks(world: World) -> None:
    concern = world.admitted()
    with pytest.raises(Refused) as refused:
        hear(world, concern, reopen=True)
    assert slugs(refused) == ["not_closed"]
    weighed(world, concern)
    closed(world, concern)
    with pytest.raises(Refused) as refused:
        hear(world, concern, "Nog iets.")
    assert slugs(refused) == ["closed"]
    assert status_of(world, concern, 42).reopen_until == world.now.date() + timedelta(days=42)
    assert status_of(world, concern, 43).reopen_until is None
    with pytest.raises(Refused) as refused:
        hear(world, concern, days=43, reopen=True)
    assert slugs(refused) == ["too_late"]
    hear(world, concern, days=40, reopen=True)
    assert again(world, concern).status == "closed", "somebody of the desk decides"
    assert status_of(world, concern, 41).reopen_until is None, "one question"


def test_a_mail_says_that_there_is_news_and_nothing_else(world: World, django_capture_on_commit_callbacks: Any) -> None:
    wants = {"contact": Contact("Jan de Boer", "jan@voorbeeld.nl", wants_mail=True)}
    bodies = set()
    for category, more in (
        ("drugs-street", wants),
        ("trafficking-labour", wants),
        ("undermining", {"contact": replace(wants["contact"], wants_mail=False)}),
        ("undermining", {}),
    ):
        concern = world.admitted(category, **more)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            told(world, concern, "handled", "" if concern.sensitive else "Er ging iemand kijken.")
        if more == wants:
            (sent,) = mail.outbox
            assert sent.to == ["jan@voorbeeld.nl"]
            bodies.add((sent.subject, sent.body))
        else:
            assert not mail.outbox
    assert len(bodies) == 1, "the same whatever it is about"
    ((subject, body),) = bodies
    for secret in ("Boer", "kijken", "drugs", "uitbuiting"):
        assert secret not in subject + body
    rows = AuditEntry.objects.filter(action="concern.reporter_mailed")
    assert rows.count() == 2
    assert not any("jan@" in str(row.detail) for row in rows)
    assert feedback_texts.fixed("closed", "fr") == FIXED["closed"]["nl"]


def test_a_message_on_a_merged_report_is_seen_where_it_is_handled(world: World, client_of: Any) -> None:
    merged, leading = world.admitted(text="Eerste."), world.admitted(text="Tweede.")
    hear(world, merged, "Er staat nu een busje.")
    act(world, linking.merge, merged, into=leading)
    assert again(world, leading).news, "what nobody read goes along"
    act(world, lambda seen, **given: feedback.read_messages(**given), leading)
    assert not again(world, merged).news
    hear(world, merged, "Het busje is er weer.")
    assert again(world, merged).news
    assert again(world, leading).news
    page = client_of("coordinator").get(leading.get_absolute_url()).content.decode()
    said = page.split('id="melder"', 1)[1].split("</section>", 1)[0]
    assert "Het busje is er weer." in said
    assert merged.reference in said
    told(world, merged, "question", "Welk kenteken?")
    assert not again(world, leading).news, "answered at the merged one"
    told(world, leading, text="Wij waren er gisteren.")
    read = [row.text for row in status_of(world, merged).messages]
    assert "Welk kenteken?" in read
    assert "Wij waren er gisteren." not in read, "what is told of the leading one is for its own reporter"
    hear(world, merged, "Wit.")
    act(world, linking.unmerge, merged, reason="Toch iets anders.")
    assert (again(world, leading).news, again(world, merged).news) == (False, True)
