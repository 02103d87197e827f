# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.functions.comparison
import django.db.models.lookups
from django.db import migrations, models

ABOUT = ("undermining", "nuisance", "trafficking", "care", "youth", "cyber", "discrimination")


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
    dependencies = [("access", "0006_desks")]

    operations = [fits(f"signal_{about}", "general") for about in ABOUT]
