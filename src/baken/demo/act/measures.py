# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's measures: premises through every stage, each step by the account that would take it. All invented."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import Actor, User, Vault, actor_for, opened
from baken.act.measures import facade as measures
from baken.kernel.actions import together
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today

from .measure_follow_up import play_follow_up
from .measure_policy import play_measure_policy

Entry = Mapping[str, Any]
ADVISER, SIGNERS = "juridisch", {"measures_mayor": "burgemeester", "measures_executive": "college"}
BY_THE_BODY = ("signed", "extended", "withdrawn")


def play_measures(actor: Actor, municipality: Municipality) -> None:
    """Adopt the example's rules and open its files, as far as they aren't there."""
    play_measure_policy(actor, municipality)
    told = YAML(typ="safe").load((files("baken.demo") / "velsen" / "measures.yaml").read_text("utf-8"))
    with opened(actor, system=True):
        there = set(measures.Measure.objects.filter(municipality=municipality).values_list("reference", flat=True))
    for entry in told["files"]:
        if entry["reference"] not in there:
            with together():  # whole or not at all
                _Play(municipality, entry, told["reasons"]).run()
    play_follow_up(actor, municipality)


class _Play:
    """One file, from the report to where it stands."""

    def __init__(self, municipality: Municipality, entry: Entry, reasons: Mapping[str, str]) -> None:
        self.municipality, self.entry, self.reasons = municipality, entry, reasons
        self.now = now()
        self.purpose = measures.POWERS[entry["instrument"]].purposes[0]
        slug = self.purpose.replace("_", "-")
        self.vault = Vault.objects.get(municipality=municipality, slug=slug)

    def run(self) -> None:
        adviser = self._acting(ADVISER)
        with opened(adviser, self.purpose):
            self.measure = self._open(adviser)
            self._write(adviser)
            for name, ago, told in self.entry.get("steps", ()):
                self._step(name, ago, told)

    def _open(self, adviser: Actor) -> measures.Measure:
        entry = self.entry
        opening = measures.Opening(
            title=entry["title"], facts=entry["facts"], report_reference=entry["report"],
            report_on=self._day(entry["ago"]), premises_kind=entry.get("premises_kind", ""),
            address=entry.get("address", ""), area=entry["area"],
        )  # fmt: skip
        return measures.open_measure(
            actor=adviser, at=self._at(entry["ago"]), purpose=self.purpose, municipality=self.municipality,
            vault=self.vault, instrument=entry["instrument"], opening=opening,
            parties=tuple(measures.Party(*one) for one in entry.get("parties", ())), reference=entry["reference"],
            fictitious=True,
        )  # fmt: skip

    def _write(self, adviser: Actor) -> None:
        """Write the reasons for every letter that the file may need."""
        day, it = self._day(self.entry["ago"]), self.measure
        topics = {one.slug for kind in measures.DocumentKind.values for one in measures.topics_for(it, kind, day)}
        told = {**self.reasons, **self.entry.get("reasons", {})}
        texts = {topic: text for topic, text in told.items() if topic in topics}
        measures.write_reasons(
            actor=adviser, at=self._at(self.entry["ago"]), purpose=self.purpose, measure=it, seen=it.version,
            reasons=texts,
        )  # fmt: skip
        self.measure = measures.find(adviser, it.reference).file

    def _step(self, name: str, ago: int, told: Entry) -> None:
        actor = self._acting(SIGNERS[self.purpose] if name in BY_THE_BODY else ADVISER)
        if name == "drafted":
            self._write(self._acting(ADVISER))
        act, values = self._steps(told, ago)[name]
        given = {"at": self._at(ago), "purpose": self.purpose, "measure": self.measure, "seen": self.measure.version}
        if name not in ("signed", "mandated", "settled"):
            given["on"] = self._day(ago)
        with opened(actor, self.purpose):
            self.measure = act(actor=actor, **given, **values())
        self.measure = measures.find(self._acting(ADVISER), self.measure.reference).file

    def _steps(self, told: Entry, ago: int) -> dict[str, tuple[Callable[..., measures.Measure], Callable[[], Entry]]]:
        reason = {"reason": told.get("reason", "")}
        return {
            "assessed": (measures.assess, lambda: {"assessed": self._assessed(told, ago)}),
            "intended": (measures.intend, lambda: {
                "view_until": self._day(told["view_until"]), "order_kind": told.get("order_kind", ""),
            }),
            "heard": (measures.hear, lambda: {"view": told["view"], "text": told.get("text", "")}),
            "hurried": (measures.hurry, lambda: reason),
            "acted_first": (measures.act_first, lambda: reason),
            "unheard": (measures.skip_view, lambda: reason),
            "drafted": (measures.draft, lambda: {"draft": self._draft(told, ago)}),
            "signed": (measures.sign, dict),
            "mandated": (measures.sign, dict),
            "served": (measures.serve, lambda: {
                "how": told["how"], "published_on": self._day(ago) if "where" in told else None,
                "published_where": told.get("where", ""),
            }),
            "in_force": (measures.bring_in_force, dict),
            "extended": (measures.extend, lambda: {**reason, "months": told["months"]}),
            "ended": (measures.end, lambda: reason),
            "withdrawn": (measures.withdraw, lambda: reason),
            "dropped": (measures.drop, lambda: reason),
            "settled": (measures.settle, dict),
        }  # fmt: skip

    def _assessed(self, told: Entry, ago: int) -> measures.Assessed:
        cells = measures.matrix_for(self.measure, self._day(ago))
        finding = next((one.finding for one in cells if one.finding_label == told.get("finding")), "")
        return measures.Assessed(
            premises_kind=self.measure.premises_kind, finding=finding, offence_number=told.get("number", 1),
            course=told.get("course", "policy"), months=told.get("months"), because=told.get("because", ""),
        )  # fmt: skip

    def _draft(self, told: Entry, ago: int) -> measures.Draft:
        return measures.Draft(
            months=told.get("months"),
            days=tuple(self._day(ago - 10 - 7 * week) for week in range(told.get("match_days", 0))),
            earlier_days=() if "match_days" in told else None,
            grace_until=self._day(told["grace_until"]) if "grace_until" in told else None,
            amount_per_breach=Decimal(told["amount"]) if "amount" in told else None,
            breach_unit=told.get("unit", ""),
            amount_maximum=Decimal(told["maximum"]) if "maximum" in told else None,
        )

    def _acting(self, username: str) -> Actor:
        user = User.objects.get(username=username)
        return actor_for(user, on=today(), at=self.now, municipality_id=self.municipality.id)

    def _at(self, ago: int) -> datetime:
        return self.now - timedelta(days=ago)

    def _day(self, ago: int) -> date:
        return timezone.localdate(self._at(ago))
