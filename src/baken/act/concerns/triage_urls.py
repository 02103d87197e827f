# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the list, the map and one concern, under those of concerns."""

from typing import Any

from django.urls import path

from . import triage_views, work_views

CONCERN = "<concern:reference>/"
urlpatterns: list[Any] = [
    path("", triage_views.overview, name="overview"),
    path(CONCERN, triage_views.concern, name="concern"),
    path(f"{CONCERN}koppelen/", work_views.link, name="link"),
    path(f"{CONCERN}koppeling/<uuid:key>/weg/", work_views.unlink, name="unlink"),
    path(f"{CONCERN}los/", work_views.unmerge, name="unmerge"),
    path(f"{CONCERN}splitsen/", work_views.split, name="split"),
    path(f"{CONCERN}toewijzen/", work_views.assign, name="assign"),
    path(f"{CONCERN}soort/", work_views.category, name="category"),
    path(f"{CONCERN}notitie/", work_views.note, name="note"),
    path(f"{CONCERN}bijlage/<uuid:key>/", triage_views.attachment, name="attachment"),
]
