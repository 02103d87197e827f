# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of who reported."""

from django.urls import path

from . import rights_views
from . import views as source_views

urlpatterns = [
    path("herkomst/", source_views.releases, name="releases"),
    path("herkomst/melder/", rights_views.own_details, name="own_details"),
    path("herkomst/<uuid:key>/", source_views.decide, name="release"),
    path("<concern:reference>/herkomst/", source_views.ask, name="release_ask"),
    path("<concern:reference>/herkomst/<uuid:key>/", source_views.read, name="release_read"),
    path("<concern:reference>/betrouwbaarheid/", source_views.evaluate, name="evaluate"),
]
