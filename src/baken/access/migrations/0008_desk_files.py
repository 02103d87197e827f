# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2

import baken.kernel.ids
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.lookups
from django.db import migrations, models

from baken.access.authorization import row_security


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0007_signal_purposes'),
        ('kernel', '0009_idempotency'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeskTerm',
            fields=[
                ('id', models.UUIDField(default=baken.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(max_length=60)),
                ('reference', models.CharField(max_length=14)),
                ('subject_type', models.CharField(max_length=80)),
                ('subject', models.UUIDField()),
                ('rule', models.CharField(max_length=80)),
                ('label', models.CharField(blank=True, max_length=200)),
                ('started', models.DateField(blank=True, null=True)),
                ('due', models.DateField(blank=True, null=True)),
                ('paused', models.BooleanField(default=False)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('owner_role', models.CharField(max_length=40)),
                ('fictitious', models.BooleanField(default=False)),
            ],
        ),
        migrations.AddConstraint(
            model_name='vault',
            constraint=models.CheckConstraint(condition=models.Q(('regime__in', ['general']), models.Q(django.db.models.lookups.Contains(django.db.models.functions.comparison.Cast('purposes', models.TextField()), '"measures_mayor"'), _negated=True), _connector='OR'), name='vault_measures_mayor'),
        ),
        migrations.AddConstraint(
            model_name='vault',
            constraint=models.CheckConstraint(condition=models.Q(('regime__in', ['general']), models.Q(django.db.models.lookups.Contains(django.db.models.functions.comparison.Cast('purposes', models.TextField()), '"measures_executive"'), _negated=True), _connector='OR'), name='vault_measures_executive'),
        ),
        migrations.AddConstraint(
            model_name='vault',
            constraint=models.CheckConstraint(condition=models.Q(('regime__in', ['general']), models.Q(django.db.models.lookups.Contains(django.db.models.functions.comparison.Cast('purposes', models.TextField()), '"joint_inspections"'), _negated=True), _connector='OR'), name='vault_joint_inspections'),
        ),
        migrations.AddField(
            model_name='deskterm',
            name='guarded',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.guardedrecord'),
        ),
        migrations.AddField(
            model_name='deskterm',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.municipality'),
        ),
        migrations.AddField(
            model_name='deskterm',
            name='vault',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.vault'),
        ),
        migrations.AddIndex(
            model_name='deskterm',
            index=models.Index(condition=models.Q(('done_on__isnull', True)), fields=['municipality', 'vault', 'due', 'id'], name='desk_term_running'),
        ),
        migrations.AddIndex(
            model_name='deskterm',
            index=models.Index(condition=models.Q(('done_on__gt', models.F('due'))), fields=['municipality', 'vault', 'done_on'], name='desk_term_late'),
        ),
        migrations.AddIndex(
            model_name='deskterm',
            index=models.Index(fields=['guarded'], name='desk_term_file'),
        ),
        migrations.AddConstraint(
            model_name='deskterm',
            constraint=models.UniqueConstraint(fields=('municipality', 'subject', 'rule', 'label'), name='desk_term_once'),
        ),
        row_security.protect("access_deskterm", row_security.DESK_OBJECT),
    ]
