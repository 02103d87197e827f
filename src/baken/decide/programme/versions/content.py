# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A programme as canonical JSON, and what differs between two. Equal programmes give equal text."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from baken.decide.policy.facade import Effort, EffortArea, EffortPartner, NotPrioritised, Plan, Priority, Target
from baken.ui import format as fmt

from ..fields import BY_NAME, FIELDS, ONGOING, FieldKind

SCHEMA = 1


def content_of(plan: Plan) -> dict[str, Any]:
    """Return the programme of a plan as data, whoever asks; seven queries however many efforts there are.

    Reads plain rows rather than records: this runs on every view of the programme page. `names` holds what slugs were
    called, so that an old version can be read when organisations have gone.
    """
    efforts = Effort.objects.filter(plan=plan)
    priorities = dict(Priority.objects.filter(framework_id=plan.framework_id).values_list("slug", "short_title"))
    links = EffortPartner.objects.filter(effort__plan=plan)
    partners: dict[UUID, list[str]] = defaultdict(list)
    names = dict(priorities)
    for effort, slug, name in links.values_list("effort_id", "organisation__slug", "organisation__name"):
        partners[effort].append(slug)
        names[slug] = name
    areas: dict[UUID, list[str]] = defaultdict(list)
    for effort, area in EffortArea.objects.filter(effort__plan=plan).values_list("effort_id", "area_id"):
        areas[effort].append(area)
    indicators: dict[UUID, list[str]] = defaultdict(list)
    for target in Target.objects.filter(effort__plan=plan).only("effort", "indicator", "area", "target", "target_year"):
        indicators[target.effort_id].append(_target(target))  # type: ignore[index]
    left_out = NotPrioritised.objects.filter(framework_id=plan.framework_id)
    return {
        "schema": SCHEMA,
        "plan": plan.slug,
        "efforts": [
            _effort(row, partners[row["id"]])
            | {"areas": sorted(areas[row["id"]]), "indicators": sorted(indicators[row["id"]])}
            for row in efforts.order_by("priority__order", "order", "slug").values(*COLUMNS)
        ],
        "not_prioritised": list(left_out.values("slug", "title", "why", "again")),
        "names": names,
    }


COLUMNS = (
    "id",
    "slug",
    "ongoing",
    "stopped_on",
    "stopped_because",
    "priority__slug",
    "programme__year",
    *(one.name for one in FIELDS if one.name not in ("priority", "year", "partners")),
)


def _effort(row: dict[str, Any], partners: list[str]) -> dict[str, Any]:
    """Return one effort as `fields.value_of` would read it (a test compares), without what isn't filled in."""
    found = {one.name: row.get(one.name) for one in FIELDS} | {
        "priority": row["priority__slug"],
        "year": row["programme__year"],
        "partners": sorted(partners),
        "term": ONGOING if row["ongoing"] else row["term"],
    }
    filled = {name: _iso(value) for name, value in found.items() if value not in (None, "", [])}
    stopped = {"stopped_on": _iso(row["stopped_on"]), "stopped_because": row["stopped_because"]}
    return filled | stopped | {"slug": row["slug"]}


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _target(target: Target) -> str:
    aim = f" → {target.target:g} ({target.target_year})" if target.target is not None else ""
    return f"{target.indicator} {target.area_id}{aim}"


