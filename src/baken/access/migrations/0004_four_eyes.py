# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import baken.kernel.encryption
import baken.kernel.ids


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0003_identity"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                ("id", models.UUIDField(default=baken.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("role", "rol geven"),
                            ("move", "overstap naar een andere rol"),
                            ("token", "sleutel van een koppeling"),
                            ("address", "ander e-mailadres"),
                        ],
                        max_length=10,
                    ),
                ),
                ("payload", baken.kernel.encryption.EncryptedTextField()),
                ("asked_at", models.DateTimeField()),
                ("reason", baken.kernel.encryption.EncryptedTextField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "bevestigd"),
                            ("declined", "geweigerd"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", baken.kernel.encryption.EncryptedTextField(blank=True, help_text="why it was declined")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at",),
                "indexes": [models.Index(fields=["municipality", "outcome"], name="account_change_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="account_change_decided",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(("outcome", "confirmed"))
                        | ~models.Q(("decided_by", models.F("asked_by"))),
                        name="account_change_two_people",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="given_at",
            field=models.DateTimeField(blank=True, help_text="when it was given, or confirmed", null=True),
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="given_by",
            field=models.ForeignKey(
                blank=True,
                help_text="empty: Baken itself",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="roleassignment",
            name="reason",
            field=baken.kernel.encryption.EncryptedTextField(blank=True, default="", help_text="why it was given"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="servicetoken",
            name="waits",
            field=models.BooleanField(default=False, help_text="works only once a second person has confirmed it"),
        ),
    ]
