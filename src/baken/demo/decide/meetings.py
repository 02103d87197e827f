# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's meetings: kinds, agendas, minutes, decisions and actions. All invented, and marked so."""

from datetime import datetime, time, timedelta
from importlib.resources import files
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import Actor
from baken.decide.meetings import facade as meetings
from baken.decide.policy.facade import efforts
from baken.kernel.models import Municipality
from baken.kernel.papers.kept import examine
from baken.registry.facade import Organisation

Entry = dict[str, Any]


def play_meetings(actor: Actor, municipality: Municipality) -> None:
    """Add the example's kinds of meeting and meetings, as far as they aren't there."""
    text = (files("baken.demo") / "velsen" / "meetings.yaml").read_text(encoding="utf-8")
    told = YAML(typ="safe").load(text)
    organisations = {o.slug: o for o in Organisation.objects.filter(municipality=municipality)}
    kinds = {kind.slug: kind for kind in meetings.MeetingKind.objects.filter(municipality=municipality)}
    for entry in told["kinds"]:
        if entry["slug"] not in kinds:
            kinds[entry["slug"]] = _kind(actor, municipality, entry, organisations)
    for entry in told["meetings"]:
        if not meetings.Meeting.objects.filter(kind=kinds[entry["kind"]], on=entry["on"]).exists():
            with transaction.atomic():  # whole or not at all: a second run looks only whether it is there
                _Play(actor, organisations, entry).run(kinds[entry["kind"]])


def _kind(
    actor: Actor, municipality: Municipality, entry: Entry, organisations: dict[str, Organisation]
) -> meetings.MeetingKind:
    at = timezone.now()
    values = {name: value for name, value in entry.items() if name not in ("slug", "members")}
    kind = meetings.make_kind(
        actor=actor, at=at, municipality=municipality, slug=entry["slug"], values=values, fictitious=True
    )
    for member in entry["members"]:
        meetings.add_member(
            actor=actor,
            at=at,
            kind=kind,
            role=member.get("role", ""),
            organisation=organisations[member["organisation"]] if "organisation" in member else None,
            function=member.get("function", ""),
            seat=member.get("seat", "member"),
        )
    return kind


class _Play:
    """One meeting, from plan to settled minutes. Its moments lie round its own day, whatever the clock says."""

    def __init__(self, actor: Actor, organisations: dict[str, Organisation], entry: Entry) -> None:
        self.actor = actor
        self.organisations = organisations
        self.entry = entry
        self.after = timezone.make_aware(datetime.combine(entry["on"], time(17)))
        self.before = min(self.after - timedelta(weeks=3), timezone.now())  # one to come is planned already

    def run(self, kind: meetings.MeetingKind) -> None:
        entry, actor = self.entry, self.actor
        starts = time.fromisoformat(entry["starts"])
        meeting = meetings.plan_meeting(
            actor=actor, at=self.before, kind=kind, on=entry["on"], starts=starts, place=entry["place"]
        )
        if entry.get("proposals"):
            for offered in meetings.proposals(actor, meeting):
                meetings.answer_proposal(
                    actor=actor, at=self.before, meeting=meeting, source=offered.source.slug,
                    source_key=offered.proposal.source_key, take=True,
                )  # fmt: skip
        points = {item.source_key.rpartition("/")[2] or item.title: item for item in meeting.items.all()}
        for told in entry.get("items", ()):
            if "title" in told:
                points[told["title"]] = meetings.add_item(
                    actor=actor, at=self.before, meeting=meeting, title=told["title"], why=told["why"],
                    internal=told.get("internal", False),
                )  # fmt: skip
            self._minutes(points[told.get("title") or told["about"]], told)
        for guest in entry.get("guests", ()):
            meetings.invite_guest(
                actor=actor, at=self.before, meeting=meeting, organisation=self.organisations[guest["organisation"]],
                reason=guest["reason"],
            )  # fmt: skip
        if entry["status"] in ("held", "settled"):
            meeting = meetings.hold_meeting(actor=actor, at=self.after, meeting=meeting)
            meeting = meetings.change_meeting(
                actor=actor, at=self.after, meeting=meeting, seen=meeting.version, on=meeting.on,
                starts=starts, place=meeting.place, present=entry["present"],
            )  # fmt: skip
        if entry["status"] == "settled":
            meetings.settle_meeting(actor=actor, at=self.after + timedelta(days=7), meeting=meeting)
        if "correction" in entry:
            correction = entry["correction"]
            meetings.correct(
                actor=actor, at=self.after + timedelta(days=9), item=points[correction["item"]],
                becomes=correction["becomes"], reason=correction["reason"],
            )  # fmt: skip

    def _minutes(self, item: Any, told: Entry) -> None:
        if "note" in told:
            item = meetings.change_item(
                actor=self.actor, at=self.after, item=item, seen=item.version, title=item.title, why=item.why,
                internal=item.internal, note=told["note"],
            )  # fmt: skip
        if "paper" in told:
            meetings.add_paper(actor=self.actor, at=self.before, item=item, checked=examine(_Upload(**told["paper"])))
        for made in told.get("decisions", ()):
            decision = meetings.decide(
                actor=self.actor, at=self.after, item=item, text=made["text"], outcome=made.get("outcome", "")
            )
            for todo in made.get("actions", ()):
                self._action(decision, todo)

    def _action(self, decision: Any, todo: Entry) -> None:
        effort = efforts(self.actor).filter(slug=todo["effort"]).first() if "effort" in todo else None
        made = meetings.add_action(
            actor=self.actor,
            at=self.after,
            decision=decision,
            text=todo["text"],
            due=todo["due"],
            role=todo.get("role", ""),
            organisation=self.organisations[todo["organisation"]] if "organisation" in todo else None,
            effort=effort,
        )
        for key, step in (("report", "report"), ("done", "finish")):
            if key in todo:
                moment = self.after + timedelta(days=14)
                meetings.report(actor=self.actor, at=moment, made=made, step=step, text=todo[key])


class _Upload:
    """A file as a form would give it."""

    def __init__(self, name: str, text: str) -> None:
        data = text.encode()
        self.name, self.size, self._file = name, len(data), BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)
