# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the list, the map and one concern, under those of concerns."""

from typing import Any

from django.urls import path

from . import triage_views

CONCERN = "<concern:reference>/"
urlpatterns: list[Any] = [
    path("", triage_views.overview, name="overview"),
    path(CONCERN, triage_views.concern, name="concern"),
    path(f"{CONCERN}bijlage/<uuid:key>/", triage_views.attachment, name="attachment"),
]
