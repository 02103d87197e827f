# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the list of measures and of one measure."""

from django.urls import path
from django.urls.resolvers import URLPattern

from . import views

MEASURE = "<measure:reference>/"
urlpatterns: list[URLPattern] = [
    path("", views.overview, name="overview"),
    path(MEASURE, views.measure, name="measure"),
]
