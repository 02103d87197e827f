# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's signal meeting (GSO) that was held: the signals on its table, its minutes, and what became of each signal.

Meeting and signals are told together, whole or not at all: a signal is weighed by what the table decided on it.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import User, actor_for
from baken.act.concerns import facade as concerns
from baken.decide.meetings import facade as meetings
from baken.kernel.actions import together
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today

from .signal_journeys import JOURNEYS
from .signal_stories import Story

Told = Mapping[str, Any]
CHAIR, SECRETARY = "adviseur", "ondermijning"
AGO = timedelta(days=20)
"""So long ago at least that what the table decided has been done by now."""
TUESDAY = 1


def play_gso(municipality: Municipality) -> None:
    """Hold the meeting, as far as none was held yet. Kinds of meeting, categories, covenants and accounts come first."""
    kind = meetings.MeetingKind.objects.filter(municipality=municipality, slug="gso").first()
    seated = set(User.objects.filter(username__in=(CHAIR, SECRETARY)).values_list("username", flat=True))
    if kind is None or len(seated) < 2 or meetings.Meeting.objects.filter(kind=kind, held_at__isnull=False).exists():
        return
    told = YAML(typ="safe").load((files("baken.demo") / "velsen" / "gso.yaml").read_text(encoding="utf-8"))
    with together():
        _Table(municipality, kind, told).play()


class _Table:
    """The meeting with its signals, each step by the account that would take it, at a moment round the day itself."""

    def __init__(self, municipality: Municipality, kind: meetings.MeetingKind, told: Told) -> None:
        self.municipality, self.kind, self.told = municipality, kind, told["meeting"]
        self.on = _day(kind)
        self.after = timezone.make_aware(datetime.combine(self.on, time(15)))
        categories = {one.slug: one for one in concerns.Category.objects.filter(municipality=municipality)}
        there = {story["category"] for story in told["signals"]} <= set(categories)
        self.stories = [self._story(categories, story) for story in told["signals"]] if there else []

    def _story(self, categories: Mapping[str, Any], told: Told) -> Story:
        days = (today() - self.on).days + told["before"]
        return Story(self.municipality, categories[told["category"]], {**told, "days": days})

    def play(self) -> None:
        before = self.after - timedelta(days=self.told["plan"])
        given = {"starts": time.fromisoformat(self.told["starts"]), "place": self.told["place"]}
        meeting = meetings.plan_meeting(actor=self._acting(CHAIR), at=before, kind=self.kind, on=self.on, **given)
        for story in self.stories:
            story.tell()
        points = {item.source_key: item for item in meeting.items.all()}
        for told in self.told["items"]:
            item = meetings.add_item(
                actor=self._acting(SECRETARY), at=before, meeting=meeting, title=told["title"], why=told["why"]
            )
            self._minutes(item, told)
        for story in self.stories:
            story.point = points[str(story.key)].pk
            self._minutes(points[str(story.key)], story.story["point"])
        self._settle(meeting, given)
        for story in self.stories:
            for step in story.story["then"]:
                journey = JOURNEYS.get(step["do"])
                journey(story, step) if journey else story.follow([step])

    def _minutes(self, item: Any, told: Told) -> None:
        actor = self._acting(SECRETARY)
        item = meetings.change_item(
            actor=actor, at=self.after, item=item, seen=item.version, title=item.title, why=item.why,
            internal=item.internal, note=told["note"],
        )  # fmt: skip
        for made in told["decisions"]:
            decision = meetings.decide(actor=actor, at=self.after, item=item, text=made["text"])
            for todo in made.get("actions", ()):
                action = meetings.add_action(
                    actor=actor, at=self.after, decision=decision, text=todo["text"], role=todo["role"],
                    due=self.on + timedelta(days=todo["due"]),
                )  # fmt: skip
                if "done" in todo:
                    at = min(self.after + timedelta(days=todo["due"] - 1), now())
                    meetings.report(actor=actor, at=at, made=action, step="finish", text=todo["done"])

    def _settle(self, meeting: meetings.Meeting, given: Told) -> None:
        secretary = self._acting(SECRETARY)
        meeting = meetings.hold_meeting(actor=secretary, at=self.after, meeting=meeting)
        meeting = meetings.change_meeting(
            actor=secretary, at=self.after, meeting=meeting, seen=meeting.version, on=self.on,
            present=self.told["present"], **given,
        )  # fmt: skip
        at = self.after + timedelta(days=self.told["settle"])
        meetings.settle_meeting(actor=self._acting(CHAIR), at=at, meeting=meeting)

    def _acting(self, username: str) -> Any:
        user = User.objects.get(username=username)
        return actor_for(user, on=today(), at=now(), municipality_id=self.municipality.pk)


def _day(kind: meetings.MeetingKind) -> date:
    """Return the last Tuesday that is long enough ago and on which this table wasn't planned already."""
    day = today() - AGO
    day -= timedelta(days=(day.weekday() - TUESDAY) % 7)
    taken = set(meetings.Meeting.objects.filter(kind=kind).values_list("on", flat=True))
    while day in taken:
        day -= timedelta(weeks=1)
    return day
