# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from . import views

app_name = "claims"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("beweringen.csv", views.overview_csv, name="csv"),
    path("opnieuw-toetsen/", views.retest, name="retest"),
    path("<slug:slug>/", views.claim, name="claim"),
]
