# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2

import baken.kernel.ids
import django.db.models.deletion
from django.db import migrations, models

from baken.access.facade import row_security
from baken.kernel.database import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0008_audit_filters'),
        ('observe', '0002_pull'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClosedMonth',
            fields=[
                ('id', models.UUIDField(default=baken.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('source', models.SlugField(max_length=40)),
                ('month', models.DateField(help_text='its first day')),
                ('closed_at', models.DateTimeField()),
                ('example', models.BooleanField(default=False)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.municipality')),
            ],
            options={
                'ordering': ('source', 'month'),
            },
        ),
        migrations.CreateModel(
            name='OwnTotal',
            fields=[
                ('id', models.UUIDField(default=baken.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('indicator', models.SlugField(max_length=60)),
                ('area', models.CharField(help_text='CBS code, or "unknown"', max_length=10)),
                ('level', models.CharField(help_text='level of the areas among which it was counted: wijk or buurt', max_length=12)),
                ('count', models.PositiveIntegerField()),
                ('closed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='totals', to='observe.closedmonth')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.municipality')),
            ],
            options={
                'ordering': ('closed', 'indicator', 'area'),
            },
        ),
        migrations.AddConstraint(
            model_name='closedmonth',
            constraint=models.UniqueConstraint(fields=('municipality', 'source', 'month'), name='closed_month_once'),
        ),
        migrations.AddConstraint(
            model_name='closedmonth',
            constraint=models.CheckConstraint(condition=models.Q(('month__day', 1), models.Q(('source', ''), _negated=True)), name='closed_month_first_day'),
        ),
        migrations.AddConstraint(
            model_name='owntotal',
            constraint=models.UniqueConstraint(fields=('municipality', 'closed', 'indicator', 'area'), name='own_total_once'),
        ),
        migrations.AddConstraint(
            model_name='owntotal',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['wijk', 'buurt']), models.Q(('area', ''), _negated=True)), name='own_total_level'),
        ),
        append_only.keep("observe_closedmonth"),
        append_only.keep("observe_owntotal"),
        row_security.protect("observe_owntotal", row_security.by_permission("observe.own_figures.view")),
    ]
