# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes to a programme as data, and carrying them out: all of them or none, every reason told.

Who may do it is asked by the actions that call this.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from baken.decide.policy.facade import Effort, EffortPartner, NotPrioritised, Plan
from baken.kernel.errors import Reason, Refused

from ..fields import BY_NAME, FIELDS, Known, is_progress, known_to, problem_with, set_value, value_of

SET, ADD, STOP, LEAVE_OUT = "set", "add", "stop", "leave_out"
ANY: Any = object()
"""Stands for: whatever it was."""
MAX_REASON = 400
MAX_AGAIN = 200


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """One change. Which fields count depends on `kind`:

    - `set`: `effort` (slug), `field`, `value`; with `was`, only if it still has that value
    - `add`: `values` by field name (title, priority and owner at least)
    - `stop`: `effort`, `reason`
    - `leave_out`: `effort`, `reason`, `again` (when it is looked at again): stops it and says it isn't prioritised
    """

    kind: str
    effort: str = ""
    field: str = ""
    value: Any = None
    was: Any = ANY
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    reason: str = ""
    again: str = ""


def problems_in(plan: Plan, changes: Sequence[ProgrammeChange], today: date) -> tuple[Reason, ...]:
    """Return every reason why these changes can't be carried out together; empty: they can."""
    known = known_to(plan, today)
    efforts = _efforts(plan)
    found: list[Reason] = []
    for change in changes:
        found += _problems_of(change, efforts, known)
    ends = [change.effort for change in changes if change.kind in (STOP, LEAVE_OUT)]
    if len(ends) != len(set(ends)):
        found.append(Reason("twice", _("Een inspanning wordt twee keer gestopt.")))
    return tuple(dict.fromkeys(found))


def carry_out(plan: Plan, changes: Sequence[ProgrammeChange], today: date) -> list[Effort]:
    """Carry the changes out within the action under way and return the efforts concerned.

    Locks the plan's efforts first. Raises `Refused` with every reason, and then nothing was changed.
    """
    list(Effort.objects.locked().filter(plan=plan).values_list("pk", flat=True))
    problems = problems_in(plan, changes, today)
    if problems:
        raise Refused(problems)
    known, efforts = known_to(plan, today), _efforts(plan)
    touched: dict[str, Effort] = {}
    for change in changes:
        effort = _DO[change.kind](change, efforts, known)
        touched[effort.slug] = effort
    impossible = [reason for effort in touched.values() if (reason := _together(effort))]
    if impossible:
        raise Refused(tuple(impossible))
    return list(touched.values())


def _efforts(plan: Plan) -> dict[str, Effort]:
    rows = Effort.objects.filter(plan=plan).select_related("plan", "priority", "programme")
    return {effort.slug: effort for effort in rows.prefetch_related("partners")}


def _problems_of(change: ProgrammeChange, efforts: Mapping[str, Effort], known: Known) -> list[Reason]:
    if change.kind == ADD:
        names = dict.fromkeys([*(one.name for one in FIELDS if one.required), *change.values])
        return [r for name in names if (r := problem_with(name, change.values.get(name), known))]
    effort = efforts.get(change.effort)
    if change.kind not in _DO or effort is None:
        return [Reason("unknown_effort", _("Inspanning %(slug)s bestaat niet (meer).") % {"slug": change.effort[:60]})]
    if change.kind == SET:
        problem = problem_with(change.field, change.value, known)
        if problem is None and change.was is not ANY and value_of(effort, change.field) != change.was:
            problem = Reason(
                "changed_since",
                _("%(title)s: %(field)s is intussen veranderd.")
                % {"title": effort.title, "field": BY_NAME[change.field].label},
            )
        return [problem] if problem else []
    return _problems_of_ending(change, effort)


