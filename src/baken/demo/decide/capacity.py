# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's teams, streams of work and saved scenarios. All invented, and marked so."""

from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from baken.access.facade import Actor, RoleAssignment, actor_for
from baken.decide.capacity import facade as capacity
from baken.decide.policy.facade import Priority
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today

from .council import evening

Entry = dict[str, Any]


def play_capacity(actor: Actor, municipality: Municipality) -> None:
    """Add the example's teams, streams and scenarios, as far as there are none. Wants the framework of the example."""
    told = YAML(typ="safe").load((files("baken.demo") / "velsen" / "capacity.yaml").read_text(encoding="utf-8"))
    if not capacity.Team.objects.filter(municipality=municipality).exists():
        _work(actor, municipality, told)
    if not capacity.Scenario.objects.filter(municipality=municipality).exists():
        _scenarios(_who_asks(actor, municipality), municipality, told["scenarios"])


def _who_asks(actor: Actor, municipality: Municipality) -> Actor:
    """The coordinator of the example, who would ask this; Baken itself where there are no accounts."""
    held = RoleAssignment.objects.filter(municipality=municipality, role="undermining_coordinator").first()
    return actor if held is None else actor_for(held.user, on=today(), at=now())


def _work(actor: Actor, municipality: Municipality, told: Entry) -> None:
    rows = Priority.objects.filter(municipality=municipality, framework__status="adopted")
    priorities = {it.slug: it for it in rows.order_by("framework__period_from")}
    first = min(entry["on"] for entry in told["scenarios"])
    who: Entry = {"actor": actor, "at": evening(first), "municipality": municipality, "fictitious": True}
    for entry in told["teams"]:
        capacity.add_team(**who, values=entry)
    for entry in told["streams"]:
        values = {name: value for name, value in entry.items() if name != "stages"}
        values["priority"] = priorities[entry["priority"]]
        capacity.add_stream(**who, values=values, stages=entry["stages"])


def _scenarios(actor: Actor, municipality: Municipality, told: list[Entry]) -> None:
    for entry in told:
        present = capacity.present(actor, entry["on"])
        changes = capacity.Changes.from_data(entry["changes"], present.inputs)
        capacity.save_scenario(
            actor=actor,
            at=evening(entry["on"]),
            municipality=municipality,
            name=entry["name"],
            question=entry["question"],
            made=capacity.make(present, changes, entry["name"]),
            fictitious=True,
        )
