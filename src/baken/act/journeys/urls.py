# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of journeys, under those of the record that they begin with."""

from django.urls import path

from .signal_to_case import views
from .signal_to_inspection import views as visiting_views
from .signal_to_measure import asking_views

app_name = "journeys"
urlpatterns = [
    path("<concern:reference>/casus/", views.promote, name="promote"),
    path("<concern:reference>/maatregel/", asking_views.measure, name="measure"),
    path("<concern:reference>/controle/", visiting_views.visit, name="visit"),
]
