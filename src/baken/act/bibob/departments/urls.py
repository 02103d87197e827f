# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of deciding departments, apart from those of the file: under /uitvoeren/bibob-stand/."""

from django.urls import path

from ..converters import register
from . import views

register()
app_name = "standings"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("aanmelden/", views.new, name="new"),
    path("<standing:reference>/", views.standing, name="standing"),
    path("<standing:reference>/besluit/", views.decide, name="decide"),
]
