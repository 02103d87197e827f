# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models

from baken.access.authorization import row_security


class Migration(migrations.Migration):
    dependencies = [("access", "0005_regimes_and_signing")]

    operations = [
        migrations.AddField(
            model_name="vault",
            name="desk",
            field=models.BooleanField(
                default=False, help_text="whoever is admitted sees every record in it, without participation"
            ),
        ),
        migrations.AddConstraint(
            model_name="vault",
            constraint=models.CheckConstraint(
                condition=models.Q(("desk", False), ("emergency", False), _connector="OR"), name="vault_desk"
            ),
        ),
        migrations.RemoveIndex(model_name="searchtoken", name="token_word"),
        migrations.AddIndex(
            model_name="searchtoken",
            index=models.Index(
                fields=["municipality", "token", "guarded"], include=("part", "level", "vault"), name="token_word"
            ),
        ),
        row_security.protect_anew("access_guardedrecord", row_security.RECORD_OR_DESK, row_security.RECORD),
        row_security.protect_anew(
            "access_participation", row_security.PARTICIPATION_OR_DESK, row_security.PARTICIPATION
        ),
        row_security.protect_anew("access_searchtoken", row_security.PART_OR_DESK, row_security.PART),
    ]
