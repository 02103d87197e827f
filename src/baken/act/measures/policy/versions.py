# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of a rule with versions: drafted, changed while it is a draft, adopted by the body, followed by a next version.

What was adopted is never changed; only its last day is filled in when the next version takes over.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize, require, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh
from baken.ui.format import day

from ..models import DecisionTemplate, Instrument, Mandate, MatrixRule, PolicyMatrix
from ..policies import MANAGE, SIGN
from .checks import against_mandate, against_matrix, against_template

V = TypeVar("V", PolicyMatrix, DecisionTemplate, Mandate)
Version = PolicyMatrix | DecisionTemplate | Mandate
KINDS: dict[str, type[PolicyMatrix] | type[DecisionTemplate] | type[Mandate]] = {
    "matrix": PolicyMatrix,
    "template": DecisionTemplate,
    "mandate": Mandate,
}
FIELDS: dict[type[Any], tuple[str, ...]] = {
    PolicyMatrix: ("title", "source", "valid_from", "explanation"),
    DecisionTemplate: ("title", "source", "valid_from", "sections"),
    Mandate: ("title", "source", "valid_from", "role", "instruments", "kinds", "signs_as"),
}
CELL = ("premises_kind", "finding", "finding_label", "offence_number", "outcome", "months", "note")
OF_EXECUTIVE = frozenset({Instrument.COERCION, Instrument.PENALTY})
"""Instruments of the executive; a warning goes with either body, the others are the mayor's."""


def kind_of(version: Version) -> str:
    """Return how a version's kind is called in addresses and in the log."""
    return next(slug for slug, model in KINDS.items() if isinstance(version, model))


def bodies_of(version: Version) -> frozenset[str]:
    """Return the roles that are the body whose rule this is: it is adopted by one that is all of them."""
    slugs = version.instruments if isinstance(version, Mandate) else [version.instrument]
    return frozenset(
        "executive" if slug in OF_EXECUTIVE else "mayor"
        for slug in slugs
        if slug != Instrument.WARNING or len(slugs) == 1
    )


@action
def begin(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    kind: str,
    slug: str,
    values: dict[str, Any],
    cells: Iterable[dict[str, Any]] = (),
) -> Any:
    """Draft the first version of a rule. `values`: fields, with instrument (and kind of document). Raises `Refused`."""
    require_in(actor, MANAGE, municipality.pk)
    model = KINDS[kind]
    if model.objects.filter(municipality=municipality, slug=slug).exists():
        raise Refused((Reason("taken", _("Deze korte naam is al in gebruik. Kies een andere.")),))
    version = model(municipality=municipality, slug=slug, version_number=1, **values)
    return _kept(version, cells, f"measure.{kind}_drafted")


@action
def follow(*, actor: Actor, at: datetime, version: V) -> V:
    """Draft the next version of a rule, beginning as a copy of its newest. Raises `Refused` where a draft is there already."""
    require_in(actor, MANAGE, version.municipality_id)
    model = type(version)
    newest = model.objects.filter(municipality_id=version.municipality_id, slug=version.slug).order_by(
        "-version_number"
    )
    last = newest.locked().first()
    assert last is not None
    if last.adopted_on is None:
        raise Refused((Reason("draft", _("Er is al een concept van de volgende versie. Werk daarin verder.")),))
    values = {name: getattr(last, name) for name in FIELDS[model]}
    values |= {name: getattr(last, name) for name in ("instrument", "kind") if hasattr(last, name)}
    values["valid_from"] = max(timezone.localdate(at), last.valid_from)
    copy = model(municipality_id=last.municipality_id, slug=last.slug, version_number=last.version_number + 1, **values)
    made: V = _kept(copy, cells_of(last), f"measure.{kind_of(last)}_drafted", checked=False)
    return made


@action
def change(
    *,
    actor: Actor,
    at: datetime,
    version: V,
    seen: int,
    values: dict[str, Any],
    cells: Iterable[dict[str, Any]] | None = None,
) -> V:
    """Change a draft; with `cells`, those of a matrix as a whole. Raises `Refused` once adopted, `StaleVersion`."""
    require_in(actor, MANAGE, version.municipality_id)
    version = fresh(version, seen)
    if version.adopted_on is not None:
        raise Refused((adopted_already(),))
    for name in FIELDS[type(version)]:
        if name in values:
            setattr(version, name, values[name])
    made: V = _kept(version, cells_of(version) if cells is None else cells, f"measure.{kind_of(version)}_changed")
    return made


