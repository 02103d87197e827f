# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drafting the Bibob policy line by line, having it adopted, and drawing a sample.

The coordinator drafts. The mayor or the executive adopts, outside Baken: what is kept here is their decision and its day.
An adopted line never changes: a next version takes its place from a day on, so that an old screening shows the rule of its day.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in
from baken.kernel import audit
from baken.kernel.actions import action, require_run
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh
from baken.ui.format import day as told_day

from ..models import SampleDraw, Scope, Trigger
from ..policies import MANAGE
from . import rules

MAX_SLUG = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """What a line says. `zaaktypes`: identifications of case types that set it off."""

    scope: str
    title: str
    when: str
    basis: str
    valid_from: date
    risk: str = ""
    sample_percent: int | None = None
    zaaktypes: tuple[str, ...] = field(default=())


@action
def draft(*, actor: Actor, at: datetime, municipality: Municipality, told: Draft, slug: str = "") -> Trigger:
    """Keep a new line as a draft, or with `slug` a next version of one that is there. Raises `Refused` with every reason.

    Of each name one draft at a time.
    """
    require_in(actor, MANAGE, municipality.pk)
    rows = Trigger.objects.filter(municipality=municipality)
    name = slug or _free(slugify(told.title)[:MAX_SLUG] or "regel", set(rows.values_list("slug", flat=True)))
    of_it = rows.filter(slug=name)
    reasons = []
    if slug and not of_it.exists():
        reasons.append(Reason("slug", _("Deze regel is er niet.")))
    if of_it.filter(adopted_on__isnull=True).exists():
        reasons.append(Reason("draft", _("Er is al een concept van deze regel. Werk dat bij.")))
    line = Trigger(
        municipality=municipality, slug=name, version_number=(of_it.aggregate(n=Max("version_number"))["n"] or 0) + 1,
        order=_order(municipality, name),
    )  # fmt: skip
    _put(line, told)
    reasons += rules.against(line)
    if reasons:
        raise Refused(tuple(reasons))
    line.save(force_insert=True)
    audit.record("trigger.drafted", line, slug=line.slug, number=line.version_number)
    return line


@action
def change_draft(*, actor: Actor, at: datetime, line: Trigger, seen: int, told: Draft) -> Trigger:
    """Change a draft. Raises `Refused` for a line that was adopted, `StaleVersion` for one that somebody else changed."""
    require(actor, MANAGE, line)
    line = fresh(line, seen)
    reasons = [_adopted()] if line.adopted_on is not None else []
    _put(line, told)
    reasons += rules.against(line)
    if reasons:
        raise Refused(tuple(reasons))
    line.save()
    audit.record("trigger.changed", line, slug=line.slug, number=line.version_number)
    return line


@action
def drop_draft(*, actor: Actor, at: datetime, line: Trigger, seen: int) -> None:
    """Throw a draft away. Raises `Refused` for a line that was adopted."""
    require(actor, MANAGE, line)
    line = fresh(line, seen)
    if line.adopted_on is not None:
        raise Refused((_adopted(),))
    audit.record("trigger.dropped", line, slug=line.slug, number=line.version_number)
    line.delete()


@action
def adopt(*, actor: Actor, at: datetime, line: Trigger, seen: int, on: date, because: str) -> Trigger:
    """Note that a draft was adopted on a day, by which decision. The version before it ends where this one begins."""
    require(actor, MANAGE, line)
    line = fresh(line, seen)
    reasons = rules.against_adopting(line, on, timezone.localdate(at), because)
    of_it = Trigger.objects.locked().filter(municipality_id=line.municipality_id, slug=line.slug)
    earlier = list(of_it.filter(adopted_on__isnull=False).exclude(pk=line.pk).order_by("valid_from"))
    if earlier and line.valid_from <= earlier[-1].valid_from:
        text = _("De versie hiervoor begint op %(day)s. Kies een latere eerste dag.")
        reasons.append(Reason("too_early", text % {"day": told_day(earlier[-1].valid_from)}))
    if reasons:
        raise Refused(tuple(reasons))
    for one in earlier:
        if one.valid_until is None or one.valid_until > line.valid_from:
            one.valid_until = line.valid_from
            one.save()
            audit.record("trigger.ended", one, slug=one.slug, number=one.version_number, until=line.valid_from)
    line.adopted_on, line.adopted_by_id, line.adopted_because = on, actor.id, because.strip()
    line.save()
    audit.record("trigger.adopted", line, slug=line.slug, number=line.version_number, on=on, valid_from=line.valid_from)
    return line


