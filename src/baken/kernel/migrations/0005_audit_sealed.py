# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each audit row gets a seal with a key (HMAC) instead of a plain hash, and the database refuses TRUNCATE too.

The rows there are get new seals, after their old hashes were checked: what was tampered with before must not become
genuine by this. Both forms stand here as they were on this day, whatever the code does later.
"""

import hashlib
import hmac
import json
from datetime import UTC

from django.db import migrations, models

import baken.kernel.encryption

BATCH = 500
SQLITE = (
    """
    CREATE TRIGGER audit_no_update BEFORE UPDATE ON kernel_auditentry
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
    """,
    """
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON kernel_auditentry
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
    """,
)
POSTGRESQL = (
    """
    CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON kernel_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_append_only()
    """,
    """
    CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON kernel_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()
    """,
)
LOCK = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
UNLOCK = {
    "sqlite": ("DROP TRIGGER IF EXISTS audit_no_update", "DROP TRIGGER IF EXISTS audit_no_delete"),
    "postgresql": (
        "DROP TRIGGER IF EXISTS audit_append_only ON kernel_auditentry",
        "DROP TRIGGER IF EXISTS audit_no_truncate ON kernel_auditentry",
    ),
}


def lock(apps, editor):
    """Put the triggers back. SQLite loses them when Django makes a table anew for another column."""
    for statement in (*UNLOCK[editor.connection.vendor], *LOCK[editor.connection.vendor]):
        editor.execute(statement)


def unlock(apps, editor):
    for statement in UNLOCK[editor.connection.vendor]:
        editor.execute(statement)


def seal_again(apps, editor):
    chains = apps.get_model("kernel", "AuditChain")
    entries = apps.get_model("kernel", "AuditEntry")
    if not entries.objects.exists():
        return
    from baken.kernel import keys

    key = keys.ring().current("audit")
    known = set(chains.objects.values_list("municipality_id", flat=True))
    known |= set(entries.objects.order_by().values_list("municipality_id", flat=True).distinct())
    for owner in sorted(known):
        _seal_chain(chains, entries, owner, key)


def _seal_chain(chains, entries, owner, key):
    length, old, new, first = 0, "", "", None
    while True:
        mine = entries.objects.filter(municipality_id=owner, sequence__gt=length).order_by("sequence")
        rows = list(mine[:BATCH])
        if not rows:
            break
        for row in rows:
            if (row.sequence, row.previous_hash, row.hash) != (length + 1, old, _former_hash(row)):
                raise _broken(owner, row.sequence)
            length, old, first = row.sequence, row.hash, first or row.id
            row.key_id, row.previous_hash = key.id, new
            row.hash = new = _seal(row, key.secret)
        entries.objects.bulk_update(rows, ["key_id", "previous_hash", "hash"])
    chain = chains.objects.filter(municipality_id=owner).first()
    if chain is None or (chain.length, chain.last_hash) != (length, old):
        raise _broken(owner, length + 1)
    chain.first_id, chain.last_hash = first, new
    chain.save()


def _broken(owner, sequence):
    return RuntimeError(
        f"the audit log of municipality {owner} was tampered with or damaged at row {sequence}: nothing was migrated. "
        "Restore the database from a backup, or have this investigated before the log gets new seals."
    )


def _former_hash(row):
    content = [
        str(row.id),
        str(row.municipality_id),
        row.sequence,
        row.at.astimezone(UTC).isoformat(),
        str(row.actor_id),
        row.action,
        row.resource_type,
        row.resource_id,
        row.purpose,
        row.detail,
        row.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _seal(row, secret):
    content = [
        "baken audit 1",
        str(row.id),
        str(row.municipality_id),
        row.sequence,
        row.at.astimezone(UTC).isoformat(),
        "" if row.actor_id is None else str(row.actor_id),
        row.action,
        row.kind,
        row.resource_type,
        row.resource_id,
        row.purpose,
        row.basis,
        "" if row.vault_id is None else str(row.vault_id),
        row.detail,
        row.personal_digest,
        row.key_id,
        row.previous_hash,
    ]
    told = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.new(secret, told, hashlib.sha256).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_lease")]
    operations = [
        migrations.RunPython(unlock, lock),
        migrations.AddField("auditchain", "first_id", models.UUIDField(null=True)),
        migrations.AddField(
            "auditentry",
            "kind",
            models.CharField(choices=[("change", "change"), ("read", "read")], default="change", max_length=10),
        ),
        migrations.AddField("auditentry", "basis", models.CharField(blank=True, max_length=200, default=""), False),
        migrations.AddField("auditentry", "vault_id", models.UUIDField(null=True)),
        migrations.AddField(
            "auditentry", "personal_digest", models.CharField(blank=True, max_length=64, default=""), False
        ),
        migrations.AddField("auditentry", "key_id", models.CharField(max_length=40, default=""), False),
        migrations.AddConstraint(
            "auditentry",
            models.CheckConstraint(condition=models.Q(("kind__in", ["change", "read"])), name="audit_kind"),
        ),
        migrations.AddIndex(
            "auditentry",
            models.Index(condition=models.Q(("kind", "read")), fields=["municipality_id", "at"], name="audit_reads"),
        ),
        migrations.CreateModel(
            name="AuditPersonal",
            fields=[
                ("entry_id", models.UUIDField(primary_key=True, serialize=False)),
                ("municipality_id", models.UUIDField()),
                ("resource_type", models.CharField(max_length=80)),
                ("resource_id", models.CharField(max_length=80)),
                ("content", baken.kernel.encryption.EncryptedTextField()),
            ],
            options={
                "verbose_name_plural": "audit personal parts",
                "indexes": [
                    models.Index(
                        fields=["municipality_id", "resource_type", "resource_id"], name="audit_personal_resource"
                    )
                ],
            },
        ),
        migrations.RunPython(seal_again, migrations.RunPython.noop),
        migrations.RunPython(lock, unlock),
    ]
