# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
import baken.kernel.encryption
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_sharing_sealed"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="origin",
            field=baken.kernel.encryption.EncryptedTextField(
                blank=True, help_text="reference of the record that it began with: no key leads there"
            ),
        ),
    ]
