# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of a Wpg register for its audits: internal each year, external every four years (Wpg, article 33).

Everything that was read or changed in the register in a period, as it stands in the audit log: keys and slugs, no names and no
content. The export itself leaves a row.
"""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import AuditEntry
from baken.ui.csv_export import BOM, safe

from .actors import Actor
from .models import GuardedRecord, Regime, Vault
from .policy import require
from .sight import opened

VIEW, LOG = "access.matrix.view", "access.log.view"
COLUMNS = ("sequence", "at", "kind", "action", "account", "resource", "key", "purpose", "basis", "detail", "seal")
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


def _told(found: QuerySet[AuditEntry]) -> Iterator[dict[str, Any]]:
    for entry in found.iterator(chunk_size=1000):
        yield {
            "sequence": entry.sequence,
            "at": entry.at.isoformat(),
            "kind": str(entry.kind),
            "action": entry.action,
            "account": str(entry.actor_id or ""),
            "resource": entry.resource_type,
            "key": entry.resource_id,
            "purpose": entry.purpose,
            "basis": entry.basis,
            "detail": entry.detail,
            "seal": entry.hash,
        }


def _csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    write.writerow(COLUMNS)
    for row in rows:
        told = {**row, "detail": json.dumps(row["detail"], ensure_ascii=False, sort_keys=True)}
        write.writerow([safe(str(told[name])) for name in COLUMNS])
    return BOM + out.getvalue()


def _json(vault: Vault, since: datetime, until: datetime, rows: list[dict[str, Any]]) -> str:
    whole = {
        "register": vault.slug,
        "basis": vault.basis,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "rows": rows,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
