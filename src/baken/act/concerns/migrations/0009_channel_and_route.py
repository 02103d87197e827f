# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list of one channel or one route is a range of an index too: else all signals are gone through where few are of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("concerns", "0008_news"),)

    operations = (
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["municipality", "vault", "channel", "-id"], name="concern_channel"),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(
                condition=models.Q(("route", ""), _negated=True),
                fields=["municipality", "vault", "route", "-id"],
                name="concern_route",
            ),
        ),
    )
