# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A world of measures: the desks of `tests.act.desks`, and files that walked to a status by real actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.utils import timezone

from baken.access.facade import Actor, opened
from baken.act.measures import queries
from baken.act.measures.documents.topics import TOPICS
from baken.act.measures.files import assessing, carrying, deciding, opening, preparing
from baken.act.measures.models import Instrument, MatrixRule, Measure, MeasureReason, PolicyMatrix, Status
from baken.act.measures.rules import POWERS
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality
from tests.act.desks import Desks
from tests.act.desks import build as build_desks
from tests.kernel.towns import do

T = TypeVar("T")
DAYS_AGO = 100
WAY = (
    "received", "assessed", "intended", "heard", "drafted", "signed", "served", "in_force", "ended", "settled",
)  # fmt: skip
SINCE: dict[str, int] = {
    "received": 0, "assessed": 1, "intended": 2, "heard": 17, "drafted": 20, "signed": 21, "served": 22, "in_force": 30,
    "ended": 60, "settled": 99,
}  # fmt: skip
"""On which day after the report a step is taken."""
VAULTS = {"measures_mayor": "measures-mayor", "measures_executive": "measures-executive"}
SIGNERS = {"measures_mayor": "mayor", "measures_executive": "executive"}
ADDRESS = "Voorbeeldkade 1, IJmuiden"
DRAFTS: dict[str, dict[str, Any]] = {
    Instrument.OPIUM_CLOSING: {"months": 1},
    Instrument.DISTURBANCE_CLOSING: {"months": 1},
    Instrument.AREA_BAN: {"months": 3},
    Instrument.PARENTAL_ORDER: {"months": 3},
    Instrument.LIGHT_ORDER: {},
    Instrument.RESIDENCE_ORDER: {"months": 6},
    Instrument.PENALTY: {
        "amount_per_breach": Decimal("500"), "breach_unit": "per overtreding", "amount_maximum": Decimal("2500"),
    },
    Instrument.COERCION: {},
    Instrument.WARNING: {},
}  # fmt: skip
CELLS = (
    ("home", "hard_drugs", "Harddrugs boven de grens voor eigen gebruik", 1, "warning", None),
    ("home", "hard_drugs", "Harddrugs boven de grens voor eigen gebruik", 2, "closing", 3),
    ("other", "hard_drugs", "Harddrugs boven de grens voor eigen gebruik", 1, "closing", 1),
    ("other", "hard_drugs", "Harddrugs boven de grens voor eigen gebruik", 2, "closing", 6),
)


