# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record of sharing is for whoever leads the case and for supervision: its words stand encrypted, and it is protected so."""

from typing import Any

from django.db import migrations, models

import baken.kernel.encryption
from baken.access.facade import row_security
from baken.kernel.encryption import seal
from baken.kernel.keyring.rotation import everything_of

TABLE = "cases_sharing"
SEALED = ("basis", "recipient", "to_reference")
LED = f"(SELECT {row_security.holds_role('c.owner_role')} FROM cases_case c WHERE c.guarded_id = {TABLE}.guarded_id)"


def seal_words(apps: Any, editor: Any) -> None:
    """Encrypt what stood readable; a register is named without the reference, which has a field of its own."""
    municipalities = list(apps.get_model("kernel", "Municipality").objects.values_list("pk", flat=True))
    rows = apps.get_model("cases", "Sharing").objects
    for municipality in municipalities:
        with everything_of(municipality), editor.connection.cursor() as cursor:
            for key in list(rows.filter(municipality=municipality).values_list("pk", flat=True)):
                told = rows.model._meta.pk.get_db_prep_value(key, editor.connection)
                cursor.execute(f"SELECT {', '.join(SEALED)} FROM {TABLE} WHERE id = %s", [told])  # noqa: S608
                basis, recipient, reference = cursor.fetchone()
                told_now = (basis, recipient.removesuffix(f", {reference}"), reference)
                values = [
                    str(seal(text, f"{TABLE}|{name}", str(key))) if text else ""
                    for name, text in zip(SEALED, told_now, strict=True)
                ]
                sets = ", ".join(f"{name} = %s" for name in SEALED)
                cursor.execute(f"UPDATE {TABLE} SET {sets} WHERE id = %s", [*values, told])  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("access", "0003_identity")]

    operations = [
        migrations.RemoveConstraint(model_name="sharing", name="case_sharing_recipient"),
        migrations.AlterField("sharing", "basis", baken.kernel.encryption.EncryptedTextField()),
        migrations.AlterField("sharing", "recipient", baken.kernel.encryption.EncryptedTextField()),
        migrations.AlterField("sharing", "to_reference", baken.kernel.encryption.EncryptedTextField(blank=True)),
        migrations.AddConstraint(
            model_name="sharing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("covenant__isnull", False), ("partner__isnull", False), ("to_vault__isnull", True)),
                    models.Q(("covenant__isnull", True), ("partner__isnull", True), ("to_vault__isnull", False)),
                    _connector="OR",
                ),
                name="case_sharing_recipient",
            ),
        ),
        row_security.protect_anew(TABLE, row_security.part_or_overseen(LED), row_security.PART),
        migrations.RunPython(seal_words, migrations.RunPython.noop),
    ]
