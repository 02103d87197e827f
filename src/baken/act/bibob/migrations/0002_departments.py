# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
import baken.kernel.encryption
import baken.kernel.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from baken.access.facade import row_security


class Migration(migrations.Migration):

    dependencies = [
        ('bibob', '0001_initial'),
        ('kernel', '0009_idempotency'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='standing',
            name='decision_because',
            field=baken.kernel.encryption.EncryptedTextField(blank=True, help_text="on what other ground, where it doesn't follow from this"),
        ),
        migrations.AddField(
            model_name='standing',
            name='received_on',
            field=models.DateField(blank=True, help_text='day on which the application came in', null=True),
        ),
        migrations.AddField(
            model_name='standing',
            name='trigger',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bibob.trigger'),
        ),
        migrations.AddField(
            model_name='trigger',
            name='adopted_because',
            field=models.CharField(blank=True, help_text='decision by which, in words', max_length=400),
        ),
        migrations.AddField(
            model_name='trigger',
            name='fictitious',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='SampleDraw',
            fields=[
                ('id', models.UUIDField(default=baken.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('department', models.CharField(help_text='role', max_length=40)),
                ('application', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('percent', models.PositiveSmallIntegerField()),
                ('drawn', models.BooleanField()),
                ('fictitious', models.BooleanField(default=False)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.municipality')),
                ('trigger', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='bibob.trigger')),
            ],
            options={
                'ordering': ('-at', '-id'),
                'indexes': [models.Index(fields=['municipality', 'department', '-at', '-id'], name='sample_draw_newest')],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'department', 'application'), name='sample_draw_once')],
            },
        ),
        row_security.protect("bibob_sampledraw", row_security.by_own_role("department", "act.standing.view", "act.bibob.view")),
    ]
