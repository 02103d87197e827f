# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme and the inspections of the example, each step by the account that would take it. All invented, and marked so.

One was finished with its follow-up, one waits for a last owner, one is under way, a day in the port is planned, one is a draft.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import Actor, Partner, User, Vault, actor_for, opened, system_actor
from baken.act.inspections import facade as inspections
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today

from .pictures import drawn

Told = Mapping[str, Any]
PLANNER, MAYOR = "haventeam", "burgemeester"


def play_inspections(municipality: Municipality) -> None:
    """Add programmes and inspections as far as they aren't there. Registers, covenants, accounts and lists come first."""
    text = (files("baken.demo") / "velsen" / "inspections.yaml").read_text(encoding="utf-8")
    told = YAML(typ="safe").load(text)
    people = {user.username: user for user in User.objects.filter(is_active=True)}
    vault = Vault.objects.filter(municipality=municipality, slug="inspections", desk=True).first()
    if vault is None or not people.keys() >= {PLANNER, MAYOR}:
        return
    years = set(
        inspections.InspectionProgramme.objects.filter(municipality=municipality).values_list("year", flat=True)
    )
    for programme in told["programmes"]:
        if programme["year"] not in years:
            with transaction.atomic():  # whole or not at all
                _programme(municipality, people[PLANNER], people[MAYOR], programme)
    with opened(system_actor(municipality), system=True):
        rows = inspections.Inspection.objects.filter(municipality=municipality)
        there = set(rows.values_list("reference", flat=True))
    for story in told["inspections"]:
        if story["reference"] not in there:
            with transaction.atomic():
                _Round(municipality, vault, people, story).tell()


def _programme(municipality: Municipality, planner: User, mayor: User, told: Told) -> None:
    at = now()
    actor = actor_for(planner, on=today(), at=at, municipality_id=municipality.pk)
    given: dict[str, Any] = {"actor": actor, "at": at}
    made = inspections.make_programme(
        **given, municipality=municipality, year=told["year"], goal=told["goal"], fictitious=True
    )
    for line in told["lines"]:
        inspections.add_line(**given, programme=made, line=inspections.Line(**line))
    if "adopted" in told or "proposed" in told:
        made = inspections.propose_programme(**given, programme=made, seen=made.version)
    if "adopted" in told:
        who = actor_for(mayor, on=today(), at=at, municipality_id=municipality.pk)
        made = inspections.adopt_programme(
            actor=who, at=at, programme=made, seen=made.version, on=told["adopted"]
        )  # fmt: skip
    if "money" in told:
        inspections.fund(**given, programme=made, seen=made.version, **told["money"])
    for scan in told.get("scans", ()):
        inspections.add_scan(**given, programme=made, scan=inspections.Scanned(**scan), fictitious=True)
    for heard in told.get("receptions", ()):
        inspections.add_reception(**given, programme=made, heard=inspections.Heard(**heard), fictitious=True)


