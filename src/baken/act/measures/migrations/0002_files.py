# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="days",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="ISO days of an order that names single days (Gemeentewet 172a)",
            ),
        ),
    ]
