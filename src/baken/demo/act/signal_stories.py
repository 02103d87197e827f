# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signals of the example that are told whole, by the accounts that would do each step. All invented, and marked so."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import Actor, Partner, User, actor_for, opened, system_actor
from baken.act.concerns import facade as concerns
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today
from baken.registry.facade import area_names

Told = Mapping[str, Any]
UNSEEN = (concerns.add_note, concerns.tell, concerns.hand_over, concerns.put_up)
"""Steps that add something, whatever else changed meanwhile."""
KINDS = {"public": "resident", "partner": "professional", "staff": "professional", "field": "own_control"}


def play_stories(municipality: Municipality) -> None:
    """Tell the stories that weren't told yet. Categories, accounts and covenants come first."""
    text = (files("baken.demo") / "velsen" / "signal_stories.yaml").read_text(encoding="utf-8")
    stories = YAML(typ="safe").load(text)
    with opened(system_actor(municipality), system=True):
        told = concerns.Concern.objects.filter(
            municipality=municipality, reference__in=[s["reference"] for s in stories]
        )
        there = set(told.values_list("reference", flat=True))
    categories = {
        one.slug: one for one in concerns.Category.objects.filter(municipality=municipality).select_related("vault")
    }
    for story in stories:
        category = categories.get(story["category"])
        if story["reference"] not in there and category is not None:
            Story(municipality, category, story).tell()