@action
def end(*, actor: Actor, at: datetime, line: Trigger, seen: int, until: date, because: str) -> Trigger:
    """Have an adopted line hold no longer from a day on, with the decision by which. `until`: today or later."""
    require(actor, MANAGE, line)
    line = fresh(line, seen)
    reasons = []
    if line.adopted_on is None or (line.valid_until is not None and line.valid_until <= timezone.localdate(at)):
        reasons.append(Reason("ended", _("Deze regel geldt niet.")))
    if until < max(line.valid_from, timezone.localdate(at)):
        reasons.append(Reason("until", _("Kies vandaag of een latere dag.")))
    if not because.strip():
        reasons.append(Reason("because", _("Noem het besluit waarmee de regel eindigt.")))
    if reasons:
        raise Refused(tuple(reasons))
    line.valid_until = until
    line.save()
    audit.record(
        "trigger.ended", line, slug=line.slug, number=line.version_number, until=until, because=because.strip()
    )
    return line


@action
def load(
    *, actor: Actor, at: datetime, municipality: Municipality, entries: Iterable[Mapping[str, Any]], because: str
) -> int:
    """Put lines in that aren't there, adopted on the day that each names: of an example, or of a policy as it was decided.

    Returns how many came. Each entry: slug, scope, title, when, basis, valid_from, adopted_on; risk, sample_percent and
    zaaktypes where it has them.
    """
    require_in(actor, MANAGE, municipality.pk)
    there = set(Trigger.objects.filter(municipality=municipality).values_list("slug", flat=True))
    made = 0
    for order, entry in enumerate(entries, start=1):
        if entry["slug"] in there:
            continue
        line = Trigger(municipality=municipality, order=order, adopted_because=because, **entry)
        if line.scope not in Scope.values or (reasons := rules.against(line)):
            raise Refused(tuple(reasons) if line.scope in Scope.values else (Reason("scope", str(line.scope)),))
        line.save(force_insert=True)
        audit.record("trigger.adopted", line, slug=line.slug, number=1, on=line.adopted_on, valid_from=line.valid_from)
        made += 1
    if not made:
        audit.record("trigger.none_loaded", municipality)
    return made


def draw(actor: Actor, at: datetime, line: Trigger, department: str, application: str, fictitious: bool) -> SampleDraw:
    """Ask chance once whether an application is in the sample of a line; asked again, the answer is what it was.

    Part of an action. Nothing of the applicant goes into it; the number says only which application was asked about.
    """
    require_run("drawing a sample")
    rows = SampleDraw.objects.filter(
        municipality_id=line.municipality_id, department=department, application=application
    )
    found = rows.first()
    if found is not None:
        audit.record("trigger.sample_kept", found, drawn=found.drawn)
        return found
    percent = line.sample_percent or 0
    row = SampleDraw(
        municipality_id=line.municipality_id, trigger=line, department=department, application=application, at=at,
        percent=percent, drawn=rules.is_drawn(percent, secrets.randbelow), by_id=actor.id, fictitious=fictitious,
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record("trigger.sample_drawn", row, percent=percent, drawn=row.drawn)
    return row


def _put(line: Trigger, told: Draft) -> None:
    line.scope, line.title, line.when, line.basis = told.scope, told.title.strip(), told.when, told.basis.strip()
    line.risk = told.risk.strip() if told.when == rules.RISK else ""
    line.sample_percent = told.sample_percent if told.when == rules.SAMPLE else None
    line.zaaktypes = sorted({one.strip() for one in told.zaaktypes if one.strip()})
    line.valid_from = told.valid_from


def _order(municipality: Municipality, slug: str) -> int:
    rows = Trigger.objects.filter(municipality=municipality)
    same = rows.filter(slug=slug).first()
    return same.order if same else (rows.aggregate(n=Max("order"))["n"] or 0) + 1


def _free(slug: str, taken: set[str]) -> str:
    number, name = 1, slug
    while name in taken:
        number += 1
        name = f"{slug[: MAX_SLUG - 4]}-{number}"
    return name


def _adopted() -> Reason:
    return Reason("adopted", _("Deze regel is vastgesteld en verandert niet meer. Maak een nieuwe versie."))
