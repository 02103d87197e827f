# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes the register of processing activities and whom people reach, and what comes along with Baken."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.audit_log import checks as audit_checks
from baken.kernel.errors import StaleVersion
from baken.kernel.models import Municipality, Record, fresh

from ..defaults import shipped
from ..models import ChainCheck, Dpia, DpiaRisk, PrivacyContacts, ProcessingActivity, RetentionRule
from ..policies import MANAGE_REGISTER, MANAGE_RETENTION, VIEW_LOG
from ..stepping import refuse

ACTIVITY_FIELDS = (
    "name", "controller", "joint_controllers", "purpose", "basis", "persons", "categories", "special", "criminal",
    "recipients", "transfers", "guarantee", "retention", "security", "processor", "vault", "dpia", "public", "review_on",
)  # fmt: skip
CONTACT_FIELDS = ("controllers", "officer", "requests", "example")


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
            values = dict(entry)
            risks = values.pop("risks")
            dpia = Dpia(municipality=municipality, **values)
            dpia.save()
            for order, risk in enumerate(risks):
                DpiaRisk(municipality=municipality, dpia=dpia, order=order, **risk).save()
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
    _must_be_guaranteed(activity)
    activity.save()
    audit.record("activity.added", activity, slug=slug)
    return activity


@action
def change_activity(
    *, actor: Actor, at: datetime, activity: ProcessingActivity, seen: int, values: Mapping[str, Any]
) -> ProcessingActivity:
    """Change an entry of the register, provided it is as it was `seen`. Raises `StaleVersion`."""
    require(actor, MANAGE_REGISTER, activity)
    activity = fresh(activity, seen)
    changed = sorted(name for name in values if getattr(activity, name) != values[name])
    _put(activity, values, ACTIVITY_FIELDS)
    _must_be_guaranteed(activity)
    activity.save()
    audit.record("activity.changed", activity, fields=changed)
    return activity


@action
def set_contacts(
    *, actor: Actor, at: datetime, municipality: Municipality, seen: int | None, values: Mapping[str, Any]
) -> PrivacyContacts:
    """Write down whom people reach about their data. `seen`: the version that was seen, None where there was nothing.

    Raises `StaleVersion`, also where somebody else wrote it down first.
    """
    require_in(actor, MANAGE_REGISTER, municipality.id)
    there = PrivacyContacts.objects.locked().filter(municipality=municipality).first()
    row = there or PrivacyContacts(municipality=municipality)
    if (there.version if there else None) != seen:
        raise StaleVersion("the contacts changed since they were read")
    changed = sorted(name for name in values if getattr(row, name) != values[name])
    _put(row, values, CONTACT_FIELDS)
    row.save()
    audit.record("contacts.changed", row, fields=changed)
    return row


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


def _must_be_guaranteed(activity: ProcessingActivity) -> None:
    if activity.transfers and not activity.guarantee:
        raise refuse("no_guarantee", _("Schrijf op met welke waarborg gegevens buiten de EER gaan."))


def _put(record: Record, values: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    unknown = set(values) - set(allowed)
    if unknown:
        raise TypeError(f"{type(record).__name__} takes no {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(record, name, value)
