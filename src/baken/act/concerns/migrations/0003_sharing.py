# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes to a partner may hold papers, what goes to another register of ours has no partner, and supervision may know of it."""

import baken.kernel.encryption
import baken.kernel.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from baken.access.facade import row_security


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0007_signal_purposes'),
        ('concerns', '0002_report'),
        ('kernel', '0009_idempotency'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PacketFile',
            fields=[
                ('id', models.UUIDField(default=baken.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('part', models.SlugField(max_length=40)),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'Internal'), (2, 'Confidential'), (3, 'Secret')], default=2)),
                ('name', baken.kernel.encryption.EncryptedTextField()),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField(help_text='bytes')),
                ('digest', models.CharField(help_text="HMAC of the content with the file's own key", max_length=64)),
                ('file', models.UUIDField(help_text='random; where the file lies')),
            ],
            options={
                'ordering': ('id',),
            },
        ),
        migrations.AddField(
            model_name='packet',
            name='category',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concerns.category'),
        ),
        migrations.AddField(
            model_name='packet',
            name='reminded_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='packet',
            name='to_reference',
            field=models.CharField(blank=True, max_length=14),
        ),
        migrations.AddField(
            model_name='packet',
            name='to_vault',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.vault'),
        ),
        migrations.AlterField(
            model_name='packet',
            name='covenant',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.covenant'),
        ),
        migrations.AlterField(
            model_name='packet',
            name='onward',
            field=models.CharField(max_length=12),
        ),
        migrations.AlterField(
            model_name='packet',
            name='partner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.partner'),
        ),
        migrations.AddConstraint(
            model_name='packet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('covenant__isnull', False), ('partner__isnull', False), ('to_vault__isnull', True)), models.Q(('covenant__isnull', True), ('partner__isnull', True), ('to_vault__isnull', False)), _connector='OR'), name='packet_one_recipient'),
        ),
        migrations.AddField(
            model_name='packetfile',
            name='guarded',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.guardedrecord'),
        ),
        migrations.AddField(
            model_name='packetfile',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.municipality'),
        ),
        migrations.AddField(
            model_name='packetfile',
            name='vault',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.vault'),
        ),
        row_security.protect("concerns_packetfile", row_security.PART_OR_DESK),
        row_security.protect_anew("concerns_packet", row_security.OBJECT_OVERSEEN, row_security.OBJECT_OR_DESK),
        row_security.protect_anew(
            "concerns_packeteffect",
            row_security.rows_of_shared("concerns_packet", "packet_id"),
            row_security.desk_rows("concerns_packet", "packet_id"),
        ),
    ]
