# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes a retention rule: always with a reason, kept as its history, and read in the source by somebody else.

By a rule that nobody verified nothing is destroyed. So nobody shortens a term, or leaves the approval out, alone.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import Actor, Vault, require, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality, fresh

from ..models import RetentionRule, RuleChange
from ..policies import MANAGE_RETENTION
from ..stepping import refuse
from .due import RowKind, kind_of

RULE_FIELDS = ("basis", "start", "years", "months", "approval")
MAX_REASON = 500


@action
def change_rule(
    *, actor: Actor, at: datetime, rule: RetentionRule, seen: int, values: Mapping[str, Any], reason: str
) -> RetentionRule:
    """Change how long a kind of record is kept, and why. After that somebody else must verify it.

    What was approved stays approved; what isn't due any more isn't destroyed. Raises `Refused` without reason, term or
    change, and `StaleVersion`.
    """
    require(actor, MANAGE_RETENTION, rule)
    _must_have(reason)
    rule = fresh(rule, seen)
    before = {name: getattr(rule, name) for name in RULE_FIELDS}
    _put(rule, values)
    changed = {name: [before[name], getattr(rule, name)] for name in RULE_FIELDS if before[name] != getattr(rule, name)}
    if not changed:
        raise refuse("no_change", _("Er is niets gewijzigd."))
    rule.verified, rule.verified_at, rule.verified_by_id, rule.verified_where = False, None, None, ""
    rule.changed_by_id = actor.id
    rule.save()
    _note(actor, at, rule, "changed", reason, changed)
    audit.record("retention_rule.changed", rule, fields=sorted(changed))
    return rule


@action
def add_rule(
    *, actor: Actor, at: datetime, municipality: Municipality, kind: str, vault: Vault, values: Mapping[str, Any],
    reason: str,
) -> RetentionRule:  # fmt: skip
    """Let a kind of record have a term of its own in one closed register. Raises `Refused`, also where there is one."""
    require_in(actor, MANAGE_RETENTION, municipality.id)
    require_in(actor, MANAGE_RETENTION, vault.municipality_id)
    _must_have(reason)
    usual = RetentionRule.objects.filter(municipality=municipality, kind=kind, vault="").first()
    if usual is None or isinstance(kind_of(kind), RowKind):
        raise refuse("unknown_kind", _("Voor deze soort is geen eigen termijn per register mogelijk."))
    if RetentionRule.objects.filter(municipality=municipality, kind=kind, vault=vault.slug).exists():
        raise refuse("rule_there", _("Dit register heeft al een eigen termijn voor deze soort. Wijzig die."))
    name = f"{usual.name}, {vault.name}"[:120]
    rule = RetentionRule(municipality=municipality, kind=kind, vault=vault.slug, name=name, changed_by_id=actor.id)
    _put(rule, values)
    rule.save()
    _note(actor, at, rule, "made", reason, {name: ["", getattr(rule, name)] for name in RULE_FIELDS})
    audit.record("retention_rule.added", rule, kind=kind, vault=vault.slug)
    return rule


@action
def verify_rule(*, actor: Actor, at: datetime, rule: RetentionRule, seen: int, where: str) -> RetentionRule:
    """Say that one read the term in its source, and `where`. From then on records are destroyed by it.

    Raises `Refused` for whoever set the term, and without source.
    """
    require(actor, MANAGE_RETENTION, rule)
    _must_have(where)
    rule = fresh(rule, seen)
    if actor.id is not None and actor.id == rule.changed_by_id:
        raise refuse("same_person", _("U stelde deze termijn zelf in. Een collega kijkt haar na."))
    rule.verified, rule.verified_at, rule.verified_by_id, rule.verified_where = True, at, actor.id, where.strip()[:200]
    rule.save()
    _note(actor, at, rule, "verified", where, {})
    audit.record("retention_rule.verified", rule)
    return rule


def _put(rule: RetentionRule, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(RULE_FIELDS)
    if unknown:
        raise TypeError(f"a rule takes no {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(rule, name, value)
    if not rule.years and not rule.months:
        raise refuse("no_term", _("Vul een termijn in: jaren, maanden of beide."))


def _note(actor: Actor, at: datetime, rule: RetentionRule, what: str, reason: str, fields: dict[str, Any]) -> None:
    RuleChange(
        municipality_id=rule.municipality_id, rule=rule, what=what, at=at, by_id=actor.id, reason=reason.strip(),
        fields=fields,
    ).save()  # fmt: skip


def _must_have(reason: str) -> None:
    if not reason.strip():
        raise refuse("no_reason", _("Schrijf op waarom."))
    if len(reason.strip()) > MAX_REASON:
        raise refuse("long_reason", _("De reden is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_REASON})
