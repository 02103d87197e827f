# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reporter wrote and nobody read is found at once, however many signals lie closed beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("concerns", "0007_category_marks"),)

    operations = (
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(
                condition=models.Q(("news", True)), fields=["municipality", "vault", "-id"], name="concern_news"
            ),
        ),
    )
