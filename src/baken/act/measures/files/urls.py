# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the list of measures, of one measure and of its steps."""

from django.urls import path
from django.urls.resolvers import URLPattern

from . import views

MEASURE = "<measure:reference>/"
urlpatterns: list[URLPattern] = [
    path("", views.overview, name="overview"),
    path("nieuw/", views.new, name="new"),
    path(MEASURE, views.measure, name="measure"),
    path(f"{MEASURE}stap/<slug:name>/", views.step, name="step"),
    path(f"{MEASURE}betrokkene/<uuid:key>/weg/", views.party_remove, name="party_remove"),
]
