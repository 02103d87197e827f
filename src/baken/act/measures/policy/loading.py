# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts rules in from data, each version drafted and adopted on its first day: for the example and for tests."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from baken.access.facade import Actor
from baken.kernel.models import Municipality

from ..models import DecisionTemplate, Mandate, PolicyMatrix
from . import versions
from .writing import cells_read, sections_read

HEAD = ("title", "source", "valid_from", "explanation")


def load_policy(actor: Actor, municipality: Municipality, told: Mapping[str, Any]) -> int:
    """Adopt the rules that aren't there yet, and return how many. One query for each kind where all are there.

    `told`: {"since": day, "source": text, "matrices", "templates", "mandates"}: see `demo/velsen/measure_policy.yaml`. Raises
    `Refused` with what is wrong.
    """
    there = {
        model: set(model.objects.filter(municipality=municipality).values_list("slug", flat=True))
        for model in (PolicyMatrix, DecisionTemplate, Mandate)
    }
    usual = {"valid_from": told["since"], "source": told["source"]}
    made = 0
    for matrix in _missing(told["matrices"], there[PolicyMatrix]):
        _matrix(actor, municipality, matrix, usual)
        made += 1
    for template in _missing(told["templates"], there[DecisionTemplate]):
        values = usual | {name: template[name] for name in ("instrument", "kind", "title")}
        values["sections"] = sections_read(template["text"])
        _adopted(actor, municipality, "template", template["slug"], values)
        made += 1
    for mandate in _missing(told["mandates"], there[Mandate]):
        values = usual | {name: value for name, value in mandate.items() if name != "slug"}
        _adopted(actor, municipality, "mandate", mandate["slug"], values)
        made += 1
    return made


def _missing(entries: Iterable[Mapping[str, Any]], there: set[str]) -> list[Mapping[str, Any]]:
    return [entry for entry in entries if entry["slug"] not in there]


def _matrix(actor: Actor, municipality: Municipality, told: Mapping[str, Any], usual: Mapping[str, Any]) -> None:
    first, *later = told["versions"]
    values = {**usual, **_head(first), "instrument": told["instrument"]}
    it = _adopted(actor, municipality, "matrix", told["slug"], values, cells_read(first["rules"]))
    for one in later:
        at = _noon(one["valid_from"])
        it = versions.follow(actor=actor, at=at, version=it)
        cells = cells_read(one["rules"])
        it = versions.change(actor=actor, at=at, version=it, seen=it.version, values=_head(one), cells=cells)
        it = versions.adopt(actor=actor, at=at, version=it, seen=it.version)


def _head(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in HEAD if name in told}


def _adopted(
    actor: Actor, municipality: Municipality, kind: str, slug: str, values: dict[str, Any], cells: Any = ()
) -> Any:
    at = _noon(values["valid_from"])
    made = versions.begin(
        actor=actor, at=at, municipality=municipality, kind=kind, slug=slug, values=values, cells=cells
    )
    return versions.adopt(actor=actor, at=at, version=made, seen=made.version)


def _noon(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(12)))
