# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views

app_name = "decide"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("inlezen/", views.import_file, name="import"),
    path("kadernota/<slug:slug>/", views.framework, name="framework"),
    path("kadernota/<slug:slug>/prioriteiten.csv", views.priorities_csv, name="priorities_csv"),
    path("kadernota/<slug:framework>/<slug:slug>/", views.priority, name="priority"),
    path("ivp/<slug:slug>/", views.plan, name="plan"),
    path("ivp/<slug:slug>/inspanningen.csv", views.efforts_csv, name="efforts_csv"),
    path("ivp/<slug:plan>/<slug:slug>/", views.effort, name="effort"),
]