class Story:
    """One signal, from receipt to where it stands."""

    def __init__(self, municipality: Municipality, category: Any, story: Told) -> None:
        self.municipality, self.category, self.story = municipality, category, story
        day = today() - timedelta(days=story["days"])
        self.begun = timezone.make_aware(datetime.combine(day, time(10, 40)))
        self.purpose: str = category.purpose
        self.key: Any = None
        self.code = ""
        self.point: Any = None
        """The point of an agenda on which its weighing rests."""

    def tell(self) -> None:
        if "by" in self.story and not User.objects.filter(username=self.story["by"]).exists():
            return
        self._receive()
        self.follow(self.story.get("steps", ()))

    def follow(self, steps: Iterable[Told]) -> None:
        """Take the next steps of a story that was begun."""
        for step in steps:
            getattr(self, f"_{step['do']}")(step)

    def _receive(self) -> None:
        story = self.story
        actor = self.acting(story["by"]) if "by" in story else system_actor(self.municipality)
        place = concerns.Place()
        if area := area_names(self.municipality, self.begun.year).get(story.get("area", "")):
            place = concerns.Place("area", area=area[0], area_year=self.begun.year)
        got = concerns.receive(
            actor=actor, at=self.begun, municipality=self.municipality, category=self.category,
            channel=story["channel"], source_kind=KINDS[story["channel"]],
            report=concerns.Report(
                description=story["text"].strip(),
                answers=story.get("answers", {}),
                place=place,
                things=tuple(concerns.Thing(**one) for one in story.get("things", ())),
                contact=concerns.Contact(**story.get("contact", {})),
                reference=story["reference"],
                fictitious=True,
            ),
        )  # fmt: skip
        self.key, self.code = got.key, got.code

    def acting(self, username: str, at: datetime | None = None) -> Actor:
        user = User.objects.get(username=username)
        return actor_for(user, on=today(), at=at or now(), municipality_id=self.municipality.pk)

    def _do(self, step: Told, act: Callable[..., Any], **given: Any) -> None:
        """Let somebody take a step, as it would be on that day: never after now."""
        at = min(self.begun + timedelta(days=step["after"]), now())
        actor = self.acting(step["by"], at)
        with opened(actor, self.purpose):
            concern = concerns.Concern.objects.select_related("guarded", "vault", "category").get(pk=self.key)
            if act not in UNSEEN and "seen" not in given:
                given["seen"] = concern.version
            act(actor=actor, at=at, purpose=self.purpose, concern=concern, **given)

    def _tested(self, step: Told) -> Any:
        return concerns.Tested(
            personal_data=step.get("personal", False), special_data=step.get("special", False),
            secrecy=step.get("secrecy", False), basis=step.get("basis", ""), reasons=step["reasons"],
        )  # fmt: skip

    def _admit(self, step: Told) -> None:
        self._do(step, concerns.admit, tested=self._tested(step))

    def _refuse(self, step: Told) -> None:
        self._do(step, concerns.refuse, tested=self._tested(step))

    def _assign(self, step: Told) -> None:
        self._do(step, concerns.assign, user=User.objects.get(username=step["to"]).pk)

    def _evaluate(self, step: Told) -> None:
        self._do(step, concerns.evaluate_source, source=step["source"], content=step["content"])

    def _look(self, step: Told) -> None:
        self._do(step, concerns.look_up, source=step["source"], why=step["why"], result=step["result"])

    def _note(self, step: Told) -> None:
        self._do(step, concerns.add_note, text=step["text"])

    def _question(self, step: Told) -> None:
        self._do(step, concerns.tell, kind="question", text=step["text"])

    def _hear(self, step: Told) -> None:
        at = min(self.begun + timedelta(days=step["after"]), now())
        actor = system_actor(self.municipality)
        concerns.hear(
            actor=actor, at=at, municipality=self.municipality, code=self.code, text=step["text"],
            reopen=step.get("again", False),
        )  # fmt: skip

    def _weigh(self, step: Told) -> None:
        decided = concerns.Decided(
            step.get("route", ""), step["reasons"], step["proportionality"], step["subsidiarity"], step.get("to", ""),
            self.point,
        )  # fmt: skip
        self._do(step, concerns.weigh, decided=decided)

    def _agenda(self, step: Told) -> None:
        """Bring it to the first meeting that is planned; a proposal for the next where none is."""
        at = min(self.begun + timedelta(days=step["after"]), now())
        tables = concerns.chances(self.acting(step["by"], at), at)
        self._do(step, concerns.put_on_agenda, meeting=tables[0].pk if tables else None)

    def _share(self, step: Told) -> None:
        partner = Partner.objects.filter(municipality=self.municipality, slug=step["partner"]).first()
        if partner is not None:
            parcel = concerns.Parcel(step["texts"], basis=step["basis"], why=step["why"])
            self._do(step, concerns.share, partner=partner, parcel=parcel)

    def _effect(self, step: Told) -> None:
        """Let a partner read what was shared with it, and tell what came of it."""
        at = min(self.begun + timedelta(days=step["after"]), now())
        teller = self.acting(step["by"], at)
        assert teller.partner_id is not None
        with opened(teller, self.purpose):
            packet = concerns.Packet.objects.get(concern=self.key, partner=teller.partner_id)
            concerns.note_first_read(actor=teller, at=at, purpose=self.purpose, packet=packet)
            concerns.tell_effect(
                actor=teller, at=at, purpose=self.purpose, packet=packet, used=step["used"], text=step["text"]
            )

    def _hand_over(self, step: Told) -> None:
        on = self._day(step)
        given = concerns.HandedOver(
            recipient=step["to"], on=on, basis=step["basis"], told=tuple(step["told"]),
            consent=step.get("consent", ""), answer_due=on + timedelta(days=step["days"]),
            their_reference=step.get("reference", ""),
        )  # fmt: skip
        self._do(step, concerns.hand_over, given=given)

    def _answer(self, step: Told) -> None:
        row = self._row(step, concerns.HandOver, recipient=step["to"])
        self._do(step, concerns.note_answer, row=row, seen=row.version, on=self._day(step), answer=step["answer"])

    def _put_up(self, step: Told) -> None:
        due = self._day(step) + timedelta(days=step["days"])
        given = concerns.Barred(step["barrier"], step["owner"], due, step.get("agreed", ""))
        self._do(step, concerns.put_up, given=given)

    def _settle(self, step: Told) -> None:
        row = self._row(step, concerns.ChosenBarrier, barrier=step["barrier"])
        self._do(step, concerns.settle, row=row, seen=row.version, on=self._day(step), outcome=step["outcome"])

    def _day(self, step: Told) -> date:
        return timezone.localdate(min(self.begun + timedelta(days=step["after"]), now()))

    def _row(self, step: Told, model: Any, **values: str) -> Any:
        with opened(self.acting(step["by"]), self.purpose):
            return model.objects.get(concern=self.key, **values)

    def _close(self, step: Told) -> None:
        closing = concerns.Closing(step["outcome"], step["reason"], message=step["message"])
        self._do(step, concerns.close, closing=closing)

    def _reopen(self, step: Told) -> None:
        self._do(step, concerns.reopen, reason=step["reason"])
