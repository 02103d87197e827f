# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the toets vooraf, under those of concerns."""

from typing import Any

from django.urls import path

from . import views as check_views

urlpatterns: list[Any] = [
    path("<concern:reference>/toets/", check_views.check, name="check"),
    path("<concern:reference>/opnieuw-toetsen/", check_views.retest, name="retest"),
]