class _Round:
    """One inspection, from opening to where it stands."""

    def __init__(self, municipality: Municipality, vault: Vault, people: Mapping[str, User], story: Told) -> None:
        self.municipality, self.vault, self.people, self.story = municipality, vault, people, story
        self.partners = {partner.slug: partner for partner in Partner.objects.filter(municipality=municipality)}
        self.lead: str = story["by"]
        self.key: Any = None

    def tell(self) -> None:
        """Take every step that the story knows, in the order of time."""
        begun = self._begun()
        self._plan(begun)
        until = self.story.get("until", "")
        if until == "draft":
            return
        self._step(inspections.adopt, begun + timedelta(days=2))
        if until == "planned":
            return
        starts = self._starts()
        self._step(inspections.brief, starts - timedelta(minutes=30))
        self._step(inspections.start, starts)
        for number, told in enumerate(self.story["findings"]):
            self._found(told, starts, number)
        if until == "under_way":
            return
        reported = _moment(self.story["reported"])
        self._step(inspections.report, reported)
        for told in self.story["follow_up"]:
            self._set_out(told, reported + timedelta(hours=1))
        self._step(inspections.begin_follow_up, reported + timedelta(hours=2))
        for told in self.story["follow_up"]:
            if "moved" in told:
                self._move(told)
            if "done" in told:
                self._settle(told)
        if "debriefed" in self.story:
            words = {name: self.story[name] for name in ("debrief", "lessons")}
            hours = Decimal(self.story["hours"])
            self._step(inspections.debrief, _moment(self.story["debriefed"]), **words, hours=hours)
        if "closed" in self.story:
            self._step(inspections.close, _moment(self.story["closed"]))

    def _plan(self, at: datetime) -> None:
        story = self.story
        line = inspections.ProgrammeLine.objects.filter(
            municipality=self.municipality, programme__year=self._starts().year, branch=story["line"]
        ).first()
        names = ("title", "occasion", "goal", "branch", "area", "meeting_point", "briefing")
        values = {name: story.get(name, "") for name in names}
        plan = inspections.Plan(**values, starts_at=self._starts(), line=line.pk if line else None)
        actor = self._actor(self.lead, at)
        with opened(actor, inspections.PURPOSE):
            made = inspections.begin(
                actor=actor, at=at, vault=self.vault, plan=plan, reference=story["reference"], fictitious=True
            )
            self.key = made.pk
            given = self._given(actor, at)
            for told in story["parties"]:
                values = {name: value for name, value in told.items() if name != "partner"}
                partner = self.partners.get(told["partner"]) if "partner" in told else None
                inspections.add_party(**given, party=inspections.Party(**values, partner=partner))
            for told in story["targets"]:
                inspections.add_target(**given, chosen=inspections.Chosen(area=story["area"], **told))

    def _found(self, told: Told, starts: datetime, number: int) -> None:
        at = starts + timedelta(minutes=told["minutes"])
        lists = inspections.Checklist.objects.filter(municipality=self.municipality, slug=told.get("list", ""))
        checklist = lists.order_by("-version_number").first()
        sending = inspections.Sending(
            discipline=told["discipline"],
            told=tuple(inspections.ToldFinding(item, *said) for item, said in told["told"].items()),
            checklist=checklist.pk if checklist else None,
            outcome=told.get("outcome", "visited"),
            entered=told.get("entered", ""),
            photos_of=told.get("photos_of"),
            seen_at=at,
        )

        def act(actor: Actor) -> None:
            inspections.receive_findings(
                actor=actor, at=at, purpose=inspections.PURPOSE, target=self._target(told["target"]), sending=sending,
                key=f"{self.story['reference']}-{number}", files=drawn(*told.get("photos", ())),
            )  # fmt: skip

        self._do(told["who"], at, act)

    def _set_out(self, told: Told, at: datetime) -> None:
        def act(actor: Actor) -> None:
            target = self._target(told["target"])
            row = self._inspection()
            finding = next(
                one
                for one in inspections.unowned(row)
                if (one.target_id, one.discipline, one.item) == (target.pk, told["discipline"], told["item"])
            )
            asked = inspections.Asked(
                target=target, discipline=told["discipline"], what=told["what"], due_on=told["due"], finding=finding,
                partner=self.partners.get(told.get("partner", "")), role=told.get("role", ""),
            )  # fmt: skip
            inspections.set_out(actor=actor, at=at, purpose=inspections.PURPOSE, inspection=row, asked=asked)

        self._do(self.lead, at, act)

    def _follow_up(self, told: Told) -> inspections.FollowUp:
        return inspections.FollowUp.objects.get(
            inspection=self.key, discipline=told["discipline"], finding__item=told["item"],
            target__order=told["target"],
        )  # fmt: skip

    def _move(self, told: Told) -> None:
        moved = told["moved"]
        at = _at(moved["on"], time(11))

        def act(actor: Actor) -> None:
            row = self._follow_up(told)
            inspections.move_follow_up(
                actor=actor, at=at, purpose=inspections.PURPOSE, follow_up=row, seen=row.version, due_on=moved["to"],
                because=moved["because"],
            )  # fmt: skip

        self._do(self.lead, at, act)

    def _settle(self, told: Told) -> None:
        at = _at(told["done"], time(16))

        def act(actor: Actor) -> None:
            row = self._follow_up(told)
            inspections.settle(
                actor=actor, at=at, purpose=inspections.PURPOSE, follow_up=row, seen=row.version,
                outcome=told["outcome"], text=told["text"], done_on=told["done"],
            )  # fmt: skip

        self._do(told.get("by", self.lead), at, act)

    def _step(self, step: Callable[..., Any], at: datetime, **more: Any) -> None:
        def act(actor: Actor) -> None:
            row = self._inspection()
            step(actor=actor, at=at, purpose=inspections.PURPOSE, inspection=row, seen=row.version, **more)

        self._do(self.lead, at, act)

    def _do(self, who: str, at: datetime, act: Callable[[Actor], None]) -> None:
        actor = self._actor(who, at)
        with opened(actor, inspections.PURPOSE):
            act(actor)

    def _given(self, actor: Actor, at: datetime) -> dict[str, Any]:
        return {"actor": actor, "at": at, "purpose": inspections.PURPOSE, "inspection": self._inspection()}

    def _inspection(self) -> inspections.Inspection:
        found: inspections.Inspection = inspections.Inspection.objects.get(pk=self.key)
        return found

    def _target(self, order: int) -> inspections.Target:
        found = inspections.Target.objects.select_related("inspection").get(inspection=self.key, order=order)
        return found

    def _actor(self, username: str, at: datetime) -> Actor:
        return actor_for(self.people[username], on=at.date(), at=at, municipality_id=self.municipality.pk)

    def _begun(self) -> datetime:
        if "begun" in self.story:
            return _at(self.story["begun"], time(10))
        return now() + timedelta(days=self.story["begun_days"])

    def _starts(self) -> datetime:
        if "starts" in self.story:
            return _moment(self.story["starts"])
        hour = time.fromisoformat(self.story["starts_at"])
        return _at(today() + timedelta(days=self.story["starts_days"]), hour)


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))
