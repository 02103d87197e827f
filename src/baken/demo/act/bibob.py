# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three Bibob files of the example, each told by the accounts that would do it: a café, premises at the LBB, a subsidy.

All invented, and marked so. What departments hand in without a file, and the policy, stand in `bibob_policy`.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import Actor, User, actor_for, opened, system_actor
from baken.act.bibob import facade as bibob
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today

from .bibob_policy import line_of

Told = Mapping[str, Any]
COORDINATOR = "bibob"


def play_bibob(municipality: Municipality) -> None:
    """Tell the files that aren't there yet. Accounts, the register and the policy come first."""
    text = (files("baken.demo") / "velsen" / "bibob.yaml").read_text(encoding="utf-8")
    stories = YAML(typ="safe").load(text)
    with opened(system_actor(municipality), system=True):
        told = bibob.Screening.objects.filter(municipality=municipality)
        there = set(told.values_list("reference", flat=True))
    people = {
        user.username: user for user in User.objects.filter(username__in=(COORDINATOR, *(s["by"] for s in stories)))
    }
    for story in stories:
        if story["reference"] not in there and {COORDINATOR, story["by"]} <= set(people):
            _File(municipality, story, people).tell()


class _File:
    """One file, from handing in to where it stands. Days in the story are days ago."""

    def __init__(self, municipality: Municipality, story: Told, people: Mapping[str, User]) -> None:
        self.municipality, self.story, self.people = municipality, story, people
        self.key: Any = None
        self.named: dict[str, Any] = {}

    def tell(self) -> None:
        story, days = self.story, self.story["days"]
        at = self._at(days)
        actor = self._actor(story["by"], at)
        with opened(actor):
            handed = bibob.hand_in(
                actor=actor, at=at, municipality=self.municipality,
                told=bibob.Application(
                    scope=story["scope"],
                    application=story["application"],
                    label=story["label"],
                    received_on=self._day(days + 2),
                    because=story["because"],
                    trigger=line_of(self.municipality, story),
                    fictitious=True,
                ),
            )  # fmt: skip
        assert handed.standing is not None  # no sample is asked where no line of the policy is named
        at = self._at(days - 1)
        actor = self._actor(COORDINATOR, at)
        with opened(actor, bibob.PURPOSE):
            made = bibob.open_for(
                actor=actor, at=at, purpose=bibob.PURPOSE, standing=handed.standing, reference=story["reference"],
                subject=story["subject"], kvk_number=story.get("kvk", ""), occasion=story["because"],
                tip=story.get("tip", False),
            )  # fmt: skip
        self.key = made.pk
        for step in story["steps"]:
            self._take(step)

    def _take(self, step: Told) -> None:
        """Let the coordinator take a step, as it would be on that day. `as` names what it made, for a step that refers to it."""
        told = {name: value for name, value in step.items() if name not in ("do", "ago", "as")}
        for name in ("look", "relation", "indicator"):
            if name in told:
                told[name] = self.named[told[name]].pk
        for name in ("until", "fact_on"):
            if name in told:
                told[name] = self._day(told[name])
        if "hours" in told:
            told["hours"] = Decimal(str(told["hours"]))
        at = self._at(step["ago"])
        actor = self._actor(COORDINATOR, at)
        with opened(actor, bibob.PURPOSE):
            rows = bibob.Screening.objects.select_related("guarded", "vault", "standing")
            screening = rows.get(pk=self.key)
            if "duty" in told:
                told["duty"] = screening.duties.get(kind=told["duty"], done_on=None).pk
            act: Callable[..., Any] = bibob.ACTIONS[step["do"]]
            made = act(actor=actor, at=at, purpose=bibob.PURPOSE, screening=screening, **told)
        if "as" in step:
            self.named[step["as"]] = made

    def _actor(self, username: str, at: datetime) -> Actor:
        return actor_for(self.people[username], on=today(), at=at, municipality_id=self.municipality.pk)

    def _day(self, ago: int) -> date:
        return today() - timedelta(days=ago)

    def _at(self, ago: int) -> datetime:
        return min(timezone.make_aware(datetime.combine(self._day(ago), time(10, 20))), now())
