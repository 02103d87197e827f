# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bibob", "0002_departments"),
    ]

    operations = [
        migrations.AddField(
            model_name="advice",
            name="ground",
            field=models.SlugField(blank=True, help_text="slug of rules.GROUNDS: about what (9)", max_length=30),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("fact", "feit, geen strafbaar feit"),
                    ("suspected", "vermoeden"),
                    ("charged", "vervolging loopt"),
                    ("convicted", "veroordeeld"),
                    ("settled", "afgedaan zonder rechter"),
                    ("fined", "bestuurlijke boete"),
                    ("dismissed", "geseponeerd"),
                    ("acquitted", "vrijgesproken of ontslagen van alle rechtsvervolging"),
                ],
                default="fact",
                max_length=10,
            ),
        ),
    ]
