# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who changed what of an entry and when, in words.

Of the register and the assessments it comes from the audit log, which tells the fields and not what stood in them; of rules
from their own rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import User
from baken.kernel.models import AuditEntry, Record

from ..models import RetentionRule

MOST = 100


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when, by whom (empty: Baken itself), what, of which fields, and the reason where one was asked."""

    at: datetime
    who: str
    what: str
    fields: tuple[str, ...] = ()
    reason: str = ""


def words() -> dict[str, str]:
    """Return what is told of each action of the log that is shown here."""
    return {
        "activity.added": _("toegevoegd"),
        "activity.changed": _("gewijzigd"),
        "contacts.changed": _("gewijzigd"),
        "dpia.changed": _("bijgewerkt"),
        "dpia.begun_anew": _("nieuwe beoordeling begonnen"),
        "dpia.risk_added": _("risico toegevoegd"),
        "dpia.risk_changed": _("risico gewijzigd"),
        "dpia.risk_removed": _("risico verwijderd"),
    }


def history(record: Record, labels: Mapping[str, Any]) -> list[Change]:
    """Return the changes of an entry, newest first. `labels`: what its fields are called on the form. Two queries."""
    told = words()
    rows = AuditEntry.objects.filter(
        municipality_id=record.municipality_id,
        resource_type=record._meta.label_lower,
        resource_id=str(record.pk),
        action__in=list(told),
    ).order_by("-sequence")[:MOST]
    found = list(rows)
    names = dict(User.objects.filter(pk__in={row.actor_id for row in found}).values_list("pk", "display_name"))
    return [
        Change(
            at=row.at,
            who=names.get(row.actor_id, "") if row.actor_id else "",
            what=told[row.action],
            fields=tuple(str(labels.get(name, name)) for name in row.detail.get("fields", [])),
        )
        for row in found
    ]


def rule_history(rule: RetentionRule) -> list[Change]:
    """Return what happened to a retention rule, newest first, with the reasons."""
    labels = {
        "basis": _("Grondslag"),
        "start": _("De termijn begint als"),
        "years": _("Jaren"),
        "months": _("Maanden"),
        "approval": _("Vernietiging wacht op goedkeuring"),
    }
    what = {"made": _("gemaakt"), "changed": _("gewijzigd"), "verified": _("nagekeken in de bron")}
    return [
        Change(
            at=row.at,
            who=str(row.by) if row.by else "",
            what=what.get(row.what, row.what),
            fields=tuple(
                _("%(field)s: van %(before)s naar %(after)s")
                % {"field": labels.get(name, name), "before": _shown(before), "after": _shown(after)}
                if before != ""
                else f"{labels.get(name, name)}: {_shown(after)}"
                for name, (before, after) in row.fields.items()
            ),
            reason=row.reason,
        )
        for row in rule.changes.select_related("by")[:MOST]
    ]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return f"‘{value}’" if isinstance(value, str) else str(value)
