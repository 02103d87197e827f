# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was brought to another register keeps the reference that its reporter was told: that it was moved, nobody outside sees."""

from django.db import migrations

from baken.kernel.encryption import EncryptedTextField


class Migration(migrations.Migration):
    dependencies = [("concerns", "0003_sharing")]

    operations = [
        migrations.AddField(
            model_name="concern",
            name="told_reference",
            field=EncryptedTextField(
                blank=True,
                default="",
                help_text="reference that who reported was told, where it was brought here from another register",
            ),
            preserve_default=False,
        ),
    ]
