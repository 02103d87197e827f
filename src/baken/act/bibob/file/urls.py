# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import step_views, views

app_name = "bibob"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("openen/<standing:application>/", step_views.open_file, name="open"),
    path("<screening:reference>/", views.screening, name="screening"),
    path("<screening:reference>/stap/<slug:step>/", step_views.step, name="step"),
    path("<screening:reference>/bron/", step_views.entry, {"name": "look"}, name="look"),
    path("<screening:reference>/relatie/", step_views.entry, {"name": "relate"}, name="relate"),
    path("<screening:reference>/feit/", step_views.entry, {"name": "indicate"}, name="indicate"),
    path("<screening:reference>/feit/<uuid:key>/", step_views.entry, {"name": "weigh_fact"}, name="weigh_fact"),
    path("<screening:reference>/overnemen/", step_views.entry, {"name": "reuse"}, name="reuse"),
    path("<screening:reference>/plicht/<uuid:key>/", step_views.entry, {"name": "fulfil"}, name="fulfil"),
    path("<screening:reference>/verstrekken/", step_views.entry, {"name": "disclose"}, name="disclose"),
    path("<screening:reference>/stukken/", step_views.entry, {"name": "add_papers"}, name="add_papers"),
    path("<screening:reference>/stukken/<uuid:key>/", views.paper, name="paper"),
]