def _problems_of_ending(change: ProgrammeChange, effort: Effort) -> list[Reason]:
    found = []
    if effort.done_on or effort.stopped_on:
        found.append(Reason("ended", _("%(title)s is al klaar of gestopt.") % {"title": effort.title}))
    if not change.reason.strip():
        found.append(Reason("no_reason", _("Schrijf op waarom %(title)s stopt.") % {"title": effort.title}))
    texts = ((change.reason, MAX_REASON), (change.again, MAX_AGAIN))
    if any(len(text) > limit or "\0" in text for text, limit in texts):
        found.append(
            Reason("long_reason", _("De reden is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_REASON})
        )
    if change.kind == LEAVE_OUT and not change.again.strip():
        found.append(Reason("no_again", _("Schrijf op wanneer dit terug op tafel komt.")))
    return found


def _together(effort: Effort) -> Reason | None:
    """What no single value shows: begin after term."""
    if effort.starts_on and effort.term and effort.starts_on > effort.term:
        return Reason("starts_late", _("%(title)s begint na de eigen termijn.") % {"title": effort.title})
    if effort.done_on and effort.stopped_on:
        return Reason("both_ends", _("%(title)s is gestopt en kan dus niet klaar zijn.") % {"title": effort.title})
    return None


def _set(change: ProgrammeChange, efforts: dict[str, Effort], known: Known) -> Effort:
    effort = efforts[change.effort]
    if change.field == "partners":
        _set_partners(effort, change.value or [], known)
        return effort
    set_value(effort, change.field, change.value, known)
    if is_progress(change.field):
        effort.progress_on = known.today
    if _together(effort) is None:  # told by `carry_out`, before the database refuses it
        effort.save()
    return effort


def _set_partners(effort: Effort, slugs: Sequence[str], known: Known) -> None:
    wanted = {known.organisations[slug] for slug in slugs}
    links = EffortPartner.objects.filter(effort=effort)
    for link in links.exclude(organisation_id__in=wanted):
        link.delete()
    there = set(links.values_list("organisation_id", flat=True))
    for organisation in sorted(wanted - there, key=str):
        EffortPartner(municipality_id=effort.municipality_id, effort=effort, organisation_id=organisation).save()
    effort._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # what was prefetched is old; Django forgets it only with the fields


def _add(change: ProgrammeChange, efforts: dict[str, Effort], known: Known) -> Effort:
    plan = known.plan
    order = Effort.objects.filter(plan=plan).aggregate(last=Max("order"))["last"] or 0
    effort = Effort(municipality_id=plan.municipality_id, plan=plan, order=order + 1)
    effort.slug = _free_slug(change.values["title"], efforts)
    effort.progress_on = known.today  # made in Baken: a file that doesn't know of it doesn't remove it silently
    for name, value in change.values.items():
        set_value(effort, name, value, known)
    if _together(effort) is None:
        effort.save()
        _set_partners(effort, change.values.get("partners") or [], known)
    efforts[effort.slug] = effort
    return effort


def _free_slug(title: str, taken: Mapping[str, Any]) -> str:
    base = slugify(title)[:44].strip("-") or "inspanning"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found


def _stop(change: ProgrammeChange, efforts: dict[str, Effort], known: Known) -> Effort:
    effort = efforts[change.effort]
    effort.stopped_on, effort.stopped_because = known.today, change.reason.strip()
    effort.save()
    return effort


def _leave_out(change: ProgrammeChange, efforts: dict[str, Effort], known: Known) -> Effort:
    effort = _stop(change, efforts, known)
    framework = known.plan.framework
    rows = NotPrioritised.objects.filter(framework=framework)
    NotPrioritised(
        municipality_id=effort.municipality_id,
        framework=framework,
        priority=effort.priority,
        order=(rows.aggregate(last=Max("order"))["last"] or 0) + 1,
        slug=_free_slug(effort.slug, dict.fromkeys(rows.values_list("slug", flat=True))),
        title=effort.title,
        why=change.reason.strip(),
        again=change.again.strip(),
        moved_on=known.today,
        fictitious=known.plan.fictitious,
        references=list(effort.references),
    ).save()
    return effort


_DO: dict[str, Callable[[ProgrammeChange, dict[str, Effort], Known], Effort]] = {
    SET: _set,
    ADD: _add,
    STOP: _stop,
    LEAVE_OUT: _leave_out,
}