def canonical(content: Mapping[str, Any]) -> str:
    """Return content as canonical JSON: sorted keys, no spaces."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(text: str) -> str:
    """Return the SHA-256 of canonical JSON, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of one effort that differs; `was` and `now` as people read them."""

    slug: str
    title: str
    field: str
    label: str
    was: str
    now: str
    agreement: bool


@dataclass(frozen=True, slots=True)
class Named:
    """An effort or a thing left out, with a few words."""

    slug: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two programmes, in the order of the later one."""

    added: tuple[Named, ...] = ()
    stopped: tuple[Named, ...] = ()
    resumed: tuple[Named, ...] = ()
    removed: tuple[Named, ...] = ()
    changed: tuple[Changed, ...] = ()
    left_out: tuple[Named, ...] = ()
    taken_back: tuple[Named, ...] = ()

    @property
    def any(self) -> bool:
        return self.count > 0

    @property
    def count(self) -> int:
        return sum(len(getattr(self, name)) for name in Differences.__dataclass_fields__)

    @property
    def agreements(self) -> "Differences":
        """Only what belongs in a version: not how far it is."""
        return Differences(
            self.added,
            self.stopped,
            self.resumed,
            self.removed,
            tuple(change for change in self.changed if change.agreement),
            self.left_out,
            self.taken_back,
        )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Differences:
    """Return what changed from `before` to `after` (contents)."""
    was = {effort["slug"]: effort for effort in before["efforts"]}
    now = {effort["slug"]: effort for effort in after["efforts"]}
    names = {**before.get("names", {}), **after.get("names", {})}
    both = [slug for slug in now if slug in was]
    out_was = {item["slug"]: item for item in before["not_prioritised"]}
    out_now = {item["slug"]: item for item in after["not_prioritised"]}
    return Differences(
        added=tuple(_named(now[s], _owner(now[s])) for s in now if s not in was),
        stopped=tuple(_named(now[s], now[s]["stopped_because"]) for s in both if _newly(was, now, s)),
        resumed=tuple(_named(now[s], _owner(now[s])) for s in both if _newly(now, was, s)),
        removed=tuple(_named(was[s], _owner(was[s])) for s in was if s not in now),
        changed=tuple(change for s in both for change in _changes(was[s], now[s], names)),
        left_out=tuple(_named(out_now[s], out_now[s]["why"]) for s in out_now if s not in out_was),
        taken_back=tuple(_named(out_was[s], "") for s in out_was if s not in out_now),
    )


def _newly(was: Mapping[str, Any], now: Mapping[str, Any], slug: str) -> bool:
    return bool(now[slug]["stopped_on"]) and not was[slug]["stopped_on"]


def _named(item: Mapping[str, Any], detail: str) -> Named:
    return Named(item["slug"], item["title"], detail)


def _owner(effort: Mapping[str, Any]) -> str:
    return f"{_('Eigenaar')}: {effort['owner']}" if effort.get("owner") else ""


def _changes(was: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[str, str]) -> list[Changed]:
    found = []
    for one in FIELDS:
        before, after = was.get(one.name), now.get(one.name)
        if before != after:
            texts = (said(one.name, before, names), said(one.name, after, names))
            found.append(Changed(now["slug"], now["title"], one.name, str(one.label), *texts, one.agreement))
    for name, label in (("areas", _("Gebied")), ("indicators", _("Indicatoren"))):
        if was[name] != now[name]:
            texts = (", ".join(was[name]) or fmt.DASH, ", ".join(now[name]) or fmt.DASH)
            found.append(Changed(now["slug"], now["title"], name, label, *texts, True))
    return found


def said(name: str, value: Any, names: Mapping[str, str]) -> str:
    """Return a field's value as people read it."""
    kind = BY_NAME[name].kind
    if value in (None, "", []):
        return _("geen einddatum") if kind is FieldKind.TERM else _("niet ingevuld")
    if kind is FieldKind.TERM and value == ONGOING:
        return _("doorlopend")
    if kind is FieldKind.ORGANISATIONS:
        return ", ".join(names.get(slug, slug) for slug in value)
    told = {
        FieldKind.PRIORITY: lambda: names.get(value, value),
        FieldKind.DATE: lambda: fmt.day(value),
        FieldKind.TERM: lambda: fmt.day(value),
        FieldKind.HOURS: lambda: fmt.hours(value),
        FieldKind.EUROS: lambda: fmt.euros(value),
        FieldKind.COUNT: lambda: fmt.count(value),
    }
    return str(told[kind]()) if kind in told else str(value)
