# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bibob", "0003_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="sourcelook",
            name="usable_until",
            field=models.DateField(
                blank=True, help_text="of what another file found first: last day of its use (29)", null=True
            ),
        ),
    ]
