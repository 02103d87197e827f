# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The address of the register, under those of measures."""

from typing import Any

from django.urls import path

from . import views as address_views

urlpatterns: list[Any] = [path("adressen/", address_views.register, name="addresses")]
