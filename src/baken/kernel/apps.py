# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate


class KernelConfig(AppConfig):
    name = "baken.kernel"
    label = "kernel"
    verbose_name = "Kernel"

    def ready(self) -> None:
        from .database.checks import application_role
        from .database.roles import give_after_migrating
        from .keyring import checks as key_checks

        checks.register(application_role, checks.Tags.database)
        # as sender this app alone: once, after the last migration of all
        post_migrate.connect(give_after_migrating, sender=self, dispatch_uid="baken-grants")
        pre_migrate.connect(key_checks.before_migrating, sender=self, dispatch_uid="baken-keys-before")
        post_migrate.connect(key_checks.after_migrating, sender=self, dispatch_uid="baken-keys-after")
