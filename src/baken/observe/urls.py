# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views

app_name = "observe"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("gebied/<str:code>/", views.area, name="area"),
    path("vergelijk/", views.compare, name="compare"),
    path("indicatoren/", views.indicators, name="indicators"),
    path("indicator/<slug:slug>/", views.indicator, name="indicator"),
    path("gemeenten/", views.municipalities, name="municipalities"),
    path("cijfer/<slug:slug>/<str:code>/<int:year>/", views.figure, name="figure"),
    path("bronnen/", views.sources, name="sources"),
    path("bronnen/<str:slug>/", views.one_dataset, name="dataset"),
    path("download/<slug:name>.csv", views.download, name="download"),
]
