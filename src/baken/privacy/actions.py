# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes the register of processing activities, the impact assessments and the retention rules."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in
from baken.kernel import audit, audit_checks
from baken.kernel.actions import action
from baken.kernel.models import Municipality, Record, fresh

from .defaults import shipped
from .models import ChainCheck, Dpia, ProcessingActivity, RetentionRule
from .policies import MANAGE_REGISTER, MANAGE_RETENTION, VIEW_LOG
from .stepping import refuse

R = TypeVar("R", bound=Record)
ACTIVITY_FIELDS = (
    "name", "controller", "purpose", "basis", "persons", "categories", "recipients", "retention", "security", "processor",
    "vault", "dpia", "review_on",
)  # fmt: skip
DPIA_FIELDS = ("done_on", "review_on", "risks", "measures", "outcome")
RULE_FIELDS = ("basis", "start", "years", "months", "approval", "verified")


@action
def load_defaults(*, actor: Actor, at: datetime, municipality: Municipality) -> int:
    """Add what comes along with Baken to register, retention rules and assessments; return how much was added.

    What is there already stays as it is, also where somebody changed it.
    """
    require_in(actor, MANAGE_REGISTER, municipality.id)
    require_in(actor, MANAGE_RETENTION, municipality.id)
    told, added = shipped(), 0
    slugs = set(ProcessingActivity.objects.filter(municipality=municipality).values_list("slug", flat=True))
    for entry in told.activities:
        if entry["slug"] not in slugs:
            ProcessingActivity(municipality=municipality, shipped=True, **entry).save()
            added += 1
    kinds = set(RetentionRule.objects.filter(municipality=municipality).values_list("kind", "vault"))
    for entry in told.rules:
        if (entry["kind"], entry.get("vault", "")) not in kinds:
            RetentionRule(municipality=municipality, **entry).save()
            added += 1
    modules = set(Dpia.objects.filter(municipality=municipality).values_list("slug", flat=True))
    for entry in told.dpias:
        if entry["slug"] not in modules:
            Dpia(municipality=municipality, **entry).save()
            added += 1
    audit.record("privacy.defaults_loaded", municipality, added=added)
    return added


@action
def add_activity(
    *, actor: Actor, at: datetime, municipality: Municipality, slug: str, values: Mapping[str, Any]
) -> ProcessingActivity:
    """Add a processing activity of the municipality's own. Raises `Refused` when the short name is taken."""
    require_in(actor, MANAGE_REGISTER, municipality.id)
    if ProcessingActivity.objects.filter(municipality=municipality, slug=slug).exists():
        raise refuse("slug_taken", _("Er is al een verwerking met deze korte naam."))
    activity = ProcessingActivity(municipality=municipality, slug=slug)
    _put(activity, values, ACTIVITY_FIELDS)
    activity.save()
    audit.record("activity.added", activity, slug=slug)
    return activity


@action
def change_activity(
    *, actor: Actor, at: datetime, activity: ProcessingActivity, seen: int, values: Mapping[str, Any]
) -> ProcessingActivity:
    """Change an entry of the register, provided it is as it was `seen`. Raises `StaleVersion`."""
    return _change(actor, MANAGE_REGISTER, activity, seen, values, ACTIVITY_FIELDS, "activity.changed")


@action
def change_dpia(*, actor: Actor, at: datetime, dpia: Dpia, seen: int, values: Mapping[str, Any]) -> Dpia:
    """Write down when an assessment was done, what it found and when it is looked at again."""
    if values["done_on"] is not None and values["review_on"] <= values["done_on"]:
        raise refuse("review_before", _("De datum van herziening ligt niet na de dag waarop de DPIA is gedaan."))
    return _change(actor, MANAGE_REGISTER, dpia, seen, values, DPIA_FIELDS, "dpia.changed")


@action
def change_rule(
    *, actor: Actor, at: datetime, rule: RetentionRule, seen: int, values: Mapping[str, Any]
) -> RetentionRule:
    """Change how long a kind of record is kept. What was approved stays approved; what isn't due any more isn't destroyed."""
    if not values["years"] and not values["months"]:
        raise refuse("no_term", _("Vul een termijn in: jaren, maanden of beide."))
    return _change(actor, MANAGE_RETENTION, rule, seen, values, RULE_FIELDS, "retention_rule.changed")


@action
def check_chain(*, actor: Actor, at: datetime, municipality: Municipality) -> ChainCheck:
    """Check the municipality's audit log against its seals and anchor, and write down the outcome."""
    require_in(actor, VIEW_LOG, municipality.id)
    require(actor, MANAGE_RETENTION)
    checked = audit_checks.check_chain(municipality.id)
    row = ChainCheck.objects.locked().filter(municipality=municipality).first() or ChainCheck(municipality=municipality)
    row.checked_at, row.rows, row.problems = at, checked.rows, len(checked.problems)
    row.first_problem = min((problem.sequence for problem in checked.problems), default=0)
    row.save()
    audit.record("audit.checked", row, rows=row.rows, problems=row.problems)
    return row


def _change(
    actor: Actor, permission: str, record: R, seen: int, values: Mapping[str, Any], allowed: tuple[str, ...], told: str
) -> R:
    require(actor, permission, record)
    record = fresh(record, seen)
    changed = sorted(name for name in values if getattr(record, name) != values[name])
    _put(record, values, allowed)
    record.save()
    audit.record(told, record, fields=changed)
    return record


def _put(record: Record, values: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    unknown = set(values) - set(allowed)
    if unknown:
        raise TypeError(f"{type(record).__name__} takes no {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(record, name, value)
