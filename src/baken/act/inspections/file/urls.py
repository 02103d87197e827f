# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the list and of one inspection, under those of inspections."""

from typing import Any

from django.urls import path

from . import views

urlpatterns: list[Any] = [
    path("", views.overview, name="overview"),
    path("<slug:reference>/", views.inspection, name="inspection"),
    path("<slug:reference>/briefing/", views.briefing, name="briefing"),
]