@action
def adopt(*, actor: Actor, at: datetime, version: V, seen: int) -> V:
    """Adopt a draft: from its first day it is the rule, and the version before it holds until then.

    A matrix and a mandate are adopted by the body whose power it is, a template by who manages templates. Raises `Refused`
    with every reason: not the body, already adopted, a first day in the past or not after that of the version before.
    """
    require(actor, MANAGE if isinstance(version, DecisionTemplate) else SIGN, version)
    version = fresh(version, seen)
    today = timezone.localdate(at)
    before = (
        type(version)
        .objects.filter(municipality_id=version.municipality_id, slug=version.slug, adopted_on__isnull=False)
        .order_by("-version_number")
        .locked()
        .first()
    )
    reasons = list(_against_adopting(actor, version, before, today))
    if reasons:
        raise Refused(tuple(reasons))
    if before is not None:
        before.valid_until = version.valid_from
        before.save()
    version.adopted_on = today
    version.adopted_by_id = actor.id
    version.save()
    audit.record(f"measure.{kind_of(version)}_adopted", version, slug=version.slug, number=version.version_number)
    return version


@action
def drop(*, actor: Actor, at: datetime, version: Version, seen: int) -> None:
    """Throw a draft away. Raises `Refused` once adopted, `StaleVersion`."""
    require_in(actor, MANAGE, version.municipality_id)
    version = fresh(version, seen)
    if version.adopted_on is not None:
        raise Refused((adopted_already(),))
    audit.record(f"measure.{kind_of(version)}_dropped", version, slug=version.slug, number=version.version_number)
    version.delete()


def may_adopt(actor: Actor, version: Version) -> bool:
    """Return whether the actor is who adopts this version."""
    if isinstance(version, DecisionTemplate):
        return bool(authorize(actor, MANAGE, version))
    return _is_body(actor, version) and bool(authorize(actor, SIGN, version))


def cells_of(version: Version) -> list[dict[str, Any]]:
    """Return the cells of a matrix as values; none for other kinds."""
    if not isinstance(version, PolicyMatrix) or version._state.adding:
        return []
    return list(MatrixRule.objects.filter(matrix=version).order_by("order", "id").values(*CELL))


def _kept(version: Any, cells: Iterable[dict[str, Any]], told: str, checked: bool = True) -> Any:
    """Check a draft with its cells, save it and write it down. A copy isn't checked: its last version was."""
    rows = list(cells)
    reasons = _against(version, rows) if checked else []
    if reasons:
        raise Refused(tuple(reasons))
    version.save()
    if isinstance(version, PolicyMatrix):
        MatrixRule.objects.filter(matrix=version).delete()
        made = [
            MatrixRule(municipality_id=version.municipality_id, matrix=version, order=place, **cell)
            for place, cell in enumerate(rows, 1)
        ]
        MatrixRule.objects.bulk_create(made)
    audit.record(told, version, slug=version.slug, number=version.version_number)
    return version


def _against(version: Version, cells: list[dict[str, Any]]) -> list[Reason]:
    if isinstance(version, PolicyMatrix):
        return against_matrix(version, cells)
    return against_template(version) if isinstance(version, DecisionTemplate) else against_mandate(version)


def _is_body(actor: Actor, version: Version) -> bool:
    return "system" in actor.roles or bodies_of(version) <= actor.roles


def _against_adopting(actor: Actor, version: Version, before: Version | None, today: date) -> Iterable[Reason]:
    if version.adopted_on is not None:
        yield adopted_already()
        return
    if not isinstance(version, DecisionTemplate) and not _is_body(actor, version):
        text = _("Het bestuursorgaan met deze bevoegdheid stelt dit vast: de burgemeester of het college.")
        yield Reason("not_the_body", text)
    if version.valid_from < today:
        text = _("De eerste dag ligt in het verleden. Wat al gold, blijft zoals het was: kies vandaag of later.")
        yield Reason("past", text)
    if before is not None and version.valid_from <= before.valid_from:
        text = _("De versie hiervoor begint op %(day)s. Kies een latere eerste dag.")
        yield Reason("too_early", text % {"day": day(before.valid_from)})
    yield from _against(version, cells_of(version))


def adopted_already() -> Reason:
    text = _("Deze versie is vastgesteld en verandert niet meer. Maak een volgende versie.")
    return Reason("adopted", text)
