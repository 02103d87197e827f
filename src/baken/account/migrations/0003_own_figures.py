# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2

import baken.kernel.encryption
import baken.kernel.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from baken.kernel.database import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('accounting', '0002_edited_word'),
        ('kernel', '0008_audit_filters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FigureDraft',
            fields=[
                ('id', models.UUIDField(default=baken.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', models.CharField(max_length=120)),
                ('indicators', models.JSONField(help_text='slugs of own indicators')),
                ('years', models.JSONField(help_text='years, oldest first')),
                ('level', models.CharField(choices=[('wijk', 'per wijk, met het totaal van de gemeente'), ('municipality', 'alleen het totaal van de gemeente')], max_length=12)),
                ('rule', models.JSONField()),
                ('content', models.TextField()),
                ('content_digest', models.CharField(max_length=64)),
                ('secret', baken.kernel.encryption.EncryptedTextField(blank=True)),
                ('cells', models.PositiveIntegerField(default=0)),
                ('withheld', models.PositiveIntegerField(default=0)),
                ('share_of_total', models.FloatField(default=0)),
                ('exposed', models.PositiveIntegerField(default=0, help_text="cells that can't be protected any more")),
                ('code_version', models.CharField(max_length=40)),
                ('example', models.BooleanField(default=False)),
                ('status', models.CharField(choices=[('draft', 'concept'), ('published', 'gepubliceerd'), ('discarded', 'weggelegd')], default='draft', max_length=12)),
                ('made_at', models.DateTimeField()),
                ('basis', models.CharField(help_text='SHA-256 over the keys of the earlier publications', max_length=64)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.municipality')),
            ],
            options={
                'ordering': ('-made_at', '-id'),
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='FigureRelease',
            fields=[
                ('id', models.UUIDField(default=baken.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('title', models.CharField(max_length=120)),
                ('indicators', models.JSONField(help_text='slugs of own indicators')),
                ('years', models.JSONField(help_text='years, oldest first')),
                ('level', models.CharField(choices=[('wijk', 'per wijk, met het totaal van de gemeente'), ('municipality', 'alleen het totaal van de gemeente')], max_length=12)),
                ('rule', models.JSONField()),
                ('content', models.TextField()),
                ('content_digest', models.CharField(max_length=64)),
                ('secret', baken.kernel.encryption.EncryptedTextField(blank=True)),
                ('cells', models.PositiveIntegerField(default=0)),
                ('withheld', models.PositiveIntegerField(default=0)),
                ('share_of_total', models.FloatField(default=0)),
                ('exposed', models.PositiveIntegerField(default=0, help_text="cells that can't be protected any more")),
                ('code_version', models.CharField(max_length=40)),
                ('example', models.BooleanField(default=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('published', 'openbaar gemaakt'), ('withdrawn', 'teruggetrokken')], max_length=12)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.municipality')),
                ('prepared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdraws', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='accounting.figurerelease')),
            ],
            options={
                'ordering': ('-number',),
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('municipality', 'number'), name='figure_release_number'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'published'), ('withdraws__isnull', True)), models.Q(('kind', 'withdrawn'), ('withdraws__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='figure_release_kind'), models.CheckConstraint(condition=models.Q(('exposed', 0), models.Q(('reason', ''), _negated=True), ('kind', 'withdrawn'), _connector='OR'), name='figure_release_exposed')],
            },
        ),
        append_only.keep("accounting_figurerelease", sealed=("secret",)),
        append_only.keep("accounting_release"),
    ]
