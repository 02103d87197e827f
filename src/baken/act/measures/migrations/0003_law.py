# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0002_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="addressmeasure",
            name="suspended_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="addressmeasure",
            name="suspended_until",
            field=models.DateField(
                blank=True,
                help_text="first day on which a judge no longer holds it up; empty while that isn't known",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="forfeiture",
            name="interruptions",
            field=models.JSONField(
                blank=True, default=list, help_text="what interrupted the claim (Awb 4:106): pairs of slug and ISO day"
            ),
        ),
        migrations.AddField(
            model_name="measure",
            name="earlier_days",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="ISO days of earlier orders to the same person: they count with `days`",
            ),
        ),
        migrations.AddField(
            model_name="remedy",
            name="suspended_until",
            field=models.DateField(
                blank=True, help_text="last day of a suspension of which the ruling names one", null=True
            ),
        ),
        migrations.AddField(
            model_name="remedy",
            name="suspended_until_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("law", "de uitspraak noemt geen einde: zoals de wet het regelt (Awb 8:85)"),
                    ("weeks", "tot zes weken na de beslissing op bezwaar of de uitspraak op beroep"),
                    ("decision", "tot de beslissing op bezwaar of de uitspraak op beroep"),
                    ("date", "tot en met een dag"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="forfeiture",
            name="status",
            field=models.CharField(
                choices=[
                    ("forfeited", "verbeurd"),
                    ("announced", "voornemen tot invordering"),
                    ("decided", "invorderingsbesluit"),
                    ("paid", "betaald"),
                    ("waived", "niet ingevorderd"),
                    ("lapsed", "verjaard"),
                    ("undone", "niet verbeurd: de last was geschorst"),
                ],
                default="forfeited",
                max_length=10,
            ),
        ),
    ]
