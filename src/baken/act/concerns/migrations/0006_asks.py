# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is asked of the register to which something of a concern was brought: a measure."""

    dependencies = (("concerns", "0005_trafficking"),)

    operations = (
        migrations.AddField("packet", "asks", models.SlugField(blank=True, max_length=40)),
        migrations.AddIndex(
            "packet",
            models.Index(
                fields=("municipality", "to_vault", "to_reference"),
                name="packet_asks",
                condition=models.Q(("asks", ""), _negated=True),
            ),
        ),
    )
