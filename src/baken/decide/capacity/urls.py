# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import edit_views, views

app_name = "capacity"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("capaciteit.csv", views.overview_csv, name="csv"),
    path("scenario/", views.workbench, name="workbench"),
    path("scenario/effect/", views.effect, name="effect"),
    path("scenario/uitkomst/", views.outcome, name="outcome"),
    path("naast-elkaar/", views.beside, name="beside"),
    path("scenarios/<uuid:pk>/", views.scenario, name="scenario"),
    path("scenarios/<uuid:pk>/scenario.csv", views.scenario_csv, name="scenario_csv"),
    path("teams/nieuw/", edit_views.team_new, name="team_new"),
    path("teams/<slug:slug>/", edit_views.team, name="team"),
    path("teams/<slug:slug>/weghalen/", edit_views.team_remove, name="team_remove"),
    path("werk/nieuw/", edit_views.stream_new, name="stream_new"),
    path("werk/<slug:slug>/", edit_views.stream, name="stream"),
    path("werk/<slug:slug>/weghalen/", edit_views.stream_remove, name="stream_remove"),
]
