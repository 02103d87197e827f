# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of remedies, under those of one measure."""

from typing import Any

from django.urls import path

from . import views as remedy_views

ONE = "<measure:reference>/bezwaar/<uuid:key>/"
urlpatterns: list[Any] = [
    path("<measure:reference>/bezwaar/", remedy_views.lodge, name="remedy_new"),
    path(ONE, remedy_views.decide, name="remedy"),
    path(f"{ONE}verdagen/", remedy_views.put_off, name="remedy_put_off"),
]
