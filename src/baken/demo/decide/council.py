# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's council: sessions, commitments, motions, questions, APV changes, proposals. All invented, and marked so."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import Actor
from baken.decide.capacity import facade as capacity
from baken.decide.council import facade as council
from baken.decide.policy.facade import Effort, Plan, Priority, efforts, plans
from baken.kernel.models import Municipality
from baken.kernel.papers.kept import StoredPaper, examine, keep

Entry = dict[str, Any]


def play_council(actor: Actor, municipality: Municipality) -> None:
    """Add the example's council business, as far as it isn't there. Wants the plan of the example."""
    told = YAML(typ="safe").load((files("baken.demo") / "velsen" / "council.yaml").read_text(encoding="utf-8"))
    _Play(actor, municipality, told).run()


class _Play:
    """One run. Its moments lie round the days in the file, whatever the clock says."""

    def __init__(self, actor: Actor, municipality: Municipality, told: Entry) -> None:
        self.actor, self.municipality, self.told = actor, municipality, told
        self.sessions: dict[int, council.Session] = {}
        self.plans: dict[str, Plan] = {plan.slug: plan for plan in plans(actor)}
        self.efforts: dict[str, Effort] = {it.slug: it for it in efforts(actor)}
        rows = Priority.objects.filter(municipality=municipality, framework__status="adopted")
        self.priorities = {it.slug: it for it in rows.order_by("framework__period_from")}

    def run(self) -> None:
        there = council.Session.objects.filter(municipality=self.municipality)
        for entry in self.told["sessions"]:
            found = there.filter(year=entry["year"]).first()
            self.sessions[entry["year"]] = found or self._session(entry)
        if not council.CouncilItem.objects.filter(municipality=self.municipality).exists():
            for term in self.told["terms"]:
                council.set_answer_term(**self._who(term["valid_from"]), checked=False, **term)
            for entry in self.told["items"]:
                self._item(entry)
        for model, key, add in (
            (council.ApvChange, "apv", self._apv),
            (council.Proposal, "proposals", self._proposal),
            (council.Hearing, "hearings", self._hearing),
        ):
            if not model.objects.filter(municipality=self.municipality).exists():
                for entry in self.told[key]:
                    add(entry)

    def _who(self, day: date) -> Entry:
        return {"actor": self.actor, "at": evening(day), "municipality": self.municipality}

    def _session(self, entry: Entry) -> council.Session:
        values = {name: entry[name] for name in ("on", "cut_off", "figures_year", "intro")}
        values["plan"] = self.plans[entry["plan"]]
        before, after = entry["cut_off"] + timedelta(days=9), entry["on"] + timedelta(days=1)
        session = council.plan_session(**self._who(before), year=entry["year"], values=values, fictitious=True)
        decisions = []
        for told in entry["changes"]:
            given = {name: _plain(value) for name, value in told.items() if name != "decision"}
            change = council.propose_change(actor=self.actor, at=evening(before), session=session, **given)
            decisions.append((change, told.get("decision", "")))
        session = council.step_session(actor=self.actor, at=evening(before), session=session, name="prepare")
        if entry["status"] != "settled":
            return session
        session = council.step_session(actor=self.actor, at=evening(after), session=session, name="hold")
        for change, decision in decisions:
            council.decide_change(actor=self.actor, at=evening(after), change=change, name=decision)
        return council.settle_session(actor=self.actor, at=evening(after), session=session)

    def _about(self, entry: Entry, names: tuple[str, ...]) -> Entry:
        values = {name: entry[name] for name in names if name in entry}
        for name, known in (("session", self.sessions), ("priority", self.priorities), ("effort", self.efforts)):
            if name in entry:
                values[name] = known[entry[name]]
        return values

    def _item(self, entry: Entry) -> None:
        values = self._about(entry, ("title", "text", "made_on", "made_in", "asked_by", "owner", "due"))
        item = council.add_item(**self._who(entry["made_on"]), kind=entry["kind"], values=values, fictitious=True)
        who = {"actor": self.actor}
        if "decision" in entry:
            on = entry["decision"]["on"]
            item = council.decide_motion(**who, at=evening(on), item=item, name=entry["decision"]["name"], on=on)
        if "answer" in entry:
            council.answer_item(
                **who,
                at=evening(entry["answered_on"]),
                item=item,
                seen=item.version,
                answer=entry["answer"],
                answered_on=entry["answered_on"],
                paper=_paper(entry["paper"]) if "paper" in entry else None,
            )
        if "withdrawn_on" in entry:
            on, reason = entry["withdrawn_on"], entry["withdrawn_because"]
            council.withdraw_item(**who, at=evening(on), item=item, seen=item.version, on=on, reason=reason)

    def _apv(self, entry: Entry) -> None:
        values = self._about(entry, ("article", "title", "text", "reason", "proposed_on"))
        change = council.add_apv_change(**self._who(entry["proposed_on"]), values=values, fictitious=True)
        for told in entry.get("steps", ()):
            change = council.step_apv_change(
                actor=self.actor, at=evening(told["on"]), change=change, name=told["name"], on=told["on"]
            )
        if "in_force_on" in entry:
            council.change_apv_change(
                actor=self.actor,
                at=evening(change.decided_on or change.proposed_on),
                change=change,
                seen=change.version,
                values={"in_force_on": entry["in_force_on"]},
            )

    def _proposal(self, entry: Entry) -> None:
        names = ("title", "why", "asked", "hours", "euros", "first_year", "last_year", "cover", "otherwise")
        values = self._about(entry, names)
        if "fte" in entry:
            values["fte"] = Decimal(entry["fte"])
        on = entry.get("offered_on", date(2026, 11, 12))
        proposal = council.add_proposal(**self._who(on), kind=entry["kind"], values=values, fictitious=True)
        if "scenario" in entry:
            found = capacity.Scenario.objects.filter(municipality=self.municipality, name=entry["scenario"]).first()
            if found is not None:
                council.attach_scenario(actor=self.actor, at=evening(on), proposal=proposal, scenario=found)
        if "offered_on" in entry:
            council.step_proposal(actor=self.actor, at=evening(on), proposal=proposal, name="offer", on=on)

    def _hearing(self, entry: Entry) -> None:
        council.add_hearing(**self._who(entry["sent_on"]), values=entry, fictitious=True)


def evening(day: date) -> datetime:
    """Return a moment on a day, after office hours."""
    return timezone.make_aware(datetime.combine(day, time(18)))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _paper(told: Entry) -> StoredPaper:
    data = told["text"].encode()
    upload = InMemoryUploadedFile(BytesIO(data), "file", told["name"], "text/plain", len(data), "utf-8")
    return keep(examine(upload))