@dataclass
class World(Desks):
    """Velsen with registers of measures and an adopted matrix for the Opiumwet."""

    def moment(self, days: int, ago: int = DAYS_AGO) -> datetime:
        """The moment so many days after a report that came in `ago` days ago."""
        return self.now - timedelta(days=ago - days)

    def day(self, days: int, ago: int = DAYS_AGO) -> date:
        """The Dutch day of that moment."""
        return timezone.localdate(self.moment(days, ago))

    def seen(self, measure: Measure, who: str = "adviser") -> queries.Seen:
        """The measure as an account finds it now."""
        return queries.find(self.actor(who), measure.reference)

    def within(self, who: str, purpose: str, what: Callable[[Actor], T]) -> T:
        """Do something as an account for a purpose."""
        actor = self.actor(who)
        with opened(actor, purpose):
            return what(actor)

    def report(
        self, instrument: str = Instrument.OPIUM_CLOSING, *, purpose: str = "", ago: int = DAYS_AGO, **more: Any
    ) -> Measure:
        """A file that was just opened; `more` goes to the action or, as far as it has it, to what the report tells."""
        purpose = purpose or POWERS[instrument].purposes[0]
        told = {
            "title": "Loods aan de kade", "facts": "De politie vond harddrugs.", "report_on": self.day(0, ago),
            "address": ADDRESS, "premises_kind": "other", "report_reference": "VB-2026-0147",
        }  # fmt: skip
        told |= {
            name: more.pop(name)
            for name in ("title", "facts", "address", "area", "premises_kind", "origin")
            if name in more
        }
        party = opening.Party("operator", "Exploitant Voorbeeld", "Voorbeeldkade 1")
        return self.within(
            "adviser",
            purpose,
            lambda actor: opening.open_measure(
                actor=actor, at=self.moment(0, ago), purpose=purpose, municipality=self.municipality,
                vault=self.vaults[VAULTS[purpose]], instrument=instrument,
                opening=opening.Opening(**told), **{"parties": (party,), **more},
            ),
        )  # fmt: skip

    def reasons(self, measure: Measure, *topics: str) -> None:
        """Reasons for these topics, or for all there are, as somebody wrote them."""
        rows = [
            MeasureReason(
                municipality=self.municipality, measure=measure, topic=topic, written_at=self.now,
                text=f"Wat er over {topic} te zeggen is, in genoeg letters om het te kunnen dragen.",
            )
            for topic in topics or TOPICS
        ]  # fmt: skip
        self._save(measure, *rows)

    def take(self, measure: Measure, name: str, *, ago: int = DAYS_AGO, **more: Any) -> Measure:
        """Let a file take the step to a status (`WAY`), on its usual day; `more` says otherwise."""
        purpose = purpose_of(measure)
        days = more.pop("days", SINCE[name])
        who = more.pop("who", SIGNERS[purpose] if name == "signed" else "adviser")
        at, on = self.moment(days, ago), more.pop("on", self.day(days, ago))
        measure = self.seen(measure).file
        given = {"at": at, "purpose": purpose, "measure": measure, "seen": more.pop("seen", measure.version)}
        act, told = self._step(measure, name, on, ago)
        return self.within(who, purpose, lambda actor: act(actor=actor, **given, **{**told, **more}))

    def measure(
        self,
        instrument: str = Instrument.OPIUM_CLOSING,
        status: str = Status.RECEIVED,
        *,
        ago: int = DAYS_AGO,
        reasons: bool = True,
        steps: dict[str, dict[str, Any]] | None = None,
        **more: Any,
    ) -> Measure:
        """A file that walked to a status; `steps` says per step what is otherwise, `more` goes to `report`."""
        made = self.report(instrument, ago=ago, **more)
        if reasons:
            self.reasons(made)
        for name in WAY[1 : WAY.index(status) + 1]:
            made = self.take(made, name, ago=ago, **(steps or {}).get(name, {}))
        return made

    def _step(self, measure: Measure, name: str, on: date, ago: int) -> tuple[Callable[..., Measure], dict[str, Any]]:
        assessed = assessing.Assessed(measure.premises_kind or "other", "hard_drugs")
        drafted = dict(DRAFTS[measure.instrument])
        if measure.instrument == Instrument.COERCION:
            drafted["grace_until"] = self.day(29, ago)
        kind = {"order_kind": "area"} if measure.instrument == Instrument.AREA_BAN else {}
        return {
            "assessed": (assessing.assess, {"on": on, "assessed": assessed}),
            "intended": (preparing.intend, {"on": on, "view_until": on + timedelta(days=14), **kind}),
            "heard": (preparing.hear, {"on": on, "view": "none", "text": ""}),
            "drafted": (preparing.draft, {"on": on, "draft": preparing.Draft(**drafted)}),
            "signed": (deciding.sign, {}),
            "served": (deciding.serve, {
                "on": on, "how": "handed",
                **({"published_on": on, "published_where": "op de deur"} if POWERS[measure.instrument].published else {}),
            }),
            "in_force": (carrying.bring_in_force, {"on": on}),
            "ended": (carrying.end, {"on": on, "reason": "De maatregel is klaar."}),
            "settled": (carrying.settle, {}),
        }[name]  # fmt: skip

    def _save(self, measure: Measure, *rows: Any) -> None:
        purpose = purpose_of(measure)
        self.within("adviser", purpose, lambda actor: _saved(actor=actor, at=self.now, rows=rows))


def purpose_of(measure: Measure) -> str:
    """The purpose of the register in which a file lies."""
    return str(measure.vault.purposes[0])


@action
def _saved(*, actor: Any, at: datetime, rows: Iterable[Any]) -> None:
    for row in rows:
        row.save()
    audit.record("test.saved", resource_type="test", resource_id="-")


def build(municipality: Municipality) -> World:
    """Make the world; its accounts' names begin with `m`."""
    made: World = build_desks(municipality, "m", World)
    matrix = PolicyMatrix(
        municipality=municipality, slug="opiumwet", instrument=Instrument.OPIUM_CLOSING, title="Beleidsregel Opiumwet",
        valid_from=date(2020, 1, 1), adopted_on=date(2019, 12, 1),
    )  # fmt: skip
    do(matrix.save, municipality)
    for order, (premises, finding, label, number, outcome, months) in enumerate(CELLS):
        rule = MatrixRule(
            municipality=municipality, matrix=matrix, premises_kind=premises, finding=finding, finding_label=label,
            offence_number=number, outcome=outcome, months=months, order=order,
        )  # fmt: skip
        do(rule.save, municipality)
    return made
