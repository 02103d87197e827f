# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A category can be closed to channels: what only supervision reports isn't offered to a partner or a file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("concerns", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="category",
            name="closed_to",
            field=models.JSONField(blank=True, default=list, help_text="channels by which it can't be reported"),
        ),
    ]
