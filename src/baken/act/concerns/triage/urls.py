# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the list, the map and one concern, under those of concerns."""

from typing import Any

from django.urls import path

from . import bulk_views, work_views
from . import views as triage_views

CONCERN = "<concern:reference>/"
urlpatterns: list[Any] = [
    path("", triage_views.overview, name="overview"),
    path("toewijzen/", bulk_views.assign_many, name="assign_many"),
    path("overleglijst/", bulk_views.meeting_list, name="meeting_list"),
    path("signalen.csv", bulk_views.export_csv, name="export_csv"),
    path("selectie/", bulk_views.filter_save, name="filter_save"),
    path("selectie/<uuid:key>/weg/", bulk_views.filter_drop, name="filter_drop"),
    path(f"{CONCERN}signaal.json", bulk_views.export_json, name="export_json"),
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
