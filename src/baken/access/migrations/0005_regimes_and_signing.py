# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.functions.comparison
import django.db.models.lookups
from django.db import migrations, models


def forget_sessions(apps, editor):
    """The table held keys that open a session; from here on it holds their hash. Whoever was logged in logs in again."""
    apps.get_model("sessions", "Session").objects.using(editor.connection.alias).all().delete()


def fits(purpose, regime):
    there = django.db.models.lookups.Contains(
        django.db.models.functions.comparison.Cast("purposes", models.TextField()), f'"{purpose}"'
    )
    return migrations.AddConstraint(
        model_name="vault",
        constraint=models.CheckConstraint(
            condition=models.Q(("regime__in", [regime]), models.Q(there, _negated=True), _connector="OR"),
            name=f"vault_{purpose}",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_four_eyes"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(forget_sessions, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="vault", name="vault_emergency"),
        migrations.AddConstraint(
            model_name="vault",
            constraint=models.CheckConstraint(
                condition=models.Q(("emergency", False), ("regime__in", ["general"]), _connector="OR"),
                name="vault_emergency",
            ),
        ),
        fits("premises_approach", "general"),
        fits("criminal_investigation", "wpg"),
        fits("bibob_screening", "bibob"),
        fits("joint_casework", "wgs"),
        fits("source_protection", "source"),
        migrations.AddField(
            model_name="covenant",
            name="number",
            field=models.CharField(
                blank=True, default="", help_text="under which the municipality filed it", max_length=40
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="covenant",
            name="signatory",
            field=models.CharField(
                blank=True, default="", help_text="function that signed for the municipality", max_length=120
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="covenant",
            name="signed_on",
            field=models.DateField(blank=True, help_text="day on which the last of them signed", null=True),
        ),
        migrations.AddField(
            model_name="covenantpartner",
            name="signatory",
            field=models.CharField(
                blank=True, default="", help_text="function that signed for the partner", max_length=120
            ),
            preserve_default=False,
        ),
    ]
