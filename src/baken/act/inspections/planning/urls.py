# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of planning, under those of inspections."""

from typing import Any

from django.urls import path

from . import views

ONE = "<slug:reference>/"
urlpatterns: list[Any] = [
    path("nieuw/", views.new, name="new"),
    path(f"{ONE}plan/", views.plan, name="plan"),
]
