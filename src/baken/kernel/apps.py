# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "baken.kernel"
    label = "kernel"
    verbose_name = "Kernel"
