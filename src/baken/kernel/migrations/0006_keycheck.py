# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kernel", "0005_audit_sealed"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("use", models.CharField(help_text="field, search, audit or paper", max_length=20)),
                ("key_id", models.CharField(max_length=40)),
                (
                    "fingerprint",
                    models.CharField(
                        help_text="HMAC of a constant with the key; the key can't be found by it", max_length=64
                    ),
                ),
                (
                    "replaced",
                    models.BooleanField(
                        default=False, help_text="a rotation went through all that was written with it"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("use", "key_id"), name="one_check_per_key")],
            },
        ),
    ]
