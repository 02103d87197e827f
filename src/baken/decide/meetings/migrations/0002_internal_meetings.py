# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
import baken.kernel.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0008_audit_filters'),
        ('meetings', '0001_initial'),
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Guest',
            fields=[
                ('id', models.UUIDField(default=baken.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('reason', models.CharField(max_length=400)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ('meeting', 'id'),
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='confidential',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='meetingkind',
            name='internal',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='member',
            name='seat',
            field=models.CharField(choices=[('member', 'lid'), ('chair', 'voorzitter'), ('secretary', 'secretaris'), ('coordinator', 'coördinator')], default='member', max_length=12),
        ),
        migrations.AddIndex(
            model_name='agendaitem',
            index=models.Index(condition=models.Q(('source', ''), _negated=True), fields=['municipality', 'source', 'source_key'], name='agenda_item_source'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('confidential', False), models.Q(('internal', True), models.Q(('source', ''), _negated=True)), _connector='OR'), name='agenda_item_confidential'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', ''), _negated=True), ('seat', 'member'), _connector='OR'), name='meeting_member_seat_of_role'),
        ),
        migrations.AddField(
            model_name='guest',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guests', to='meetings.meeting'),
        ),
        migrations.AddField(
            model_name='guest',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.municipality'),
        ),
        migrations.AddField(
            model_name='guest',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_guests', to='registry.organisation'),
        ),
        migrations.AddConstraint(
            model_name='guest',
            constraint=models.UniqueConstraint(fields=('municipality', 'meeting', 'organisation'), name='meeting_guest_once'),
        ),
        migrations.AddConstraint(
            model_name='guest',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='meeting_guest_reason'),
        ),
    ]
