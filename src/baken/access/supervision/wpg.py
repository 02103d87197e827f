# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of a Wpg register for its audits: internal each year, external every four years (Wpg, article 33).

Everything that was read or changed in the register in a period, as it stands in the audit log: keys, no names and no content.
As CSV in words, with the function of whoever read and local times; as JSON with the slugs. The export itself leaves a row.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import AuditEntry
from baken.ui.csv_export import plain_csv

from ..actors import Actor
from ..authorization.parts import part_label
from ..authorization.policy import require
from ..authorization.purposes import purpose_label
from ..authorization.reading import door_word
from ..authorization.sight import opened
from ..models import GuardedRecord, Regime, RoleAssignment, Vault
from ..roles import role_label

VIEW, LOG = "access.matrix.view", "access.log.view"
Words = Callable[[str], str]
_words: dict[str, Words] = {"action": str, "object": str}
FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def entries(actor: Actor, vault: Vault, since: datetime, until: datetime) -> QuerySet[AuditEntry]:
    """Return the audit rows about a register and what lies in it, in [since, until), in their order."""
    with opened(actor, system=True):
        keys = [str(key) for key in GuardedRecord.objects.filter(vault=vault).values_list("pk", flat=True)]
    about = Q(vault_id=vault.pk)
    about |= Q(resource_type=Vault._meta.label_lower, resource_id=str(vault.pk))
    about |= Q(resource_type=GuardedRecord._meta.label_lower, resource_id__in=keys)
    rows = AuditEntry.objects.filter(about, municipality_id=vault.municipality_id, at__gte=since, at__lt=until)
    return rows.order_by("sequence")


@action
def export(*, actor: Actor, at: datetime, vault: Vault, since: datetime, until: datetime, form: str) -> str:
    """Return the log of a Wpg register in a period, as `csv` or `json` text. Raises ValueError for another register."""
    require(actor, LOG)
    require(actor, VIEW, vault)
    if vault.regime != Regime.WPG or form not in FORMATS:
        raise ValueError(vault.regime, form)
    rows = list(_told(entries(actor, vault, since, until)))
    audit.record("wpg.exported", vault, vault_id=vault.pk, since=since, until=until, rows=len(rows), form=form)
    return _csv(rows) if form == "csv" else _json(vault, since, until, rows)


def register_words(action_words: Words, object_words: Words) -> None:
    """Have the feature that keeps the words of the log give them: of an action, and of a kind of object, by slug."""
    _words.update(action=action_words, object=object_words)


def _told(found: QuerySet[AuditEntry]) -> Iterator[dict[str, Any]]:
    """Yield the rows with what stands in the log; `at` by the Dutch clock, `roles` those that the account had on that day."""
    rows = list(found)
    held = _Roles({row.actor_id for row in rows if row.actor_id})
    for entry in rows:
        at = timezone.localtime(entry.at)
        yield {
            "sequence": entry.sequence,
            "at": at.isoformat(),
            "kind": str(entry.kind),
            "action": entry.action,
            "account": str(entry.actor_id or ""),
            "roles": held.on(entry.municipality_id, entry.actor_id, at.date()),
            "resource": entry.resource_type,
            "key": entry.resource_id,
            "purpose": entry.purpose,
            "basis": entry.basis,
            "detail": entry.detail,
            "seal": entry.hash,
        }


class _Roles:
    """Which roles accounts had on a day; one query for all."""

    def __init__(self, accounts: set[UUID]):
        self.held: dict[tuple[UUID, UUID], list[RoleAssignment]] = {}
        for row in RoleAssignment.objects.filter(user__in=accounts).order_by("role"):
            self.held.setdefault((row.municipality_id, row.user_id), []).append(row)

    def on(self, municipality: UUID, account: UUID | None, day: date) -> list[str]:
        if account is None:
            return []
        rows = self.held.get((municipality, account), [])
        return [row.role for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]


def _csv(rows: list[dict[str, Any]]) -> str:
    """Return the rows in words, for an auditor: Dutch, whoever takes them along."""
    with override("nl"):
        heads = (
            _("Volgnummer"), _("Tijdstip"), _("Gelezen of gewijzigd"), _("Handeling"), _("Account"), _("Functie"),
            _("Waarop"), _("Sleutel"), _("Doel"), _("Grondslag"), _("Bijzonderheden"), _("Zegel"),
        )  # fmt: skip
        return plain_csv(heads, (_in_words(row) for row in rows))


def _in_words(row: dict[str, Any]) -> list[str]:
    roles = [role_label(slug) for slug in row["roles"]]
    return [
        str(row["sequence"]),
        f"{datetime.fromisoformat(row['at']):%d-%m-%Y %H:%M:%S}",
        _("gelezen") if row["kind"] == "read" else _("gewijzigd"),
        _words["action"](row["action"]),
        row["account"] or _("Baken zelf"),
        ", ".join(roles) if row["account"] else "",
        _words["object"](row["resource"]),
        row["key"],
        purpose_label(row["purpose"]) if row["purpose"] else "",
        row["basis"],
        "; ".join(_detail(name, value) for name, value in sorted(row["detail"].items())),
        row["seal"],
    ]


def _detail(name: str, value: Any) -> str:
    """Return one of the details of a row; what has no words here is told as it stands."""
    labels = {
        "parts": _("onderdelen"),
        "door": _("langs"),
        "rows": _("regels"),
        "since": _("vanaf"),
        "until": _("tot"),
        "form": _("bestand"),
        "role": _("rol"),
        "fields": _("velden"),
        "purposes": _("doelen"),
        "number": _("aantal"),
        "desk": _("vaste bezetting"),
    }
    texts = [str(one) for one in value] if isinstance(value, list) else [_plain(value)]
    if name == "parts":
        texts = [part_label(text) for text in texts]
    elif name == "door":
        texts = [door_word(text) or text for text in texts]
    elif name in ("purposes", "purpose"):
        texts = [purpose_label(text) for text in texts]
    elif name == "role":
        texts = [role_label(text) for text in texts]
    return f"{labels.get(name, name)}: {', '.join(texts)}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _json(vault: Vault, since: datetime, until: datetime, rows: list[dict[str, Any]]) -> str:
    whole = {
        "register": vault.slug,
        "basis": vault.basis,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "rows": rows,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
