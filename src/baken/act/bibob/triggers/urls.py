# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the Bibob policy, under those of the Bibob desk."""

from django.urls import path

from . import views

LINE = "beleid/<slug:slug>/<int:number>/"
urlpatterns = [
    path("beleid/", views.overview, name="triggers"),
    path("beleid/nieuw/", views.new, name="trigger_new"),
    path(LINE, views.one, name="trigger"),
    path(f"{LINE}wijzigen/", views.edit, name="trigger_edit"),
    path(f"{LINE}vaststellen/", views.adopt, name="trigger_adopt"),
    path(f"{LINE}beeindigen/", views.end, name="trigger_end"),
    path(f"{LINE}weg/", views.drop, name="trigger_drop"),
]
